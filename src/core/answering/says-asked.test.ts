import { expect, it } from "vitest";
import { saysAsked } from "./says-asked.ts";

it.each([
  ["懒得跑远路,能在家门口对着视频办事吗", "推广“村头视频办”，实现“家门口”受理。", true],
  ["那个婶婶说法的片子,拿奖了没", "《婶婶说法》在微视频大赛中荣获优秀奖。", true],
  ["代表提的建议,办了以后人家满不满意", "办理代表建议31件，满意率100%。", true],
  ["电线杆上乱贴,有没有什么办法在立", "推进《户外张贴管理办法》立法。", true],
  ["有没有好逛的法律博物馆", "法律援助中心设立窗口。", false],
  ["跳广场舞太吵,给不给罚", "修订信访工作规定。", false],
])("%s / %s: %s", (question, told, says) => {
  expect(saysAsked(question, told)).toBe(says);
});
