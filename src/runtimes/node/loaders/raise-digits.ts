const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/** A raised 2 behind 41 is a note or a power: as a plain digit it would make another figure of it. */
export function raiseDigits(text: string): string {
  return text.replace(/\d/g, (digit) => RAISED[Number(digit)] ?? digit);
}

/** Likewise for what stands below the line: CO₂. */
export function lowerDigits(text: string): string {
  return text.replace(/\d/g, (digit) => LOWERED[Number(digit)] ?? digit);
}
