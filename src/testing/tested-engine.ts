import type { EmbedderStamp } from "../core/model/library.ts";
import type { VectorStore } from "../core/ports/vector-store.ts";

/** An engine to be tested, empty. */
export interface TestedEngine {
  /** A store on it; of several each stands for an instance of ours. Keeps what is not in the index any more no while. */
  open(stamp: EmbedderStamp): Promise<VectorStore>;
  /** Lets it answer nobody, as if it were switched off. */
  breakDown(): Promise<void>;
  /** Switches it on again, with what it held. */
  repair(): Promise<void>;
  close(): Promise<void>;
  /** What must stand in no message. */
  readonly secrets: readonly string[];
}
