import { describe, expect, it } from "vitest";
import { FawenError } from "../../core/model/errors.ts";
import { reportFailure } from "./exit-code.ts";

function report(error: unknown) {
  let written = "";
  const code = reportFailure(error, (line) => (written += line));
  return { code, written };
}

describe("reportFailure", () => {
  it("tells a wrong argument or setting from a failed job", () => {
    expect(report(new FawenError("bad-request", "缺少问题"))).toEqual({ code: 2, written: "缺少问题\n" });
    expect(report(new FawenError("bad-setting", "设置 PORT 不对")).code).toBe(2);
    expect(report(new FawenError("backend-failed", "没有成功"))).toEqual({ code: 1, written: "没有成功\n" });
  });

  it("shows the stack of what nobody foresaw", () => {
    const { code, written } = report(new TypeError("x is not a function"));
    expect(code).toBe(1);
    expect(written).toMatch(/程序出错[\s\S]*x is not a function[\s\S]*exit-code\.test\.ts/);
  });
});
