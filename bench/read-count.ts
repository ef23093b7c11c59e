import { FawenError } from "../src/core/model/errors.ts";

/** The number that an option names, or `otherwise` where it is not given. Throws `bad-request` unless whole and above 0. */
export function readCount(option: string, value: string | undefined, otherwise: number): number {
  const count = value === undefined ? otherwise : Number(value);
  if (!Number.isInteger(count) || count < 1)
    throw new FawenError("bad-request", `${option} 应为正整数，收到“${value}”。`);
  return count;
}
