import { describe, expect, it } from "vitest";
import { nameFigure } from "./describe-figure.ts";

describe("what a figure is called", () => {
  it.each([
    ["审批时限由缩短", "审批时限缩短"],
    ["由缩短", "缩短"],
    ["下放事项由原来收回到", "下放事项收回"],
    ["向水务、林业、城管（台）", "向水务、林业、城管"],
    ["（一）办理公证", "（一）办理公证"],
    ["案件由县法院审理", "案件由县法院审理"],
    ["自由裁量权基准缩减", "自由裁量权基准缩减"],
  ])("%s is %s", (indicator, name) => {
    expect(nameFigure({ subject: "", within: "", indicator })).toBe(name);
  });
});
