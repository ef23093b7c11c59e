import { beforeAll, describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createFakeEmbedder } from "../../testing/fake-embedder.ts";
import { createLocalRemote } from "../../testing/local-remote.ts";
import { SAMPLE_REPORTS } from "../../testing/sample-library.ts";
import { buildLibrary } from "../build-library.ts";
import { createAssistant } from "../create-assistant.ts";
import { FawenError } from "../model/errors.ts";
import type { Library } from "../model/library.ts";
import { createExactVectorIndex } from "./exact-vector-index.ts";
import { createSearchableLibrary } from "./searchable-library.ts";

const converter = createOpenccScriptConverter();
const embedder = createFakeEmbedder();
const QUESTIONS = [
  "青溪市2022年出庭应诉率是多少？",
  "请人评理的事办了多少",
  "云岭县的公证",
  "短板有哪些",
  "2023年复议案件",
];

/** As a runtime composes it: the vectors are in the engine alone. */
function setUp(library: Library, fault?: () => void) {
  const told: string[] = [];
  const remote = createSearchableLibrary(
    { ...library, vectors: null },
    null,
    converter,
    createLocalRemote(library, fault),
  );
  const dependencies = { current: () => remote, converter, embedder, warn: (line: string) => told.push(line) };
  return { told, assistant: createAssistant(dependencies) };
}

describe("retrieveRemotely", () => {
  let library: Library;
  beforeAll(async () => {
    const sources = SAMPLE_REPORTS.map(({ file, text, region, year }) => ({
      ...{ id: file, file, raw: text, known: { region, year }, digest: file },
    }));
    library = (await buildLibrary(sources, { converter, embedder, builtAt: "2026-01-01T00:00:00.000Z" })).library;
  });

  it.each(QUESTIONS)("finds what vectors at hand find, with the same scores: %s", async (query) => {
    const here = createSearchableLibrary(
      library,
      library.vectors && createExactVectorIndex(library.vectors),
      converter,
    );
    const local = createAssistant({ current: () => here, converter, embedder });
    const { assistant } = setUp(library);
    for (const filters of [undefined, { years: [2023] }, { reports: ["yunling-2023.txt"] }]) {
      const expected = await local.search({ query, k: 8, filters });
      const { hits } = await assistant.search({ query, k: 8, filters });
      expect(hits.map(({ passageId }) => passageId)).toEqual(expected.hits.map(({ passageId }) => passageId));
      for (const [at, hit] of hits.entries()) expect(hit.score).toBeCloseTo(expected.hits[at]?.score ?? 9, 5);
    }
    const messages = [{ role: "user" as const, content: query }];
    expect(await assistant.answer({ messages })).toEqual(await local.answer({ messages }));
  });

  it("answers by words, and says so, while the engine fails; and by both when it is there again", async () => {
    let down = true;
    const { assistant, told } = setUp(library, () => {
      if (down) throw new FawenError("backend-failed", "连不上。", { retryable: true });
    });
    const messages = [{ role: "user" as const, content: "青溪市2022年行政机关负责人出庭应诉率是多少？" }];
    const answer = await assistant.answer({ messages });
    expect(answer.lead).toContain("91.4%");
    expect(answer.notes).toEqual([expect.stringContaining("只按字词查找")]);
    expect(told).toEqual([expect.stringContaining("连不上")]);
    down = false;
    expect((await assistant.answer({ messages })).notes).toBeUndefined();
    expect(assistant.status().vectorIndex).toBe("local-remote");
  });

  it("throws what is no failure of the engine", async () => {
    const { assistant } = setUp(library, () => {
      throw new TypeError("a mistake of ours");
    });
    await expect(assistant.search({ query: "公证", k: 3 })).rejects.toThrow(TypeError);
  });
});
