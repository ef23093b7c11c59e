import { sameWords } from "../figures/same-words.ts";
import { withoutPlaces } from "./bind-places.ts";
import type { Statement } from "./bind-statements.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import type { Clause, Window } from "./rephrase-clauses.ts";
import { type Standpoint, type Token, tokensOf } from "./rephrase-tokens.ts";

/** Holds for all that follows in the sentence: an exception, a condition, an outset, a question, a demand. */
const BINDING =
  /除|以外|之外|如果|倘若|假如|只有|只要|凡|一旦|前提|条件|情况下|以来|起$|期间|如何|是否|能否|要求|责令|[至到]目前|拟(?![定订])|计划|力争|争取|预计/u;
/** Takes back what stands in front of it. */
const TAKES_BACK =
  /^(?:但|却|不过|只是|然而)?(?:也|均|都|目前|仍然?)?(?:尚|还[未没需不有]|仍|有待|亟|未|没|不[到足再]|除|不含|不包括)|^\p{sc=Han}{0,6}(?:之中|以外|之外)$/u;
/** Leans on the clause in front of it: whose, of what. */
const HEADLESS =
  /^(?:这|该|其|此|同比|环比|较|比|占|排|居|位[列居]|[名并]列|均|都|连续|增长|上升|下降|提高|提升|增[幅速]|属于|责令|使|从而|由此|因此|也|则|就|仅|后者|前者|两者|二者|上述|是|为)/u;
/** Only says of what the next one speaks, or where. */
const TOPIC =
  /[中里内上下时后前]$|期间$|的\p{sc=Han}{1,2}$|(?:中心|机构|组织|单位|部门|企业|人员|案件|对象|工作|事项|指标)$/u;
const ACTOR =
  /^(?!\p{sc=Han}{0,8}?(?:促使|推动|督促|指导|[对向]))\p{sc=Han}{0,10}?(?:法院|检察院|[局委厅办](?!理|事|公)|政府(?!信息|采购|投资|建设|部门)|人大|政协|机关(?!负责)|公司|协会|仲裁院)/u;
/** A rate of no more words says nothing without what stands in front of it. */
const BARE_RATE = /^\p{sc=Han}{0,5}(?:率|度|占比?)(?:为|达到?|是|仅|约|超过?|[\d ]|$)/u;
const SO_FAR = /目前|以来|截[至止]|自\p{sc=Han}{1,10}起/u;

/** What an answer says beside the clause that is looked at. */
export interface Beside {
  /** The answer's words up to the end of the clause. */
  readonly upTo: string;
  /** The clause's own tokens. */
  readonly tokens: readonly Token[];
  /** All of the answer's words that may stand beside it. */
  readonly part: string;
  /** Where the report's clauses begin that were told before. */
  readonly told: ReadonlySet<number>;
  readonly standpoint: Standpoint;
}

/** True when an answer that tells a window of a sentence's clauses also tells what the others limit it by. */
export function keepsLimits(
  sentence: readonly Clause[],
  { rows, lends, tokens }: Window,
  statements: readonly Statement[],
  beside: Beside,
): boolean {
  const { upTo, standpoint } = beside;
  const [first = 0, last = 0] = [lends ? rows.at(-1) : rows[0], rows.at(-1)];
  const lent = lends ? rows[0] : undefined;
  const said = new Set(tokensOf(upTo, standpoint).map(({ key }) => key));
  const segment = sentence.slice(0, first).findLastIndex(({ closes }) => closes) + 1;
  const untold = sentence.slice(segment, first).filter(({ start }) => !beside.told.has(start));
  const head = sentence[first];
  if (head === undefined) return false;
  if (untold.some(({ text }) => BINDING.test(text))) return false;
  const times = untold.flatMap((clause) => clause.tokens.filter(({ kind, isLoose }) => kind === "time" && !isLoose));
  if (times.some(({ key }) => !said.has(key))) return false;
  const before = first > segment ? sentence[first - 1] : undefined;
  if (before !== undefined && untold.includes(before) && lent !== first - 1)
    if (HEADLESS.test(head.text) || BARE_RATE.test(head.text) || TOPIC.test(before.text)) return false;
  const behind = sentence[last]?.closes ? undefined : sentence[last + 1];
  if (behind !== undefined && TAKES_BACK.test(behind.text) && !beside.part.includes(behind.text.slice(-4)))
    return false;
  if (addsPlace(beside.tokens, tokens)) {
    // Of a figure the ledger knows who it is of.
    const acts = untold.some(({ text }, row) => segment + row !== lent && ACTOR.test(text));
    if (statements.length === 0 && acts) return false;
    if (untold.some((clause) => clause.tokens.some(({ kind, isLoose }) => kind === "place" && !isLoose))) return false;
  }
  const soFar = SO_FAR.test(
    sentence
      .slice(segment, last + 1)
      .map(({ text }) => text)
      .join("，"),
  );
  const dated = beside.tokens.some(({ kind, isLoose }) => kind === "time" && isLoose);
  if (soFar && dated && !said.has("截至") && !tokens.some(({ kind, isLoose }) => kind === "time" && isLoose))
    return false;
  return statements.every((statement) => tellsWhose(statement, upTo, said, standpoint));
}

/** True when an answer says whose and of when a figure is, where that is not the report's own place and year. */
function tellsWhose({ figure }: Statement, upTo: string, said: ReadonlySet<string>, standpoint: Standpoint): boolean {
  const period = tokensOf(figure.period ?? "", standpoint).filter(({ isLoose }) => !isLoose);
  if (period.some(({ key }) => !said.has(key))) return false;
  if (figure.year !== null && figure.year !== standpoint.year && !said.has(String(figure.year)))
    if (![...said].some((key) => key.startsWith(String(figure.year)) || key.endsWith(String(figure.year))))
      return false;
  if (figure.region !== null && figure.region !== standpoint.region && !said.has(figure.region)) return false;
  return unsaid(contentOf(withoutPlaces(figure.subject, standpoint.region)), sameWords(upTo)) === "";
}

/** True when the answer's clause names the report's own place and the report's clauses do not. */
function addsPlace(wanted: readonly Token[], said: readonly Token[]): boolean {
  const places = (tokens: readonly Token[]) => tokens.filter(({ kind, isLoose }) => kind === "place" && isLoose).length;
  return places(wanted) > places(said);
}
