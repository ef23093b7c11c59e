import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildWeb } from "../../scripts/build-web.mjs";
import type { FakeAssistant } from "../../src/testing/fake-assistant.ts";
import { readAnnouncements, takeAnnouncements } from "./harness/announcements.ts";
import { findPoorContrast, findViolations } from "./harness/axe.ts";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { ask, askFor, expectTurn, lastTurn } from "./harness/conversation-states.ts";
import { cutAfter, type FaultProxy, hang, refuse, startFaultProxy } from "./harness/fault-proxy.ts";
import { findLostContent } from "./harness/reflow.ts";
import { type HostSite, serveHostSite } from "./serve-host-page.ts";
import { type ServedPage, servePage } from "./serve-page.ts";
import { createWidgetAssistant, EXAMPLES, MARKUP, RATE_QUOTE } from "./widget-answers.ts";

const KEY = "k".repeat(32);
const UNLIMITED = { key: KEY, questionsPerVisitor: 0, questionsPerSite: 0 };
const QUESTION = "云泽市2023年出庭应诉率是多少？";

describe("the script for other sites", () => {
  it("is one file of at most 30 kB, gzipped", async () => {
    const { outDir } = await buildWeb({ ifStale: true });
    const file = join(outDir, "widget.js");
    expect((await stat(file)).size).toBeGreaterThan(10_000);
    const script = await readFile(file);
    console.log(`widget.js: ${gzipSync(script).length} bytes gzipped`);
    expect(gzipSync(script).length).toBeLessThanOrEqual(30_000);
    expect(script.toString()).not.toMatch(/innerHTML|insertAdjacentHTML|document\.cookie|localStorage|sessionStorage/);
  });
});

