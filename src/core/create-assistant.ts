import { composeAbstention } from "./answering/abstain.ts";
import { describePlace, describeReport } from "./answering/cite.ts";
import { EXTRACTIVE_BACKEND } from "./answering/compose-answer.ts";
import { exampleCandidates } from "./answering/example-questions.ts";
import { extractAnswer } from "./answering/extract-answer.ts";
import { guardQuestion } from "./answering/guard-question.ts";
import { planQuestion, type QuestionPlan } from "./answering/plan-question.ts";
import { rephraseAnswer } from "./answering/rephrase-answer.ts";
import { sentenceTexts } from "./answering/score-sentences.ts";
import { createSentenceVectors } from "./answering/sentence-vectors.ts";
import { describeCoverage } from "./answering/target-groups.ts";
import type { AskRequest, Assistant } from "./assistant.ts";
import type { Answer, AnswerEvent } from "./model/answer.ts";
import { FawenError } from "./model/errors.ts";
import type { Understood } from "./model/question.ts";
import type { SearchHit, SearchRequest, SearchResult } from "./model/search.ts";
import type { ChatModel } from "./ports/chat-model.ts";
import type { Embedder } from "./ports/embedder.ts";
import type { ScriptConverter } from "./ports/script-converter.ts";
import { passesFilters, type RankedPassage, retrieve } from "./search/retrieve.ts";
import { placeOf, type SearchableLibrary } from "./search/searchable-library.ts";

/** Passages that an answer may come from. */
const ANSWER_PASSAGES = 24;
const EXAMPLES = 3;
/** Share of a question's words, by weight, from which sentences need no comparing by meaning. */
const WORDS_SUFFICE = 0.8;
const SIMILARITY_PASSAGES = 10;

export interface AssistantDependencies {
  /** The library to answer from right now; null before the first is loaded. Swapped whole, between questions. */
  readonly current: () => SearchableLibrary | null;
  readonly converter: ScriptConverter;
  /** Null: search by words alone. */
  readonly embedder: Embedder | null;
  /** Rephrases answers, every sentence verified; null or left out: answers stay quotes. */
  readonly chatModel?: ChatModel | null;
  /** Told in one line when something failed that an answer could do without. */
  readonly warn?: (message: string) => void;
}

