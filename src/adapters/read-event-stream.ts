import { createParser } from "eventsource-parser";
import { BadReply } from "./backend-failure.ts";

/** All that a model may think and say in one answer, as it comes over the line. */
const MAX_BYTES = 8 * 2 ** 20;

/**
 * The data of each server-sent event. When the signal aborts, the connection is closed at once, whatever is being
 * waited for.
 *
 * @throws BadReply for a stream that is too long; the reason of `signal`; what a broken connection throws
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  const coming: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => data !== "" && coming.push(data) });
  let bytes = 0;
  const events = new TransformStream<Uint8Array, string>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES) throw new BadReply("too-long", `回复超过 ${MAX_BYTES / 2 ** 20} MB`);
      parser.feed(decoder.decode(chunk, { stream: true }));
      for (const data of coming.splice(0)) controller.enqueue(data);
    },
    flush(controller) {
      // Some servers leave out the empty line behind the last event.
      parser.feed("\n\n");
      for (const data of coming.splice(0)) controller.enqueue(data);
    },
  });
  const reader = body.pipeThrough(events, signal ? { signal } : {}).getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Not awaited: a connection that hangs would hang here too.
    void reader.cancel().catch(() => {});
  }
}
