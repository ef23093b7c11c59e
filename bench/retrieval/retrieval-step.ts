import { peakMemoryMb } from "../peak-memory.ts";
import { sampleQuestions } from "./bench-set.ts";
import { ENGINES, isEngineName } from "./engines.ts";
import { measureEngine } from "./measure-engine.ts";
import { openBenchSet } from "./open-bench-set.ts";

/**
 * Measures one engine over one set in a process of its own, so that its memory is its own: `<engine> <dir> <set>
 * <questions>`, 0 for all questions. Prints one line of JSON: `EngineFacts` and the peak of its memory.
 */
const [name = "", dir = "", setName = "", count = "0"] = process.argv.slice(2);
if (!isEngineName(name)) throw new RangeError(`no engine ${name}`);
const whole = await openBenchSet(dir, setName);
const set = count === "0" ? whole : { ...whole, questions: sampleQuestions(whole.questions, Number(count)) };
let peakMb = 0;
const facts = await measureEngine(await ENGINES[name].load(), set, () => {
  peakMb = peakMemoryMb(process.pid);
});
process.stdout.write(`${JSON.stringify({ ...facts, peakMb })}\n`);
