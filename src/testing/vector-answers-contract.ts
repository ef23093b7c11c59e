import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../adapters/opencc-script-converter.ts";
import { bindLibrary } from "../adapters/vector-store/bind-library.ts";
import { fillStore } from "../adapters/vector-store/fill-store.ts";
import { createStoreCircuit, guardVectors } from "../adapters/vector-store/guard-vectors.ts";
import type { Assistant } from "../core/assistant.ts";
import { buildLibrary } from "../core/build-library.ts";
import { createAssistant } from "../core/create-assistant.ts";
import type { VectorStore } from "../core/ports/vector-store.ts";
import { createExactVectorIndex } from "../core/search/exact-vector-index.ts";
import { createSearchableLibrary } from "../core/search/searchable-library.ts";
import { createFakeEmbedder } from "./fake-embedder.ts";
import { SAMPLE_REPORTS } from "./sample-library.ts";
import type { TestedEngine } from "./tested-engine.ts";

const LIMIT_MS = 5_000;
const QUESTIONS = ["青溪市2022年出庭应诉率是多少？", "请人评理的事办了多少", "2023年受理了多少行政复议申请？"];
const toRequest = (content: string) => ({ messages: [{ role: "user" as const, content }] });

/** What readers get of an engine, whether it is there or not. */
export function testAnswersOverStore(name: string, dimensions: number, create: () => Promise<TestedEngine>): void {
  describe(`answers over ${name}`, () => {
    const converter = createOpenccScriptConverter();
    const embedder = createFakeEmbedder(dimensions);
    const told: string[] = [];
    let now = 0;
    let engine: TestedEngine;
    let store: VectorStore;
    let local: Assistant;
    let remote: Assistant;

    beforeAll(async () => {
      const sources = SAMPLE_REPORTS.map(({ file, text, region, year }, at) => {
        const digest = String(at).repeat(64);
        return { ...{ id: file, file, raw: text, known: { region, year }, digest } };
      });
      const { library } = await buildLibrary(sources, { converter, embedder, builtAt: "2026-01-01T00:00:00.000Z" });
      engine = await create();
      store = await engine.open(embedder.stamp);
      await fillStore(store, library);
      const here = createSearchableLibrary(
        library,
        library.vectors && createExactVectorIndex(library.vectors),
        converter,
      );
      local = createAssistant({ current: () => here, converter, embedder });
      const kept = { ...library, vectors: null };
      const circuit = createStoreCircuit(() => now);
      const vectors = guardVectors(bindLibrary(store, kept), circuit, LIMIT_MS);
      const there = createSearchableLibrary(kept, null, converter, vectors);
      const warn = (line: string) => told.push(line);
      remote = createAssistant({ current: () => there, converter, embedder, warn });
    });
    afterAll(async () => {
      await store?.close();
      await engine?.close();
    });

    it.each(QUESTIONS)("are those of vectors at hand: %s", async (question) => {
      expect(await remote.answer(toRequest(question))).toEqual(await local.answer(toRequest(question)));
      expect(told).toEqual([]);
    });

    it("come from words, with a note, while it is switched off, and from both by themselves when it is there again", async () => {
      const [question = ""] = QUESTIONS;
      await engine.breakDown();
      for (let asked = 0; asked < 4; asked++) {
        const answer = await remote.answer(toRequest(question));
        expect(answer.lead).toContain("91.4%");
        expect(answer.notes).toEqual([expect.stringContaining("只按字词查找")]);
      }
      expect(told).toHaveLength(4);
      for (const secret of engine.secrets) expect(told.join()).not.toContain(secret);
      await engine.repair();
      now += 60_000;
      expect(await remote.answer(toRequest(question))).toEqual(await local.answer(toRequest(question)));
      expect(told).toHaveLength(4);
    });
  });
}
