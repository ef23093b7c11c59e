import { divisionsOfPath } from "../reading/division-path.ts";
import { findDivisions } from "../reading/divisions.ts";
import { scanFigures } from "../text/figure-scan.ts";

/** What the header of a column says. */
export interface HeaderWords {
  /** Without unit, year and numbering. */
  readonly name: string;
  /** Written as behind a number: 件, 万元, %; null where the header gives none. */
  readonly unit: string | null;
  readonly year?: number;
  /** The place or body that it names, where it names nothing else, with the path of a place. */
  readonly subject?: string;
  readonly region?: string;
  /** 数量, 合计, 全市: says nothing of what is counted. */
  readonly general: boolean;
  readonly rate: boolean;
  readonly change: boolean;
  readonly planned: boolean;
  /** A rank, a remark, a share of what is not said. */
  readonly unsure: boolean;
}

/** What the first cell of a row says. */
export interface LabelWords {
  /** `item`: what is counted, or a field of it; `whole`: the report's own place; `part`: a place, a body; `time`: a year. */
  readonly kind: "item" | "whole" | "part" | "time";
  readonly name: string;
  /** The place or body; empty for the whole, a time and an item. */
  readonly subject: string;
  readonly region?: string;
  readonly year?: number;
}

const UNIT_IN_BRACKETS = /[（(](?:计量)?(?:单位[：:]\s*)?([^（）()]{1,8})[）)]/gu;
const UNIT_TOLD = /单位[：:]\s*([^（）()\s。；]{1,12})/u;
/** （区） behind 县 and （年） are no units. */
const LEVELS = /^[省市区县镇街村年月日级]$/u;
/** 件数, 人次数: counted in what the word says. */
const COUNTED_IN = /(人次|件次|场次|批次|件|宗|起|人|份|家|户|场|次|期|部|项|名)数$/u;
const YEAR = /(?:19|20)\d\d(?=年|·|$)/gu;
const YEAR_WORDS = /(?:19|20)\d\d年?度?(?:[—\-–～至](?:19|20)\d\d年?度?)?|本年度?|今年|上一?年度?|去年/gu;
const LAST_YEAR = /^(?:上一?年|去年)(?:度|数|全年)?$/u;
const GENERAL =
  /^(?:数量|数值|数据|数额|数|值|指标值|实际|实际值|完成数?|完成情况|全年|年度|合计|总计|总数|总量|共计|件数|人数|次数|金额)?$/u;
const WHOLE = /^(?:合\s?计|总\s?计|总数|共计|全[省市区县州旗盟])(?:合计|总计)?$/u;
const PLACE =
  /^(?!全|各|本|我)\p{sc=Han}{1,6}(?<!地|小|园|片|辖|社|景|校|库|牧|山|城|新)[市区县旗镇乡]$|^\p{sc=Han}{2,6}(?:街道|新区)$/u;
const BODY =
  /^\p{sc=Han}{2,16}(?:局|委|委员会|办|办公室|厅|法院|检察院|中心|大队|支队|总队|机关|部门|公司|公证处|司法所|仲裁院|海关|政府)$|^(?:市|区|县|省)(?:本级|直属?|直机关)$/u;
const MONTH = /^\d{1,2}月份?$|^第?[一二三四]季度$/u;
const PART_OF_YEAR = /^(?:[上下]半年|\d{1,2}月?[—\-–～至]\d{1,2}月)$/u;
/** 表1, 情况, 统计表, 单位：件: what a caption says beside what the table counts. */
const CAPTION_WORDS =
  /[附续]?表\s?[\d一二三四五六七八九十—-]*|[（(]?(?:计量)?单位[：:][^（）()\s]*[）)]?|部分|各?(?:县|市|区|镇|乡|地|部门|单位|领域)?[（(][市区县]+[）)]|各[地市区县省]|(?:基本|有关|主要|办理|完成|工作)?情况|统计|一览|明细|汇总|表$|[：:\s]|的$/gu;

