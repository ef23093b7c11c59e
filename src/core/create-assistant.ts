import { composeAbstention } from "./answering/abstain.ts";
import { createMeaningComparison } from "./answering/compare-meaning.ts";
import { EXTRACTIVE_BACKEND } from "./answering/compose-answer.ts";
import { describeCoverage } from "./answering/describe-coverage.ts";
import { escapeQuoted } from "./answering/escape-quoted.ts";
import { extractAnswer } from "./answering/extract-answer.ts";
import { guardQuestion } from "./answering/guard-question.ts";
import { planQuestion, type QuestionPlan } from "./answering/plan-question.ts";
import { canRephrase, rephraseAnswer } from "./answering/rephrase-answer.ts";
import { planFollowUp } from "./answering/rewrite-follow-up.ts";
import { suggestFollowUps } from "./answering/suggest-follow-ups.ts";
import { understoodOf } from "./answering/understood-of.ts";
import { whyWithheld } from "./answering/withhold.ts";
import { askExamples } from "./ask-examples.ts";
import type { AskRequest, Assistant } from "./assistant.ts";
import { describePassage } from "./describe-passage.ts";
import { findFigures } from "./find-figures.ts";
import { createPassageFinder } from "./find-passages.ts";
import type { Answer, AnswerEvent } from "./model/answer.ts";
import { FawenError } from "./model/errors.ts";
import type { Understood } from "./model/question.ts";
import type { SearchHit } from "./model/search.ts";
import type { ChatModel } from "./ports/chat-model.ts";
import type { Embedder } from "./ports/embedder.ts";
import type { Reranker } from "./ports/reranker.ts";
import type { ScriptConverter } from "./ports/script-converter.ts";
import { makeQuiz } from "./quiz/make-quiz.ts";
import { rewordPaper } from "./quiz/reword-stem.ts";
import type { RankedPassage } from "./search/retrieve.ts";
import type { SearchableLibrary } from "./search/searchable-library.ts";
import { passesFilters } from "./search/slot-fit.ts";
import { tabulateIndicator } from "./tabulate-indicator.ts";

/** Passages that an answer may come from. */
const ANSWER_PASSAGES = 24;

export interface AssistantDependencies {
  /** The library to answer from right now; null before the first is loaded. Swapped whole, between questions. */
  readonly current: () => SearchableLibrary | null;
  /** What those who ask are told while there is no library; undefined or left out: that it is still being loaded. */
  readonly whyNotReady?: () => string | undefined;
  readonly converter: ScriptConverter;
  /** Null: search by words alone. */
  readonly embedder: Embedder | null;
  /** Rephrases answers, every sentence verified; null or left out: answers stay quotes. */
  readonly chatModel?: ChatModel | null;
  /** Completes follow-ups, with a short time limit of its own; null or left out: rules alone do. */
  readonly rewriter?: ChatModel | null;
  /** Orders the best passages found; null or left out: they stay as searching ranks them. */
  readonly reranker?: Reranker | null;
  /** Told in one line when something failed that an answer could do without. */
  readonly warn?: (message: string) => void;
}

