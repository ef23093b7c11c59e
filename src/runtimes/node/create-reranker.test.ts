import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../config.ts";
import { makeCrossEncoder } from "../../testing/make-cross-encoder.ts";
import { openReranker } from "./create-reranker.ts";

describe("openReranker", () => {
  const scratch = mkdtempSync(join(tmpdir(), "fawen-reranker-"));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it("opens none unless one is wanted", async () => {
    expect((await openReranker(parseConfig({}))).reranker).toBeNull();
  });

  it("opens a model below MODEL_DIR by its name, and ends it", async () => {
    makeCrossEncoder(join(scratch, "small"));
    const opened = await openReranker(parseConfig({ RERANKER: "small", MODEL_DIR: scratch, RERANKER_CANDIDATES: "7" }));
    try {
      await opened.warmUp();
      expect(opened.reranker).toMatchObject({ id: "small", candidates: 7 });
      expect(await opened.reranker?.rerank("应诉", ["应诉"])).toHaveLength(1);
    } finally {
      await opened.close();
    }
  });

  it("asks nothing of an endpoint before the first question", async () => {
    const settings = { RERANKER: "http://127.0.0.1:9/v1", RERANKER_MODEL: "bge" };
    expect((await openReranker(parseConfig(settings))).reranker?.id).toBe("endpoint:bge");
  });
});
