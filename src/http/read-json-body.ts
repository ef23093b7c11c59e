import { bodyLimit } from "hono/body-limit";
import { FawenError } from "../core/model/errors.ts";
import { answerError } from "./answer-error.ts";
import type { AppContext } from "./app-env.ts";
import { describeProblem } from "./error-table.ts";

/** A conversation of 100 messages of the longest length fits well. */
const MAX_BODY_BYTES = 1024 * 1024;
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json$/i;

/**
 * Lets a request through when its body is JSON in UTF-8 of at most 1 MiB, so that the schema behind it only
 * ever judges parsed values. Otherwise 415, 413 or 400, each saying what to send instead.
 */
export const readJsonBody = readJsonBodyUpTo(MAX_BODY_BYTES, "请求体超过 1 MiB，请减少内容后再试");

/** As `readJsonBody`, for bodies of another size; `tooLarge` is what a larger one is told. */
export function readJsonBodyUpTo(maxBytes: number, tooLarge: string) {
  const limitSize = createSizeLimit(maxBytes, tooLarge);
  return async (c: AppContext, next: () => Promise<void>): Promise<Response | undefined> => {
    let refused: Response | undefined;
    await limitSize(c, async () => {
      refused = checkType(c);
      if (refused) return;
      await checkJson(c);
      await next();
    });
    return refused;
  };
}

/** Hono's limit opens every body as a stream, which takes longer than a search; here only one of unknown length. */
function createSizeLimit(maxSize: number, tooLarge: string) {
  const refuseLarge = (): never => {
    throw new FawenError("too-large", tooLarge);
  };
  const limitStream = bodyLimit({ maxSize, onError: refuseLarge });
  return async (c: AppContext, next: () => Promise<void>): Promise<void> => {
    const length = c.req.header("content-length");
    if (length === undefined || c.req.header("transfer-encoding") !== undefined) await limitStream(c, next);
    else if (Number(length) > maxSize) refuseLarge();
    else await next();
  };
}

function checkType(c: AppContext): Response | undefined {
  const [mediaType = "", ...parameters] = (c.req.header("content-type") ?? "").split(";").map((part) => part.trim());
  const charset = parameters.find((part) => /^charset=/i.test(part))?.replace(/^charset="?([^"]*)"?$/i, "$1");
  const fits = JSON_TYPE.test(mediaType) && (charset === undefined || /^utf-?8$/i.test(charset));
  if (fits) return undefined;
  return answerError(
    c,
    describeProblem("unsupported-media-type", "请求体应为 UTF-8 的 JSON，请加请求头 Content-Type: application/json"),
  );
}

async function checkJson(c: AppContext): Promise<void> {
  const bytes = await c.req.arrayBuffer();
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FawenError("bad-request", "请求体不是有效的 UTF-8 文字", { cause });
  }
  if (text.trim() === "") throw new FawenError("bad-request", "请求体为空，应为 JSON 对象");
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new FawenError("bad-request", "请求体不是有效的 JSON，请检查引号、逗号和括号", { cause });
  }
  // The validator behind us reads the text from here instead of decoding the bytes once more. Hono keeps promises,
  // whatever its types say.
  Object.assign(c.req.bodyCache, { text: Promise.resolve(text) });
}
