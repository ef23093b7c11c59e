import { describe, expect, it } from "vitest";
import {
  checkFigures,
  checkNames,
  checkNotice,
  checkSharedRuns,
  compareWithOriginal,
  splitChapters,
} from "./check-digest.ts";
import { cleanOriginal, foldForComparison } from "./clean-text.ts";
import { findSharedRuns } from "./find-shared-runs.ts";
import { scanFigures, scanQuotedNames } from "./scan-figures.ts";

const keys = (text: string): string[] => scanFigures(foldForComparison(text)).map((figure) => figure.key);

describe("scanFigures", () => {
  it("keeps qualifier, scale and unit with the number", () => {
    expect(keys("接待80多批次、近5万人次,收费２３余万元,超600项,办结率97.5%")).toEqual([
      "80多批次",
      "近5万人次",
      "23余万元",
      "超600项",
      "97.5%",
    ]);
  });

  it("writes one range in one way, whatever dash it wears", () => {
    expect(keys("2021—2024年度,1-9月,3月至5月")).toEqual(["2021-2024年度", "1-9月", "3月-5月"]);
  });

  it("finds ordinals, firsts and Chinese numerals that count something", () => {
    expect(keys("全省第七,第三批,首家律所,连续五年,四项制度,2省4市")).toEqual([
      "第七",
      "第三批",
      "首家",
      "连续五年",
      "四项",
      "2省",
      "4市",
    ]);
  });

  it("takes neither outline numbers nor set phrases for figures", () => {
    expect(keys("一、总体情况\n(二)主要做法\n3.落实三会一课,办好一件小事")).toEqual([]);
  });
});

describe("scanQuotedNames", () => {
  it("finds names in curly quotes and book marks, nested marks kept inside", () => {
    expect(scanQuotedNames("《“护航”行动方案》和‘晨光杯’,再提“护航”")).toEqual(["“护航”行动方案", "晨光杯", "护航"]);
  });
});

describe("checkFigures", () => {
  it("reports a figure that the digest leaves out, with its sentence", () => {
    const problems = checkFigures("办理公证41件。调解纠纷7宗。", "全年公证41件。");
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("“7宗”");
    expect(problems[0]).toContain("调解纠纷7宗。");
  });

  it("does not take a longer number for the one that is missing", () => {
    expect(checkFigures("共7宗。", "共17宗。")).toHaveLength(2);
  });

  it("wants a value as often as the report has it, but a date only once", () => {
    expect(checkFigures("甲率100%,乙率100%。", "甲率100%。")).toHaveLength(1);
    expect(checkFigures("2020年做甲,2020年做乙。", "2020年做甲和乙。")).toEqual([]);
  });

  it("reports a figure that the report does not have", () => {
    expect(checkFigures("共12件。", "共12件,分3类。").join()).toContain("3类");
  });
});

describe("checkNames", () => {
  it("finds a name again under other marks and reports one that is gone", () => {
    expect(checkNames("推广“晨光码”和《山泉条例》。", "《晨光码》上线。")).toEqual([
      expect.stringContaining("山泉条例"),
    ]);
  });
});

describe("checkSharedRuns", () => {
  const source = "本县今年在河东片区推行早间巡回法庭并逐户登记诉求,效果良好。";
  const sources = new Map([["甲.txt", source]]);

  it("reports a planted run of sixteen Han characters, whole", () => {
    const problems = checkSharedRuns("据了解,在河东片区推行早间巡回法庭并逐户登记。", sources, []);
    expect(problems).toEqual([expect.stringContaining("在河东片区推行早间巡回法庭并逐户登记")]);
  });

  it("allows fifteen characters, and a run inside an allowed phrase only", () => {
    expect(checkSharedRuns("河东片区推行早间巡回法庭并逐", sources, [])).toEqual([]);
    const run = "在河东片区推行早间巡回法庭并逐户登记";
    expect(checkSharedRuns(run, sources, [run])).toEqual([]);
    expect(checkSharedRuns(run, sources, [run.slice(1)])).toHaveLength(1);
  });

  it("ends a run at digits and marks", () => {
    expect(findSharedRuns("在河东片区推行早间,巡回法庭并逐户登记诉求", sources, 16)).toEqual([]);
  });
});

describe("splitChapters", () => {
  it("splits at numbered headings, the preamble first", () => {
    expect(splitChapters("开头\n一、甲\n正文。\n二、乙\n正文。")).toEqual(["开头", "一、甲\n正文。", "二、乙\n正文。"]);
  });

  it("joins headings that a scrape broke in two where nothing is numbered", () => {
    expect(splitChapters("坚持好字当头\n各项工作开新局\n正文第一句。\n另一个标题\n正文。")).toHaveLength(3);
  });
});

describe("compareWithOriginal", () => {
  it("looks for a figure in the chapter where the report has it", () => {
    const original = "一、甲\n办案5件。\n二、乙\n培训9次。";
    expect(compareWithOriginal(original, "一、甲的情况\n案件5件。\n二、乙的情况\n共培训9次。", "")).toEqual([]);
    expect(compareWithOriginal(original, "一、甲的情况\n培训9次。\n二、乙的情况\n案件5件。", "")).toHaveLength(4);
    expect(compareWithOriginal(original, "一、甲和乙\n办案5件,培训9次。\n", "")).toContain(
      "章数不同:原文 2 章,摘编 1 章",
    );
  });
});

describe("compareWithOriginal on titles", () => {
  it("lets the digest name the year that a scraped report lost with its title", () => {
    const body = "一、办案\n办案5件。\n二、培训\n培训9次。";
    const digest = `某县2022年情况\n${body}`;
    expect(compareWithOriginal(body, digest, "某县2022年情况")).toEqual([]);
    expect(compareWithOriginal(body, digest, "某县情况")).toHaveLength(1);
  });
});

describe("checkNotice", () => {
  it("wants the opening lines to say that the text is restated from a public report", () => {
    expect(checkNotice("标题\n(本文为摘编:依据公开的报告,用自己的话重述。)\n正文")).toEqual([]);
    expect(checkNotice("标题\n正文")).toHaveLength(1);
  });
});

describe("cleanOriginal", () => {
  it("drops pinyin glosses and converts to Simplified, other brackets kept", () => {
    const cleaned = cleanOriginal("區(qū)里建設(shè)案件(含領(lǐng)導(dǎo)交辦)9件。");
    expect(foldForComparison(cleaned).trim()).toBe("区里建设案件(含领导交办)9件。");
  });
});
