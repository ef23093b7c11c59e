import { mantissaOf, type NumberForm } from "./number-form.ts";
import { below, type Random } from "./seeded-random.ts";

/** Wrong answers beside a key. */
const DISTRACTORS = 3;
/** How far from the key wrong answers may lie, as a share of it; points of a rate. */
const SPREAD = 0.6;
const RATE_SPREAD = 18;

/** The numbers that a form can hold with as many digits as the key, on the key's own step. */
interface Room {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  /** The widest distance between neighbours that fits in three times below the key and three times above. */
  readonly gap: number;
}

/**
 * Three wrong values beside a key, written alike and as long. The gaps between the four are drawn alike wherever the key
 * stands among them, so that neither its rank nor its nearness to the others tells it. Null for a key that cannot take
 * every rank, and where too few values are left.
 *
 * @param rank how many of the three lie below the key, 0–3
 * @param real numbers in the key's form that other figures have, best first: taken where their side has a place
 * @param isTaken whether a number must not be a wrong answer
 */
export function chooseDistractors(
  random: Random,
  form: NumberForm,
  { rank, real, isTaken }: DistractorWishes,
): { readonly values: readonly number[]; readonly fromReal: readonly number[] } | null {
  const key = mantissaOf(form);
  const room = roomOf(form, key);
  if (room === null) return null;
  const fromReal: number[] = [];
  const values: number[] = [];
  for (const [sign, count] of [
    [-1, rank],
    [1, DISTRACTORS - rank],
  ] as const) {
    const side: number[] = [];
    const add = (value: number): boolean => {
      const fits = value >= room.low && value <= room.high && Math.sign(value - key) === sign;
      if (!fits || side.includes(value) || isTaken(value)) return false;
      side.push(value);
      return true;
    };
    for (const value of real)
      if (side.length < count && isMultiple(value, room.step) && add(value)) fromReal.push(value);
    if (side.length < count && random() < SWAPPED)
      swapDigits(form, key).some(
        (value) => isMultiple(value, room.step) && Math.abs(value - key) <= room.gap && add(value),
      );
    for (let tries = 0, from = key; side.length < count && tries < MAX_TRIES; tries++) {
      const next = round(from + sign * gapIn(random, room), form);
      if (add(next)) from = next;
      else if (tries % 4 === 3) from = key;
    }
    if (side.length < count) return null;
    values.push(...side);
  }
  return { values, fromReal };
}

export interface DistractorWishes {
  readonly rank: number;
  readonly real: readonly number[];
  readonly isTaken: (mantissa: number) => boolean;
}

/** How often one of the wrong values is the key with two digits swapped. */
const SWAPPED = 0.3;
const MAX_TRIES = 24;

/** A distance from one value to the next: some steps, no more than the room allows three of on either side. */
function gapIn(random: Random, { step, gap }: Room): number {
  return step * (1 + below(random, Math.max(1, Math.round(gap / step))));
}

/** One wrong value beside a key, written alike and as long; null where there is none. */
export function chooseWrong(random: Random, form: NumberForm, isTaken: (mantissa: number) => boolean): number | null {
  const key = mantissaOf(form);
  const room = roomOf(form, key, 1);
  if (room === null) return null;
  const near = Array.from({ length: MAX_TRIES }, () =>
    round(key + (random() < 0.5 ? -1 : 1) * gapIn(random, room), form),
  );
  return near.find((value) => value >= room.low && value <= room.high && !isTaken(value)) ?? null;
}

/** Whether a number can stand for any rank among four of its length. */
export function takesEveryRank(form: NumberForm): boolean {
  return roomOf(form, mantissaOf(form)) !== null;
}

/** `steps`: how many values have to fit in on either side. */
function roomOf(form: NumberForm, key: number, steps = DISTRACTORS): Room | null {
  const unit = 10 ** -form.decimals;
  const whole = Math.trunc(key).toString().length;
  const isRate = form.after.startsWith("%");
  const low = whole === 1 ? (form.decimals > 0 ? unit : 1) : 10 ** (whole - 1);
  const most = 10 ** whole - unit;
  const high = isRate ? Math.min(most, 100 - unit) : most;
  const free = Math.min(key - low, high - key) + 1e-9;
  let step = unit;
  while (isMultiple(key, step * 10) && key >= step * 10) step *= 10;
  // 300余 is anything up to 400: a finer step would name what it may stand for.
  if (!/余|多|几/u.test(form.after)) while (free < steps * step && step > unit) step /= 10;
  if (free < steps * step) return null;
  const reach = isRate ? RATE_SPREAD : key * SPREAD;
  return { low, high, step, gap: Math.max(step, Math.min(free, reach) / steps) };
}

function isMultiple(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < 1e-6;
}

function swapDigits(form: NumberForm, key: number): readonly number[] {
  const digits = key.toFixed(form.decimals);
  return [...digits.slice(0, -1)].flatMap((_, at) => {
    const [one = "", other = ""] = [digits[at], digits[at + 1]];
    if (one === other || !/\d\d/u.test(one + other)) return [];
    return [round(Number(digits.slice(0, at) + other + one + digits.slice(at + 2)), form)];
  });
}

function round(value: number, { decimals }: NumberForm): number {
  return Number(value.toFixed(decimals));
}
