import type { QuizItem, QuizItemType, QuizPaper } from "../../core/model/quiz.ts";

/** A paper as Chinese exams are laid out: items of one type together, numbered through. */
export interface PaperGroup {
  readonly type: QuizItemType;
  /** `一、单项选择题`. */
  readonly heading: string;
  /** What to do, and how many there are. */
  readonly hint: string;
  readonly items: readonly NumberedItem[];
}

export interface NumberedItem {
  /** From 1, through all groups. */
  readonly number: number;
  readonly item: QuizItem;
}

const TYPES: readonly { readonly type: QuizItemType; readonly name: string; readonly hint: string }[] = [
  { type: "single", name: "单项选择题", hint: "每题只有一个正确选项" },
  { type: "multiple", name: "多项选择题", hint: "每题有两个或两个以上正确选项" },
  { type: "judge", name: "判断题", hint: "正确的打“√”，错误的打“×”" },
  { type: "fill", name: "填空题", hint: "在横线上填写" },
  { type: "short", name: "简答题", hint: "写出要点和依据" },
];

/** The paper with its items in the order in which they are laid out. */
export function orderByType(paper: QuizPaper): QuizPaper {
  return { ...paper, items: TYPES.flatMap(({ type }) => paper.items.filter((item) => item.type === type)) };
}

/** Groups that have items, in the order of an exam. */
export function groupByType(paper: QuizPaper): PaperGroup[] {
  const numbered = orderByType(paper).items.map((item, place) => ({ number: place + 1, item }));
  const groups = TYPES.map((kind) => ({ ...kind, items: numbered.filter(({ item }) => item.type === kind.type) }));
  return groups
    .filter(({ items }) => items.length > 0)
    .map(({ type, name, hint, items }, place) => ({
      ...{ type, items, heading: `${"一二三四五"[place]}、${name}`, hint: `共${items.length}题，${hint}` },
    }));
}

/** Where a learner writes letters or signs. */
export const takesBracket = ({ type }: QuizItem): boolean => type !== "fill" && type !== "short";
