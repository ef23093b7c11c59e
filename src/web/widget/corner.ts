import { button, element } from "../shared/element.ts";
import { bubbleIcon, closeIcon } from "./icons.ts";
import { moveOffBars } from "./move-off-bars.ts";
import { watchPage } from "./watch-page.ts";
import type { WidgetOptions } from "./widget-options.ts";
import { isTouchScreen, needsWholeWindow, pageScale } from "./window-scale.ts";

export interface Corner {
  setTitle(title: string): void;
  place(options: Pick<WidgetOptions, "position" | "offset">): void;
  /** The box has left the page, or the page has put it somewhere else. */
  disconnect(): void;
  connect(): void;
}

interface Parts {
  /** What everything of the box stands in. */
  readonly frame: HTMLElement;
  readonly content: readonly HTMLElement[];
  readonly onOpen: () => void;
  /** Puts the focus where typing begins. */
  readonly focusQuestion: () => void;
}

/** The button in the corner and the box that it opens. */
export function createCorner({ frame, content, onOpen, focusQuestion }: Parts): Corner {
  const heading = element("h2", { id: "heading", tabindex: "-1" });
  const launcherText = element("span");
  const close = () => panel.close();
  const closeButton = button("", { class: "close", "aria-label": "关闭问答" }, close);
  closeButton.append(closeIcon());
  const header = element("header", {}, heading, closeButton);
  const panel = element("dialog", { id: "panel", "aria-labelledby": "heading" }, header, ...content);
  const launcher = button("", { class: "launcher", "aria-haspopup": "dialog" }, () => open());
  launcher.append(bubbleIcon(), launcherText);
  frame.append(launcher, panel);

  let placed: Pick<WidgetOptions, "position" | "offset"> | undefined;
  let isWhole = false;

  const show = () => {
    isWhole = needsWholeWindow();
    if (isWhole) panel.showModal();
    else panel.show();
    launcher.hidden = true;
  };
  const open = () => {
    onOpen();
    show();
    // On a touch screen the keyboard would cover what the box has to say first.
    if (isTouchScreen()) heading.focus({ preventScroll: true });
    else focusQuestion();
  };
  panel.addEventListener("close", () => {
    if (reopening) return;
    launcher.hidden = false;
    avoidBars();
    launcher.focus({ preventScroll: true });
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      close();
    }
    if (event.key === "Tab") keepInside(event, panel);
  });

  let reopening = false;
  const changeRoom = () => {
    if (!panel.open || isWhole === needsWholeWindow()) return;
    const focused =
      panel.getRootNode() instanceof ShadowRoot ? (panel.getRootNode() as ShadowRoot).activeElement : null;
    reopening = true;
    panel.close();
    // The event of closing comes later.
    setTimeout(() => {
      reopening = false;
    });
    show();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };

  const avoidBars = () => {
    if (placed === undefined || launcher.hidden || !launcher.isConnected) return;
    const { x, y } = moveOffBars(launcher, { position: placed.position, offset: scaled(placed.offset) }, frame);
    frame.style.setProperty("--x", `${x}px`);
    frame.style.setProperty("--y", `${y}px`);
  };
  const fitScale = () => {
    frame.style.setProperty("--scale", String(pageScale()));
    if (placed === undefined) return;
    const { x, y } = scaled(placed.offset);
    frame.style.setProperty("--own-x", `${x}px`);
    frame.style.setProperty("--own-y", `${y}px`);
  };
  const fitKeyboard = () => {
    const view = window.visualViewport;
    if (view === null || view === undefined) return;
    frame.style.setProperty("--view-top", `${view.offsetTop}px`);
    frame.style.setProperty("--view-height", `${view.height}px`);
  };
  let listening: AbortController | undefined;

  return {
    setTitle(title) {
      heading.textContent = title;
      launcherText.textContent = title;
      launcher.setAttribute("aria-label", `打开问答：${title}`);
    },
    place(options) {
      placed = options;
      frame.dataset.position = options.position;
      fitScale();
      avoidBars();
    },
    connect() {
      listening = new AbortController();
      const { signal } = listening;
      // Above whatever the page has, however high it stacks its own; older browsers go by `z-index`.
      if (typeof frame.showPopover === "function") {
        frame.popover = "manual";
        frame.showPopover();
      }
      const fitWindow = () => {
        fitScale();
        changeRoom();
        avoidBars();
      };
      window.addEventListener("resize", fitWindow, { signal });
      watchPage(avoidBars, signal);
      window.visualViewport?.addEventListener("resize", fitKeyboard, { signal });
      window.visualViewport?.addEventListener("scroll", fitKeyboard, { signal });
      fitKeyboard();
      fitWindow();
    },
    disconnect() {
      listening?.abort();
      panel.close();
    },
  };
}

/** As large on the screen, however small the page is shown. */
function scaled({ x, y }: WidgetOptions["offset"]): WidgetOptions["offset"] {
  const scale = pageScale();
  return { x: Math.round(x * scale), y: Math.round(y * scale) };
}

/** Tab goes round in the open box: what it covers of the page could be focused but not seen. */
function keepInside(event: KeyboardEvent, panel: HTMLElement): void {
  const stops = [...panel.querySelectorAll<HTMLElement>('button, textarea, a[href], summary, [tabindex="0"]')].filter(
    (stop) => stop.checkVisibility?.() ?? stop.offsetParent !== null,
  );
  const root = panel.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : null;
  const [first, last] = [stops.at(0), stops.at(-1)];
  const leaves = event.shiftKey ? focused === first || focused?.id === "heading" : focused === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
