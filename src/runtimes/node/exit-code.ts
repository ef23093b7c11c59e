import { FawenError, type FawenErrorCode } from "../../core/model/errors.ts";

/** What a command ends with: 2 where the person has to write something else, 1 where the job failed. */
const EXIT_CODES: Readonly<Record<FawenErrorCode, 1 | 2>> = {
  "bad-request": 2,
  "bad-setting": 2,
  "not-found": 2,
  unauthorized: 1,
  "too-large": 2,
  "rate-limited": 1,
  "bad-input-file": 1,
  "index-missing": 1,
  "index-mismatch": 1,
  "index-corrupt": 1,
  "model-missing": 1,
  "backend-failed": 1,
  "not-ready": 1,
  cancelled: 1,
};

/** Tells a person what went wrong, one line for everything that was foreseen, and gives the exit code. */
export function reportFailure(error: unknown, write: (line: string) => void): 1 | 2 {
  if (error instanceof FawenError) {
    write(`${error.message}\n`);
    return EXIT_CODES[error.code];
  }
  // Not foreseen: the stack is what a developer needs, and there is nothing kinder to say.
  write(`程序出错，请把下面的内容报告给开发者：\n${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}
