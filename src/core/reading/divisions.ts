import type { Span } from "../model/offsets.ts";
import { type Division, type Form, type FormMention, findForms, readDivisions } from "./division-forms.ts";

export type { Division } from "./division-forms.ts";

export interface DivisionMention extends Span {
  readonly division: Division;
}

/** A careful short name counts behind one of these, behind another division, or where no word can lead into it. */
export const WORD_BEGINS_AFTER = /[^\u3400-\u9fff]|[在于由从与和及到赴对向跟比给去是了把]/;

let byPath: ReadonlyMap<string, Division> | undefined;

/**
 * Divisions named in `text`, in order, the longest name first, without overlaps.
 *
 * A name that several places share (鼓楼区) is decided by the place named just before it, then by `within` (paths
 * such as 广东省江门市), then by the other places named in the text; undecided it is left out, as are short names
 * that are ordinary words. Text must be in Simplified characters.
 */
export function findDivisions(text: string, within: readonly string[] = []): DivisionMention[] {
  const candidates = findForms(text);
  if (candidates.length === 0) return [];
  const context = contextPaths(candidates, within);
  const mentions: DivisionMention[] = [];
  for (const candidate of candidates) {
    const previous = mentions.at(-1);
    const division = decide(candidate, text, context, previous);
    if (division === undefined) continue;
    mentions.push({ division, start: candidate.start, end: candidate.end });
  }
  return mentions;
}

/**
 * All divisions with the full name that `statement` says first, after 关于 and years (鼓楼区人民政府关于…): the places to
 * choose from where `findDivisions` found none. With `short` names without suffix count as well, and nothing may follow.
 */
export function divisionsCalled(statement: string, short = false): readonly Division[] {
  const candidates = findForms(statement).filter(
    ({ form, start, end }) =>
      (form.text.length > 2 || short) &&
      (short ? start === 0 && end === statement.length : form.divisions[0]?.name === form.text) &&
      (start === 0 || /(?:关于|年度?|委|共)$/.test(statement.slice(0, start))),
  );
  return candidates[0]?.form.divisions ?? [];
}

/**
 * Full names in `text` that several divisions share or that any city could use (江北区), with the divisions called so
 * and how often each stands there, most first.
 */
export function sharedNames(
  text: string,
): readonly { readonly divisions: readonly Division[]; readonly count: number }[] {
  const counts = new Map<Form, number>();
  for (const { form } of findForms(text))
    if (form.text === form.divisions[0]?.name && (form.kind === "generic" || form.divisions.length > 1))
      counts.set(form, (counts.get(form) ?? 0) + 1);
  return [...counts].map(([{ divisions }, count]) => ({ divisions, count })).sort((a, b) => b.count - a.count);
}

/** The division with exactly this path (广东省江门市江海区), or undefined. */
export function divisionAt(path: string): Division | undefined {
  if (byPath === undefined) byPath = new Map(readDivisions().map((division) => [division.path, division]));
  return byPath.get(path);
}

/** The division that contains `division` directly, or undefined for a province. */
export function parentOf(division: Division): Division | undefined {
  for (let end = division.path.length - division.name.length; end > 0; end = 0) {
    const parent = divisionAt(division.path.slice(0, end));
    if (parent !== undefined) return parent;
  }
  return undefined;
}

function contextPaths(candidates: readonly FormMention[], within: readonly string[]): readonly string[] {
  const paths = [...within];
  for (const { form } of candidates)
    if (form.divisions.length === 1 && form.kind !== "careful")
      for (const division of form.divisions) paths.push(division.path);
  return paths;
}

function decide(
  candidate: FormMention,
  text: string,
  context: readonly string[],
  previous: DivisionMention | undefined,
): Division | undefined {
  const { form, start } = candidate;
  const adjacent = previous?.end === start ? previous.division.path : undefined;
  if (adjacent !== undefined) {
    const below = form.divisions.filter((one) => one.path.startsWith(adjacent) && one.path !== adjacent);
    if (below.length > 0) return highest(below);
  }
  if (form.kind === "generic") return undefined;
  if (form.kind === "careful") {
    const freely = start === 0 || adjacent !== undefined || WORD_BEGINS_AFTER.test(text[start - 1] ?? "");
    if (!freely) return undefined;
  }
  if (form.divisions.length === 1) return form.divisions[0];
  const related = form.divisions.filter((one) =>
    context.some((path) => one.path.startsWith(path) || path.startsWith(one.path)),
  );
  return highest(related.length > 0 ? related : form.divisions);
}

/** The only one, or the only one of the highest level (吉林 is the province, 长沙 the city). */
function highest(divisions: readonly Division[]): Division | undefined {
  const rank = (division: Division): number =>
    division.level === "省级" ? 0 : /^(?:地级市|地区|自治州|盟)$/.test(division.level) ? 1 : 2;
  const best = Math.min(...divisions.map(rank));
  const top = divisions.filter((division) => rank(division) === best);
  return top.length === 1 ? top[0] : undefined;
}
