import { expect, test } from "vitest";
import { loadMarkdown, markdownToText } from "./load-markdown.ts";

test("marks go, words and list numbers stay", () => {
  const markdown =
    "# 标题 #\n\n> 引文\n\n## 一、**主要**做法\n1. 第一[条](http://x)\n- 其二 *重点* 与 `代码`\n***\n![图](a.png)<br>完\n<!-- 注\n释 -->";
  expect(markdownToText(markdown)).toBe("标题\n\n引文\n\n一、主要做法\n1. 第一条\n其二 重点 与 代码\n 完\n");
});

test("signs that only look like marks stay", () => {
  const text = "3*4*5=60，“#话题”，a_b_c，10 - 3\n#不是标题";
  expect(markdownToText(text)).toBe("3*4*5=60，“#话题”，a_b_c，10 - 3\n#不是标题");
});

test("tables become rows with their headers", () => {
  const markdown = "前文\n| 类别 | 件数 |\n|:--|--:|\n| 复议 | **41** |\n| 应\\|诉 | 17 |\n后文";
  expect(markdownToText(markdown)).toBe("前文\n类别：复议；件数：41\n类别：应|诉；件数：17\n后文");
});

test("code fences lose their fence only", () => {
  expect(markdownToText("```text\n原样\n```")).toBe("原样");
});

test("reads bytes like a text file", async () => {
  expect(await loadMarkdown(Buffer.from("## 二、计划\r\n明年\r\n"))).toEqual({
    text: "二、计划\n明年\n",
    warnings: [],
  });
});
