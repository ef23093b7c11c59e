import type { AskRequest, Assistant, AssistantStatus } from "../core/assistant.ts";
import type { Answer, AnswerEvent, Citation } from "../core/model/answer.ts";
import { FawenError } from "../core/model/errors.ts";
import type { Library } from "../core/model/library.ts";
import type { Report } from "../core/model/report.ts";
import type { SearchRequest, SearchResult } from "../core/model/search.ts";
import { samplePassages, sampleReport } from "./sample-report.ts";

export interface FakeAssistantSetup {
  readonly ready?: boolean;
  readonly reports?: readonly Report[];
  readonly examples?: readonly string[];
  /** What `search` finds; it throws when not set up. */
  readonly search?: (request: SearchRequest) => Promise<SearchResult>;
  /** What its ledgers hold; it throws when not set up. */
  readonly indicators?: Assistant["indicators"];
  readonly indicatorTable?: Assistant["indicatorTable"];
  /** The papers that it makes; it throws when not set up. */
  readonly quiz?: Assistant["quiz"];
  /** What happens when it is asked; it throws when not set up. */
  readonly ask?: (request: AskRequest) => AsyncGenerator<AnswerEvent, void, void>;
}

export interface FakeAssistant extends Assistant {
  readonly asked: readonly AskRequest[];
  readonly searched: readonly SearchRequest[];
}

/** An assistant whose every word is set up by the test; records what it was called with. */
export function createFakeAssistant(setup: FakeAssistantSetup = {}): FakeAssistant {
  const { ready = true, reports = [sampleReport()] } = setup;
  const passages = reports.flatMap(samplePassages);
  // Nothing is searched here, so nothing is indexed.
  const library: Library = { reports, passages, vectors: null, shards: [], builtAt: "2026-01-05T08:30:00.000Z" };
  const asked: AskRequest[] = [];
  const searched: SearchRequest[] = [];

  function loadedLibrary(): Library {
    if (!ready) throw new FawenError("not-ready", "索引正在准备，请稍候", { retryable: true });
    return library;
  }

  async function* ask(request: AskRequest): AsyncGenerator<AnswerEvent, void, void> {
    asked.push(request);
    loadedLibrary();
    if (setup.ask === undefined) throw new Error("the fake assistant was asked but given no `ask`");
    yield* setup.ask(request);
  }

  return {
    asked,
    searched,
    ask,
    library: loadedLibrary,
    indicators(request) {
      loadedLibrary();
      if (setup.indicators === undefined) throw new Error("the fake assistant was given no `indicators`");
      return setup.indicators(request);
    },
    indicatorTable(request) {
      loadedLibrary();
      if (setup.indicatorTable === undefined) throw new Error("the fake assistant was given no `indicatorTable`");
      return setup.indicatorTable(request);
    },
    async quiz(blueprint, options) {
      loadedLibrary();
      if (setup.quiz === undefined) throw new Error("the fake assistant was given no `quiz`");
      return setup.quiz(blueprint, options);
    },
    examples: () => setup.examples ?? [],
    status: () => fakeStatus(ready, library),
    async search(request) {
      searched.push(request);
      loadedLibrary();
      if (setup.search === undefined) throw new Error("the fake assistant was searched but given no `search`");
      return setup.search(request);
    },
    async answer(request) {
      for await (const event of ask(request)) if (event.type === "answer-ended") return event.answer;
      throw new Error("the fake `ask` ended without an answer");
    },
  };
}

function fakeStatus(ready: boolean, library: Library): AssistantStatus {
  return {
    ready,
    reports: ready ? library.reports.length : 0,
    passages: ready ? library.passages.length : 0,
    vectorIndex: "none",
    embedder: "none",
    backend: "extractive",
    builtAt: ready ? library.builtAt : null,
  };
}

/** A citation of the place where `quote` stands in the report; throws when it does not stand there. */
export function citeQuote(report: Report, quote: string, marker = 1): Citation {
  const start = report.text.indexOf(quote);
  if (start === -1) throw new Error(`not in ${report.id}: ${quote}`);
  const end = start + quote.length;
  const section = report.sections.findLast((candidate) => candidate.start <= start && end <= candidate.end);
  return {
    marker,
    reportId: report.id,
    file: report.file,
    title: report.identity.title.value ?? report.file,
    issuer: report.identity.issuer.value ?? "",
    region: report.identity.region.value ?? "",
    year: report.identity.year.value,
    section: section?.path ?? [],
    context: { region: report.identity.region.value, year: report.identity.year.value, plan: false },
    quote,
    start,
    end,
    // The sample reports share offsets between source and cleaned text.
    rawQuote: report.raw.slice(start, end),
    rawStart: start,
    rawEnd: end,
    ...(report.url === undefined ? {} : { url: report.url }),
  };
}

/** An answer with everything that is not under test left plain. */
export function fakeAnswer(parts: Partial<Answer>): Answer {
  return {
    outcome: "answered",
    lead: "",
    answer: "",
    citations: [],
    figures: [],
    understood: { regions: [], years: [], indicators: [] },
    label: "原文摘录",
    followUps: [],
    backend: "extractive",
    ...parts,
  };
}

/** The events that a whole answer is told with. */
export async function* tellAnswer(answer: Answer): AsyncGenerator<AnswerEvent, void, void> {
  yield { type: "status-changed", stage: "searching", message: "正在查找相关段落" };
  yield { type: "citations-found", citations: answer.citations };
  for (const text of answer.answer.split(/(?<=\n\n)/)) yield { type: "text-verified", text };
  yield { type: "answer-ended", answer };
}
