/** How much of what questions need again is kept in memory for one library; what was made first is forgotten first. */
export interface KeepLimits {
  /** Characters of passages that are prepared for matching, some 4 bytes each. */
  readonly passageChars: number;
  /** Passages described as hits, some 1.2 KB each. */
  readonly describedPassages: number;
  /** Numbers of where terms stand, 4 bytes each. */
  readonly termSlices: number;
  /** Vectors of sentences that were compared with a question, some 1.2 KB each at 256 dimensions. */
  readonly sentenceVectors: number;
}

/** For a machine of one's own: some 65 MB. */
export const KEEP_LIMITS: KeepLimits = {
  passageChars: 8_000_000,
  describedPassages: 4_096,
  termSlices: 4_000_000,
  sentenceVectors: 10_000,
};
