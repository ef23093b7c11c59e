import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { FIGURES_VERSION } from "../../core/figures/figures-version.ts";
import { READING_VERSION } from "../../core/reading/read-report.ts";
import { WORDS_VERSION } from "../../core/search/words-version.ts";
import { listFiles } from "../../index-files/manifest.ts";
import { createFakeEmbedder } from "../../testing/fake-embedder.ts";
import { openIndexFolder } from "./index-folder.ts";
import { ingest } from "./ingest.ts";

/** A few here; `KILLS=50 npx vitest run ingest-crash` for the long run. */
const KILLS = Number(process.env.KILLS ?? 5);
const REPORTS = 40;

/** Changes a report and ingests, over and over, until it is killed; says where it is. */
const CHILD = `
  import { renameSync, writeFileSync } from "node:fs";
  import { join } from "node:path";
  const [source, corpusDir, indexDir] = process.argv.slice(1);
  const load = (path) => import(new URL(path, source).href);
  const { createOpenccScriptConverter } = await load("adapters/opencc-script-converter.ts");
  const { createFakeEmbedder } = await load("testing/fake-embedder.ts");
  const { ingest } = await load("runtimes/node/ingest.ts");
  const converter = createOpenccScriptConverter();
  const embedder = createFakeEmbedder();
  const onProgress = ({ stage, done }) => stage === "saving" && done === 0 && process.stdout.write("saving;");
  process.stdout.write("ready;");
  for (let round = 0; ; round++) {
    const text = "云泽市2023年度法治政府建设情况报告\\n\\n一、主要做法\\n第" + process.pid + "号第" + round + "轮改写。\\n";
    // Renamed into place: half a report is not what this is about.
    writeFileSync(join(corpusDir, ".half"), text);
    renameSync(join(corpusDir, ".half"), join(corpusDir, "r" + (round % ${REPORTS}) + ".txt"));
    await ingest({ corpusDir, indexDir, converter, embedder, onProgress });
  }
`;

const converter = createOpenccScriptConverter();
const embedder = createFakeEmbedder();
const expected = {
  readingVersion: READING_VERSION,
  converterVersion: converter.version,
  wordsVersion: WORDS_VERSION,
  figuresVersion: FIGURES_VERSION,
  embedder: embedder.stamp,
};

let root: string;
let corpusDir: string;
let indexDir: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "fawen-crash-"));
  corpusDir = join(root, "corpus");
  indexDir = join(root, "index");
  await mkdir(corpusDir);
  await writeReports("甲");
  await ingest({ corpusDir, indexDir, converter, embedder });
});
/** One that a test which failed left running would hold the index against the next try. */
const running: { child: ChildProcess; gone: Promise<unknown> }[] = [];
afterEach(async () => {
  for (const { child, gone } of running.splice(0)) {
    child.kill("SIGKILL");
    await gone;
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function writeReports(marker: string): Promise<void> {
  const body = Array.from({ length: 40 }, (_, at) => `第${at}项工作由${marker}组负责，按期办结。`).join("\n");
  for (let at = 0; at < REPORTS; at++)
    await writeFile(
      join(corpusDir, `r${at}.txt`),
      `青禾县2022年度法治政府建设情况报告\n\n一、主要做法\n${at}\n${body}\n`,
    );
}

function startChild(): ChildProcess {
  const source = new URL("../../", import.meta.url).href;
  const args = ["--import", "tsx", "--input-type=module", "-e", CHILD, source, corpusDir, indexDir];
  return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
}

test(
  `an index loads after each of ${KILLS} kills during ingestion, and the next run finishes the work`,
  async () => {
    const states: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const child = startChild();
      const gone = once(child, "exit");
      running.push({ child, gone });
      let fault = "";
      child.stderr?.on("data", (chunk) => (fault += chunk));
      // At any moment of a run, and every second time while files are written, which takes but a few milliseconds.
      const duringSave = kill % 2 === 1;
      await Promise.race([gone, seeOutput(child, duringSave ? "saving;" : "ready;")]);
      await setTimeout(Math.random() * (duringSave ? 15 : 150));
      child.kill("SIGKILL");
      const [, signal] = await gone;
      expect({ signal, fault }).toEqual({ signal: "SIGKILL", fault: "" });
      states.push(await describeLeftovers());
      const library = await openIndexFolder(indexDir).load(expected);
      expect(library.reports).toHaveLength(REPORTS);
    }
    await writeReports("乙");
    const finished = await ingest({ corpusDir, indexDir, converter, embedder });
    expect(finished.problems).toEqual([]);
    const fresh = await ingest({ corpusDir, indexDir: join(root, "fresh"), converter, embedder });
    const { builtAt, ...content } = finished.library;
    expect(fresh.library).toEqual({ ...content, builtAt: fresh.library.builtAt });
    expect(await openIndexFolder(indexDir).load(expected)).toEqual({ ...content, builtAt });
    expect(await describeLeftovers()).toBe("none");
    // Killed only between runs, the test would prove nothing.
    expect(states.filter((state) => state !== "none")).not.toEqual([]);
  },
  60_000 + KILLS * 30_000,
);

function seeOutput(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve) => {
    let seen = "";
    child.stdout?.on("data", (chunk) => {
      seen += chunk;
      if (seen.includes(word)) resolve();
    });
  });
}

/** What a killed run left besides one whole index. */
async function describeLeftovers(): Promise<string> {
  const names = await readdir(indexDir);
  const manifest = await openIndexFolder(indexDir).manifest();
  const wanted = new Set(manifest && listFiles(manifest).map(({ name }) => name));
  const isData = (name: string) => /^(reports|catalog|words|vectors|sources)-/.test(name);
  const left = [
    names.some((name) => name.startsWith("ingest.lock")) ? "lock" : "",
    names.some((name) => name.startsWith("writing-")) ? "temporary file" : "",
    names.some((name) => isData(name) && !wanted.has(name)) ? "two generations" : "",
  ].filter((part) => part !== "");
  return left.join(", ") || "none";
}
