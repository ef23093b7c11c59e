import cliProgress, { type Options, type Params, SingleBar } from "cli-progress";
import type { FetchProgress } from "./fetch-model/fetch-model.ts";
import type { IngestProgress } from "./ingest.ts";

type Stage = IngestProgress["stage"] | "fetching" | "packing";

/** Where text goes: `process.stdout`, or what a test collects. */
export interface OutputStream {
  write(text: string): unknown;
}

export interface ProgressPrinter {
  update(progress: { readonly stage: Stage; readonly done: number; readonly total: number }): void;
  /** Leaves the cursor on a line of its own. */
  stop(): void;
}

const STAGES: Readonly<Record<Stage, { readonly label: string; readonly unit: string }>> = {
  packing: { label: "打包", unit: "MB" },
  fetching: { label: "下载模型", unit: "MB" },
  reading: { label: "读取报告", unit: "份" },
  indexing: { label: "编制词语索引", unit: "份" },
  embedding: { label: "计算向量", unit: "段" },
  storing: { label: "写入向量库", unit: "段" },
  saving: { label: "写入索引", unit: "步" },
};
/** A stage that is over sooner is not worth a bar or a line. */
const QUIET_MS = 500;
/** Without a terminal a line is printed at most this often, so that logs stay readable. */
const LINE_INTERVAL_MS = 5_000;

/** Progress with counts, rate and time left: a bar on a terminal, now and then a line elsewhere. */
export function createProgressPrinter(stream: OutputStream | NodeJS.WriteStream): ProgressPrinter {
  return "isTTY" in stream && stream.isTTY ? drawBar(stream) : printLines(stream);
}

/** The printer's way to tell how much of a model has come. */
export function printFetch(printer: ProgressPrinter): (progress: FetchProgress) => void {
  const toMegabytes = (bytes: number) => Math.round(bytes / 100_000) / 10;
  return ({ done, total }) => printer.update({ stage: "fetching", done: toMegabytes(done), total: toMegabytes(total) });
}

function drawBar(stream: NodeJS.WriteStream): ProgressPrinter {
  const clock = new StageClock();
  let bar: SingleBar | undefined;
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    update(progress) {
      if (clock.enter(progress.stage)) stop();
      if (bar === undefined && clock.elapsedMs() < QUIET_MS) return;
      if (bar === undefined) {
        const format = (options: Options, { value, total, progress: share }: Params) =>
          `${describe(progress.stage, value, total, clock.elapsedMs())} ${cliProgress.Format.BarFormat(share, options)}`;
        bar = new SingleBar({ format, stream, hideCursor: true, barsize: 24 });
        bar.start(progress.total, progress.done);
      }
      bar.setTotal(progress.total);
      bar.update(progress.done);
    },
    stop,
  };
}

function printLines(stream: OutputStream): ProgressPrinter {
  const clock = new StageClock();
  let printedAt = 0;
  let saidEnd = false;
  return {
    update({ stage, done, total }) {
      if (clock.enter(stage)) {
        printedAt = 0;
        saidEnd = false;
      }
      const elapsed = clock.elapsedMs();
      const ended = done >= total;
      if (ended ? saidEnd || elapsed < QUIET_MS : elapsed - printedAt < LINE_INTERVAL_MS) return;
      saidEnd = ended;
      printedAt = elapsed;
      stream.write(`${describe(stage, done, total, elapsed)}\n`);
    },
    stop() {},
  };
}

class StageClock {
  private stage: Stage | undefined;
  private startedAt = 0;

  /** True when the stage is another one than before; its time starts then. */
  enter(stage: Stage): boolean {
    if (stage === this.stage) return false;
    this.stage = stage;
    this.startedAt = performance.now();
    return true;
  }

  elapsedMs(): number {
    return performance.now() - this.startedAt;
  }
}

/** `计算向量 120/900 段 · 35 段/秒 · 剩余约 22 秒` */
function describe(stage: Stage, done: number, total: number, elapsedMs: number): string {
  const { label, unit } = STAGES[stage];
  const counts = `${label} ${done}/${total} ${unit}`;
  const perSecond = elapsedMs > 0 ? (done / elapsedMs) * 1000 : 0;
  if (stage === "saving" || perSecond === 0) return counts;
  const rate = perSecond >= 10 ? perSecond.toFixed(0) : perSecond.toFixed(1);
  const left = done < total ? ` · 剩余约 ${describeSeconds((total - done) / perSecond)}` : "";
  return `${counts} · ${rate} ${unit}/秒${left}`;
}

function describeSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} 秒`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} 分钟`;
  return `${(seconds / 3600).toFixed(1)} 小时`;
}
