import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FawenError } from "../../core/model/errors.ts";
import type { QuizBlueprint, QuizPaper } from "../../core/model/quiz.ts";
import type { QuizExporter } from "../../core/ports/quiz-exporter.ts";
import { quizPaper } from "../../testing/quiz-paper.ts";
import { runQuizCommand } from "./quiz-command.ts";

const formatOf = (id: string) => ({ id, name: `${id} 试卷`, description: "", extension: id, mimeType: "text/plain" });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fawen-quiz-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function setUp(paper: QuizPaper = quizPaper(), exportPaper?: QuizExporter["export"]) {
  const blueprints: QuizBlueprint[] = [];
  const keys: unknown[] = [];
  let [out, err] = ["", ""];
  const exporter: QuizExporter = {
    formats: ["docx", "gift"].map(formatOf),
    async export(made, id, options) {
      keys.push(options?.keys);
      const bytes = new TextEncoder().encode(made.title);
      return { format: formatOf(id), fileName: `${made.title}.${id}`, bytes, leftOut: [] };
    },
  };
  const run = (...args: string[]) =>
    runQuizCommand(args, {
      exporter: exportPaper === undefined ? exporter : { ...exporter, export: exportPaper },
      async makePaper(blueprint) {
        blueprints.push(blueprint);
        return paper;
      },
      ...{
        newSeed: () => 99,
        folder,
        out: { write: (text) => (out += text) },
        err: { write: (text) => (err += text) },
      },
    });
  return { run, blueprints, keys, out: () => out, err: () => err };
}

const written = (name: string) => readFileSync(join(folder, name), "utf8");

