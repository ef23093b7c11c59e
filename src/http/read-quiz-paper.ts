import type { Library } from "../core/model/library.ts";
import type { QuizBlueprint, QuizItem, QuizPaper } from "../core/model/quiz.ts";
import { doubtItem, type FindText, isSourceFound } from "../core/quiz/doubt-item.ts";
import type { QuizBlueprintBody, QuizItemCheckBody, QuizPaperBody } from "./quiz-contract.ts";
import type { QuizItemBody } from "./quiz-item-contract.ts";
import { sealItem } from "./seal-quiz-item.ts";

const NOT_FOUND_NOTE = "（注意：出处的原句与现在收录的报告对不上，请核对原文。）";

/** A blueprint as it came over the wire. */
export function toBlueprint(body: QuizBlueprintBody): QuizBlueprint {
  // Safe: keys of checked JSON are there with a value or not at all, never `undefined`.
  return body as QuizBlueprint;
}

/** A paper with each item sealed, so that what comes back shows what a person has changed. */
export function sealPaper(paper: QuizPaper): QuizPaperBody {
  // Safe: the contract's shapes are the model's; only the tuple of sources is looser there.
  const items = paper.items.map((item) => ({ ...item, seal: sealItem(item) }) as QuizItemBody);
  return { ...paper, items };
}

export interface ReadPaper {
  readonly paper: QuizPaper;
  /** Numbers, from 1, of the items with a quote that no report has at its place. */
  readonly unfound: readonly number[];
}

/** A paper that came back, with `edited` told by its seals and not by who sends it; what lost its source says so. */
export function readPaper(body: QuizPaperBody, library: Library): ReadPaper {
  const findText = textsFor(body.items, library);
  const unfound: number[] = [];
  const items = body.items.map((sent, row) => {
    const item = readItem(sent);
    if (item.sources.every((source) => isSourceFound(source, findText))) return item;
    unfound.push(row + 1);
    return { ...item, explanation: `${item.explanation}${NOT_FOUND_NOTE}` };
  });
  const { title, seed, shortfall } = body;
  return { paper: { title, seed, shortfall, items }, unfound };
}

/** How items stand to what they cite; one that nobody has changed needs no telling. */
export function checkItems(items: readonly QuizItemBody[], library: Library): QuizItemCheckBody[] {
  const findText = textsFor(items, library);
  return items.map((sent) => {
    const item = readItem(sent);
    const edited = item.edited === true;
    const isLost = item.sources.some((source) => !isSourceFound(source, findText));
    return { id: item.id, edited, warnings: edited || isLost ? doubtItem(item, findText) : [] };
  });
}

function readItem(sent: QuizItemBody): QuizItem {
  const { seal, edited: _, ...kept } = sent;
  // Safe: as above, and the contract lets no item through without a source.
  const item = kept as QuizItem;
  return sealItem(item) === seal ? item : { ...item, edited: true };
}

/** Texts of the reports that items cite, each looked for once among ten thousand. */
function textsFor(items: readonly QuizItemBody[], { reports }: Library): FindText {
  const cited = new Set(items.flatMap(({ sources }) => sources.map(({ reportId }) => reportId)));
  const found = new Map(reports.filter(({ id }) => cited.has(id)).map((report) => [report.id, report]));
  return (id) => found.get(id)?.text;
}
