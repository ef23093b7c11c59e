import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createThoughtStripper } from "./strip-thoughts.ts";

function strip(pieces: Iterable<string>): string {
  const stripper = createThoughtStripper();
  let shown = "";
  for (const piece of pieces) shown += stripper.push(piece);
  return shown + stripper.end();
}

const CASES: readonly (readonly [string, string])[] = [
  ["<think>想\n一想</think>\n共三件。[1]", "\n共三件。[1]"],
  ["共三件。[1]<THINK>想</THINK>办结两件。[2]", "共三件。[1]办结两件。[2]"],
  ["<thinking depth='2'>想<b></thinking>好", "好"],
  ["<think>想</thinking>还在想</think>好", "好"],
  ["<think>一直想，99.9%。[1]", ""],
  ["好<think></think><think>再想</think>。", "好。"],
  ["想完了</think>好", "想完了好"],
  ['<tool_call>{"name":"a"}</tool_call>好', "好"],
  ["<|tool_calls_section_begin|><|tool_call_begin|>a<|tool_call_end|><|tool_calls_section_end|>好", "好"],
  ["<｜tool▁calls▁begin｜>a<｜tool▁calls▁end｜>好", "好"],
  ['好。[1][TOOL_CALLS] [{"name":"a"}]', "好。[1]"],
  ["◁think▷想◁/think▷好<|im_end|>", "好"],
  ["一般的 <b>字</b>、3<5、5>3、[1][12]、<", "一般的 <b>字</b>、3<5、5>3、[1][12]、<"],
  ["没有完的 [TOOL", "没有完的 [TOOL"],
];

describe("createThoughtStripper", () => {
  it.each(CASES)("makes of %j what readers may see", (text, shown) => {
    expect(strip([text])).toBe(shown);
  });

  it("makes the same of it however it is cut", () => {
    for (const [text, shown] of CASES) expect(strip(text)).toBe(shown);
    const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.constantFrom(...CASES), cuts, ([text, shown], lengths) => {
        const pieces: string[] = [];
        for (let at = 0; at < text.length; at += pieces.at(-1)?.length ?? 0)
          pieces.push(text.slice(at, at + (lengths[pieces.length % lengths.length] ?? 1)));
        expect(strip(pieces)).toBe(shown);
      }),
    );
  });

  it("gives text without marks at once", () => {
    expect(createThoughtStripper().push("办结47件。[1]")).toBe("办结47件。[1]");
  });

  it("does not keep what it strips", () => {
    const stripper = createThoughtStripper();
    stripper.push("<think>");
    for (let piece = 0; piece < 1_000; piece++) expect(stripper.push("想".repeat(10_000))).toBe("");
    expect(stripper.push("</think>好")).toBe("好");
  });
});
