import { expect, test } from "vitest";
import { bareLibrary } from "../../testing/bare-library.ts";
import { expandYears } from "./expand-years.ts";

/** A report of 2023. */
const { reports } = bareLibrary(["全年办结12件。"]);

test.each([
  ["乙市23年收了多少", "乙市2023年收了多少"],
  ["二三年乙市的", "2023年乙市的"],
  ["乙市二零二二年办了", "乙市2022年办了"],
  ["乙市二零二二平均要几天", "乙市2022年平均要几天"],
  ["22年和23年哪个多", "2022年和2023年哪个多"],
  ["2023年的报告", "2023年的报告"],
])("%s names a year", (question, expanded) => expect(expandYears(question, reports)).toBe(expanded));

test.each(["干了22年的人", "20年来一共", "近20年", "第23年", "十二三年前", "08年办的证", "三年行动", "一一年份"])(
  "%s stays as it is",
  (question) => expect(expandYears(question, reports)).toBe(question),
);

test("without reports nothing is a year", () => expect(expandYears("23年收了多少", [])).toBe("23年收了多少"));
