import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";

/** A file of the offline pack. */
export interface PackedFile {
  /** Where it lies now, absolute. */
  readonly from: string;
  /** Its name inside the pack, seen from its root, with `/`. */
  readonly to: string;
}

/** All files below a folder; links and whatever else is no plain file are left out. */
export function listFolder(
  folder: string,
  to: string,
  enter: (entry: Dirent, name: string) => boolean = () => true,
): PackedFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const [from, name] = [join(folder, entry.name), `${to}/${entry.name}`];
    if (!enter(entry, name)) return [];
    if (entry.isDirectory()) return listFolder(from, name, enter);
    return entry.isFile() ? [{ from, to: name }] : [];
  });
}
