import { expect, it } from "vitest";
import { plainAsking } from "./plain-asking.ts";

it.each([
  ["告知书(通知书)发了多少件(份)?", "告知书发了多少件?"],
  ["巡查量和办结量,两边数字和单位各是什么?", "巡查量和办结量,分别是多少?"],
])("says what is asked once: %s", (asked, plain) => {
  expect(plainAsking(asked)).toBe(plain);
});

it.each(["村(社区)有多少个?", "2022年的要求和2023年的数字分别是什么?"])("leaves %s as it is", (asked) => {
  expect(plainAsking(asked)).toBe(asked);
});
