import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { toRawSpan } from "./offset-map.ts";
import { repairText } from "./repair-text.ts";

const converter = createOpenccScriptConverter();

describe("repairText", () => {
  it("repairs mixed damage, counts it, and finds the source of a quote", () => {
    const raw =
      "\ufeff　　區(qū)政府設(shè)立15 個窗口,辦(bàn)結(jié)率98.82%。\r\n\r\n網站地圖 聯系我們 版權所有:某區政府\r\n";
    const repaired = repairText(raw, { converter });
    expect(repaired.text).toBe("区政府设立15个窗口，办结率98.82%。\n");
    const counts = Object.fromEntries(repaired.repairs.map((record) => [record.step, record.count]));
    expect(counts).toMatchObject({ "pinyin-glosses": 4, "site-furniture": 1, spaces: 2 });
    expect(repaired.repairs.find((record) => record.step === "pinyin-glosses")?.samples[0]).toMatchObject({
      before: "區(qū)",
      after: "區",
    });
    const start = repaired.text.indexOf("设立");
    const span = toRawSpan(repaired.offsets, start, start + 5);
    expect(raw.slice(span.start, span.end)).toBe("設(shè)立15 個");
  });

  it("marks spam words and never rewrites them without a person's word", () => {
    const raw = "推进沙巴体育一体化平台建设。公安机关打击沙巴体育等网络赌博平台。\n";
    const repaired = repairText(raw, { converter });
    expect(repaired.text).toBe(raw);
    expect(repaired.suspects).toEqual([
      { start: 2, end: 6, text: "沙巴体育", reason: expect.stringContaining("疑似篡改") },
    ]);
    const confirmed = repairText(raw.slice(0, 14), { converter, replacements: { 沙巴体育: "政务服务" } });
    expect(confirmed.text).toBe("推进政务服务一体化平台建设。\n");
    expect(confirmed.suspects).toEqual([]);
  });

  it("tells the name of a site whatever its sentence fights, and leaves words in place alone", () => {
    const marked = (text: string): string[] => repairText(text, { converter }).suspects.map((one) => one.text);
    expect(
      marked("推进PG电子官网服务，打击违法行为。澳门新葡京官网注册送38元。\n贷款口子秒下款，加微信abc12345。"),
    ).toEqual(["PG电子官网", "澳门新葡京官网", "注册送38", "贷款口子", "秒下款", "加微信abc12345"]);
    expect(
      marked(
        "整治老虎机和网络博彩，查处代孕机构。检查银河娱乐场所，凤凰国际机场、威尼斯人酒店设体育彩票销售点，热爱游戏。",
      ),
    ).toEqual([]);
  });

  it("shows in a sample what stood beside a mark, and different places first", () => {
    const { repairs } = repairText("受理案件,办结案件,满意率高;反映好\n", { converter });
    expect(repairs.find((record) => record.step === "punctuation")).toMatchObject({
      count: 3,
      samples: [
        { rawStart: 1, before: "理案件,办结案", after: "理案件，办结案" },
        { rawStart: 11, before: "满意率高;反映好".slice(1), after: "意率高；反映好" },
      ],
    });
  });

  it("shows a pair whole, before and after", () => {
    const { repairs } = repairText("各村(社区)参加，打造'快办'和\"好办”品牌\n", { converter });
    const samples = Object.fromEntries(repairs.map(({ step, samples }) => [step, samples]));
    expect(samples).toMatchObject({
      brackets: [{ before: "各村(社区)参加，", after: "各村（社区）参加，" }],
      "quote-forms": [{ before: "，打造'快办'和\"好", after: '，打造“快办”和"好' }],
      quotes: [{ before: "办'和\"好办”", after: "办”和“好办”" }],
    });
  });

  it("shows the second pair whole too, and never half of it changed", () => {
    const { repairs } = repairText("选出的县(区)级单位，推动(街道)综合执法\n", { converter });
    const after = repairs.find((record) => record.step === "brackets")?.samples.map((sample) => sample.after);
    expect(after).toEqual(["出的县（区）级单位", "（街道）综合执"]);
  });

  it("marks what cannot be read", () => {
    expect(repairText("含α粒子、多伦・多ㄖ巫项目", { converter }).suspects.map((one) => one.text)).toEqual(["ㄖ"]);
    expect(repairText("提前介入?zz)@区域", { converter }).suspects.map((one) => one.text)).toEqual(["？zz)@"]);
    expect(repairText("歌曲《桜の舞》与神户─门司━基隆，灾いの影", { converter }).suspects).toEqual([]);
    expect(repairText("办理案件\ufffd\ufffd件。锟斤拷", { converter }).suspects.map((one) => one.text)).toEqual([
      "\ufffd\ufffd",
      "锟斤拷",
    ]);
  });

  it("gives an empty text for an empty one", () => {
    expect(repairText("", { converter })).toMatchObject({ text: "", repairs: [], suspects: [] });
    expect(repairText(" \r\n\u3000", { converter }).text).toBe("");
  });

  it("copes with a line of a million characters", () => {
    const raw = "办理案件12件,".repeat(125_000);
    expect(repairText(raw, { converter }).text.length).toBe(raw.length + 1);
  });
});