describeInChromium("the chat box on another site", ({ open, allow }) => {
  let assistant: FakeAssistant;
  let served: ServedPage;
  let line: FaultProxy;
  let host: HostSite;
  let stranger: HostSite;

  beforeAll(async () => {
    host = await serveHostSite();
    stranger = await serveHostSite();
    assistant = createWidgetAssistant();
    served = await servePage(assistant, { allowedOrigins: [host.origin], widget: UNLIMITED });
    line = await startFaultProxy(served.address);
    host.use(line.url);
    stranger.use(line.url);
  });
  beforeEach(() => line.mend());
  afterAll(async () => {
    await Promise.all([host?.close(), stranger?.close(), line?.close()]);
    await served?.close();
  });

  const launcher = (page: Page) => page.getByRole("button", { name: /^打开问答/ });
  const box = (page: Page) => page.getByLabel("你的问题");
  const activeInside = (page: Page) =>
    page.evaluate(() => {
      const inside = document.querySelector("fawen-chat")?.shadowRoot?.activeElement;
      return inside ? `${inside.localName} ${inside.getAttribute("aria-label") ?? inside.id}` : null;
    });

  const visit = (attributes = "", options?: BrowserContextOptions) =>
    open(`${host.origin}/plain.html?${encodeURIComponent(attributes)}`, options);
  async function openBox(attributes = "", options?: BrowserContextOptions): Promise<Page> {
    const page = await visit(attributes, options);
    await launcher(page).click();
    await page.locator("fawen-chat dialog[open]").waitFor();
    return page;
  }

  it.each(["desktop", "tablet", "phone"] as const)(
    "answers on a hostile page, at its own looks (%s)",
    async (screen) => {
      const page = await open(`${host.origin}/hostile.html`, SCREENS[screen]);
      const uncovered = async () => {
        const { left, right, top, bottom } = await launcher(page).evaluate((node) => node.getBoundingClientRect());
        const bars = await page
          .locator(".bar")
          .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON() as DOMRect));
        return bars.map((bar) => right <= bar.left || bar.right <= left || bottom <= bar.top || bar.bottom <= top);
      };
      await expect.poll(uncovered).toEqual([true, true]);
      await launcher(page).click();
      await askFor(page, QUESTION, /97\.4%/);
      const looks = await page.locator("fawen-chat .lead").evaluate((node) => {
        const { color, backgroundColor, letterSpacing, fontSize, textTransform } = getComputedStyle(node);
        return { color, backgroundColor, letterSpacing, fontSize, textTransform };
      });
      expect(looks).toEqual({
        color: "rgb(24, 33, 45)",
        backgroundColor: "rgba(0, 0, 0, 0)",
        letterSpacing: "normal",
        fontSize: "19px",
        textTransform: "none",
      });
      // What was asked arrived as a list of messages, whatever the page thinks of lists.
      expect(assistant.asked.at(-1)?.messages).toEqual([{ role: "user", content: QUESTION }]);
      // Nothing that was done in the box was done to the page.
      expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
    },
  );

  it("leaves nothing in the page but its element, and nothing in the browser", async () => {
    const page = await open(`${host.origin}/hostile.html`);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    const left = () =>
      page.evaluate(() => {
        const { globals, styles } = (window as unknown as { before: { globals: string[]; styles: number } }).before;
        return {
          globals: Object.getOwnPropertyNames(window).filter((name) => !globals.includes(name)),
          styles: document.styleSheets.length - styles + document.adoptedStyleSheets.length,
          added: [...document.body.children].map((node) => node.localName).join(),
          cookies: document.cookie,
          stored: localStorage.length + sessionStorage.length,
          bodyStyle: document.body.getAttribute("style"),
        };
      });
    const nothing = {
      globals: ["before"],
      styles: 0,
      added: "main,fawen-chat",
      cookies: "",
      stored: 0,
      bodyStyle: null,
    };
    await launcher(page).waitFor();
    expect(await left()).toEqual(nothing);
    requests.push("/used");
    await launcher(page).click();
    await askFor(page, QUESTION, /97\.4%/);
    expect(await left()).toEqual(nothing);
    expect(await page.context().cookies()).toEqual([]);
    // Before it is used it speaks to nobody.
    expect(requests).toEqual(["/used", "/api/widget/session", "/api/widget/chat"]);
  });

  it("shows the lead, how it was made, its notes, and the words of its sources with the way into the report", async () => {
    const page = await openBox();
    await askFor(page, QUESTION, /^[\s\S]*原文摘录[\s\S]*97\.4%（云泽市，2023年）[\s\S]*语言模型连不上/);
    await page.getByRole("button", { name: /^出处 2：/ }).click();
    const entry = page.locator("fawen-chat details[open]");
    await expect.poll(() => entry.innerText()).toMatch(/举行听证会6场/);
    await expect.poll(() => entry.innerText()).toMatch(/云泽市2023年度法治政府建设工作报告[\s\S]*（二）请群众坐到桌前/);
    await expect.poll(() => activeInside(page)).toBe("summary ");
    const link = entry.getByRole("link", { name: /在报告原文中查看/ });
    await expect
      .poll(() => link.getAttribute("href"))
      .toMatch(
        new RegExp(
          `^${line.url}/reports/yunze-2023\\?start=\\d+&end=\\d+&n=2&h=\\w+&cite=1,\\d+,\\d+~\\w+&cite=2,\\d+,\\d+~\\w+$`,
        ),
      );
    await expect.poll(() => link.getAttribute("rel")).toBe("noopener noreferrer");
    await page
      .getByRole("button", { name: /^出处 1：/ })
      .first()
      .click();
    await expect.poll(() => page.locator("fawen-chat details[open] blockquote").allInnerTexts()).toContain(RATE_QUOTE);
    await page.getByRole("button", { name: "云泽市2023年举行听证会多少场？" }).click();
    // The turn stands on the page before the question has left it.
    await expectTurn(page, /6场/);
    await expect.poll(() => page.locator("fawen-chat article").count()).toBe(2);
    await expect
      .poll(() => assistant.asked.at(-1)?.messages.map(({ role }) => role))
      .toEqual(["user", "assistant", "user"]);
  });

  it("labels what a model wrote, says honestly that there is no answer, and shows markup as the text it is", async () => {
    const page = await openBox();
    await askFor(page, "调解成功率是多少？", /AI 生成/);
    await askFor(page, "北京市怎么样？", /未收录该地区[\s\S]*不包括所问地区：北京市/);
    await askFor(page, "市民留言说了什么？", /<img src=x onerror=/);
    await expect.poll(() => page.locator("fawen-chat img").count()).toBe(0);
    await expect.poll(() => page.title()).toBe("云泽市司法局");
    await expect.poll(() => lastTurn(page).innerText()).toContain(MARKUP);
  });

  it("takes questions in Traditional characters as they are", async () => {
    const page = await openBox();
    await askFor(page, "雲澤市應訴率是多少？", /97\.4%/);
    expect(assistant.asked.at(-1)?.messages.at(-1)?.content).toBe("雲澤市應訴率是多少？");
  });

  it("offers the site's questions, or those that the service can answer", async () => {
    const page = await openBox('data-questions="应诉率是多少？|调解成功率是多少？"');
    const offered = page.locator("fawen-chat .starters button");
    await expect.poll(() => offered.allInnerTexts()).toEqual(["应诉率是多少？", "调解成功率是多少？"]);
    await offered.first().click();
    await expectTurn(page, /97\.4%/);
    await expect.poll(() => offered.count()).toBe(0);
    const other = await openBox();
    await expect.poll(() => other.locator("fawen-chat .starters button").allInnerTexts()).toEqual(EXAMPLES);
  });

  it("does not send on the Enter that picks a word in an input method, nor close on its Esc", async () => {
    const page = await openBox();
    const before = assistant.asked.length;
    await box(page).fill("应诉率");
    for (const key of ["Enter", "Escape"]) await box(page).dispatchEvent("keydown", { key, isComposing: true });
    await box(page).dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
    await box(page).press("Shift+Enter");
    await expect.poll(() => box(page).inputValue()).toBe("应诉率\n");
    await expect.poll(() => page.locator("fawen-chat dialog[open]").count()).toBe(1);
    await expect.poll(() => page.locator("fawen-chat article").count()).toBe(0);
    await box(page).press("Enter");
    await expectTurn(page, /97\.4%/);
    expect(assistant.asked.slice(before).map(({ messages }) => messages.at(-1)?.content)).toEqual(["应诉率"]);
  });

  it("works by keyboard alone: opens, keeps Tab inside, closes by Esc, gives the focus back", async () => {
    const page = await visit();
    await launcher(page).waitFor();
    await page.locator("#end").focus();
    await page.keyboard.press("Tab");
    await expect.poll(() => activeInside(page)).toBe("button 打开问答：法问");
    await page.keyboard.press("Enter");
    await expect.poll(() => activeInside(page)).toBe("textarea question");
    await page.keyboard.type("应诉率");
    await page.keyboard.press("Enter");
    await expectTurn(page, /97\.4%/);
    const seen = new Set<string | null>();
    for (let press = 0; press < 25; press++) {
      await page.keyboard.press(press < 15 ? "Tab" : "Shift+Tab");
      seen.add(await activeInside(page));
    }
    expect(seen).not.toContain(null);
    expect([...seen].join()).toMatch(/关闭问答/);
    await page.keyboard.press("Escape");
    await expect.poll(() => activeInside(page)).toBe("button 打开问答：法问");
    await page.keyboard.press("Enter");
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/97\.4%/);
  });

  it("tells a screen reader once that an answer is complete", async () => {
    const page = await openBox();
    await takeAnnouncements(page);
    await askFor(page, QUESTION, /97\.4%/);
    await expect.poll(() => readAnnouncements(page)).toEqual(["回答完成：97.4%（云泽市，2023年）"]);
  });

  it("stops when told to, and asks again", async () => {
    const page = await openBox();
    await ask(page, "很慢的应诉率");
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/正在报告中查找…/);
    await page.getByRole("button", { name: "停止" }).click();
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/已停止。/);
    await expect.poll(() => assistant.asked.at(-1)?.signal?.aborted).toBe(true);
    await page.getByRole("button", { name: "重试" }).click();
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/正在报告中查找…/);
    await expect.poll(() => page.locator("fawen-chat article").count()).toBe(1);
  });

  it("says so when the service takes longer than usual", async () => {
    const page = await visit();
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1000);
    await launcher(page).click();
    await ask(page, "很慢的应诉率");
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/正在报告中查找…/);
    await page.clock.fastForward(9_000);
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/服务比平时慢，还在等回答/);
    await page.clock.fastForward(90_000);
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/等了很久没有回音，请稍后重试。\s*重试/);
  });

  it("tells a broken line, a refusal and a fault plainly, and goes on when they are over", async () => {
    allow(/Failed to load resource|ERR_|CORS/);
    const page = await openBox();
    // The line breaks for questions: what the browser asks before the first one has been answered.
    await askFor(page, "调解成功率是多少？", /95\.8%/);
    line.plan("/api/widget/chat", cutAfter(2));
    await askFor(page, QUESTION, /连接中断，回答没有完成，请重试。\s*重试/);
    line.plan("/api/widget/chat", refuse(500, "<h1>oops</h1>", { "access-control-allow-origin": host.origin }));
    await page.getByRole("button", { name: "重试" }).click();
    await expectTurn(page, /服务暂时不可用（500），请稍后重试。/);
    // A gateway's refusal has no word of ours, not even that the page may read it.
    line.plan("/api/widget/chat", (response) => {
      response.writeHead(502, { "content-type": "text/html" });
      response.end("<h1>oops</h1>");
    });
    await page.getByRole("button", { name: "重试" }).click();
    await expectTurn(page, /连不上服务，请检查网络后重试。/);
    line.mend();
    await page.context().setOffline(true);
    // The same words stand there already: what is waited for is the new failure.
    await lastTurn(page)
      .locator(".failure")
      .evaluate((failure) => failure.setAttribute("data-old", ""));
    await page.getByRole("button", { name: "重试" }).click();
    await expect.poll(() => lastTurn(page).locator(".failure:not([data-old])").count()).toBe(1);
    await expectTurn(page, /连不上服务，请检查网络后重试。/);
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "重试" }).click();
    await expectTurn(page, /97\.4%/);
    await expect.poll(() => page.locator("fawen-chat article").count()).toBe(2);
  });

  it("gets itself a new token when the service was started anew, unseen by the visitor", async () => {
    allow(/401/);
    const page = await openBox();
    await askFor(page, QUESTION, /97\.4%/);
    const [tokens, used] = [[] as string[], [] as string[]];
    page.on("request", (request) => {
      if (request.url().endsWith("/session")) tokens.push(request.url());
      if (request.url().endsWith("/chat")) used.push(request.url());
    });
    let refusals = 1;
    const refused = refuse(
      401,
      { error: { code: "unauthorized", message: "会话已过期，请重新提问" } },
      { "access-control-allow-origin": host.origin },
    );
    line.plan("/api/widget/chat", async (response, forward) => {
      if (refusals-- > 0) return refused(response, forward);
      const { status, headers, body } = await forward();
      response.writeHead(status, headers);
      response.end(body);
    });
    await askFor(page, "调解成功率是多少？", /95\.8%/);
    expect([tokens.length, used.length]).toEqual([1, 2]);
  });

  it("refuses a site that copied the embed code, in words for its visitors", async () => {
    allow(/403/);
    const page = await open(`${stranger.origin}/plain.html`);
    await launcher(page).click();
    await expect.poll(() => page.locator("fawen-chat .failure").innerText()).toMatch(/^本网站未获授权/);
    const before = assistant.asked.length;
    await askFor(page, QUESTION, /本网站未获授权/);
    await expect.poll(() => page.getByRole("button", { name: "重试" }).count()).toBe(0);
    expect(assistant.asked.length).toBe(before);
  });

  it("says when to ask again, and that it is switched off", async () => {
    allow(/429|403/);
    const limited = await servePage(assistant, {
      allowedOrigins: [host.origin],
      widget: { ...UNLIMITED, questionsPerVisitor: 1 },
      // The minute that is counted does not end in between.
      nowMs: () => 0,
    });
    const off = await servePage(assistant, { allowedOrigins: [host.origin] });
    try {
      host.use(limited.address.slice(0, -1));
      const page = await openBox();
      await askFor(page, QUESTION, /97\.4%/);
      await askFor(page, QUESTION, /提问太频繁，请 \d+ 秒后再试\s*重试/);
      host.use(off.address.slice(0, -1));
      const bare = await visit();
      await expect.poll(() => bare.locator("fawen-chat").count()).toBe(0);
      // A box that was open when the service was switched off.
      host.use(line.url);
      const late = await visit();
      line.plan(
        "/api/widget/session",
        refuse(
          403,
          { error: { code: "widget-off", message: "问答服务已停用" } },
          { "access-control-allow-origin": "*" },
        ),
      );
      await launcher(late).click();
      await expect.poll(() => late.locator("fawen-chat .failure").innerText()).toBe("问答服务已停用");
    } finally {
      host.use(line.url);
      await Promise.all([limited.close(), off.close()]);
    }
  });

  it("stands where the site wants it, in the site's colours and words; what is not understood is told the makers", async () => {
    const warnings: string[] = [];
    const page = await visit('data-position="top-left" data-offset="40 80" data-title="问年报" data-text="large"');
    page.on("console", (message) => warnings.push(message.text()));
    const place = () =>
      launcher(page).evaluate((node) => {
        const { left, top } = node.getBoundingClientRect();
        return [left, top];
      });
    await expect.poll(place).toEqual([40, 80]);
    await expect.poll(() => launcher(page).innerText()).toBe("问年报");
    await expect.poll(() => launcher(page).evaluate((node) => getComputedStyle(node).fontSize)).toBe("22px");
    await page.locator("fawen-chat").evaluate((chat) => {
      chat.setAttribute("data-position", "middle");
      chat.setAttribute("data-accent", "#0a7a3b");
      chat.setAttribute("data-greeting", "<b>请提问</b>");
    });
    await expect.poll(() => warnings.join("\n")).toMatch(/data-position="middle" 不对：应为bottom-right/);
    await expect
      .poll(() => launcher(page).evaluate((node) => getComputedStyle(node).backgroundColor))
      .toBe("rgb(10, 122, 59)");
    await launcher(page).click();
    await expect.poll(() => page.locator("fawen-chat .greeting").innerText()).toBe("<b>请提问</b>");
  });

  it("is a part of the page where the site puts it, and keeps what was said when it is moved", async () => {
    const page = await visit('data-mode="inline" data-title="问年报"');
    await expect.poll(() => page.locator("main > fawen-chat").count()).toBe(1);
    await page.getByRole("heading", { name: "问年报" }).waitFor();
    await expect.poll(() => page.locator("fawen-chat .starters button").allInnerTexts()).toEqual(EXAMPLES);
    await askFor(page, QUESTION, /97\.4%/);
    const sizeOf = (side: "width" | "height") =>
      page.locator("fawen-chat").evaluate((node, of) => node.getBoundingClientRect()[of], side);
    await expect.poll(() => sizeOf("width")).toBeGreaterThan(600);
    await expect.poll(() => sizeOf("height")).toBeGreaterThan(300);
    await page.evaluate(() => document.body.append(document.querySelector("fawen-chat") ?? ""));
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/97\.4%/);
    await page.locator("fawen-chat").evaluate((chat) => chat.setAttribute("data-mode", "corner"));
    await launcher(page).click();
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/97\.4%/);
  });

  it("fills a phone, shrinks for the keyboard, and leaves the page behind it alone", async () => {
    const page = await openBox("", SCREENS.phone);
    const panel = page.locator("fawen-chat dialog");
    const boxOf = () => panel.evaluate((node) => node.getBoundingClientRect().toJSON() as DOMRect);
    await expect.poll(() => boxOf()).toMatchObject({ left: 0, top: 0, width: 360, height: 740 });
    // Nothing behind can be reached, and the keyboard of the screen waits until it is wanted.
    await expect.poll(() => activeInside(page)).toBe("h2 heading");
    await expect.poll(() => page.evaluate(() => document.elementFromPoint(180, 400)?.localName)).toBe("fawen-chat");
    await page.evaluate(() => {
      const view = window.visualViewport;
      if (view === null) return;
      Object.defineProperties(view, { height: { value: 420 }, offsetTop: { value: 60 } });
      view.dispatchEvent(new Event("resize"));
    });
    await expect.poll(boxOf).toMatchObject({ top: 60, height: 420 });
    await page.getByRole("button", { name: "关闭问答" }).tap();
    await expect.poll(() => page.locator("fawen-chat dialog[open]").count()).toBe(0);
  });

  it("goes from a corner to the whole window and back with the room there is, keeping what was typed", async () => {
    const page = await openBox();
    await box(page).fill("应诉");
    await page.setViewportSize({ width: 360, height: 740 });
    const panel = page.locator("fawen-chat dialog");
    await expect.poll(() => panel.evaluate((node) => node.matches(":modal"))).toBe(true);
    await expect.poll(() => box(page).inputValue()).toBe("应诉");
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(() => panel.evaluate((node) => node.matches(":modal"))).toBe(false);
    await expect.poll(() => box(page).inputValue()).toBe("应诉");
    await expect.poll(() => activeInside(page)).toBe("textarea question");
  });

  const STATES: readonly [string, (page: Page) => Promise<void>][] = [
    ["closed", async (page) => launcher(page).waitFor()],
    ["open", async (page) => launcher(page).click()],
    [
      "answering",
      async (page) => {
        line.plan("/api/widget/chat", hang);
        await ask(page, QUESTION);
        await page.getByRole("button", { name: "停止" }).waitFor();
      },
    ],
    [
      "stopped",
      async (page) => {
        await page.getByRole("button", { name: "停止" }).click();
        line.mend();
        await page.getByRole("button", { name: "重试" }).waitFor();
      },
    ],
    [
      "answered",
      async (page) => {
        await askFor(page, QUESTION, /97\.4%/);
        await page.locator("fawen-chat summary").last().click();
      },
    ],
    ["abstained", async (page) => askFor(page, "北京市怎么样？", /未收录该地区/)],
  ];

  it.each(["desktop", "tablet", "phone", "zoom400"] as const)(
    "has no violation that axe finds in any state, and loses nothing (%s)",
    async (screen) => {
      const page = await visit("", SCREENS[screen]);
      const found: Record<string, string[]> = {};
      for (const [name, enter] of STATES) {
        await enter(page);
        const wrong = [
          ...(await findViolations(page)),
          ...(screen === "desktop" ? await findPoorContrast(page) : []),
          ...(await findLostContent(page)),
        ];
        console.log(`| widget | ${screen} | ${name} | ${wrong.length} |`);
        if (wrong.length > 0) found[name] = wrong;
      }
      expect(found).toEqual({});
    },
  );

  it.each([
    ['data-theme="dark"', {}],
    ['data-theme="dark"', { forcedColors: "active" }],
    ['data-theme="contrast"', {}],
    ['data-accent="#ffd400" data-text="large"', {}],
    ['data-accent="#ffd400"', { colorScheme: "dark" }],
    ['data-mode="inline"', { contrast: "more" }],
  ] as [string, BrowserContextOptions][])("has no violation that axe finds with %s, %j", async (attributes, look) => {
    const page = await visit(attributes, look);
    if (!attributes.includes("inline")) await launcher(page).click();
    await askFor(page, QUESTION, /97\.4%/);
    expect(await findViolations(page)).toEqual([]);
  });
});
