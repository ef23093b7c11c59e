import openSqlite from "@sqlite.org/sqlite-wasm";
import type { BenchPassage } from "../bench-set.ts";
import type { Engine } from "../engine.ts";
import { tokenizeChinese } from "./tokenize-chinese.ts";

interface Setting {
  readonly tokenizer: string;
  /** What is stored for a text. */
  readonly prepare: (text: string) => string;
  /** Terms of a question; one of them has to match. */
  readonly terms: (question: string) => readonly string[];
}

/** SQLite FTS5 with its tokenizer for languages without spaces: trigrams. */
export function buildTrigramSqlite(passages: readonly BenchPassage[]): Promise<Engine> {
  return build(passages, { tokenizer: "trigram", prepare: (text) => text, terms: trigrams });
}

/** SQLite FTS5 with characters, pairs and folded script, stored as words. */
export function buildBestSqlite(passages: readonly BenchPassage[]): Promise<Engine> {
  return build(passages, {
    tokenizer: "unicode61",
    prepare: (text) => tokenizeChinese(text).join(" "),
    terms: tokenizeChinese,
  });
}

async function build(passages: readonly BenchPassage[], { tokenizer, prepare, terms }: Setting): Promise<Engine> {
  const sqlite = await openSqlite();
  const database = new sqlite.oo1.DB(":memory:");
  database.exec(`CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, title, text, tokenize = '${tokenizer}')`);
  database.transaction(() => {
    const insert = database.prepare("INSERT INTO passages VALUES (?, ?, ?)");
    for (const { id, title, text } of passages) insert.bind([id, prepare(title), prepare(text)]).stepReset();
    insert.finalize();
  });
  return {
    async search(question, k) {
      const query = [...new Set(terms(question))].map((term) => `"${term.replaceAll('"', '""')}"`).join(" OR ");
      if (query === "") return [];
      return database
        .selectValues("SELECT id FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?", [query, k])
        .map(String);
    },
    async close() {
      database.close();
    },
  };
}

function trigrams(question: string): string[] {
  const characters = [...question];
  return characters.slice(2).map((_, at) => characters.slice(at, at + 3).join(""));
}
