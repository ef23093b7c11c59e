import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runStep } from "../run-step.ts";
import { chooseDocuments } from "./choose-documents.ts";
import type { LoadPlan } from "./load-step.ts";

const LOAD = fileURLToPath(new URL("./load-step.ts", import.meta.url));

test("without a folder of sets the documents are generated, and each question stands in its own", () => {
  const { passages, questions } = chooseDocuments("nowhere", "cmrc-trial", 250);
  expect(passages.length).toBeGreaterThanOrEqual(250);
  expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length);
  for (const { query, relevant } of questions) {
    const [id] = relevant;
    expect(query.length).toBeGreaterThan(10);
    expect(passages.find((passage) => passage.id === id)?.text).toContain(query);
  }
});

const CLIENTS = 8;
/** Both questions to warm up, then both for time and quality. */
const ONE_AT_A_TIME = 4;

function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe("the load process", () => {
  let server: Server;
  let dir: string;
  let status = 200;
  let running = 0;
  let most = 0;
  let served = 0;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "fawen-load-"));
    status = 200;
    most = 0;
    served = 0;
    const reached = createGate();
    server = createServer(async (_, response) => {
      most = Math.max(most, ++running);
      served++;
      // Once all clients ask, whoever is slow to start is waited for.
      if (running === CLIENTS) reached.open();
      if (served > ONE_AT_A_TIME && status === 200) await reached.opened;
      setTimeout(() => {
        running--;
        response.writeHead(status, { "content-type": "application/json" });
        // The same report twice, as where two of its passages are found.
        response.end(JSON.stringify({ hits: ["r1", "r1", "r2"].map((reportId) => ({ reportId })) }));
      }, 5);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  });

  function run(): Promise<{ scores: { mrr10: number; recall10: number }; p50Ms: number; perSecond: number }> {
    const { port } = server.address() as AddressInfo;
    const questions = [
      { query: "甲", relevant: ["r2"] },
      { query: "乙", relevant: ["r3"] },
    ];
    const plan: LoadPlan = { url: `http://127.0.0.1:${port}`, questions, clients: CLIENTS, seconds: 1 };
    const file = join(dir, "plan.json");
    writeFileSync(file, JSON.stringify(plan));
    return runStep(LOAD, [file]);
  }

  test("scores documents, not passages, and keeps as many requests running as there are clients", async () => {
    const { scores, p50Ms, perSecond } = await run();
    expect(scores).toMatchObject({ mrr10: 0.25, recall10: 0.5 });
    expect(p50Ms).toBeGreaterThan(4);
    expect(most).toBe(CLIENTS);
    // A second is asked for, and a busy machine takes longer: never more than were served.
    expect(perSecond).toBeGreaterThan(0);
    expect(perSecond).toBeLessThanOrEqual(served);
  });

  test("fails where an answer is no answer", async () => {
    status = 429;
    await expect(run()).rejects.toThrow("429");
  });
});
