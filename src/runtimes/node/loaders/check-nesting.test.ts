import { describe, expect, test } from "vitest";
import { checkNesting } from "./check-nesting.ts";
import { loadHtml } from "./load-html.ts";

const TOO_DEEP = { code: "bad-input-file", message: expect.stringMatching(/嵌套超过 512 层.*另存为/) };

describe("nesting of a page", () => {
  test.each([
    ["20000 divs", "<div>".repeat(20_000)],
    ["4000 spans round a text", `${"<span>".repeat(4_000)}正文${"</span>".repeat(4_000)}`],
    ["with attributes and comments between", '<div class="a"><!-- </div> -->'.repeat(1_000)],
  ])("%s is refused before it is parsed", async (_, html) => {
    await expect(loadHtml(Buffer.from(html))).rejects.toMatchObject(TOO_DEEP);
  });

  test.each([
    ["paragraphs without an end", "<p>一段。".repeat(5_000)],
    ["items, cells and line ends", `<table>${"<tr><td>一<br>".repeat(5_000)}</table>`],
    ["one after the other", "<div><span>一</span></div>".repeat(5_000)],
    ["what is closed by what is round it", "<div><font>一</div>".repeat(5_000)],
    ["tags in a script or a comment", `<script>${"'<div>'+".repeat(2_000)}</script><!--${"<div>".repeat(2_000)}-->`],
    ["signs that are no tags", "一<二<3".repeat(5_000)],
  ])("%s is no nesting", (_, html) => {
    expect(() => checkNesting(html)).not.toThrow();
  });

  test("as deep as is allowed is read", async () => {
    const text = "云泽市司法局把办事窗口搬进了早市，来的人不用请假。".repeat(8);
    const html = `${"<div>".repeat(500)}<p>${text}</p>${"</div>".repeat(500)}`;
    expect((await loadHtml(Buffer.from(html))).text).toBe(`${text}\n`);
  });
});
