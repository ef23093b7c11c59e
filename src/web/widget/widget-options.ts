/** Where the chat box stands and what it looks like and says, as `data-…` attributes tell. */
export interface WidgetOptions {
  /** `corner`: a button that opens the box over the page. `inline`: a part of the page. */
  readonly mode: "corner" | "inline";
  readonly position: "bottom-right" | "bottom-left" | "top-right" | "top-left";
  /** Distance from the sides of the window in CSS pixels. */
  readonly offset: { readonly x: number; readonly y: number };
  /** `#rrggbb`; undefined for the usual one. */
  readonly accent: string | undefined;
  /** Undefined follows the visitor's system. */
  readonly theme: "light" | "dark" | "contrast" | undefined;
  readonly text: "normal" | "large";
  readonly title: string;
  readonly greeting: string;
  /** What can be asked by one press; empty for those that the service knows answers to. */
  readonly questions: readonly string[];
}

const MODES = ["corner", "inline"] as const;
const POSITIONS = ["bottom-right", "bottom-left", "top-right", "top-left"] as const;
const THEMES = ["light", "dark", "contrast"] as const;
const TEXTS = ["normal", "large"] as const;
const MOST_OFFSET = 1000;
const MOST_QUESTIONS = 6;

const DEFAULTS: WidgetOptions = {
  mode: "corner",
  position: "bottom-right",
  offset: { x: 24, y: 24 },
  accent: undefined,
  theme: undefined,
  text: "normal",
  title: "法问",
  greeting: "您好！可以问法治政府建设年度报告里的事，回答都附报告原文。",
  questions: [],
};

/** The attributes without their `data-`, in the order of docs/embed.md. */
export const OPTION_NAMES = Object.keys(DEFAULTS) as readonly (keyof WidgetOptions)[];

/**
 * Reads the attributes. A value that is not understood is left at its default: a slip must not take the box off a site.
 *
 * @param read gives an attribute by its name without `data-`, null where it is not set
 * @returns the options, and a line for the site's makers for each value that was not understood
 */
export function readWidgetOptions(read: (name: string) => string | null): {
  readonly options: WidgetOptions;
  readonly faults: readonly string[];
} {
  const faults: string[] = [];
  const take = <Value>(name: string, fallback: Value, expected: string, parse: (text: string) => Value | undefined) => {
    const text = read(name)?.trim() ?? "";
    if (text === "") return fallback;
    const value = parse(text);
    if (value !== undefined) return value;
    faults.push(`data-${name}="${text.slice(0, 60)}" 不对：应为${expected}。已按默认值处理。`);
    return fallback;
  };
  const oneOf = <Value extends string>(name: string, allowed: readonly Value[], fallback: Value | undefined) =>
    take(name, fallback, allowed.join("、"), (text) => allowed.find((value) => value === text));
  const words = (name: string, fallback: string, most: number) =>
    take(name, fallback, `至多 ${most} 字的文字`, (text) => (text.length <= most ? text : undefined));
  const options: WidgetOptions = {
    mode: oneOf("mode", MODES, DEFAULTS.mode) ?? DEFAULTS.mode,
    position: oneOf("position", POSITIONS, DEFAULTS.position) ?? DEFAULTS.position,
    offset: take(
      "offset",
      DEFAULTS.offset,
      `一个或两个 0 到 ${MOST_OFFSET} 的整数（横、纵，像素），如 24 96`,
      parseOffset,
    ),
    accent: take("accent", DEFAULTS.accent, "十六进制颜色，如 #17508f", parseColor),
    theme: oneOf("theme", THEMES, DEFAULTS.theme),
    text: oneOf("text", TEXTS, DEFAULTS.text) ?? DEFAULTS.text,
    title: words("title", DEFAULTS.title, 20),
    greeting: words("greeting", DEFAULTS.greeting, 200),
    questions: take("questions", DEFAULTS.questions, `用 | 隔开的至多 ${MOST_QUESTIONS} 个问题`, parseQuestions),
  };
  return { options, faults };
}

function parseOffset(text: string): WidgetOptions["offset"] | undefined {
  const [, across, down = across] = /^(\d{1,4})(?:[\s,，]+(\d{1,4}))?$/.exec(text) ?? [];
  const [x, y] = [Number(across), Number(down)];
  return x <= MOST_OFFSET && y <= MOST_OFFSET ? { x, y } : undefined;
}

function parseColor(text: string): string | undefined {
  const [, digits = ""] = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text) ?? [];
  if (digits === "") return undefined;
  return `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`.toLowerCase();
}

function parseQuestions(text: string): readonly string[] | undefined {
  const questions = text
    .split(/[|｜]/)
    .map((question) => question.trim())
    .filter((question) => question !== "");
  const fits = questions.length <= MOST_QUESTIONS && questions.every((question) => question.length <= 100);
  return fits ? questions : undefined;
}
