import iconv from "iconv-lite";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { createOpenccScriptConverter } from "../../../adapters/opencc-script-converter.ts";
import { readReport } from "../../../core/reading/read-report.ts";
import { htmlToLines } from "./html-lines.ts";
import { loadHtml } from "./load-html.ts";

const PARAGRAPHS = [
  "云泽市司法局这一年把办事窗口搬进了早市，来的人不用请假，顺路就能问清楚要带哪些材料，少跑了许多趟。",
  "全年受理行政复议申请四十一件，当年审结三十八件，其中调解结案的超过一半，没有一件超过期限办理。",
  "镇街的执法队员每月集中学习一次，由上一级的法制审核人员讲解案例，讲完当场考试，不合格的再学一遍。",
];

function page(options: { head?: string; body?: string } = {}): string {
  return `<!DOCTYPE html><html><head><title>云泽市2023年法治政府建设报告_云泽市人民政府门户网站</title>${options.head ?? ""}
<style>.x{}</style><script>var 脚本 = 1;</script></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li><li><a href="/fw">办事服务</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zw">公告</a></div>
<div id="content" class="article TRS_Editor"><h2>一、主要做法</h2>${PARAGRAPHS.map((text) => `<p>　　${text}</p>`).join("\n")}${options.body ?? ""}</div>
<div class="share"><a href="#">分享到微信</a><a href="#">打印本页</a></div>
<div class="footer"><p>主办单位：云泽市人民政府办公室 网站标识码：0000000000 备案号</p></div></body></html>`;
}

const linesOf = (html: string) => htmlToLines(parseHTML(`<html><body>${html}</body></html>`).document.body);

