import { describe, expect, it } from "vitest";
import { parseMarkdown } from "./markdown.ts";
import { takeLead } from "./take-lead.ts";

describe("the lead of an answer", () => {
  it("is the first paragraph with its markers when that says the same", () => {
    const taken = takeLead(
      "97.4%（云泽市，2023年）",
      parseMarkdown("97.4%（云泽市，2023年） [1]\n\n应诉率为97.4%。[1]"),
    );
    expect(taken.lead).toEqual([
      { type: "text", text: "97.4%（云泽市，2023年） " },
      { type: "marker", marker: 1 },
    ]);
    expect(taken.rest).toHaveLength(1);
  });

  it("stands before the whole answer when that begins otherwise", () => {
    const blocks = parseMarkdown("应诉率为97.4%。[1]");
    expect(takeLead("97.4%", blocks)).toEqual({ lead: [{ type: "text", text: "97.4%" }], rest: blocks });
    expect(takeLead("没有", [])).toEqual({ lead: [{ type: "text", text: "没有" }], rest: [] });
  });
});
