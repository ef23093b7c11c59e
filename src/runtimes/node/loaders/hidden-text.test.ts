import { describe, expect, test } from "vitest";
import { loadHtml } from "./load-html.ts";

const FILLER =
  "<p>镇街的执法队员每月集中学习一次，由上一级的法制审核人员讲解案例，讲完当场考试，不合格的再学一遍。</p>";
/** The line that a page with this style and body is read as. */
async function lineOf(body: string, style = "", head = ""): Promise<string | undefined> {
  const html = `<html><head><title>云泽市报告</title><style>${style}</style>${head}</head><body><div>${FILLER}<p>${body}</p>${FILLER}</div></body></html>`;
  const lines = (await loadHtml(Buffer.from(html))).text.split("\n");
  return lines.find((line) => line.includes("受理"));
}

describe("text that a page keeps out of sight", () => {
  test.each([
    ["class", ".x{display:none}", '<span class="x">8</span>'],
    ["class among others", "h1, b.x , .y { color:red; visibility : hidden }", '<b class="a x">8</b>'],
    ["id", "#n8{opacity:0}", '<i id="n8">8</i>'],
    ["tag inside a class", ".c i{font-size:0}", '<span class="c"><i>8</i></span>'],
    ["off the screen", ".x{position:absolute;left:-9999px}", '<span class="x">8</span>'],
    ["of no height", ".x{height:0;overflow:hidden}", '<span class="x">8</span>'],
    ["on every screen", "@media screen{.x{display:none}}", '<span class="x">8</span>'],
    ["white rule", ".x{color:#FFF}", '<span class="x">8</span>'],
    ["white font", "", "<font color=#ffffff>8</font>"],
    ["nearly white", "", '<span style="color: rgb(254, 254, 254)">8</span>'],
    ["see-through", "", '<span style="color:rgba(0,0,0,0)">8</span>'],
    ["like its background", "", '<span style="background:#000;color:#010101">8</span>'],
    ["attribute", "", "<span hidden>8</span>"],
  ])("%s: a figure is what is seen", async (_, style, hidden) => {
    expect(await lineOf(`受理${hidden}45件`, style)).toBe("受理45件");
  });

  test("the last words of a heading do not run into a figure", async () => {
    expect(await lineOf("受理<font color=#ffffff>普法6</font>9场")).toBe("受理9场");
  });

  test.each([
    ["digits", '受理1<span class="x">7</span>45件', "受理1□□45件"],
    ["decimals", '受理率9<span class="x">垫</span>.45%', "受理率9□□.45%"],
    ["groups", '受理1,<span class="x">7</span>450件', "受理1,□□450件"],
    ["elements that say nothing", '受理1<span class="x"> </span>45件', "受理145件"],
  ])("inside a figure nothing is joined: %s", async (_, body, expected) => {
    expect(await lineOf(body, ".x{display:none}")).toBe(expected);
  });

  test.each([
    ["a later rule", ".x{display:none} .x{display:inline}", '<span class="x">45</span>'],
    ["a stronger rule", "span.x{display:inline} .x{display:none}", '<span class="x">45</span>'],
    ["its own style", ".x{display:none}", '<span class="x" style="display:inline">45</span>'],
    ["print alone", "@media print{.x{display:none}}", '<span class="x">45</span>'],
    ["a state", ".x:hover{display:none}", '<span class="x">45</span>'],
    ["an empty sheet", "}{.x", '<span class="x">45</span>'],
    ["a colour inside white", "", "<font color=white><font color=black>45</font></font>"],
    ["a dark ground", ".x{background-color:#06c}", '<span class="x"><b style="color:#fff">45</b></span>'],
    ["a picture behind", ".x{background:url(a.png)}", '<span class="x"><b style="color:#fff">45</b></span>'],
    ["white on no colour that is known", ".x{background:var(--a)}", '<b class="x" style="color:#fff">45</b>'],
    ["a light grey", "", '<span style="color:#aaa">45</span>'],
    ["a page moved to the middle", ".x{left:50%;margin-left:-500px}", '<span class="x">45</span>'],
  ])("what can be seen stays: %s", async (_, style, shown) => {
    expect(await lineOf(`受理${shown}件`, style)).toBe("受理45件");
  });

  test("a block all in white may stand on a colour from another file", async () => {
    const block = '<b style="color:#fff">受理45件</b>';
    expect(await lineOf(block)).toBeUndefined();
    expect(await lineOf(block, "", '<link rel="stylesheet" href="a.css">')).toBe("受理45件");
  });

  test("a page that scripts uncover is not hidden as a whole", async () => {
    expect(await lineOf("受理45件", "body{display:none !important}")).toBe("受理45件");
  });
});
