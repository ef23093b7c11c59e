import { expect, test } from "vitest";
import { standardWords } from "./dialect-words.ts";

test.each([
  ["斗门有冇打包嘅公证", "斗门有没有打包的公证"],
  ["有几多个镇街", "有多少个镇街"],
  ["办咗几多件证", "办了多少件证"],
  ["法律援助在边度申请", "法律援助在哪里申请"],
  ["关系和制度", "关系和制度"],
])("%s in the written standard", (question, standard) => expect(standardWords(question)).toBe(standard));
