/** Writes report-like text in the form that the repairs aim at. Own sentences: nothing is taken from a report. */

export type Random = () => number;

/** A small, fast generator (mulberry32): the same seed gives the same text everywhere. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

const HEADINGS = [
  "加强组织领导",
  "规范行政执法",
  "做好法律服务",
  "化解矛盾纠纷",
  "推进政务公开",
  "完善监督体系",
] as const;
const BODIES = ["市司法局", "区政府", "县应急管理局", "各镇街", "市场监管部门", "行政复议机构"] as const;
const SENTENCES: readonly [(random: Random) => string, ...((random: Random) => string)[]] = [
  (r) => `${pick(r, BODIES)}全年办理行政复议案件${count(r)}件，办结率达${percent(r)}。`,
  (r) => `组织执法人员培训${count(r)}场次，参加${count(r)}人次，比上年增长${percent(r)}。`,
  (r) => `落实《重大决策程序规定》和《执法证件管理办法》，审查合同${count(r)}份；提出意见${count(r)}条。`,
  (r) => `打造“${pick(r, ["法润乡村", "暖心调解", "一窗通办"])}”服务品牌，覆盖村（社区）${count(r)}个。`,
  (r) => `推进数字政府建设，“${pick(r, ["一网通管", "掌上复议"])}”平台接入部门${count(r)}家（含垂直管理单位）。`,
  (r) => `印发《执法质量提升计划(2023-2025年)》，明确${count(r)}项任务：建队伍、立制度、强监督。`,
  () => "坚持把党的领导贯穿法治建设全过程，主要负责人带头述法，班子成员分工负责。",
  (r) => `开展专项整治，检查企业${thousands(r)}家，责令改正${count(r)}家，挽回损失${decimal(r)}万元。`,
  (r) => `保护著作权，宣传《论著选读》，办理知识产权案件${count(r)}宗，成效显著。`,
  (r) => `修缮乾隆年间碑刻${count(r)}处，设置瞭望台，依法划定保护范围。`,
  (r) => `引入AI辅助审查和APP预约，群众满意度为${percent(r)}，GDP增速居前。`,
  (r) => `一是健全制度，修订规则${count(r)}件；二是强化监督，抽查案卷${count(r)}卷；三是压实责任。`,
  () => "有群众问：“能不能少跑一趟？”窗口当场答复，问题得到解决。",
  (r) => `设立公证、仲裁、鉴定“一站式”窗口，接待咨询${count(r)}批次，电话解答${count(r)}次。`,
  (r) => `全区人民调解组织受理纠纷${count(r)}件，成功率${percent(r)}，涉及金额${decimal(r)}亿元。`,
  () => "但是，部分单位对执行程序的认识还不够深，发现问题后整改不够及时。",
];

function count(random: Random): string {
  return String(Math.floor(random() ** 3 * 9000) + 1);
}

function percent(random: Random): string {
  return `${(random() * 100).toFixed(Math.floor(random() * 3))}%`;
}

function decimal(random: Random): string {
  return (random() * 5000).toFixed(2);
}

function thousands(random: Random): string {
  return `${Math.floor(random() * 98) + 1},${String(Math.floor(random() * 1000)).padStart(3, "0")}`;
}

/** A title, an opening and 2–4 numbered sections, about 500 to 1,500 characters. Every paragraph ends with a line feed. */
export function writeCleanText(random: Random): string {
  const year = 2018 + Math.floor(random() * 8);
  const place = pick(random, ["海棠市", "云岭县", "青溪区", "松江市"]);
  const lines = [`${place}${year}年度法治政府建设情况报告`, `${year}年，${writeParagraph(random, 3)}`];
  const sections = 2 + Math.floor(random() * 3);
  for (let row = 0; row < sections; row++) {
    lines.push(`${"一二三四"[row]}、${pick(random, HEADINGS)}`);
    lines.push(
      writeParagraph(random, 2 + Math.floor(random() * 4)),
      writeParagraph(random, 1 + Math.floor(random() * 4)),
    );
  }
  return `${lines.join("\n")}\n`;
}

function writeParagraph(random: Random, sentences: number): string {
  let text = "";
  for (let row = 0; row < sentences; row++) text += pick(random, SENTENCES)(random);
  return text;
}
