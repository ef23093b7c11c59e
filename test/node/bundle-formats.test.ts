import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDoc } from "../../src/testing/make-doc.ts";
import { makeDocx } from "../../src/testing/make-docx.ts";
import { makePdf } from "../../src/testing/make-pdf.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Long enough for the statistics of an encoding; the town tells the files apart. */
const paragraphs = (town: string) => [
  `${town}2023年法治政府建设年度报告`,
  `2023年，${town}人民政府认真落实法治政府建设各项任务，现将有关情况报告如下。`,
  "一、化解行政争议",
  `全市共收到行政复议申请158件，受理151件，${town}行政机关负责人出庭应诉率为91.5%。`,
];
const plain = (town: string) => `${paragraphs(town).join("\n\n")}\n`;
const markup = (town: string, charset = "utf-8") =>
  `<!doctype html><html><head><meta charset="${charset}"><title>${town}</title></head><body><article>${paragraphs(town)
    .map((text) => `<p>${text}</p>`)
    .join("")}</article></body></html>`;
/** Big5 has no simplified characters. */
const BIG5 =
  "雲澤市2023年法治政府建設年度報告\n\n2023年，雲澤市人民政府認真落實法治政府建設各項任務，現將有關情況報告如下。\n\n全市共收到行政復議申請158件，受理151件。\n";

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  "utf8.txt": plain("云泽市"),
  "gb18030.txt": iconv.encode(plain("临川市"), "gb18030"),
  "big5.txt": iconv.encode(BIG5, "big5"),
  "mixed.txt": Buffer.concat([Buffer.from(plain("海陵市")), iconv.encode(plain("海陵市"), "gb18030")]),
  "notes.md": `# ${plain("清源市")}`,
  "page.html": markup("青岚市"),
  "old-page.htm": iconv.encode(markup("平江市", "gb2312"), "gb18030"),
  "paper.pdf": makePdf([paragraphs("长汀市").map((text, row) => ({ text, x: 72, y: 700 - row * 24 }))]),
  "word.docx": makeDocx(paragraphs("望山市")),
  "old-word.doc": makeDoc(plain("石桥市")),
  "many.jsonl": `${JSON.stringify({ id: "a", text: plain("安宁市") })}\n`,
};

/** What people run is the bundle, in which packages are put together in another way than where the tests run. */
describe("the bundle of the commands", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "fawen-formats-"));
    mkdirSync(join(root, "corpus"));
    for (const [file, content] of Object.entries(FILES)) writeFileSync(join(root, "corpus", file), content);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("reads every format and every encoding", () => {
    const settings = { CORPUS_DIR: join(root, "corpus"), INDEX_DIR: join(root, "index"), EMBEDDER: "none" };
    const { status, stdout } = spawnSync(process.execPath, ["scripts/run.mjs", "ingest"], {
      cwd: ROOT,
      env: { ...process.env, ...settings },
      encoding: "utf8",
    });
    expect(status).toBe(0);
    // The one file with a warning is the one of two encodings; nothing was left out.
    const problems = stdout.split("\n").filter((line) => line.startsWith("!"));
    expect(problems).toEqual([expect.stringMatching(/^! mixed\.txt：文件混用了 UTF-8 和 GB18030/)]);
    expect(stdout).toContain(`共 ${Object.keys(FILES).length} 份报告`);
  });
});