/** The years that a header or caption names, each once. */
export function yearsIn(words: string): number[] {
  return [...new Set([...words.matchAll(YEAR)].map(([year]) => Number(year)))];
}

/** The unit that words give: in brackets (（件）), as 单位：件 or in a name (件数); null for none or several. */
export function readUnit(words: string): string | null {
  const told = UNIT_TOLD.exec(words)?.[1];
  if (told !== undefined) return isUnit(told) ? told : null;
  const units = [...words.matchAll(UNIT_IN_BRACKETS)].map(([, unit = ""]) => unit).filter(isUnit);
  if (units.length > 0) return units.length === 1 ? (units[0] ?? null) : null;
  return COUNTED_IN.exec(words)?.[1] ?? null;
}

function isUnit(written: string): boolean {
  const [figure] = scanFigures(`1${written}`);
  if (LEVELS.test(written)) return false;
  return figure !== undefined && figure.start === 0 && figure.end === written.length + 1 && figure.unit !== "";
}

/** See `HeaderWords`; also reads a caption. `region` is the path of the report's own place, 去年 counts from its `year`. */
export function readHeader(header: string, region: string | null, reportYear: number | null): HeaderWords {
  const unit = readUnit(header);
  const bare = header.replace(UNIT_IN_BRACKETS, (written, inner: string) => (isUnit(inner) ? "" : written));
  const years = yearsIn(bare);
  const parts = bare
    .replace(CAPTION_WORDS, "")
    .split("·")
    .map((part) => part.trim());
  const isLast = parts.some((part) => LAST_YEAR.test(part));
  const year = years.length === 1 ? years[0] : isLast && reportYear !== null ? reportYear - 1 : undefined;
  const names = parts
    .map((part) => part.replace(YEAR_WORDS, "").replace(/^[的、，]+|数$/gu, ""))
    .filter((part) => part !== "");
  const telling = names.filter((part) => !GENERAL.test(part));
  const name = telling.join("");
  const told = readLabel(name, region);
  return {
    name: name === "" ? (names[0] ?? "") : name,
    unit,
    ...(year === undefined ? {} : { year }),
    ...(told?.kind === "part" ? { subject: told.subject } : {}),
    ...(told?.region === undefined ? {} : { region: told.region }),
    general: telling.length === 0 || told?.kind === "whole",
    rate: /(?:率|比例|满意度)$/u.test(name),
    change: /同比|环比|增长|增幅|增减|增加|减少|下降|变化|比上年|较上年/u.test(name),
    planned: /目标|计划|任务/u.test(name),
    unsure: years.length > 1 || /排名|名次|位次|备注|说明|占比|比重|占总|同期/u.test(header),
  };
}

/** See `LabelWords`; null for a month, which is told of nowhere else. `region` is the path of the report's own place. */
export function readLabel(label: string, region: string | null): LabelWords | null {
  const name = label.replace(UNIT_IN_BRACKETS, (written, inner: string) => (isUnit(inner) ? "" : written)).trim();
  const own = region === null ? undefined : divisionsOfPath(region).at(-1);
  if (WHOLE.test(name) || name === own) return { kind: "whole", name, subject: "" };
  if (MONTH.test(name)) return null;
  const [year] = yearsIn(name);
  if (year !== undefined) return { kind: "time", name, subject: "", year };
  if (PART_OF_YEAR.test(name)) return { kind: "time", name, subject: "" };
  const [place] = findDivisions(name, region === null ? [] : [region]);
  if (place !== undefined && place.start === 0 && place.end === name.length)
    return { kind: "part", name, subject: name, region: place.division.path };
  if (PLACE.test(name))
    return { kind: "part", name, subject: name, ...(region === null ? {} : { region: region + name }) };
  return { kind: BODY.test(name) ? "part" : "item", name, subject: BODY.test(name) ? name : "" };
}