describe("loadHtml", () => {
  test("takes the main text with its title and leaves the page's furniture", async () => {
    const { text } = await loadHtml(Buffer.from(page()));
    expect(text.split("\n")).toEqual(["云泽市2023年法治政府建设报告", "一、主要做法", ...PARAGRAPHS, ""]);
  });

  test("prefers the title tag of government sites", async () => {
    const head = '<meta name="ArticleTitle" content="云泽市2023年度情况报告">';
    expect((await loadHtml(Buffer.from(page({ head })))).text).toMatch(/^云泽市2023年度情况报告\n/);
  });

  test("follows the encoding that the page names", async () => {
    const html = page({ head: '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">' });
    expect((await loadHtml(iconv.encode(html, "gbk"))).text).toContain(PARAGRAPHS[1]);
  });

  test("gives tables as rows with their headers", async () => {
    const body = `<table><caption>办案情况</caption><thead><tr><th>类别</th><th>件数</th></tr></thead>
      <tbody><tr><td>复议</td><td>41</td></tr><tr><td>应诉</td><td>17</td></tr></tbody></table>`;
    const { text } = await loadHtml(Buffer.from(page({ body })));
    expect(text).toContain("类别：复议；件数：41\n类别：应诉；件数：17\n");
  });

  test("a page without text says so", async () => {
    const html = "<html><head><title>x</title></head><body><script>load()</script></body></html>";
    await expect(loadHtml(Buffer.from(html))).rejects.toMatchObject({ message: expect.stringContaining("没有正文") });
  });

  test.each([
    ["a frame around a file", '<h1>云泽市报告</h1><iframe src="/a.pdf"></iframe>'],
    ["a shell that scripts fill", '<div id="app">正在加载，请稍候……</div><script src="/app.js"></script>'],
  ])("%s is told as such", async (_, body) => {
    const html = `<html><head><title>云泽市报告</title></head><body>${body}<p>版权所有 云泽市人民政府</p></body></html>`;
    await expect(loadHtml(Buffer.from(html))).rejects.toMatchObject({ message: expect.stringContaining("脚本或内嵌") });
  });

  test("leaves out what a page keeps out of sight", async () => {
    const hidden = [
      '<p style="display:none">博彩甲</p>',
      `<p>${PARAGRAPHS[1]}<span style="FONT-SIZE : 0px">博彩乙</span></p>`,
      '<div style="position:absolute; left:-9999px">博彩丙</div>',
      '<p style="visibility: hidden">博彩丁</p>',
    ];
    const { text } = await loadHtml(Buffer.from(page({ body: hidden.join("") })));
    expect(text).toContain(PARAGRAPHS[1]);
    expect(text).not.toContain("博彩");
  });

  test("leaves menus out of a page with little text", async () => {
    const menu = Array.from({ length: 60 }, (_, at) => `<li><a href="/${at}">办事栏目之${at}</a></li>`).join("");
    const html = `<html><body><div><ul>${menu}</ul></div><div><p>${PARAGRAPHS[0]}</p></div></body></html>`;
    expect((await loadHtml(Buffer.from(html))).text).toBe(`${PARAGRAPHS[0]}\n`);
  });

  test.each([
    ["part of a page", `<p>${PARAGRAPHS[0]}</p><p>${PARAGRAPHS[1]}</p>`],
    ["plain text under this name", `${PARAGRAPHS[0]}\n${PARAGRAPHS[1]}\n`],
  ])("reads %s", async (_, content) => {
    expect((await loadHtml(Buffer.from(content))).text).toBe(`${PARAGRAPHS[0]}\n${PARAGRAPHS[1]}\n`);
  });

  test("takes the part of a page's title that names the report", async () => {
    const html = page().replace(
      /<title>.*?<\/title>/,
      "<title>政务公开_云泽市2022年度工作报告-云泽市人民政府网</title>",
    );
    expect((await loadHtml(Buffer.from(html))).text).toMatch(/^云泽市2022年度工作报告\n/);
  });

  describe("the heading and the line of metadata outside the main text", () => {
    const TITLE = "云泽市清河区司法局2024年法治政府建设年度报告";
    const INFO = "发布时间：2025-01-15 来源：云泽市清河区司法局";
    const text = Array.from({ length: 8 }, () => PARAGRAPHS).flat();
    const wrap = (heading: string, inside = "") =>
      `<html><head><title>清河区人民政府门户网站</title></head><body><div class="nav"><a href="/">首页</a></div><div class="box">${heading}
       <div class="share">字号：大 中 小</div><div id="zoom">${inside}${text.map((words) => `<p>${words}</p>`).join("")}</div></div>
       <div class="footer"><p>主办单位：清河区人民政府 发布时间：2020-01-01</p></div></body></html>`;
    const [first, second] = ["云泽市清河区司法局", "2024年法治政府建设年度报告"];

    test.each([
      ["a heading", `<h1>${TITLE}</h1><div class="info">${INFO}</div>`],
      ["a heading in two lines", `<h1>${first}<br>${second}</h1><div class="info">${INFO}</div>`],
      ["a block called so", `<div class="article-title">${TITLE}</div><div class="info">${INFO}</div>`],
      [
        "a heading behind that of the site",
        `<h1>清河区人民政府</h1><h1>${TITLE}</h1><div class="info"><span>${INFO}</span></div>`,
      ],
    ])("are kept: %s", async (_, heading) => {
      const { text: loaded } = await loadHtml(Buffer.from(wrap(heading)));
      expect(loaded.split("\n")).toEqual([TITLE, INFO, ...text, ""]);
    });

    test("are kept where nothing names a report, rather than the name of the site", async () => {
      const { text: loaded } = await loadHtml(Buffer.from(wrap("<h1>云泽市清河区这一年的法治建设</h1>")));
      expect(loaded.split("\n").slice(0, 2)).toEqual(["云泽市清河区这一年的法治建设", PARAGRAPHS[0]]);
    });

    test("are said once where the main text has them", async () => {
      const inside = `<p>${first}</p><p>${second}</p>`;
      const { text: loaded } = await loadHtml(Buffer.from(wrap(`<h1>${TITLE}</h1>`, inside)));
      expect(loaded.split("\n").slice(0, 3)).toEqual([first, second, PARAGRAPHS[0]]);
    });

    test("tell the title and the day of the report", async () => {
      const { text: raw } = await loadHtml(Buffer.from(wrap(`<h1>${TITLE}</h1><div>${INFO}</div>`)));
      const source = { id: "r", file: "r.html", raw, known: {}, digest: "d" };
      const { identity } = readReport(source, createOpenccScriptConverter());
      expect(identity).toMatchObject({
        title: { value: TITLE, certainty: "stated" },
        issuer: { value: "云泽市清河区司法局" },
        year: { value: 2024, certainty: "stated" },
        date: { value: "2025-01-15" },
      });
    });
  });

  test.each([
    ["h1", ""],
    ["h3", ' class="section-title"'],
  ])("takes no heading of a section for the title: %s", async (name, attributes) => {
    const body = ["法治政府建设总体情况", "行政复议工作情况"].map(
      (words) => `<${name}${attributes}>${words}</${name}>`,
    );
    const { text } = await loadHtml(Buffer.from(page({ body: body.join(`<p>${PARAGRAPHS[0]}</p>`) })));
    expect(text).toMatch(/^云泽市2023年法治政府建设报告\n/);
  });

  test("text that looks like markup stays text", async () => {
    const { text } = await loadHtml(
      Buffer.from(page({ body: `<p>${"留言".repeat(30)}，&lt;b&gt;请修好&lt;/b&gt;</p>` })),
    );
    expect(text).toContain("，<b>请修好</b>");
  });
});

