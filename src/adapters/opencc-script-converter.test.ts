import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "./opencc-script-converter.ts";

const converter = createOpenccScriptConverter();

describe("createOpenccScriptConverter", () => {
  it("converts characters and words", () => {
    expect(converter.toSimplified("法治政府建設與行政執法監督")).toBe("法治政府建设与行政执法监督");
    expect(converter.toSimplified("乾擾執法，徵求意見，借後再還")).toBe("干扰执法，征求意见，借后再还");
  });

  it("keeps protected words and converts the particle 着", () => {
    expect(converter.toSimplified("《論著選讀》是重要著作，乾隆年間，瞭望臺，成效顯著")).toBe(
      "《论著选读》是重要著作，乾隆年间，瞭望台，成效显著",
    );
    expect(converter.toSimplified("著力推進，沿著道路，意味著責任，著眼長遠")).toBe(
      "着力推进，沿着道路，意味着责任，着眼长远",
    );
  });

  it("gives Simplified text back as it is", () => {
    const text = "全面推进依法行政，2024年办理案件1,024件，办结率98.7%。著作权、乾坤、瞭望。";
    expect(converter.toSimplified(text)).toBe(text);
  });

  it("copes with characters outside the basic plane and lone surrogates", () => {
    expect(converter.toSimplified("𠮷野家設立")).toBe("𠮷野家设立");
    expect(converter.toSimplified("\ud842設")).toBe("\ud842设");
  });
});
