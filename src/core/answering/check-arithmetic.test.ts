import { describe, expect, it } from "vitest";
import { checkArithmetic } from "./check-arithmetic.ts";

const isRight = (line: string): boolean | undefined => checkArithmetic(line)?.right;

describe("checkArithmetic", () => {
  it.each([
    "98.82% − 97.1% = 1.72个百分点",
    "98.82% [1] − 97.1% [2] = 1.72个百分点",
    "14063宗 + 95036宗 = 109099宗",
    "120件 - 45件 = 75件",
    "12件 + 30件 + 8件 = 50件",
    "95036宗 ÷ 63357宗 = 约1.5倍",
    "95036宗 ÷ 63357宗 ≈ 1.50倍",
    "12件 ÷ 60件 = 20%",
    "1件 / 3件 = 33.3%",
    "6.1万户 − 5.3万户 = 0.8万户",
    "超300件 + 200件 = 约500件",
    "相差：望潮区98.5%（2023年） − 沙岭县91.2%（2023年） = 7.3个百分点",
  ])("finds right: %s", (line) => expect(isRight(line)).toBe(true));

  it.each([
    ["a wrong difference", "98.82% − 97.1% = 1.62个百分点"],
    ["shares that differ in %", "98.82% − 97.1% = 1.72%"],
    ["shares added up", "50% + 30% = 80%"],
    ["two units", "14063宗 + 95036件 = 109099宗"],
    ["a sum in another unit", "14063宗 + 95036宗 = 109099件"],
    ["a sum that is not exact", "14063宗 + 95036宗 = 109100宗"],
    ["a ratio that rounds otherwise", "95036宗 ÷ 63357宗 = 约1.6倍"],
    ["a ratio of counts in 宗", "95036宗 ÷ 63357宗 = 1.5宗"],
    ["a division by nothing", "5件 ÷ 0件 = 1倍"],
    ["signs of two kinds", "4件 + 6件 ÷ 2件 = 5件"],
    ["rough figures told exactly", "超300件 + 200件 = 500件"],
    ["a bound as a result", "300件 + 200件 = 超500件"],
    ["a range", "3—5件 + 2件 = 5件"],
  ])("finds wrong: %s", (_, line) => expect(isRight(line)).toBe(false));

  it.each(["受理812宗，办结率97.5%。", "江门市 98.82%", "A = 3件", "2021 - 2023年", "3件 + 4件"])(
    "sees no calculation in %s",
    (line) => expect(checkArithmetic(line)).toBeNull(),
  );
});
