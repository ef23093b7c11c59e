import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { FawenError } from "../../src/core/model/errors.ts";

/** A text to be found, as a set gives it; `title` is empty where the set has none. */
export interface BenchPassage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface BenchQuestion {
  readonly id: string;
  readonly query: string;
  /** Ids of the passages that answer it, at least one. */
  readonly relevant: ReadonlySet<string>;
}

export interface BenchSet {
  readonly name: string;
  readonly passages: readonly BenchPassage[];
  readonly questions: readonly BenchQuestion[];
}

const PASSAGES = "passages.jsonl.gz";
const QUERIES = "queries.jsonl.gz";
const QRELS = "qrels.jsonl.gz";

const PassageSchema = z.object({ id: z.string().min(1), title: z.string().default(""), text: z.string().min(1) });
// One question of cmrc-trial is empty; it is asked all the same, and nothing is found.
const QuerySchema = z.object({ id: z.string().min(1), query: z.string() });
const QrelSchema = z.object({ query: z.string(), passage: z.string() });

/**
 * Names of what can be measured in a folder: the folder itself where it is a set, otherwise each set below it, and the
 * first of them among the passages of each folder that has passages only (`set+distractors`).
 */
export function listBenchSets(dir: string): string[] {
  if (existsSync(join(dir, QUERIES))) return [basename(resolve(dir))];
  const folders = existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => existsSync(join(dir, name, PASSAGES)))
        .sort()
    : [];
  const sets = folders.filter((name) => existsSync(join(dir, name, QUERIES)));
  const distractors = folders.filter((name) => !sets.includes(name));
  const mixed = sets.slice(0, 1).flatMap((set) => distractors.map((name) => `${set}+${name}`));
  return [...sets, ...mixed];
}

/**
 * Reads a set of a folder by its name from `listBenchSets`: gzipped JSON lines, relevant pairs apart.
 *
 * @throws FawenError `bad-request` naming the file, or its line, that is missing or wrong
 */
export function readBenchSet(dir: string, name: string): BenchSet {
  const names = name.split("+");
  const set = folderOf(dir, names[0] ?? "");
  const relevant = new Map<string, Set<string>>();
  for (const { query, passage } of readLines(join(set, QRELS), QrelSchema))
    relevant.set(query, (relevant.get(query) ?? new Set()).add(passage));
  return {
    name,
    passages: readPassages(dir, names),
    questions: readLines(join(set, QUERIES), QuerySchema).flatMap((question) => {
      const found = relevant.get(question.id);
      return found === undefined ? [] : [{ ...question, relevant: found }];
    }),
  };
}

/** The passages of folders one after the other; throws like `readBenchSet`. */
export function readPassages(dir: string, names: readonly string[]): BenchPassage[] {
  return names.flatMap((name) => readLines(join(folderOf(dir, name), PASSAGES), PassageSchema));
}

/** About `count` questions, spread evenly over all of them; all where there are no more. */
export function sampleQuestions(questions: readonly BenchQuestion[], count: number): BenchQuestion[] {
  const step = Math.max(1, questions.length / count);
  return Array.from(
    { length: Math.min(count, questions.length) },
    (_, row) => questions[Math.floor(row * step)],
  ).filter((question) => question !== undefined);
}

function folderOf(dir: string, name: string): string {
  return basename(resolve(dir)) === name && existsSync(join(dir, PASSAGES)) ? dir : join(dir, name);
}

function readLines<T>(file: string, schema: z.ZodType<T>): T[] {
  let content: string;
  try {
    content = gunzipSync(readFileSync(file)).toString("utf8");
  } catch (cause) {
    throw new FawenError("bad-request", `读不了 ${file}：应为 gzip 压缩的 JSON 行文件，请检查 --dir 和 --sets。`, {
      cause,
    });
  }
  return content.split("\n").flatMap((line, row) => {
    if (line.trim() === "") return [];
    const parsed = schema.safeParse(parseJson(line));
    if (parsed.success) return [parsed.data];
    const field = parsed.error.issues[0]?.path.join(".") || "内容";
    throw new FawenError("bad-request", `${file} 第 ${row + 1} 行的 ${field} 不合要求。`);
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Told as a wrong line by the schema.
    return undefined;
  }
}
