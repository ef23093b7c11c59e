import { z } from "zod";

/**
 * Lists of hundreds of values a report, checked by hand: asked of zod value by value they take as long as all the rest
 * of loading.
 */
export function checked<T>(isRight: (value: unknown) => boolean): z.ZodType<T> {
  return z.custom<T>(isRight);
}

export function isArrayOf(value: unknown, isRight: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isRight);
}

export function isPlace(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

/** Of whatever was read; what is no object has nothing in it. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  // Every object can be asked for any key; what comes is unknown.
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