/** The one implementation of the facade; every runtime composes it with its own backends. */
export function createAssistant(dependencies: AssistantDependencies): Assistant {
  const { current, converter, embedder, chatModel = null, warn = () => {} } = dependencies;
  const loaded = (): SearchableLibrary => {
    const searchable = current();
    if (searchable === null) throw new FawenError("not-ready", "索引尚未就绪，请稍后再试。", { retryable: true });
    return searchable;
  };

  /** An embedding service that is down costs the reader the comparison by meaning, not the answer. */
  async function orWithoutMeaning<T>(work: Promise<T>, otherwise: T, signal: AbortSignal | undefined): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (signal?.aborted || !(error instanceof FawenError)) throw error;
      warn(`向量模型这次没有应答，只按词语检索：${error.message}`);
      return otherwise;
    }
  }

  async function find(
    searchable: SearchableLibrary,
    plan: QuestionPlan,
    request: Pick<SearchRequest, "filters" | "signal" | "k">,
  ) {
    const vector =
      searchable.vectors === null || embedder === null
        ? null
        : await orWithoutMeaning(embedder.embedQuery(plan.subject, { signal: request.signal }), null, request.signal);
    return retrieve(
      searchable,
      { subject: plan.subject, slots: plan.slots, filters: request.filters, vector },
      request.k,
    );
  }

  async function search(request: SearchRequest): Promise<SearchResult> {
    const searchable = loaded();
    const plan = planQuestion([{ role: "user", content: request.query }], searchable.library.reports, converter);
    const ranked = await find(searchable, plan, request);
    return { hits: ranked.map((passage) => toHit(searchable, passage)), understood: understoodOf(plan) };
  }

  async function* ask(request: AskRequest): AsyncGenerator<AnswerEvent, void, void> {
    const searchable = loaded();
    yield { type: "status-changed", stage: "understanding", message: "正在理解问题" };
    const { reports } = searchable.library;
    const plan = planQuestion(request.messages, reports, converter);
    const understood = understoodOf(plan);
    const declined = guardQuestion(plan.question);
    const accept = (row: number) => {
      const report = reports[row];
      return report !== undefined && passesFilters(report, request.filters);
    };
    let answer: Answer;
    if (declined !== null)
      answer = composeAbstention(declined, understood, { coverage: describeCoverage(reports, false) });
    else {
      yield { type: "status-changed", stage: "searching", message: "正在报告中查找" };
      const passages = await find(searchable, plan, {
        k: ANSWER_PASSAGES,
        filters: request.filters,
        signal: request.signal,
      });
      request.signal?.throwIfAborted();
      const similarity = await similarities(searchable, plan, passages, request.signal);
      answer = extractAnswer({ searchable, plan, passages, accept, understood, converter, similarity });
    }
    if (answer.citations.length > 0) yield { type: "citations-found", citations: answer.citations };
    const model = modelFor(request.backend);
    if (model === null || answer.outcome === "abstained")
      for (const text of answer.answer.split(/(?<=\n)/u)) yield { type: "text-verified", text };
    else answer = yield* rephrase(answer, plan, model, request.signal);
    yield { type: "answer-ended", answer };
  }

  const sentenceVectors = embedder === null ? null : createSentenceVectors(embedder);

  /** Where the words of the question stand in a passage, sentences are told apart by words and this costs nothing. */
  async function similarities(
    searchable: SearchableLibrary,
    plan: QuestionPlan,
    passages: readonly RankedPassage[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, number>> {
    const matched = passages.reduce((best, { scores }) => Math.max(best, scores.coverage), 0);
    if (sentenceVectors === null || searchable.vectors === null || matched >= WORDS_SUFFICE) return new Map();
    const compared = sentenceVectors.similarTo(
      plan.focus,
      sentenceTexts(searchable, passages.slice(0, SIMILARITY_PASSAGES)),
      signal,
    );
    return orWithoutMeaning(compared, new Map(), signal);
  }

  function modelFor(backend: string | undefined): ChatModel | null {
    if (backend === undefined || backend === chatModel?.id) return chatModel;
    if (backend === EXTRACTIVE_BACKEND) return null;
    const known = [EXTRACTIVE_BACKEND, ...(chatModel === null ? [] : [chatModel.id])].join("、");
    throw new FawenError("bad-request", `没有名为“${backend}”的回答方式，可用：${known}。`, { field: "backend" });
  }

  /** A model that fails never costs the reader the answer: the quotes stand on their own. */
  async function* rephrase(
    answer: Answer,
    plan: QuestionPlan,
    model: ChatModel,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<AnswerEvent, Answer, void> {
    yield { type: "status-changed", stage: "answering", message: "正在组织语言并逐句核对" };
    try {
      const sentences = rephraseAnswer(answer, plan.question, model, signal);
      for (;;) {
        const next = await sentences.next();
        if (next.done) return next.value;
        yield { type: "text-verified", text: next.value };
      }
    } catch (error) {
      if (signal?.aborted || !(error instanceof FawenError)) throw error;
      yield { type: "status-changed", stage: "answering", message: "语言模型暂不可用，改为原文摘录" };
      return answer;
    }
  }

  // Examples are asked before they are shown: words alone, since a page must not wait for a model to load.
  const examplesOf = new WeakMap<SearchableLibrary, readonly string[]>();
  function findExamples(searchable: SearchableLibrary): readonly string[] {
    const { reports } = searchable.library;
    const good: string[] = [];
    for (const { question, expected } of exampleCandidates(searchable.library)) {
      if (good.length === EXAMPLES) break;
      const plan = planQuestion([{ role: "user", content: question }], reports, converter);
      const passages = retrieve(
        searchable,
        { subject: plan.subject, slots: plan.slots, vector: null },
        ANSWER_PASSAGES,
      );
      const answer = extractAnswer({
        searchable,
        plan,
        passages,
        accept: () => true,
        understood: understoodOf(plan),
        converter,
        similarity: new Map(),
      });
      if (answer.outcome === "answered" && answer.lead.includes(expected)) good.push(question);
    }
    return good;
  }

  return {
    search,
    ask,
    library: () => loaded().library,
    examples() {
      const searchable = current();
      if (searchable === null) return [];
      const known = examplesOf.get(searchable) ?? findExamples(searchable);
      examplesOf.set(searchable, known);
      return known;
    },
    async answer(request) {
      for await (const event of ask(request)) if (event.type === "answer-ended") return event.answer;
      throw new FawenError("backend-failed", "回答中途结束，请重试。", { retryable: true });
    },
    status() {
      const searchable = current();
      return {
        ready: searchable !== null,
        reports: searchable?.library.reports.length ?? 0,
        passages: searchable?.library.passages.length ?? 0,
        vectorIndex: searchable?.vectors?.kind ?? "none",
        embedder: embedder?.stamp.id ?? "none",
        backend: chatModel?.id ?? EXTRACTIVE_BACKEND,
        builtAt: searchable?.library.builtAt ?? null,
      };
    },
  };
}

function understoodOf(plan: QuestionPlan): Understood {
  return {
    regions: plan.slots.regions.map((mention) => mention.path),
    years: plan.slots.years,
    indicators: [],
    ...(plan.rewritten ? { rewritten: plan.question } : {}),
  };
}

function toHit(searchable: SearchableLibrary, ranked: RankedPassage): SearchHit {
  const passage = searchable.library.passages[ranked.row];
  if (passage === undefined) throw new RangeError(`no passage ${ranked.row}`);
  const { report, section } = placeOf(searchable.library, passage);
  return {
    passageId: `${report.id}#${passage.start}-${passage.end}`,
    reportId: report.id,
    file: report.file,
    ...describeReport(report),
    section: section.path,
    context: describePlace(report, passage),
    text: report.text.slice(passage.start, passage.end),
    start: passage.start,
    end: passage.end,
    score: ranked.score,
    scores: ranked.scores,
  };
}
