import { describe, expect, it } from "vitest";
import { findEverydayConcepts } from "./everyday-concepts.ts";

describe("what a question describes in words of its own", () => {
  it.each([
    ["镇上的头头真去法院坐着了吗", "出庭应诉"],
    ["罚单不服，往上头递了多少回", "行政复议"],
    ["家里没钱，公家帮着找律师的有几个", "法律援助"],
    ["衙门打输的有几成", "败诉"],
    ["邻居吵起来，劝好的有多少", "调解"],
    ["跟政府闹的疙瘩解开几成", "行政争议"],
    ["公正处一年办几单", "公证"],
    ["公证处帮人留证据几次", "证据保全"],
    ["打幺二三四五的有多少", "热线"],
  ])("%s: %s", (question, term) => {
    expect(findEverydayConcepts(question).flat()).toContain(term);
  });

  it.each([
    ["公平公正怎么保障", "公证"],
    ["把政府告到法院，不服判决往上诉的", "行政复议"],
    ["村里的律师一个月来几趟", "法律援助"],
    ["跟政府闹的疙瘩解开几成", "调解"],
    ["领导开了几次会", "出庭应诉"],
  ])("%s: not %s", (question, term) => {
    expect(findEverydayConcepts(question).flat()).not.toContain(term);
  });
});