describe("htmlToLines", () => {
  test("breaks lines where a browser does and nowhere else", () => {
    expect(linesOf("<p>第一<b>段</b>\n  接着</p><div>甲<br>乙</div>丙<ul><li>丁</li></ul>")).toEqual([
      "第一段接着",
      "甲",
      "乙",
      "丙",
      "丁",
    ]);
  });

  test("numbers lists as a browser shows them", () => {
    expect(linesOf('<ol start="3"><li>甲</li><li>乙</li></ol>')).toEqual(["3. 甲", "4. 乙"]);
  });

  test("keeps the number of an item beside its first paragraph, and leaves out what was struck", () => {
    expect(linesOf("<ol><li><p>甲</p><p>乙</p></li><li>受理<del>35</del>41件</li></ol>")).toEqual([
      "1. 甲",
      "乙",
      "2. 受理41件",
    ]);
  });

  test("skips what is not shown", () => {
    expect(linesOf("<p hidden>藏</p><style>p{}</style><template><p>模</p></template><p>见</p>")).toEqual(["见"]);
  });

  test("keeps raised figures from becoming part of a figure, and glosses out", () => {
    expect(
      linesOf("<p>受理41<sup>2</sup>件，10<sup>4</sup>吨，建<ruby>设<rp>(</rp><rt>shè</rt><rp>)</rp></ruby></p>"),
    ).toEqual(["受理41²件，10⁴吨，建设"]);
  });

  test("bears spans beyond the table", () => {
    const row = Array.from({ length: 20 }, (_, at) => `<td rowspan="900" colspan="900">${at}</td>`).join("");
    expect(linesOf(`<table>${`<tr>${row}</tr>`.repeat(200)}</table>`).length).toBeLessThan(300);
    const spanned =
      '<table><tr><td>单位</td><td>件数</td></tr><tr><td rowspan="0">甲镇</td><td>3</td></tr><tr><td>4</td></tr></table>';
    expect(linesOf(spanned)).toEqual(["单位：甲镇；件数：3", "单位：甲镇；件数：4"]);
  });

  test("fills spanned cells and stacks headers", () => {
    const html = `<table><tr><td rowspan="2">单位</td><td colspan="2">复议</td></tr><tr><td>受理</td><td>审结</td></tr>
      <tr><td rowspan="2">甲镇</td><td>3</td><td>2</td></tr><tr><td>5</td><td>4</td></tr></table>`;
    expect(linesOf(html)).toEqual(["单位：甲镇；复议·受理：3；复议·审结：2", "单位：甲镇；复议·受理：5；复议·审结：4"]);
  });

  test("reads a table that only arranges the page as paragraphs", () => {
    const long = "长段落。".repeat(100);
    expect(
      linesOf(`<table><tr><td>侧栏</td><td><p>甲</p><p>${long}</p></td></tr><tr><td>一</td><td>二</td></tr></table>`),
    ).toEqual(["侧栏", "甲", long, "一", "二"]);
  });

  test("is not drawn out by absurd spans", () => {
    const html = '<table><tr><td colspan="999999999">甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>';
    expect(linesOf(html).join()).toContain("丁");
  });
});
