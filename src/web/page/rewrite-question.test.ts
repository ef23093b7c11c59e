import { describe, expect, it } from "vitest";
import { rewriteQuestion, type Slots, sayRegion, splitRegion } from "./rewrite-question.ts";

const FROM: Slots = { region: "东海省云泽市望江区", year: 2023, indicator: "出庭应诉率" };

describe("a question asked again with something changed", () => {
  it.each([
    ["东海省云泽市望江区2023年出庭应诉率是多少？", { region: "东海省临山市" }, "临山市2023年出庭应诉率是多少？"],
    ["云泽望江2023年出庭应诉率是多少？", { region: "东海省临山市" }, "临山市2023年出庭应诉率是多少？"],
    ["2023年望江区出庭应诉率", { region: "东海省云泽市沙县" }, "2023年云泽市沙县出庭应诉率"],
    ["望江区2023年度出庭应诉率？", { year: 2021 }, "望江区2021年度出庭应诉率？"],
    ["望江区2023年的出庭应诉率？", { year: null }, "望江区出庭应诉率？"],
    ["望江区2023年出庭应诉率", { indicator: "调解成功率" }, "望江区2023年调解成功率"],
    ["望江区2023年出庭应诉率", { region: "", year: null }, "出庭应诉率"],
    ["望江区2023年出庭应诉率", { region: "东海省", year: 2020, indicator: "$&" }, "东海省2020年$&"],
  ])("%s", (question, change, wanted) => {
    expect(rewriteQuestion(question, FROM, { ...FROM, ...change })).toBe(wanted);
  });

  it("adds what it did not say, the year behind the place", () => {
    const from = { ...FROM, year: null };
    expect(rewriteQuestion("望江区出庭应诉率", from, { ...from, year: 2022 })).toBe("望江区2022年出庭应诉率");
    const neither = { ...from, region: "" };
    const to = { ...neither, region: "东海省云泽市", year: 2022 };
    expect(rewriteQuestion("出庭应诉率", neither, to)).toBe("云泽市2022年出庭应诉率");
  });

  it("is made from what was understood where its words say it otherwise", () => {
    expect(rewriteQuestion("望江區去年出庭應訴率", FROM, { ...FROM, year: 2022 })).toBe("云泽市望江区2022年出庭应诉率");
    const number = rewriteQuestion("编号12023的望江区", FROM, { ...FROM, year: 2022 });
    expect(number).toBe("云泽市望江区2022年出庭应诉率");
  });

  it("is left to the reader where nothing can be put in place", () => {
    const from = { ...FROM, indicator: "" };
    expect(rewriteQuestion("我们这里去年做了什么？", from, { ...from, year: 2022 })).toBeUndefined();
  });
});

describe("the path of a region", () => {
  it.each([
    ["东海省云泽市望江区", ["东海省", "云泽市", "望江区"]],
    ["济南市市中区", ["济南市", "市中区"]],
    ["广西壮族自治区", ["广西壮族自治区"]],
    ["开发区管委会", ["开发区管委会"]],
  ])("%s", (region, parts) => {
    expect(splitRegion(region)).toEqual(parts);
  });

  it("is said without its province", () => {
    expect(sayRegion("东海省云泽市望江区")).toBe("云泽市望江区");
    expect(sayRegion("东海省")).toBe("东海省");
  });
});
