import type { Block, Inline } from "./markdown.ts";

/**
 * Parts an answer whose first paragraph only says the lead again: that paragraph, markers and all, is shown big
 * and the rest follows. Where the answer begins otherwise, the lead stands alone and nothing is taken away.
 */
export function takeLead(lead: string, blocks: readonly Block[]): { lead: readonly Inline[]; rest: readonly Block[] } {
  const [first, ...rest] = blocks;
  if (first?.type === "paragraph" && squeeze(textOf(first.content)) === squeeze(lead))
    return { lead: first.content, rest };
  return { lead: [{ type: "text", text: lead }], rest: blocks };
}

function textOf(content: readonly Inline[]): string {
  return content.map((part) => (part.type === "marker" ? "" : part.text)).join("");
}

function squeeze(text: string): string {
  return text.replace(/\s/g, "");
}
