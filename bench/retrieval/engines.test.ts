import { expect, test } from "vitest";
import { ENGINES, type EngineName } from "./engines.ts";

/** One word of Latin letters each: what even an engine that knows no Chinese can find. */
const passages = [
  { id: "first", title: "青溪河道", text: "河道清理用 alpha 方案，全年巡查 12 次。" },
  { id: "second", title: "云岭公证", text: "公证办理用 beta 系统，全年办理 952 件。" },
  { id: "third", title: "桃源法庭", text: "巡回法庭用 gamma 平台，全年开庭 43 次。" },
];

// Where there is no compiler hnswlib-node is not installed.
const hasHnswlib = await import("hnswlib-node").then(
  () => true,
  () => false,
);
const names = (Object.keys(ENGINES) as EngineName[]).filter((name) => hasHnswlib || name !== "langchain-chain");

test.each(names)("%s finds a passage by a word of it, and no more than asked for", async (name) => {
  const build = await ENGINES[name].load();
  const engine = await build(passages);
  try {
    const found = await engine.search("beta", 2);
    expect(found[0]).toBe("second");
    expect(found.length).toBeLessThanOrEqual(2);
    expect(new Set(found).size).toBe(found.length);
  } finally {
    await engine.close();
  }
});

test.each(["fawen-words", "minisearch-best", "sqlite-best"] as const)(
  "%s finds Traditional text by a Simplified question",
  async (name) => {
    const build = await ENGINES[name].load();
    const engine = await build([
      ...passages,
      { id: "traditional", title: "", text: "調解組織受理糾紛，調解員上門服務。" },
    ]);
    try {
      expect((await engine.search("调解员处理纠纷", 3))[0]).toBe("traditional");
    } finally {
      await engine.close();
    }
  },
);
