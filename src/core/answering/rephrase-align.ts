import type { Token } from "./rephrase-tokens.ts";

/** A token of a report: where it stands, and whether it opens its clause. */
export interface SaidToken extends Token {
  readonly opens: boolean;
}

/**
 * Pairs what an answer says with what a report says, in order; null where one of them says more. An answer may put the
 * report's own place in front and its own year anywhere, and leave out what says nothing: manners, the report's own
 * place where it opens a clause, items of a list behind the figure that is told. Returns the tokens of the report that
 * are told.
 */
export function alignTokens(wanted: readonly Token[], said: readonly SaidToken[]): readonly SaidToken[] | null {
  return alignInOrder(wanted, said) ?? alignInOrder(wanted, withFigureBehind(wanted, said));
}

/** 举办培训班12期 says what 举办12期培训班 says: a clause's one figure may stand behind what it counts. */
function withFigureBehind(wanted: readonly Token[], said: readonly SaidToken[]): readonly SaidToken[] {
  const figures = said.filter(({ kind }) => kind === "figure");
  const [figure] = figures;
  const at = figure === undefined ? -1 : said.indexOf(figure);
  const counts =
    COUNTED.test(figure?.key ?? "") && said.slice(0, at).some(({ kind, isLoose }) => kind === "word" && !isLoose);
  if (figure === undefined || figures.length > 1 || !counts || wanted.at(-1)?.key !== figure.key) return [];
  return [...said.slice(0, at), ...said.slice(at + 1), figure];
}

function alignInOrder(wanted: readonly Token[], said: readonly SaidToken[]): readonly SaidToken[] | null {
  const first = wanted.findIndex(({ kind, isLoose }) => !isLoose && kind !== "time");
  if (!wanted.some(({ isLoose }) => !isLoose)) return null;
  const dead = new Set<number>();
  const told: SaidToken[] = [];
  const fits = (at: number, saidAt: number): boolean => {
    if (at === wanted.length && saidAt === said.length) return true;
    const state = at * (said.length + 1) + saidAt;
    if (dead.has(state)) return false;
    const [want, say] = [wanted[at], said[saidAt]];
    if (want !== undefined && say !== undefined && want.key === say.key && want.kind === say.kind) {
      told.push(say);
      if (fits(at + 1, saidAt + 1)) return true;
      told.pop();
    }
    if (want !== undefined && isExtra(want, first < 0 || at < first) && fits(at + 1, saidAt)) return true;
    if (say !== undefined && isIdle(say) && fits(at, saidAt + 1)) return true;
    if (say?.kind === "mark" && said[saidAt - 1]?.kind === "figure") {
      for (let next = saidAt + 2; next <= said.length; next++)
        if (said[next - 1]?.kind === "figure" && isItemEnd(said[next]) && fits(at, next)) return true;
    }
    // 28场次3300余人次: two measures of the same.
    const isBeside = said[saidAt - 1]?.kind === "figure" || said[saidAt + 1]?.kind === "figure";
    if (say?.kind === "figure" && isBeside && fits(at, saidAt + 1)) return true;
    dead.add(state);
    return false;
  };
  return fits(0, 0) ? told : null;
}

/** Value, bound and unit of what is counted one by one. */
const COUNTED = /^[\d.]+\|\|(?:[件宗起例部条项名人位家场次期份篇户处所间支批个]|人次|场次|批次|件次)\|/u;
const YEAR = /^\d{4}$/u;

/** What an answer may say beside the report's words. */
function isExtra({ kind, key, isLoose }: Token, inFront: boolean): boolean {
  return isLoose && ((kind === "time" && YEAR.test(key)) || kind === "mark" || (kind === "place" && inFront));
}

/** What an answer may leave out of the report's words. */
function isIdle({ kind, isLoose, opens }: SaidToken): boolean {
  return isLoose && (kind !== "place" || opens);
}

const isItemEnd = (token: SaidToken | undefined) => token === undefined || token.kind === "mark" || token.opens;
