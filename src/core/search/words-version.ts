import type { ShardWords } from "../model/library.ts";
import { REGIONAL_WORDS } from "../text/fold.ts";
import { indexWords } from "./index-words.ts";
import { type IndexedReport, passageFields } from "./passage-fields.ts";

/** Something of everything that is told apart: characters, pairs, numbers, units, other letters, widths, wordings. */
const PROBE_TEXT = `云泽市２０２３年办结率98.82％，受理12,345件、12345热线1.5万宗；ＡＰＰ“云泽e办”上线，Déjà vu。
的的的的的的的的的的的的的的的的的的的的的的的的的的的的${REGIONAL_WORDS.flat().join("，")}。`;

const stated = <T>(value: T) => ({ value, certainty: "stated" }) as const;

const PROBE: IndexedReport = {
  text: PROBE_TEXT,
  identity: {
    title: stated("云泽市2023年度法治政府建设情况报告"),
    issuer: stated("云泽市司法局"),
    region: stated("东海省云泽市"),
    level: stated("地级市"),
    year: stated(2023),
    date: stated("2024-01-31"),
  },
  sections: [
    {
      ...{ start: 0, end: PROBE_TEXT.length, headingEnd: 0, level: 2, plan: false },
      ...{ heading: "（一）行政复议", path: ["二、化解矛盾", "（一）行政复议"] },
    },
  ],
};

/**
 * Version of everything that makes words of passages: fields, their weights, folding, terms. It is what the present
 * code makes of a sample text, so nobody has to remember to raise it; a new kind of term has to stand in the sample.
 * The script converter has a version of its own.
 */
export const WORDS_VERSION = describeWords();

function describeWords(): string {
  const converter = { version: "", toSimplified: (text: string) => text };
  const passages = [PROBE_TEXT.indexOf("\n"), PROBE_TEXT.length].map((end) => ({ sectionRow: 0, start: 0, end }));
  const documents = passages.map((passage) => ({ fields: passageFields(PROBE, passage, converter) }));
  return hashWords(indexWords(documents, "")).toString(16).padStart(8, "0");
}

/** FNV-1a over all numbers. */
function hashWords({ terms, offsets, passages, weights, lengths }: ShardWords): number {
  let hash = 0x811c9dc5;
  for (const numbers of [terms, offsets, passages, weights, lengths])
    for (const number of numbers) hash = Math.imul(hash ^ number, 0x01000193);
  return hash >>> 0;
}
