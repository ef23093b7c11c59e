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

  it("marks what cannot be read", () => {
    expect(repairText("含α粒子、多伦・多ㄖ巫项目", { converter }).suspects.map((one) => one.text)).toEqual(["ㄖ"]);
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
