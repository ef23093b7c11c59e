import { placeAndYearOf } from "../write-reports.ts";

export interface AskedQuestion {
  /** As the table shows it. */
  readonly kind: string;
  readonly question: string;
}

const INDICATORS = [
  "行政机关负责人出庭应诉率",
  "行政复议案件审结件数",
  "法律援助案件数",
  "普法宣传活动场次",
  "新收行政复议申请件数",
] as const;
const EVERYDAY = [
  "一把手亲自上法院的比例有多高",
  "帮没钱的人打了多少官司",
  "老百姓告政府的复议收了多少",
  "法律宣传搞了多少回",
] as const;
const UNTOLD = ["新建地铁多少公里", "引进了多少名外籍教师", "粮食产量多少万吨", "高考录取率是多少"] as const;
const ACROSS = [
  (indicator: string) => `哪里的${indicator}最高？`,
  (indicator: string) => `哪些地方披露了${indicator}？`,
  (indicator: string) => `各地的${indicator}排名如何？`,
] as const;

/** Questions of every kind that generated reports are asked, `perKind` of each, spread over the `reports` rows. */
export function writeQuestions(reports: number, perKind: number): AskedQuestion[] {
  const kinds: Readonly<Record<string, (row: number, turn: number) => string>> = {
    "一个数字，说出地区和年份": (row, turn) => `${told(row)}的${at(INDICATORS, turn)}是多少？`,
    只说指标: (_, turn) => `${at(INDICATORS, turn)}是多少？`,
    两地相比: (row, turn) => {
      const [one, other] = [placeAndYearOf(row), placeAndYearOf((row + Math.floor(reports / 2)) % reports)];
      return `${one.year}年${one.place}和${other.place}的${at(INDICATORS, turn)}哪个高？`;
    },
    "哪里最高、哪些披露": (_, turn) => at(ACROSS, turn)(at(INDICATORS, turn)),
    大白话: (row, turn) => `${told(row)}${at(EVERYDAY, turn)}？`,
    "大白话，不说地区": (_, turn) => `${at(EVERYDAY, turn)}？`,
    报告没有说的: (row, turn) => `${told(row)}${at(UNTOLD, turn)}？`,
    没有收录的年份: (row, turn) => `${placeAndYearOf(row).place}2031年的${at(INDICATORS, turn)}是多少？`,
  };
  return Object.entries(kinds).flatMap(([kind, write]) =>
    Array.from({ length: perKind }, (_, turn) => ({
      kind,
      question: write((Math.floor((turn * reports) / perKind) + turn) % reports, turn),
    })),
  );
}

function told(row: number): string {
  const { place, year } = placeAndYearOf(row);
  return `${place}${year}年`;
}

function at<T>(items: readonly T[], turn: number): T {
  // A remainder is a place of the list, which is not empty.
  return items[turn % items.length] as T;
}
