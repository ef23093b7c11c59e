import type { BaseDocumentLoader } from "@langchain/core/document_loaders/base";
import type { DocumentInterface } from "@langchain/core/documents";
import type { KnownFacts } from "../../../core/model/report.ts";
import { KnownFactsSchema } from "../known-facts-schema.ts";

/** What is asked of a loader; every `BaseDocumentLoader` has it. */
export type LangChainLoader = Pick<BaseDocumentLoader, "load">;

/** A document of somebody else's loader, in our words. */
export interface LangChainDocument {
  /** The metadata's `id`, where it has one; otherwise it follows from `file`. */
  readonly id: string | undefined;
  /** The metadata's `source`: a path or an address. */
  readonly file: string;
  readonly text: string;
  readonly known: KnownFacts;
}

/**
 * Documents of any LangChain loader. Metadata `title`, `issuer`, `region`, `level`, `year`, `date` and `url` become
 * known facts where they have the right form, and are left out where not: they were not written for us. Loaders that cut
 * a file into pages give several documents with one `source`; these are one report again, unless each has its own `id`.
 */
export async function loadLangChainDocuments(loader: LangChainLoader): Promise<LangChainDocument[]> {
  const documents = (await loader.load()).map(toDocument);
  const joined = new Map<string, LangChainDocument>();
  for (const document of documents) {
    const key = JSON.stringify([document.file, document.id ?? null]);
    const before = joined.get(key);
    const text = before === undefined ? document.text : `${before.text}\n${document.text}`;
    joined.set(key, { ...document, text, known: { ...document.known, ...before?.known } });
  }
  return [...joined.values()];
}

function toDocument({ id, pageContent, metadata }: DocumentInterface, row: number): LangChainDocument {
  const own = id ?? readText(metadata.id);
  const file = readText(metadata.source) ?? readText(metadata.url) ?? own ?? `document-${row + 1}`;
  return { id: own, file, text: pageContent, known: readFacts(metadata, file) };
}

function readFacts(metadata: Readonly<Record<string, unknown>>, source: string): KnownFacts {
  const facts: Record<string, unknown> = {};
  const { replacements: _, ...fields } = KnownFactsSchema.shape;
  for (const [name, schema] of Object.entries(fields)) {
    const given = metadata[name] ?? (name === "url" && /^https?:\/\//.test(source) ? source : undefined);
    const parsed = given === undefined || given === null ? undefined : schema.safeParse(given);
    if (parsed?.success) facts[name] = parsed.data;
  }
  return KnownFactsSchema.parse(facts);
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
