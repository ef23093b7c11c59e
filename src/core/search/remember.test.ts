import { describe, expect, it } from "vitest";
import { remember } from "./remember.ts";

describe("remember", () => {
  it("makes a value once", () => {
    const made: string[] = [];
    const find = remember((key: string) => ({ key, row: made.push(key) }), { most: 2 });
    expect(find("甲")).toBe(find("甲"));
    expect(made).toEqual(["甲"]);
  });

  it("forgets what was made first, and keeps no more than it may", () => {
    const made: string[] = [];
    const find = remember((key: string) => key + made.push(key), { most: 6, sizeOf: (value) => value.length });
    for (const key of ["甲甲", "乙乙", "丙丙", "丙丙", "乙乙", "甲甲"]) find(key);
    expect(made).toEqual(["甲甲", "乙乙", "丙丙", "甲甲"]);
  });

  it("gives what is larger than all it may keep, and still makes it once while nothing else is asked", () => {
    const find = remember((key: string) => [key], { most: 1, sizeOf: () => 5 });
    expect(find("甲")).toBe(find("甲"));
    const first = find("甲");
    find("乙");
    expect(find("甲")).not.toBe(first);
  });
});
