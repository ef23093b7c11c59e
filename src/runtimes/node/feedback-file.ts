import { appendFile, mkdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";

const FILE = "feedback.jsonl";
const OLDER_FILE = "feedback.older.jsonl";
/** About 10,000 opinions. With the older file, twice as much is the most that ever lies there. */
const MAX_BYTES = 5 * 1024 * 1024;

/**
 * Writes what visitors think of answers beside the index, a JSON object a line, with the time it came. A full file
 * becomes the older one, in place of the one before: strangers can send opinions, so the disk they take is bounded.
 *
 * @param dir created when it is not there
 */
export function createFeedbackFile(dir: string, now: () => Date, maxBytes = MAX_BYTES) {
  const path = join(dir, FILE);
  let last: Promise<void> = Promise.resolve();

  async function append(feedback: object): Promise<void> {
    const line = `${JSON.stringify({ receivedAt: now().toISOString(), ...feedback })}\n`;
    await mkdir(dir, { recursive: true });
    if ((await sizeOf(path)) + Buffer.byteLength(line) > maxBytes && (await sizeOf(path)) > 0)
      await rename(path, join(dir, OLDER_FILE));
    await appendFile(path, line);
  }

  return (feedback: object): Promise<void> => {
    // One after the other, whether or not the one before could be written: two at once might both move the full file.
    last = last.catch(() => {}).then(() => append(feedback));
    return last;
  };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
