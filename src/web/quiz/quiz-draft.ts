import type { QuizBlueprintBody, QuizPaperBody } from "../../http/quiz-contract.ts";
import type { QuizItemBody } from "../../http/quiz-item-contract.ts";

/** One item of a paper in the making. */
export interface DraftItem {
  readonly item: QuizItemBody;
  /** As it was made; only of an item that a person has changed. */
  readonly original?: QuizItemBody;
  /** What no longer agrees with the sources since it was changed. */
  readonly warnings: readonly string[];
}

/** A paper in the making, as it is kept on the device. Every change gives a new value. */
export interface Draft {
  readonly version: 1;
  readonly title: string;
  readonly seed: number;
  /** What it was made by, and what replacements are made by. */
  readonly blueprint: QuizBlueprintBody;
  readonly items: readonly DraftItem[];
  readonly shortfall: QuizPaperBody["shortfall"];
  /** Items that were taken out or replaced: they do not come back. */
  readonly refused: readonly string[];
}

export function startDraft(blueprint: QuizBlueprintBody, paper: QuizPaperBody): Draft {
  const { title, seed, items, shortfall } = paper;
  return {
    ...{ version: 1, title, seed, blueprint, shortfall, refused: [] },
    items: items.map((item) => ({ item, warnings: [] })),
  };
}

/** The paper that is exported. */
export function draftPaper({ title, seed, items, shortfall }: Draft): QuizPaperBody {
  return { title: title.trim() === "" ? "测验" : title.trim(), seed, shortfall, items: items.map(({ item }) => item) };
}

/** Moves an item up (−1) or down (+1); at the edge nothing happens. */
export function moveItem(draft: Draft, at: number, by: -1 | 1): Draft {
  const items = [...draft.items];
  const [moved] = items.splice(at, 1);
  const to = at + by;
  if (moved === undefined || to < 0 || to > items.length) return draft;
  items.splice(to, 0, moved);
  return { ...draft, items };
}

export function removeItem(draft: Draft, at: number): Draft {
  const gone = draft.items[at];
  if (gone === undefined) return draft;
  const items = draft.items.filter((_, row) => row !== at);
  return { ...draft, items, refused: [...draft.refused, gone.item.id] };
}

export function replaceItem(draft: Draft, at: number, fresh: QuizItemBody): Draft {
  const gone = draft.items[at];
  if (gone === undefined) return draft;
  const items = draft.items.map((kept, row) => (row === at ? { item: fresh, warnings: [] } : kept));
  return { ...draft, items, refused: [...draft.refused, gone.item.id] };
}

/** Puts a person's words in place; what was looked at before has to be looked at again. */
export function editItem(draft: Draft, at: number, item: QuizItemBody, warnings: readonly string[]): Draft {
  return withItem(draft, at, ({ item: before, original = before }) =>
    saysSame(item, original)
      ? { item: { ...original, review: "unreviewed" }, warnings: [] }
      : { item: { ...item, edited: true, review: "unreviewed" }, original, warnings },
  );
}

/** An item as it was made. */
export function restoreItem(draft: Draft, at: number): Draft {
  return withItem(draft, at, ({ item, original = item }) => ({ item: original, warnings: [] }));
}

export function markItem(draft: Draft, at: number, reviewed: boolean): Draft {
  return withItem(draft, at, (kept) => ({ ...kept, item: marked(kept.item, reviewed) }));
}

export function markAll(draft: Draft, reviewed: boolean): Draft {
  return { ...draft, items: draft.items.map((kept) => ({ ...kept, item: marked(kept.item, reviewed) })) };
}

export const countReviewed = (draft: Draft): number =>
  draft.items.filter(({ item }) => item.review === "reviewed").length;

/** One more item like the one at `at`, and none that the paper has or had. */
export function replacementBlueprint(draft: Draft, at: number, seed: number): QuizBlueprintBody {
  const type = draft.items[at]?.item.type ?? "single";
  const exclude = [...new Set([...draft.refused, ...draft.items.map(({ item }) => item.id)])];
  return { ...draft.blueprint, count: 1, types: [type], seed, exclude };
}

/** Whether a value from the device is a draft of this version of the page. */
export function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  if (!("version" in value) || value.version !== 1 || !("title" in value) || typeof value.title !== "string")
    return false;
  const lists = ["items", "shortfall", "refused"].every((name) => Array.isArray(Reflect.get(value, name)));
  return lists && "blueprint" in value && typeof value.blueprint === "object" && value.blueprint !== null;
}

const marked = (item: QuizItemBody, reviewed: boolean): QuizItemBody => ({
  ...item,
  review: reviewed ? "reviewed" : "unreviewed",
});

function withItem(draft: Draft, at: number, change: (kept: DraftItem) => DraftItem): Draft {
  return { ...draft, items: draft.items.map((kept, row) => (row === at ? change(kept) : kept)) };
}

/** The same but for what a person only marks. */
function saysSame(one: QuizItemBody, other: QuizItemBody): boolean {
  const words = (item: QuizItemBody) => {
    const { review: _, edited: __, ...said } = item;
    return JSON.stringify(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return words(one) === words(other);
}
