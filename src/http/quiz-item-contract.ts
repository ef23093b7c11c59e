import { z } from "@hono/zod-openapi";
import { cleanText, filterText } from "./contract.ts";

/** One quiz item on the wire, as it was made or as a person has edited it. */

export const QUIZ_TYPES = ["single", "multiple", "judge", "fill", "short"] as const;
const QUIZ_DIFFICULTIES = ["recall", "distinguish", "combine"] as const;

export const TYPE_NAMES = "single（单选）、multiple（多选）、judge（判断）、fill（填空）、short（简答）";
const TYPE_RANGE = `题型应为 ${TYPE_NAMES} 之一`;
const DIFFICULTY_RANGE = "难度应为 recall（记住一个数据）、distinguish（辨别两份报告）、combine（综合几个数据）之一";

export const typeField = z.enum(QUIZ_TYPES, { error: TYPE_RANGE });
export const difficultyField = z.enum(QUIZ_DIFFICULTIES, { error: DIFFICULTY_RANGE });
export const idField = z.string({ error: "题目编号应为文字" }).regex(/^[0-9a-f]{16}$/u, "题目编号应为 16 位十六进制数");

export const list = <T extends z.ZodType>(item: T, name: string, most: number) =>
  z.array(item, { error: `${name} 应为列表` }).max(most, `${name} 最多 ${most} 项`);

/** What a person may have written over: any text, of a length that every format holds. */
export const written = (name: string, most: number) =>
  cleanText(name)
    .max(most, `${name}最多 ${most} 字`)
    .refine((text) => text.trim() !== "", `${name}不能为空`);

const QuizSourceSchema = z
  .object(
    {
      reportId: filterText("报告编号", 300),
      file: cleanText("文件").max(1000, "文件名最多 1000 字"),
      title: cleanText("标题").max(500, "标题最多 500 字"),
      issuer: cleanText("发布单位").max(300, "发布单位最多 300 字").nullable(),
      region: cleanText("地区").max(100, "地区最多 100 字").nullable(),
      year: z.number({ error: "年份应为整数或 null" }).int("年份应为整数或 null").nullable(),
      section: list(cleanText("章节").max(500, "章节标题最多 500 字"), "section", 20).readonly(),
      quote: cleanText("引文").min(1, "引文不能为空").max(3000, "引文最多 3000 字"),
      start: z.number({ error: "位置应为整数" }).int("位置应为整数").min(0, "位置不能为负"),
      end: z.number({ error: "位置应为整数" }).int("位置应为整数").min(0, "位置不能为负"),
      url: cleanText("网址").max(2000, "网址最多 2000 字").optional(),
    },
    { error: "出处应为对象" },
  )
  .openapi("QuizSource", { description: "依据：quote 是报告整理后正文的 slice(start, end)" });

const itemFields = {
  id: idField,
  difficulty: difficultyField,
  stem: written("题干", 1000),
  explanation: cleanText("解析").max(5000, "解析最多 5000 字"),
  sources: list(QuizSourceSchema, "sources", 50).min(1, "每道题至少要有一个出处").readonly(),
  chapter: cleanText("章节").max(500, "章节标题最多 500 字"),
  label: z.enum(["原文摘录", "由报告数据计算", "由多份报告计算", "AI 生成"], {
    error: "label 应为 原文摘录、由报告数据计算、由多份报告计算 或 AI 生成",
  }),
  review: z
    .enum(["unreviewed", "reviewed"], { error: "review 应为 unreviewed 或 reviewed" })
    .openapi({ description: "有没有人看过；只由人来标" }),
  edited: z
    .boolean({ error: "edited 应为 true 或 false" })
    .optional()
    .openapi({ description: "真表示有人改过；导出时由服务按 seal 重新判断，改过的注明“已人工修改”" }),
  seal: z
    .string({ error: "seal 应为文字" })
    .max(64, "seal 最多 64 个字符")
    .optional()
    .openapi({ description: "出题时内容的校验值，请原样送回：对不上或没有，就当作有人改过" }),
};

const optionFields = z.object(
  { text: written("选项", 500), correct: z.boolean({ error: "correct 应为 true 或 false" }) },
  { error: "选项应为 { text, correct } 对象" },
);
const options = list(optionFields, "options", 10).min(2, "选择题至少要有两个选项").readonly();
const answer = written("答案", 500);

const choice = <Type extends "single" | "multiple">(type: Type) =>
  z.object({ ...itemFields, type: z.literal(type), options }).superRefine((item, context) => {
    const correct = item.options.filter((option) => option.correct).length;
    const texts = item.options.map(({ text }) => text.trim());
    const wrong =
      type === "single" && correct !== 1
        ? `单选题应有且只有一个正确选项，现在有 ${correct} 个`
        : type === "multiple" && correct < 2
          ? `多选题至少要有两个正确选项，现在有 ${correct} 个`
          : new Set(texts).size < texts.length
            ? "有两个选项一样，请改掉一个"
            : undefined;
    if (wrong !== undefined) context.addIssue({ code: "custom", path: ["options"], message: wrong });
  });

/** As it stands in the stem of a fill item. */
const GAP = /_{4,}/gu;

export const QuizItemSchema = z
  .discriminatedUnion(
    "type",
    [
      choice("single"),
      choice("multiple"),
      z.object({
        ...itemFields,
        type: z.literal("judge"),
        correct: z.boolean({ error: "correct 应为 true 或 false" }),
      }),
      z
        .object({
          ...itemFields,
          type: z.literal("fill"),
          answers: list(
            list(answer, "answers", 20).min(1, "每个空至少要有一个答案").readonly(),
            "answers",
            20,
          ).readonly(),
        })
        .superRefine((item, context) => {
          const gaps = item.stem.match(GAP)?.length ?? 0;
          if (gaps === item.answers.length && gaps > 0) return;
          const message = `题干里的空（____）有 ${gaps} 个，答案有 ${item.answers.length} 个，应一样多，至少一个`;
          context.addIssue({ code: "custom", path: ["stem"], message });
        }),
      z.object({
        ...itemFields,
        type: z.literal("short"),
        points: list(written("要点", 1000), "points", 30).min(1, "简答题至少要有一个要点").readonly(),
      }),
    ],
    { error: TYPE_RANGE },
  )
  .openapi("QuizItem");

export type QuizItemBody = z.infer<typeof QuizItemSchema>;
