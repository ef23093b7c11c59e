import type { Passage, Report, Section } from "../core/model/report.ts";

/** A made-up report of a made-up town: long enough to scroll, with one sentence that tries to be markup. */
const PARAGRAPHS = [
  "# 云泽市2023年度法治政府建设工作报告",
  "云泽市司法局牵头编写本报告，说明一年来做了哪些事、还差在哪里、来年打算怎么办。",
  "# 一、把行政决策关在制度里",
  "## （一）规范文件先过审查关",
  "全年审查规范性文件草案41件，退回修改9件，备案率保持在百分之百。",
  "各部门起草文件，须同时交出依据清单和征求意见的记录，缺一样就退回。",
  "## （二）请群众坐到桌前",
  "举行听证会6场，到场的市民代表共132人，所提建议采纳58条，逐条写明采纳或不采纳的缘由。",
  "# 二、让执法看得见",
  "## （一）行政机关负责人出庭应诉",
  "2023年，云泽市行政机关负责人出庭应诉率为97.4%，比上年提高2.1个百分点。",
  "出庭之前先旁听一次，已成为各镇街新任负责人的必修课。",
  "## （二）行政复议",
  "市政府共收到行政复议申请286件，受理241件，审结233件，其中调解结案88件。",
  "复议窗口搬到了政务大厅一楼，老年人可由工作人员代为填写申请书。",
  '有市民在留言里写道：<img src=x onerror="document.title=1"> 请把网站修好 <b>谢谢</b>。',
  "# 三、把纠纷化在门口",
  "全市127个村居法律顾问值班3480次，解答咨询11206人次，调解成功率为95.8%。",
  "水上人家的调解船每周三靠岸，船上有一名律师和一名退休法官。",
  "夜市摊主之间的争执，多半在摊位旁边就谈妥了，谈不妥的才往上走。",
  "# 四、还差在哪里",
  "一是镇街执法人员只有编制数的七成，夜间值守常常靠借调。",
  "二是个别部门公开文件不及时，最长的一份晚了43天。",
  "# 五、下一步打算",
  "2024年计划新设3处基层立法联系点，把出庭应诉率稳定在百分之九十五以上。",
  "同时试行执法文书电子送达，年底前覆盖八成案件。",
];

/** Same length on both sides, so that source and cleaned text share their offsets. */
const TRADITIONAL: Readonly<Record<string, string>> = { 应: "應", 诉: "訴", 机: "機", 关: "關", 负: "負", 责: "責" };

function readOutline(text: string, headings: ReadonlySet<string>): Section[] {
  const sections: Section[] = [];
  const open: Section[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const level = headings.has(`## ${line}`) ? 2 : headings.has(`# ${line}`) ? 1 : 0;
    if (level > 0) {
      while (open.length >= level) open.pop();
      const path = [...open.map((section) => section.heading), line];
      const end = text.length;
      const section = { heading: line, level, path, start: at, headingEnd: at + line.length, end, plan: false };
      open.push(section);
      sections.push(section);
    }
    at += line.length + 1;
  }
  // A section ends where the next one of its level or above begins.
  return sections.map((section, row) => {
    const next = sections.slice(row + 1).find((later) => later.level <= section.level);
    return { ...section, end: next?.start ?? text.length };
  });
}

export function sampleReport(id = "yunze-2023"): Report {
  const text = `${PARAGRAPHS.map((line) => line.replace(/^#+ /, "")).join("\n")}\n`;
  const raw = text.replace(/[应诉机关负责]/g, (char) => TRADITIONAL[char] ?? char);
  return {
    id,
    file: `${id}.txt`,
    url: "https://www.example.gov.cn/yunze/2023.html",
    digest: "sample",
    raw,
    text,
    offsets: { runs: Uint32Array.of(0, text.length, 0, text.length) },
    identity: {
      title: { value: "云泽市2023年度法治政府建设工作报告", certainty: "stated" },
      issuer: { value: "云泽市司法局", certainty: "inferred" },
      region: { value: "东海省云泽市", certainty: "inferred" },
      level: { value: "地级市", certainty: "inferred" },
      year: { value: 2023, certainty: "stated" },
      date: { value: null, certainty: "unknown" },
    },
    sections: readOutline(text, new Set(PARAGRAPHS)),
    repairs: [
      {
        step: "traditional-to-simplified",
        label: "繁体转为简体",
        count: 6,
        samples: [{ rawStart: 0, before: "應", after: "应" }],
      },
    ],
    suspects: [],
  };
}

/** One passage a section. */
export function samplePassages(report: Report, reportRow: number): Passage[] {
  return report.sections.map(({ start, end }, sectionRow) => ({ start, end, reportRow, sectionRow }));
}
