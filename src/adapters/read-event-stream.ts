import { convertEventStreamToIterableReadableDataStream } from "@langchain/core/utils/event_source_parse";
import { BadReply } from "./backend-failure.ts";

/** All that a model may think and say in one answer, as it comes over the line. */
const MAX_BYTES = 8 * 2 ** 20;

/**
 * The data of each server-sent event. When the signal aborts, the connection is closed at once, whatever is being
 * waited for.
 *
 * @throws BadReply for a stream that is too long; the reason of `signal`; what a broken connection throws
 */
export function readEventStream(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncIterable<string> {
  let bytes = 0;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES) throw new BadReply("too-long", `回复超过 ${MAX_BYTES / 2 ** 20} MB`);
      controller.enqueue(chunk);
    },
  });
  // The parser does not hand a cancellation on to the connection: the signal ends the pipe before it.
  return convertEventStreamToIterableReadableDataStream(body.pipeThrough(bounded, signal ? { signal } : {}));
}
