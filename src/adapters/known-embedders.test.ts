import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findKnownEmbedder, KNOWN_EMBEDDERS } from "./known-embedders.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("findKnownEmbedder", () => {
  it.each([
    ["Xenova/bge-small-zh-v1.5", "bge-small-zh"],
    ["BAAI/bge-m3", "bge-m3"],
    ["bge-m3:f16", "bge-m3"],
    ["C:\\models\\multilingual-e5-base", "multilingual-e5-base"],
    ["intfloat/multilingual-e5-large-instruct", "multilingual-e5-large-instruct"],
    ["Xenova/Paraphrase-Multilingual-MiniLM-L12-v2", "paraphrase-multilingual-MiniLM-L12"],
    ["shibing624/text2vec-base-chinese-sentence", "text2vec-base-chinese"],
  ])("knows %s", (model, name) => expect(findKnownEmbedder(model)?.name).toBe(name));

  it.each(["fawen-static-v3", "bge-m3000", "my-bge-m3", "bge-small-zh/other", ""])("does not know %j", (model) =>
    expect(findKnownEmbedder(model)).toBeNull(),
  );
});

describe("KNOWN_EMBEDDERS", () => {
  it("names each once", () => {
    const names = KNOWN_EMBEDDERS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(KNOWN_EMBEDDERS)("finds $name by its repository too, and README shows it", (known) => {
    const { name, hub, dimensions, pooling, queryPrefix, passagePrefix } = known;
    expect(findKnownEmbedder(hub ?? name)).toBe(known);
    const show = (prefix: string) => (prefix === "" ? "—" : `\`${prefix.replace("\n", "⏎")}\``);
    const cells = [hub === null ? name : `\`${hub}\``, dimensions, pooling, show(queryPrefix), show(passagePrefix)];
    expect(readme).toContain(`\n| ${cells.join(" | ")} |\n`);
  });
});
