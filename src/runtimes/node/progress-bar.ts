import { Presets, SingleBar } from "cli-progress";
import type { IngestProgress } from "./ingest.ts";

export interface ProgressBar {
  update(progress: IngestProgress): void;
  stop(): void;
}

const STAGES: Readonly<Record<IngestProgress["stage"], string>> = {
  reading: "读取报告",
  embedding: "计算向量",
  saving: "保存索引",
};

/** Draws nothing until the first update, so that a job with nothing to do stays silent. */
export function createProgressBar(stream: NodeJS.WriteStream): ProgressBar {
  return stream.isTTY ? drawBar(stream) : printStages(stream);
}

function drawBar(stream: NodeJS.WriteStream): ProgressBar {
  let bar: SingleBar | undefined;
  let stage: IngestProgress["stage"] | undefined;
  const stop = () => bar?.stop();
  return {
    update(progress) {
      if (progress.stage !== stage) {
        stop();
        stage = progress.stage;
        const format = `${STAGES[stage]} {bar} {value}/{total}`;
        bar = new SingleBar({ stream, format, hideCursor: true, barsize: 30 }, Presets.shades_classic);
        bar.start(progress.total, progress.done);
        return;
      }
      bar?.setTotal(progress.total);
      bar?.update(progress.done);
    },
    stop,
  };
}

/** In a log file a bar would be hundreds of lines: one line a stage is enough. */
function printStages(stream: NodeJS.WriteStream): ProgressBar {
  let stage: IngestProgress["stage"] | undefined;
  return {
    update(progress) {
      if (progress.stage === stage) return;
      stage = progress.stage;
      stream.write(`${STAGES[stage]}（${progress.total}）……\n`);
    },
    stop: () => {},
  };
}
