/** Pages change in bursts; what a bar does meanwhile is seen when it is over. */
const SETTLE_MS = 250;

/**
 * Calls back after anything of the page may have come, gone or moved: elements anywhere in it, their classes and styles,
 * motions that have ended. At most four times a second.
 */
export function watchPage(onChange: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, SETTLE_MS);
  };
  const watch = new MutationObserver(soon);
  watch.observe(document.documentElement, {
    ...{ childList: true, subtree: true },
    attributeFilter: ["class", "style", "hidden", "open"],
  });
  for (const type of ["transitionend", "animationend"])
    document.addEventListener(type, soon, { capture: true, passive: true, signal });
  window.addEventListener("load", soon, { signal });
  signal.addEventListener("abort", () => {
    watch.disconnect();
    clearTimeout(timer);
  });
}
