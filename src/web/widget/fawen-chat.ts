import { element } from "../shared/element.ts";
import tokens from "../shared/tokens.css";
import { containEvents } from "./contain-events.ts";
import { type Conversation, createConversation } from "./conversation.ts";
import { type Corner, createCorner } from "./corner.ts";
import { readableAccent } from "./readable-accent.ts";
import css from "./widget.css";
import { createWidgetClient } from "./widget-client.ts";
import { OPTION_NAMES, readWidgetOptions, type WidgetOptions } from "./widget-options.ts";

/** The pages' own palette, put on the frame inside: what a page says of `*` or `:root` reaches the element, not that. */
const PALETTE = tokens.replace(/:host\(((?:\([^()]*\)|[^()])*)\)/g, ".fawen$1").replace(/:host/g, ".fawen");

const NOTE = "回答由程序摘录或由 AI 生成，均有标注。引用前请核对原文；不构成法律意见。";

/** Makes `<fawen-chat>` known to the page; the service is where the script came from. */
export function defineFawenChat(base: URL): void {
  customElements.define(
    "fawen-chat",
    class extends HTMLElement {
      static readonly observedAttributes = OPTION_NAMES.map((name) => `data-${name}`);
      #box: ChatBox | undefined;

      connectedCallback(): void {
        this.#box ??= createChatBox(this.attachShadow({ mode: "open" }), base);
        this.#apply();
        this.#box.connect();
      }

      disconnectedCallback(): void {
        this.#box?.disconnect();
      }

      attributeChangedCallback(): void {
        if (this.isConnected) this.#apply();
      }

      #apply(): void {
        const { options, faults } = readWidgetOptions((name) => this.getAttribute(`data-${name}`));
        for (const fault of faults) console.warn(`[法问] ${fault}`);
        this.#box?.apply(options);
      }
    },
  );
}

interface ChatBox {
  apply(options: WidgetOptions): void;
  connect(): void;
  disconnect(): void;
}

function createChatBox(root: ShadowRoot, base: URL): ChatBox {
  adoptStyle(root, `${PALETTE}${css}`);
  containEvents(root);
  const conversation = createConversation(createWidgetClient(base));
  let frame: Frame | undefined;
  let mode: WidgetOptions["mode"] | undefined;

  return {
    apply(options) {
      if (options.mode !== mode) {
        if (root.isConnected) frame?.disconnect();
        mode = options.mode;
        frame = mode === "corner" ? cornerFrame(conversation) : inlineFrame(conversation);
        const isConnected = root.childElementCount > 0;
        root.replaceChildren(frame.node);
        if (isConnected) frame.connect();
      }
      dress(frame?.node, options);
      frame?.apply(options);
      conversation.greet(options);
    },
    connect: () => frame?.connect(),
    disconnect() {
      conversation.stop();
      frame?.disconnect();
    },
  };
}

interface Frame {
  readonly node: HTMLElement;
  apply(options: WidgetOptions): void;
  connect(): void;
  disconnect(): void;
}

const parts = ({ log, questionBox, wait, status }: Conversation) => [
  log,
  wait,
  questionBox.node,
  element("p", { class: "note" }, NOTE),
  status,
];

function cornerFrame(conversation: Conversation): Frame {
  const node = element("div", { class: "fawen", "data-mode": "corner" });
  const corner: Corner = createCorner({
    frame: node,
    content: parts(conversation),
    onOpen: conversation.begin,
    focusQuestion: conversation.questionBox.focus,
  });
  return {
    node,
    apply(options) {
      corner.setTitle(options.title);
      corner.place(options);
    },
    connect: corner.connect,
    disconnect: corner.disconnect,
  };
}

function inlineFrame(conversation: Conversation): Frame {
  const heading = element("h2", { id: "heading" });
  const node = element("section", { class: "fawen", "data-mode": "inline", "aria-labelledby": "heading" });
  node.append(element("header", {}, heading), ...parts(conversation));
  // Nothing is asked of the service before the box comes into view.
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    conversation.begin();
  });
  return {
    node,
    apply({ title }) {
      heading.textContent = title;
    },
    connect: () => watch.observe(node),
    disconnect: () => watch.disconnect(),
  };
}

/** The site's wishes that are looks alone. */
function dress(node: HTMLElement | undefined, { theme, text, accent }: WidgetOptions): void {
  if (node === undefined) return;
  setData(node, "theme", theme);
  setData(node, "text", text === "large" ? text : undefined);
  setData(node, "accent", accent);
  if (accent === undefined) return;
  // The darkest ground of the light look and the lightest of the dark one: readable there, readable on all.
  node.style.setProperty("--accent-on-light", readableAccent(accent, "#eef1f5", "#000000"));
  node.style.setProperty("--accent-on-dark", readableAccent(accent, "#212935", "#ffffff"));
}

function setData(node: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) delete node.dataset[name];
  else node.dataset[name] = value;
}

/** As an object, which a page's policy against inline styles (`style-src`) lets through. */
function adoptStyle(root: ShadowRoot, text: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Safari before 16.4.
    root.append(element("style", {}, text));
  }
}
