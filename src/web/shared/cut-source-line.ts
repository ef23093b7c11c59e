import type { Block } from "./markdown.ts";

const PREFIX = "出处：";

/** An answer's blocks without the line that tells where its quotes stand, for where a list below tells it in full. */
export function cutSourceLine(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter((block) => {
    if (block.type !== "paragraph") return true;
    const [first] = block.content;
    return !(first?.type === "text" && first.text.startsWith(PREFIX) && block.content.some(isMarker));
  });
}

const isMarker = ({ type }: { readonly type: string }) => type === "marker";
