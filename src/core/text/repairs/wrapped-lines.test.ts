import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../../adapters/opencc-script-converter.ts";
import { toRawSpan } from "../offset-map.ts";
import { repairText } from "../repair-text.ts";

const converter = createOpenccScriptConverter();
const repair = (raw: string) => repairText(raw, { converter });

/** Cut behind every 20 characters, as a page of PDF gives it; an indent shows where a paragraph begins. */
const wrap = (paragraph: string): string => `　　${paragraph}`.match(/.{1,20}/g)?.join("\n") ?? "";

const PARAGRAPHS = [
  "海棠市各部门按照年度计划推进法治建设，办理行政复议案件1024件，其中以调解方式结案的占三成，群众对办理结果的满意程度继续提高，基层反映良好。",
  "全市执法人员参加培训，考试合格后持证上岗，新增执法骨干36名，覆盖全部镇街和园区，其中引入AI辅助办案系统的镇街12个。",
  "各镇街修订执法规程，明确办案时限，做到事事有人管、件件有着落，群众办事少跑腿。",
] as const;
const [FIRST, SECOND, THIRD] = PARAGRAPHS;
const WRAPPED = [wrap(FIRST), "一、规范行政执法", wrap(SECOND), "（一）健全制度", wrap(THIRD), ""].join("\n");

describe("wrappedLines", () => {
  it("joins lines cut inside sentences and keeps headings and paragraphs", () => {
    expect(repair(WRAPPED).text.split("\n")).toEqual([FIRST, "一、规范行政执法", SECOND, "（一）健全制度", THIRD, ""]);
  });

  it("ties a joined sentence to the lines it stood on", () => {
    const { text, offsets, repairs } = repair(WRAPPED);
    const start = text.indexOf("其中以调解方式");
    const span = toRawSpan(offsets, start, start + 7);
    expect(WRAPPED.slice(span.start, span.end)).toBe("其中以调解\n方式");
    expect(repairs.find((record) => record.step === "wrapped-lines")?.label).toBe("接合被固定宽度断开的行");
  });

  it("swallows neither items nor rows of a table", () => {
    const items =
      "1.甲镇公布执法事项目录和监督电话等信息，\n方便群众查询\n2.乙镇公布执法事项目录和监督电话等信息，\n方便群众查询";
    expect(repair(`${WRAPPED}${items}\n`).text).toContain(
      "\n1.甲镇公布执法事项目录和监督电话等信息，方便群众查询\n2.乙镇公布",
    );
    const rows = "单位：甲镇；案件：12；办结：12；其他：无\n单位：乙镇；案件：15；办结：14；其他：无\n";
    expect(repair(WRAPPED + rows).text).toContain(`\n${rows}`);
  });

  it.each([
    ["a list of names of one length", "海棠市蓬莱区人民政府办公室法制科\n海棠市青溪区人民政府办公室法制科\n".repeat(5)],
    ["short paragraphs", "办结案件12件，群众满意。\n开展培训3场，参加人员踊跃。\n走访企业。\n".repeat(4)],
    [
      "short lines without full stops",
      "推进依法行政，规范执法\n加强普法\n化解纠纷，做好调解工作\n办好民生实事，服务群众\n".repeat(3),
    ],
  ])("leaves %s alone", (_, text) => {
    expect(repair(text).text).toBe(text);
  });
});
