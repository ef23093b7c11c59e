import type { KeyValueBinding } from "./bindings.ts";

/** Half a year: long enough to be read, and nothing that strangers send lies there for ever. */
const KEPT_SECONDS = 180 * 24 * 60 * 60;

/**
 * Keeps what visitors think of answers in a KV namespace, one entry an opinion, as the line of JSON that Node appends
 * to its file. Keys begin with the time, so that a list of them is in order.
 */
export function createFeedbackStore(store: KeyValueBinding, now: () => Date, newId: () => string) {
  return async (feedback: object): Promise<void> => {
    const receivedAt = now().toISOString();
    const line = JSON.stringify({ receivedAt, ...feedback });
    await store.put(`${receivedAt}-${newId()}`, line, { expirationTtl: KEPT_SECONDS });
  };
}
