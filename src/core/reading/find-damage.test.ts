import { describe, expect, it } from "vitest";
import { createRandom, writeCleanText } from "../../testing/clean-text.ts";
import { findDamage } from "./find-damage.ts";

const CLEAN = Array.from({ length: 60 }, (_, seed) => writeCleanText(createRandom(seed)));

function shuffle(pieces: readonly string[], seed: number): string {
  const random = createRandom(seed);
  return pieces
    .map((piece) => ({ piece, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ piece }) => piece)
    .join("");
}

describe("findDamage", () => {
  it("lets report-like text in", () => {
    expect(CLEAN.map(findDamage).filter((damage) => damage !== undefined)).toEqual([]);
  });

  it("keeps out text whose digits were deleted", () => {
    for (const text of CLEAN) expect(findDamage(text.replace(/\d[\d.,]*/g, ""))).toContain("数字缺失");
  });

  it("keeps out the same few characters over and over", () => {
    expect(findDamage("法".repeat(20_000))).toContain("重复");
    expect(findDamage("依法行政，从严治理。\n".repeat(2_000))).toContain("重复");
  });

  it("keeps out a text that had few figures and lost them", () => {
    const opening = "年，各部门推进法治建设，主要负责人带头述法，群众反映良好。";
    expect(findDamage(`${opening}截至月底，窗口办结率达%。`)).toContain("数字缺失");
    expect(findDamage("各部门推进法治建设，主要负责人带头述法，群众反映良好。")).toBeUndefined();
    // One lost figure is a slip of the author; the rest is worth reading.
    expect(findDamage(`2024年，办理案件12件，办结率达%。${opening.slice(2)}`)).toBeUndefined();
  });

  it("takes words with 年, 件 and % for what they are", () => {
    expect(
      findDamage(
        "连年，案件数量下降，百分之五十的案件由调解结案。物件、文件、证件齐全，年年增长，年底前完成件数统计。",
      ),
    ).toBeUndefined();
  });

  it("keeps out text torn to pieces, by its marks", () => {
    const text = `${"打造“暖心调解”品牌（试行），落实《执法规程》和《办案指引》，群众办事“少跑腿”。".repeat(12)}\n`;
    expect(findDamage(text)).toBeUndefined();
    for (const seed of [1, 2, 3])
      expect(findDamage(shuffle(text.match(/.{1,4}/gs) ?? [], seed))).toContain("次序被打乱");
  });

  it("lets in sentences in another order, which no trace gives away", () => {
    for (const [seed, text] of CLEAN.entries()) {
      const prose = text
        .replace(/^.、.*\n/gm, "")
        .split("\n")
        .join("");
      expect(findDamage(shuffle(prose.match(/[^。]+。/g) ?? [], seed))).toBeUndefined();
    }
  });
});
