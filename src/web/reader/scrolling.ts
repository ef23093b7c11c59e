/** Puts a node a third down what can be seen of its scroller, at once and without moving anything outside. */
export function scrollIntoSight(node: HTMLElement): void {
  const scroller = scrollerOf(node);
  // As long as its lines are skipped, the scroller is too short to get there.
  const chunk = node.closest<HTMLElement>(".report-chunk");
  if (chunk !== null) chunk.style.contentVisibility = "visible";
  const place = () => {
    const { top, bottom } = openStretch(scroller, node);
    const offset = node.getBoundingClientRect().top - top - (bottom - top) / 3;
    scroller.scrollBy({ top: offset, behavior: "instant" });
  };
  place();
  // What was skipped while out of sight has its real height only now.
  requestAnimationFrame(place);
}

/** Calls back with the start of the topmost line in sight whenever it is another one. Gives the way to stop. */
export function watchReading(host: HTMLElement, onLine: (start: number) => void): () => void {
  const target = scrollerOf(host) === document.scrollingElement ? document : scrollerOf(host);
  let queued = false;
  let last = -1;
  const look = () => {
    queued = false;
    const bar = host.querySelector(".reader-bar")?.getBoundingClientRect();
    const text = host.querySelector(".report-text")?.getBoundingClientRect();
    if (bar === undefined || text === undefined) return;
    // Asked of the browser at one point: looking at every line would lay out the whole report.
    const under = document.elementFromPoint(text.left + 24, Math.max(bar.bottom, 0) + 24);
    const line = under?.closest<HTMLElement>("[data-start]") ?? under?.querySelector<HTMLElement>("[data-start]");
    const start = Number(line?.dataset.start ?? -1);
    if (start < 0 || start === last) return;
    last = start;
    onLine(start);
  };
  const queue = () => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(look);
  };
  target.addEventListener("scroll", queue, { passive: true });
  return () => target.removeEventListener("scroll", queue);
}

/** Between which heights of the window the scroller shows its text: what sticks to its edges covers some. */
function openStretch(scroller: Element, node: HTMLElement): { top: number; bottom: number } {
  const isPage = scroller === document.scrollingElement;
  const box = isPage ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
  let { top, bottom } = box;
  const cover = (sticking: Element | null | undefined) => {
    if (!sticking || getComputedStyle(sticking).position !== "sticky") return;
    const { height } = sticking.getBoundingClientRect();
    if (getComputedStyle(sticking).insetBlockStart === "auto") bottom -= height;
    else top += height;
  };
  cover(node.closest(".reader")?.querySelector(".reader-bar"));
  if (isPage) cover(document.querySelector(".site-header"));
  return bottom > top ? { top, bottom } : box;
}

function scrollerOf(node: HTMLElement): Element {
  for (let at: HTMLElement | null = node; at !== null; at = at.parentElement) {
    if (at === document.body || at === document.documentElement) break;
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
