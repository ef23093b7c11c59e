import type { KnownFacts } from "../../../core/model/report.ts";
import { readDay } from "../../../core/reading/find-signature.ts";
import { KnownFactsSchema } from "../known-facts-schema.ts";

const ENTRY = /^([\p{L}_-]+)\s*:\s+(.*?)\s*$/u;
const NAMES: Readonly<Record<string, keyof typeof KnownFactsSchema.shape>> = {
  ...{ title: "title", 标题: "title", date: "date", 日期: "date", year: "year", 年度: "year", url: "url", link: "url" },
  ...{ issuer: "issuer", source: "issuer", author: "issuer", 来源: "issuer", 发布单位: "issuer" },
  ...{ region: "region", 地区: "region" },
};
/** An author may be a person, a source a web address: a body is named like one. */
const BODY = /(?:人民政府|委员会|管委会|办公室|办事处|[局厅部委院署])$/;
const HAN = /[\u3400-\u9fff]/;

/**
 * What the settings in front of a Markdown text (`title: …` between two lines of `---`) say about the report; only plain
 * `name: value` lines are read. What is no fact of its kind is left out: those lines were written for a site's generator.
 */
export function frontMatterFacts(frontMatter: string): KnownFacts {
  const facts: Record<string, unknown> = {};
  for (const line of frontMatter.split(/\r?\n/)) {
    const [, name = "", value = ""] = ENTRY.exec(line) ?? [];
    const key = NAMES[name.toLowerCase()];
    if (key === undefined || key in facts) continue;
    const words = unquote(value);
    const fact = key === "date" ? readDate(words) : words;
    if (isMeant(key, words) && KnownFactsSchema.shape[key].safeParse(fact).success) facts[key] = fact;
  }
  return KnownFactsSchema.parse(facts);
}

function isMeant(key: string, words: string): boolean {
  if (key === "issuer") return BODY.test(words);
  return key === "title" || key === "region" ? HAN.test(words) : words !== "";
}

function unquote(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value.replace(/\s+#.*$/, "");
}

/** `2024-01-31 09:30:00 +0800`, 2024年1月31日 → `2024-01-31` */
function readDate(words: string): string | undefined {
  return readDay(words.replace(/[T\s].*$/, ""));
}
