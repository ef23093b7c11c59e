import type { Answer, AnswerFigure } from "../model/answer.ts";
import { FawenError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import type { ChatModel } from "../ports/chat-model.ts";
import { markersOf } from "./bind-parts.ts";
import { type Source, sourceOf } from "./bind-sources.ts";
import { checkSentence } from "./rephrase-check-sentence.ts";
import { cleanSentence } from "./rephrase-clean-sentence.ts";
import { cutSentences } from "./rephrase-cut-sentences.ts";
import { type Layout, layoutOf, type Point } from "./rephrase-layout.ts";
import { type AskedQuestion, rephrasePrompt } from "./rephrase-prompt.ts";
import { verifyFigures } from "./verify-figures.ts";

/** Asked for are four at most; more would be a lecture. */
const MAX_SENTENCES = 8;
/**
 * Stands before the first sentence of a model and goes along wherever the text is copied or exported to, also from an
 * answer that was stopped, as the rules on labelling generated content ask.
 */
export const GENERATED_NOTE = "AI 生成（已逐句与所引原文核对）：";

/** What a reader is told of a model that could not be used as meant. */
export const MODEL_NOTES = {
  failed: "，以下为原文摘录。",
  brokeOff: "，其余部分为原文摘录。",
  unknown: "语言模型没有正常回应",
  silent: "语言模型没有写出可用的内容，以下为原文摘录。",
  refused: "语言模型写的内容没能与原文核对一致，已换成原文摘录。",
  replaced: "语言模型写的个别句子没能与原文核对一致，已换成原文或略去。",
} as const;

export interface RephraseRequest {
  readonly extractive: Answer;
  readonly asked: AskedQuestion;
  readonly model: ChatModel;
  /** Those that are cited; others may be among them. */
  readonly reports: readonly Report[];
  /** Traditional → Simplified. */
  readonly toSimplified: (text: string) => string;
  readonly signal?: AbortSignal | undefined;
  /** Told what the model failed with, for the log. */
  readonly onFailure?: (error: unknown) => void;
}

/** True for an answer that a model may put into words; see `layoutOf`. */
export function canRephrase(answer: Answer): boolean {
  return layoutOf(answer) !== null;
}

/**
 * Lets a model put the quotes of an extractive answer into words. Yields text that stands and is never taken back:
 * first what stays as it is, or the first quote, then each sentence as soon as it is whole and verified. A sentence that
 * fails is replaced by the quote it cites, once; what no sentence told where the model broke off follows as quotes. The pieces together are the `answer` of what is returned. Throws only when cancelled.
 */
export async function* rephraseAnswer(request: RephraseRequest): AsyncGenerator<string, Answer, void> {
  const { extractive, model, signal, onFailure } = request;
  const layout = layoutOf(extractive);
  if (layout === null) {
    yield extractive.answer;
    return extractive;
  }
  const writing = startWriting(request, layout);
  // Something true goes out at once, however long the model takes.
  yield writing.begin();
  let failure: string | null = null;
  const sentences = cutSentences(model.stream({ ...promptOf(request), ...(signal === undefined ? {} : { signal }) }));
  try {
    for (let next = await sentences.next(); !next.done && !writing.isFull(); next = await sentences.next()) {
      signal?.throwIfAborted();
      const text = writing.take(next.value);
      if (text !== "") yield text;
    }
    signal?.throwIfAborted();
  } catch (error) {
    if (signal?.aborted) throw error;
    onFailure?.(error);
    failure = error instanceof FawenError ? error.message.replace(/。$/u, "") : MODEL_NOTES.unknown;
  } finally {
    // Lets the model's own finally blocks run; a model that fails at that has nothing more to say.
    await sentences.return().catch(() => {});
  }
  for (const text of writing.finish(failure !== null)) yield text;
  return writing.answer(failure);
}

function promptOf({ asked, extractive, reports }: RephraseRequest) {
  return rephrasePrompt(
    asked,
    extractive.citations.flatMap((citation) => sourceOf(citation, reports) ?? []),
  );
}

/** The answer in the making: what has gone out, and what it still owes. */
function startWriting({ extractive, model, reports, toSimplified }: RephraseRequest, layout: Layout) {
  const known = new Map<number, Source | null>();
  const said = new Set<string>();
  const told = new Set<number>();
  /** Clauses of reports that a sentence has told. */
  const retold = new Set<string>();
  const quoted = new Set<number>();
  /** Quoted before the model began: it may still put that into words. */
  const shown = new Set<number>();
  const figures: AnswerFigure[] = [];
  let [text, written, verified, refused] = ["", 0, 0, 0];
  let last: "none" | "mark" | "sentence" | "quote" = layout.points.length === 0 ? "quote" : "none";

  function source(marker: number): Source | null {
    if (!known.has(marker)) {
      const citation = extractive.citations.find((one) => one.marker === marker);
      known.set(marker, citation === undefined ? null : sourceOf(citation, reports));
    }
    return known.get(marker) ?? null;
  }

  function add(piece: string, own: readonly AnswerFigure[]): string {
    text += piece;
    figures.push(...own);
    return piece;
  }

  const verify = (piece: string) => verifyFigures(piece, extractive.citations, reports);

  /** Sentences stand a line each, the first below the mark; quotes are paragraphs. */
  function join(piece: string, kind: "mark" | "sentence" | "quote", own = verify(piece)): string {
    const isNextLine = kind === "sentence" && (last === "sentence" || last === "mark");
    const gap = last === "none" ? "" : isNextLine ? "\n" : "\n\n";
    last = kind;
    return add(gap + piece, own);
  }

  function quote(point: Point, replaced: boolean): string {
    if (!shown.has(point.citation.marker)) quoted.add(point.citation.marker);
    const own = verify(point.text);
    return join(point.text, "quote", replaced ? own.map((figure) => ({ ...figure, replaced })) : own);
  }

  return {
    /** The head is the extractive answer's own; where it is all of it, so are its figures. Without one the first quote. */
    begin(): string {
      const [first] = layout.points;
      if (layout.head !== "" || first === undefined)
        return add(layout.head, layout.points.length === 0 ? extractive.figures : verify(layout.head));
      shown.add(first.citation.marker);
      return quote(first, false);
    },
    isFull: () => written >= MAX_SENTENCES,
    /** What goes out for a sentence of the model; empty where nothing does. */
    take(sentence: string): string {
      written++;
      const clean = cleanSentence(sentence, toSimplified);
      if (clean.text === "" || said.has(clean.text)) return "";
      said.add(clean.text);
      // Said already, word for word.
      if (clean.markers.length > 0 && clean.markers.every((marker) => quoted.has(marker))) return "";
      const checked = checkSentence(clean, source);
      if ("text" in checked) {
        // Told already, in other words.
        if (checked.clauses.every((clause) => retold.has(clause))) return "";
        for (const clause of checked.clauses) retold.add(clause);
        for (const marker of markersOf(checked.text)) told.add(marker);
        const mark = verified++ === 0 ? join(GENERATED_NOTE, "mark", []) : "";
        return mark + join(checked.text, "sentence");
      }
      refused++;
      const marker = clean.markers.find(
        (one) => !quoted.has(one) && !shown.has(one) && layout.points.some((point) => point.citation.marker === one),
      );
      const point = layout.points.find(({ citation }) => citation.marker === marker);
      return point === undefined ? "" : quote(point, true);
    },
    /** What is still owed: the first quote in any case, all of them where the model failed or said nothing that stands. */
    finish(failed: boolean): string[] {
      const owed = layout.points.filter(({ citation: { marker } }) => {
        const open = !told.has(marker) && !quoted.has(marker) && !shown.has(marker);
        return open && (failed || verified === 0);
      });
      const rest = owed.map((point) => quote(point, false));
      if (layout.tail !== "") rest.push(add(layout.tail, verify(layout.tail)));
      return rest;
    },
    answer(failure: string | null): Answer {
      const note = noteOf(failure, verified, refused);
      const notes = note === null ? {} : { notes: [...(extractive.notes ?? []), note] };
      const cited = new Set(markersOf(text));
      const { citations } = extractive;
      return {
        ...extractive,
        answer: text,
        // What was shown as a source and is cited no more leaves; the others keep their numbers.
        citations: citations.filter(({ marker }) => cited.has(marker)),
        figures,
        ...(verified === 0 ? {} : { label: "AI 生成" as const, backend: model.id }),
        ...notes,
      };
    },
  };
}

function noteOf(failure: string | null, verified: number, refused: number): string | null {
  if (failure !== null) return failure + (verified > 0 ? MODEL_NOTES.brokeOff : MODEL_NOTES.failed);
  if (verified === 0) return refused > 0 ? MODEL_NOTES.refused : MODEL_NOTES.silent;
  return refused > 0 ? MODEL_NOTES.replaced : null;
}
