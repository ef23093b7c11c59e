import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, it } from "vitest";
import { QUIZ_ITEMS, quizOptions, quizPaper, singleItem } from "../../testing/quiz-paper.ts";
import { flat, writePaper } from "../../testing/read-back.ts";

/** A start of LibreOffice takes seconds, and longer on a busy machine. */
const PATIENCE_MS = 180_000;

const office = ["soffice", "libreoffice"].find((name) => spawnSync(name, ["--version"]).status === 0);
const pdfText = spawnSync("pdftotext", ["-v"]).error === undefined;
const folder = mkdtempSync(join(tmpdir(), "fawen-quiz-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens files in LibreOffice, all in one start, and gives the paths of what it makes of them. */
function convert(files: Readonly<Record<string, Uint8Array>>, target: string): string[] {
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const options = [profile, "--headless", "--convert-to", target, "--outdir", folder, ...paths];
  execFileSync(office ?? "soffice", options, { stdio: "ignore", timeout: PATIENCE_MS });
  return paths.map((path) => path.replace(/\.[^.]+$/u, `.${target.split(":")[0]}`));
}

/** Commas, quotation marks, UTF-8, every cell quoted and as its text stands. */
const CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false";

const ODD = singleItem({
  stem: "=1+1 与 <b>“繁體”</b> & 😀\n第二行",
  options: quizOptions(["=HYPERLINK(A1)", "+5", "-3.2%", "@SUM(A1)"], 2),
});

describe.skipIf(office === undefined)("in LibreOffice (skipped where it is not installed)", () => {
  it.skipIf(!pdfText)(
    "a Word paper becomes a PDF with every stem, and the keys on a page of their own",
    async () => {
      const { bytes } = await writePaper(quizPaper([...QUIZ_ITEMS, ODD]), "docx");
      const [pdf = ""] = convert({ "paper.docx": bytes }, "pdf");
      const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
      const pages = text.split("\f").map((page) => page.replace(/\s/gu, ""));
      const keyPage = pages.findIndex((page) => page.includes("参考答案与解析"));
      expect(keyPage).toBe(1);
      for (const { stem } of QUIZ_ITEMS) {
        for (const part of stem.split("____"))
          expect(pages.slice(0, keyPage).join("")).toContain(part.replace(/\s/gu, ""));
      }
      expect(pages[0]).toContain("=1+1与<b>“繁體”</b>&😀第二行（）");
      expect(pages[0]).toMatch(/第1页共\d页/u);
      expect(pages.slice(0, keyPage).join("")).not.toContain("答案：");
    },
    PATIENCE_MS,
  );

  it(
    "workbooks open with every text as it stands, formulas as texts",
    async () => {
      const write = async (format: string) => (await writePaper(quizPaper([ODD]), format)).bytes;
      const books = {
        "a.xlsx": await write("xlsx"),
        "b.xlsx": await write("exam-xlsx"),
        "c.xlsx": await write("kahoot"),
      };
      const read = convert(books, CSV);
      expect(read).toHaveLength(3);
      for (const path of read) {
        const rows: string[][] = parse(readFileSync(path, "utf8"), { bom: true });
        const cells = rows.flat().map(flat);
        for (const text of [ODD.stem, ...ODD.options.map((option) => option.text)]) expect(cells).toContain(flat(text));
      }
    },
    PATIENCE_MS,
  );
});