describe("npm run quiz", () => {
  it("makes twenty items of all types and writes them under the paper's name", async () => {
    const { run, blueprints, keys, out } = setUp();
    expect(await run()).toBe(0);
    expect(blueprints).toEqual([{ count: 20, seed: 99 }]);
    expect(keys).toEqual([undefined]);
    expect(readdirSync(folder)).toEqual(["青溪市法治政府建设测验.docx"]);
    expect(out()).toBe(
      "已写入 青溪市法治政府建设测验.docx：docx 试卷，7 题（卷号 7）\n" +
        "  单选题 1 题\n  多选题 1 题\n  判断题 2 题\n  填空题 2 题\n  简答题 1 题\n",
    );
  });

  it("hands everything over that was asked for", async () => {
    const { run, blueprints, keys } = setUp();
    const where = [
      "--reports",
      "a,b",
      "--regions",
      "青溪市，云岭县",
      "--years",
      "2022,2023",
      "--chapters",
      "复议、普法",
    ];
    const how = ["--count", "6", "--types", "single,判断", "--difficulty", "recall,综合", "--seed", "5"];
    await run(...where, ...how, "--format", "gift", "--keys", "after", "--out", "卷.txt");
    expect(blueprints).toEqual([
      {
        ...{ count: 6, types: ["single", "judge"], difficulties: ["recall", "combine"], seed: 5 },
        ...{ reports: ["a", "b"], regions: ["青溪市", "云岭县"], years: [2022, 2023], chapters: ["复议", "普法"] },
      },
    ]);
    expect(keys).toEqual(["after"]);
    expect(readdirSync(folder)).toEqual(["卷.txt"]);
  });

  it("writes the format that the file's name ends like", async () => {
    const { run } = setUp(quizPaper(), async (made, id) => ({
      ...{ format: formatOf(id), fileName: `卷.${id}`, bytes: new TextEncoder().encode(id), leftOut: [] },
      title: made.title,
    }));
    expect(await run("--out", "卷.GIFT")).toBe(0);
    expect(written("卷.GIFT")).toBe("gift");
    expect(await run("--out", "卷")).toBe(0);
    expect(written("卷")).toBe("docx");
  });

  it("adds the numbers of the types up", async () => {
    const { run, blueprints } = setUp();
    await run("--types", "single=10,判断=5");
    expect(blueprints).toEqual([{ count: 15, types: { single: 10, judge: 5 }, seed: 99 }]);
  });

  it.each([
    [["--count", "0"], /^题数应为 1 到 500 的整数（--count）/],
    [["--count", "-1"], /^题数应为 1 到 500/],
    [["--count", "1000000"], /^题数应为 1 到 500/],
    [["--count", "many"], /^题数应为 1 到 500/],
    [["--count", "0x10"], /^题数应为 1 到 500/],
    [["--count", "1e2"], /^题数应为 1 到 500/],
    [["--out", "卷.doc"], /^看不出“\.doc”是哪种格式，请写 --format；可用：docx、gift/],
    [["--out", "卷.docx", "--format", "gift"], /^--format gift .*以 \.docx 结尾/],
    [["--types", "essay"], /^--types 应为题型/],
    [["--types", "single=x"], /^--types 应为题型/],
    [["--difficulty", "hard"], /^难度应为.*（--difficulty）/],
    [["--years", "today"], /^年份应为.*（--years）/],
    [["--reports", ""], /^报告编号不能为空（--reports）/],
    [["--seed", "-3"], /^卷号应为.*（--seed）/],
    [["--keys", "middle"], /^--keys 应为 end/],
    [["--format", "doc"], /^没有“doc”这种格式；--format 可用：docx、gift/],
    [["--out", " "], /^--out 后面应是文件名/],
    [["--out"], /^选项 .*--out.* 后面缺少内容/],
    [["--loud"], /^没有选项 --loud/],
    [["卷.docx"], /^多出了不带选项的内容/],
    [["--out", "nowhere/卷.docx"], /^没有文件夹 .*nowhere/],
  ])("refuses %j in one line, before anything is made", async (args, message) => {
    const { run, blueprints } = setUp();
    const failing = run(...args);
    await expect(failing).rejects.toMatchObject({ code: "bad-request", message: expect.stringMatching(message) });
    await expect(failing).rejects.toMatchObject({ message: expect.not.stringContaining("\n") });
    expect(blueprints).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("keeps a file that is there unless it is told to write over it", async () => {
    const { run } = setUp();
    writeFileSync(join(folder, "卷.docx"), "旧");
    await expect(run("--out", "卷.docx")).rejects.toMatchObject({ message: expect.stringMatching(/已存在.*--force/) });
    expect(written("卷.docx")).toBe("旧");
    expect(await run("--out", "卷.docx", "--force")).toBe(0);
    expect(written("卷.docx")).toBe("青溪市法治政府建设测验");
    mkdirSync(join(folder, "夹"));
    await expect(run("--out", "夹", "--force")).rejects.toMatchObject({ message: expect.stringMatching(/是文件夹/) });
  });

  it("tells what is missing and what was left out", async () => {
    const short = { type: "judge", wanted: 9, made: 2, reason: "判断题少 7 道" } as const;
    const { run, out } = setUp(quizPaper(undefined, { shortfall: [short] }), async (made) => ({
      ...{ format: formatOf("gift"), fileName: "卷.gift", bytes: new Uint8Array(1) },
      leftOut: [{ itemId: made.items[6]?.id ?? "", stem: "长\u001b题", reason: "没有简答题" }],
    }));
    expect(await run("--format", "gift")).toBe(0);
    expect(out()).toMatch(/6 题（卷号 7）/);
    expect(out()).toMatch(/判断题 2 题，要 9 题，没有出够：判断题少 7 道/);
    expect(out()).toMatch(/! 1 题没有放进文件：\n!\s+第 7 题“长 题”：没有简答题\n/);
  });

  it("writes nothing where no item could be made or the format holds none", async () => {
    const missing = { wanted: 1, made: 0 } as const;
    const { run, err } = setUp(
      quizPaper([], {
        shortfall: [
          { ...missing, type: "single", reason: "单选题少 1 道：没有内容。" },
          { ...missing, type: "judge", reason: "判断题少 1 道：没有内容。" },
        ],
      }),
    );
    expect(await run("--out", "卷.docx")).toBe(1);
    expect(err()).toBe("一道题也没有出成，没有写文件。单选题少 1 道、判断题少 1 道：没有内容。\n");
    const failing = setUp(quizPaper(), async () => {
      throw new FawenError("bad-request", "都放不进", { field: "format" });
    });
    await expect(failing.run("--out", "卷.docx")).rejects.toMatchObject({ message: "都放不进" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("shows how it is used", async () => {
    const { run, out, blueprints } = setUp();
    expect(await run("--help")).toBe(0);
    expect(out()).toMatch(/--types/);
    expect(blueprints).toEqual([]);
    expect(existsSync(join(folder, "卷.docx"))).toBe(false);
  });
});
