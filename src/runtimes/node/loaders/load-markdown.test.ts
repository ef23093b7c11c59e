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

test("tables without outer bars, and tables in HTML, are tables too", async () => {
  const bars = "类别 | 2022 | 2023\n--|:-:|-\n复议 | 35 | 41\n";
  expect(markdownToText(bars)).toBe("类别：复议；2022年：35；2023年：41\n");
  const html = "<table><tr><td>类别</td><td>件数</td></tr>\n<tr><td>应诉</td><td>17</td></tr></table>\n后文";
  expect((await loadMarkdown(Buffer.from(html))).text).toBe("类别：应诉；件数：17\n\n后文");
});

test("leaves out settings in front, notes' marks, struck text and tags", () => {
  const markdown =
    "---\ntitle: 旧题\n---\n标题\n===\n受理~~35~~41件[^1]，见[附件][a]。\n\n[a]: http://x\n[^1]: 含移送。\n<div align=x>居<b>中</b></div>";
  expect(markdownToText(markdown)).toBe("标题\n受理41件，见附件。\n\n含移送。\n居中");
  expect(markdownToText("---\n前文\n\n---\n后文")).toBe("前文\n\n后文");
});

test.each([
  [
    "title: 云泽市2023年报告\ndate: 2024-01-31 09:30:00 +0800\nsource: 云泽市司法局",
    {
      title: "云泽市2023年报告",
      date: "2024-01-31",
      issuer: "云泽市司法局",
    },
  ],
  [
    'title: "云泽市：报告" \nauthor: 小王\nyear: 2023\ndate: 2024年1月31日',
    {
      title: "云泽市：报告",
      year: 2023,
      date: "2024-01-31",
    },
  ],
  ["layout: post\ntitle: index\ndate: soon\nyear: 20233\ntags:\n  - a", undefined],
])("facts in front of a text are known: %s", async (front, known) => {
  const loaded = await loadMarkdown(Buffer.from(`---\n${front}\n---\n\n正文`));
  expect(loaded.text.trim()).toBe("正文");
  expect(loaded.known).toEqual(known);
});

test("reads bytes like a text file", async () => {
  expect(await loadMarkdown(Buffer.from("## 二、计划\r\n明年\r\n"))).toEqual({
    text: "二、计划\n明年\n",
    warnings: [],
  });
});
