import { parseConfig } from "../src/config.ts";
import { composeAssistant } from "../src/runtimes/node/compose.ts";

/**
 * One step of the ingest bench in a process of its own, so that its memory is its own: `ingest` brings the index up to
 * date, `start` looks at the folder and loads the index, `load` loads it and does nothing else. Prints one line of JSON.
 */
const [step] = process.argv.slice(2);
const composed = await composeAssistant(
  { ...parseConfig(process.env), embedder: { kind: "none" } },
  { notify: () => {} },
);
const started = performance.now();
const before = process.cpuUsage();
const { passages } = await runStep();
const { user, system } = process.cpuUsage(before);
const facts = { passages: passages.length, tookMs: performance.now() - started, cpuMs: (user + system) / 1e3 };
await composed.close();
process.stdout.write(`${JSON.stringify({ ...facts, maxRssMb: process.resourceUsage().maxRSS / 1024 })}\n`);

async function runStep() {
  if (step === "ingest") return (await composed.ingest({})).library;
  return step === "start" ? composed.prepare({}) : composed.load();
}
