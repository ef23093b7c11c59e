import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented([
  "南江省沙堤市",
  2023,
  "行政机关负责人出庭应诉率升至96.1%。《沙堤市停车管理办法》公开征集意见最多。修订《沙堤市信访工作规定》。" +
    "2024年，沙堤市将建设夜间调解平台，设立公证便民点。",
]);

describe("a yes-or-no question that a quote answers", () => {
  it("is told of a plan as a plan", async () => {
    const answer = await ask("沙堤市2023年建成夜间调解平台了吗");
    expect(answer.lead).toMatch(/^报告列为工作安排，没有写已经完成：.*夜间调解平台/u);
    expect(answer.outcome).toBe("partial");
  });

  it("is told where another act is written", async () => {
    expect((await ask("沙堤市2023年废止了停车管理办法吗")).lead).toMatch(/^报告没有这样写明，有关的原话是：/u);
  });

  it("is told where its number stands nowhere", async () => {
    expect((await ask("沙堤市2023年信访工作规定修订了17条吗")).lead).not.toMatch(/^是/u);
  });

  it("stays a quote where that says it", async () => {
    expect((await ask("沙堤市2023年修订了信访工作规定吗")).lead).toBe("修订《沙堤市信访工作规定》。");
  });
});

describe("a question for a name", () => {
  it("is not one where it ends with 什么", async () => {
    expect((await ask("沙堤市修订的那份信访方面的文件叫什么")).lead).not.toContain("没有这样写明");
  });
});

it("tells that what was reached is no target", async () => {
  expect((await ask("沙堤市2023年出庭应诉率目标")).lead).toMatch(/^没有找到所问的目标，所载是实际的数：.*96\.1%/u);
});