/** The one implementation of the facade; every runtime composes it with its own backends. */
export function createAssistant(dependencies: AssistantDependencies): Assistant {
  const {
    current,
    whyNotReady,
    converter,
    embedder,
    chatModel = null,
    rewriter = null,
    reranker = null,
    warn = () => {},
  } = dependencies;
  const meaning = createMeaningComparison(embedder, warn);
  const find = createPassageFinder(meaning, reranker, warn);

  function loaded(): SearchableLibrary {
    const searchable = current();
    if (searchable !== null) return searchable;
    throw new FawenError("not-ready", whyNotReady?.() ?? "索引正在准备，请稍候", { retryable: true });
  }

  async function* ask(request: AskRequest): AsyncGenerator<AnswerEvent, void, void> {
    const searchable = loaded();
    const model = modelFor(request.backend);
    yield { type: "status-changed", stage: "understanding", message: "正在理解问题" };
    const plan = await understand(searchable, request);
    const understood = describeUnderstood(plan, request);
    let answer = decline(searchable, plan, understood);
    if (answer === null) {
      yield { type: "status-changed", stage: "searching", message: "正在报告中查找" };
      answer = await extract(searchable, plan, understood, request);
    }
    if (answer.citations.length > 0) yield { type: "citations-found", citations: answer.citations };
    if (model === null || !canRephrase(answer)) {
      answer = escapeQuoted(answer);
      for (const text of answer.answer.split(/(?<=\n)/u)) yield { type: "text-verified", text };
    } else answer = yield* rephrase(searchable, plan, answer, model, request.signal);
    yield { type: "answer-ended", answer };
  }

  async function understand({ library: { reports } }: SearchableLibrary, request: AskRequest): Promise<QuestionPlan> {
    const { messages, backend, signal } = request;
    if (rewriter === null || backend === EXTRACTIVE_BACKEND) return planQuestion(messages, reports, converter);
    const onFailure = (error: unknown) => warn(`${rewriter.id} 没能补全追问，改按规则补全：${describeFailure(error)}`);
    return planFollowUp({ messages, reports, converter, model: rewriter, signal, onFailure });
  }

  async function* rephrase(
    { library: { reports } }: SearchableLibrary,
    { question }: QuestionPlan,
    extractive: Answer,
    model: ChatModel,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<AnswerEvent, Answer, void> {
    yield { type: "status-changed", stage: "answering", message: "正在组织语言并逐句核对" };
    const onFailure = (error: unknown) => warn(`${model.id} 没能写成回答，改用原文：${describeFailure(error)}`);
    const asked = { question, original: extractive.understood.original };
    const toSimplified = (text: string) => converter.toSimplified(text);
    const pieces = rephraseAnswer({ extractive, asked, model, reports, toSimplified, signal, onFailure });
    for (;;) {
      const next = await pieces.next();
      if (next.done) return next.value;
      yield { type: "text-verified", text: next.value };
    }
  }

  function decline({ library }: SearchableLibrary, plan: QuestionPlan, understood: Understood): Answer | null {
    const reason = guardQuestion(plan.question);
    if (reason === null) return null;
    return composeAbstention(reason, understood, { coverage: describeCoverage(library.reports, false) });
  }

  async function extract(
    searchable: SearchableLibrary,
    plan: QuestionPlan,
    understood: Understood,
    request: AskRequest,
  ): Promise<Answer> {
    const { filters, signal } = request;
    const { passages, note } = await find(searchable, plan, { k: ANSWER_PASSAGES, filters, signal });
    signal?.throwIfAborted();
    const similarity = await meaning.similarities(searchable, plan, passages, signal);
    const accepts = (row: number) => {
      const report = searchable.library.reports[row];
      return report !== undefined && passesFilters(report, filters);
    };
    // Asked of every report for every question; hardly any question has filters.
    const accept = filters === undefined ? () => true : accepts;
    const drafted = extractAnswer({ searchable, plan, passages, accept, understood, converter, similarity });
    const { reports } = searchable.library;
    const withheld = whyWithheld(drafted, reports);
    const extracted =
      withheld === null
        ? drafted
        : composeAbstention(withheld, understood, { coverage: describeCoverage(reports, false) });
    const answer = { ...extracted, followUps: suggestFollowUps(searchable.library, extracted, accept) };
    return note === null ? answer : { ...answer, notes: [...(answer.notes ?? []), note] };
  }

  function modelFor(backend: string | undefined): ChatModel | null {
    if (backend === undefined || backend === chatModel?.id) return chatModel;
    if (backend === EXTRACTIVE_BACKEND) return null;
    const known = [EXTRACTIVE_BACKEND, ...(chatModel === null ? [] : [chatModel.id])].join("、");
    throw new FawenError("bad-request", `没有名为“${backend}”的回答方式，可用：${known}。`, { field: "backend" });
  }

  return {
    ask,
    library: () => loaded().library,
    async quiz(blueprint, { reword = false, signal } = {}) {
      const paper = makeQuiz(loaded().library, blueprint);
      return reword && chatModel !== null ? rewordPaper(paper, chatModel, signal) : paper;
    },
    indicators: (request) => findFigures(loaded().library, request, converter),
    indicatorTable: (request) => tabulateIndicator(loaded().library, request, converter),
    async search(request) {
      const searchable = loaded();
      const plan = planQuestion([{ role: "user", content: request.query }], searchable.library.reports, converter);
      const { passages } = await find(searchable, plan, request);
      return { hits: passages.map((passage) => toHit(searchable, passage)), understood: understoodOf(plan) };
    },
    examples() {
      const searchable = current();
      return searchable === null ? [] : askExamples(searchable, converter, ANSWER_PASSAGES);
    },
    async answer(request) {
      for await (const event of ask(request)) if (event.type === "answer-ended") return event.answer;
      throw new FawenError("backend-failed", "回答中途结束，请重试。", { retryable: true });
    },
    status() {
      const searchable = current();
      const message = searchable === null ? whyNotReady?.() : undefined;
      return {
        ready: searchable !== null,
        reports: searchable?.library.reports.length ?? 0,
        passages: searchable?.library.passages.length ?? 0,
        vectorIndex: searchable?.remote?.kind ?? searchable?.vectors?.kind ?? "none",
        embedder: embedder?.stamp.id ?? "none",
        backend: chatModel?.id ?? EXTRACTIVE_BACKEND,
        ...(chatModel?.health && { chatModel: chatModel.health() }),
        builtAt: searchable?.library.builtAt ?? null,
        ...(message !== undefined && { message }),
      };
    },
  };
}

/** What was understood; a follow-up that was completed keeps its own words beside it. */
function describeUnderstood(plan: QuestionPlan, { messages }: AskRequest): Understood {
  const original = messages.at(-1)?.content ?? "";
  return { ...understoodOf(plan), ...(plan.rewritten ? { original } : {}) };
}

/** For the log: our own errors hold no secrets, others might. */
function describeFailure(error: unknown): string {
  return error instanceof FawenError ? error.message : error instanceof Error ? error.name : "未知错误";
}

function toHit(searchable: SearchableLibrary, { row, score, scores }: RankedPassage): SearchHit {
  return { ...describePassage(searchable, row), score, scores: { ...scores } };
}
