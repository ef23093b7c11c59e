/** Takes out of a model's text what is not meant for readers, piece by piece. */
export interface ThoughtStripper {
  /** The part of the text so far that is meant for readers and was not given yet. */
  push(piece: string): string;
  /** What was held back; a thought that never ends stays out. */
  end(): string;
}

const NAMES = "think(?:ing)?|thought|reasoning|tool_calls?|function_calls?|invoke";
/** Where a thought or a tool call begins, as the common models' chat templates write it. */
const OPENING = new RegExp(
  `<(?<tag>${NAMES})(?:\\s[^<>]{0,80})?>|(?<kimi>◁think▷)` +
    "|(?<calls><[|｜]tool[▁_]calls?(?:[▁_]section)?[▁_]begin[|｜]>)|\\[TOOL_CALLS\\]",
  "i",
);
/** Ends without a beginning, and marks between turns. */
const LEFTOVERS = new RegExp(`</(?:${NAMES})\\s*>|◁/think▷|<[|｜][^|｜<>\\n]{1,60}[|｜]>`, "gi");
/** A mark that may go on in the next piece. */
const UNFINISHED = /(?:<[^<>]{0,100}|◁[^▷]{0,10}|\[[A-Z_]{0,11})$/;
/** Longer than any mark. */
const MARK_CHARS = 120;

/**
 * Strips thoughts (`<think>…</think>`), tool calls and marks between turns, however the stream cuts them. What begins
 * and never ends is stripped to the end of the text.
 */
export function createThoughtStripper(): ThoughtStripper {
  let rest = "";
  /** What ends the thing inside of which the text is; null inside of what lasts to the end. */
  let ending: RegExp | null | undefined;

  /** Everything in `rest` that is surely for readers. */
  function take(): string {
    let shown = "";
    for (;;) {
      const mark = ending === undefined ? OPENING.exec(rest) : ending?.exec(rest);
      if (!mark) break;
      if (ending === undefined) shown += rest.slice(0, mark.index);
      ending = ending === undefined ? endingOf(mark) : undefined;
      rest = rest.slice(mark.index + mark[0].length);
    }
    if (ending !== undefined) {
      rest = rest.slice(-MARK_CHARS);
      return shown;
    }
    const held = UNFINISHED.exec(rest)?.index ?? rest.length;
    shown += rest.slice(0, held);
    rest = rest.slice(held);
    return shown;
  }

  return {
    push(piece) {
      rest += piece;
      return take().replace(LEFTOVERS, "");
    },
    end() {
      const held = ending === undefined ? rest : "";
      rest = "";
      return held;
    },
  };
}

function endingOf({ groups }: RegExpExecArray): RegExp | null {
  if (groups?.tag !== undefined) return new RegExp(`</${groups.tag}\\s*>`, "i");
  if (groups?.kimi !== undefined) return /◁\/think▷/;
  return groups?.calls === undefined ? null : /<[|｜]tool[▁_]calls?(?:[▁_]section)?[▁_]end[|｜]>/i;
}
