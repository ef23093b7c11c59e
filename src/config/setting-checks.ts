import { z } from "zod";

/** Paths are put behind an address. */
export const NO_QUERY = "网址里不能有 ? 或 #；密钥请写在对应的 _API_KEY 里";

/** A whole number in a range; `allowed` is what the reader is told. */
export const integer = (min: number, max: number, allowed: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .refine((value) => value >= min && value <= max, allowed);

/** An http(s) address without a query; slashes at its end are cut off. */
export const httpUrl = (allowed: string) =>
  z
    .string()
    .refine(isHttpUrl, allowed)
    .refine(hasNoQuery, NO_QUERY)
    .transform((url) => url.replace(/\/+$/, ""));

export const path = z.string().refine((value) => !value.includes("\0"), "应为文件夹路径");

/** A secret that goes into a header: anything else would break the request, or smuggle another header in. */
export const secret = z.string().regex(/^[\x21-\x7e]+$/, "只能含英文字母、数字和符号，不能有空格、换行或中文");

/** A JSON object, written out. */
export const jsonObject = (allowed: string) =>
  z.string().transform((text, context): Readonly<Record<string, unknown>> => {
    try {
      return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
    } catch {
      context.addIssue(allowed);
      return z.NEVER;
    }
  });

export function hasNoQuery(value: string): boolean {
  return !/[?#]/.test(value);
}

export function isHttpUrl(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}

export function isOrigin(value: string): boolean {
  return value === "*" || (isHttpUrl(value) && new URL(value).origin === value);
}
