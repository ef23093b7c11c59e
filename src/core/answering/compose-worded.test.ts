import { describe, expect, it } from "vitest";
import { askInvented, type InventedReport } from "../../testing/ask-invented.ts";

const report = (text: string): InventedReport => ["南江省沙堤市", 2023, text];

describe("a figure whose words say all that was asked, and more", () => {
  it.each([
    ["驻外领馆办理海外远程视频公证26宗。", "沙堤市海外公证多少宗", /^意思最接近的一项：26宗（.*海外远程视频公证/u],
    ["法院网上公开裁判文书3815份。", "沙堤市裁判文书公开多少份", /^意思最接近的一项：3815份（.*网上公开/u],
    ["全市有19个村获评为省民主法治示范村。", "沙堤市省级民主法治示范村多少个", /19个/u],
  ])("is told as the nearest, to be checked: %s", async (text, question, lead) => {
    const { outcome, lead: told, answer } = await askInvented(report(text))(question);
    expect(outcome).toBe("partial");
    expect(told).toMatch(lead);
    expect(answer).toContain("请核对");
  });

  it("is not chosen from several", async () => {
    const text = "市级平台网上公开裁判文书3815份。县级平台网上公开裁判文书912份。";
    const { outcome, reason } = await askInvented(report(text))("沙堤市裁判文书公开多少份");
    expect([outcome, reason]).toEqual(["abstained", "no_evidence"]);
  });
});
