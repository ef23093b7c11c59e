import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import type { Figure } from "../model/figure.ts";
import type { KnownFacts, Report } from "../model/report.ts";
import { readReport } from "../reading/read-report.ts";
import { extractFigures } from "./extract-figures.ts";

/** Five real reports, not part of the project; without the folder these tests are skipped. */
const FOLDER = new URL("../../../../shared/reports/", import.meta.url);
/** Every figure of them, labelled by hand from the texts alone. */
const LABELS = new URL("originals-figures.jsonl", import.meta.url);

interface Label extends Pick<Figure, "text" | "value" | "unit" | "kind" | "indicator" | "subject" | "year" | "state"> {
  readonly file: string;
  /** Which occurrence of `text` in the cleaned text, from 0. */
  readonly nth: number;
  readonly period?: string;
}

/** Share of the label's characters that the ledger's words of the figure must say. */
const SAID = 0.6;

function readAll(): Map<string, Report> {
  const converter = createOpenccScriptConverter();
  const known = JSON.parse(readFileSync(new URL("reports.json", FOLDER), "utf8")) as (KnownFacts & { file: string })[];
  return new Map(
    known.map(({ file, ...facts }) => {
      const raw = readFileSync(new URL(file, FOLDER), "utf8");
      return [file, readReport({ id: file, file, raw, known: facts, digest: "d" }, converter)];
    }),
  );
}

function placeOf(text: string, { text: written, nth }: Label): number {
  let at = text.indexOf(written);
  for (let count = 0; count < nth; count++) at = text.indexOf(written, at + written.length);
  return at;
}

/** Its own words name it, and together with what its sentence said before they say the label. */
function says(figure: Figure, { indicator }: Label, report: Report): boolean {
  const wanted = indicator.replace(/\P{sc=Han}|[的中]/gu, "");
  const own = `${figure.subject}${figure.within}${figure.indicator}`;
  const said = own + report.text.slice(figure.sentence.start, figure.start);
  const named = [...wanted].some((_, at) => at + 1 < wanted.length && own.includes(wanted.slice(at, at + 2)));
  return named && [...wanted].filter((char) => said.includes(char)).length >= SAID * wanted.length;
}

const bare = (subject: string) => subject.replace(/^(?:全|我)?[省市区县](?=.{2})/u, "");

/** Whose figure it is: the body named, or none on either side; a body that the indicator names says it too. */
function sameSubject(figure: Figure, label: Label): boolean {
  const [own, wanted] = [bare(figure.subject), bare(label.subject)];
  return (
    own === wanted ||
    (wanted !== "" && `${figure.indicator}${figure.within}`.includes(wanted)) ||
    (wanted === "" && label.indicator.includes(own))
  );
}

function faultOf(figure: Figure | undefined, label: Label, report: Report): string | null {
  if (figure === undefined) return "missing";
  if (figure.value !== label.value || figure.unit !== label.unit) return `value ${figure.value}${figure.unit}`;
  if (!says(figure, label, report)) return `indicator ${figure.within}｜${figure.indicator}`;
  if (!sameSubject(figure, label)) return `subject ${figure.subject}`;
  if (figure.kind !== label.kind) return `kind ${figure.kind}`;
  if (figure.year !== label.year) return `year ${figure.year}`;
  return figure.state === label.state ? null : `state ${figure.state}`;
}

describe.skipIf(!existsSync(FOLDER))("the ledger of the five real reports", () => {
  it("has every labelled figure with value, unit, indicator and subject, and hardly any other", () => {
    const reports = readAll();
    const labels = readFileSync(LABELS, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Label);
    const faults: string[] = [];
    let right = 0;
    let told = 0;
    for (const [file, report] of reports) {
      const figures = extractFigures(report);
      told += figures.length;
      for (const label of labels.filter((one) => one.file === file)) {
        const at = placeOf(report.text, label);
        const figure = figures.find(({ start, end }) => start < at + label.text.length && at < end);
        const fault = faultOf(figure, label, report);
        if (fault === null) right++;
        else faults.push(`${file.slice(0, 3)} ${label.text} ${label.subject}｜${label.indicator}: ${fault}`);
      }
      const known = labels.filter((one) => one.file === file).map((label) => placeOf(report.text, label));
      for (const figure of figures)
        if (!known.some((at) => at >= figure.start - 2 && at < figure.end))
          faults.push(`${file.slice(0, 3)} unlabelled ${figure.text} ${figure.indicator}`);
    }
    const [precision, recall] = [right / told, right / labels.length];
    console.info(
      `ledger: ${labels.length} labelled, ${told} told, precision ${(precision * 100).toFixed(1)} %, recall ${(recall * 100).toFixed(1)} %`,
    );
    if (faults.length > 0) console.info(faults.join("\n"));
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });
});
