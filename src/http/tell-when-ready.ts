import type { AppContext } from "./app-env.ts";
import type { AppOptions } from "./app-options.ts";

/** How long to wait before asking again while the first index is being loaded. */
const NOT_READY_SECONDS = 2;

/** Says on the answer when asking again makes sense, while there is no library. */
export function tellWhenReady(c: AppContext, { notReadySeconds }: Pick<AppOptions, "notReadySeconds">): void {
  c.header("Retry-After", String(notReadySeconds?.() ?? NOT_READY_SECONDS));
}
