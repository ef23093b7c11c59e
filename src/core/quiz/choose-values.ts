import { mantissaOf, type NumberForm } from "./number-form.ts";
import { below, type Random, shuffled } from "./seeded-random.ts";

/** Wrong answers beside a key. */
const DISTRACTORS = 3;
/** How far from the key wrong answers may lie, as a share of it; points of a rate. */
const SPREAD = 0.45;
const RATE_SPREAD = 14;

/** The numbers that a form can hold with as many digits as the key, on the key's own step. */
interface Room {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/**
 * Three wrong values beside a key, written alike and as long, so many of them below it that the key's rank among the four
 * is even. Null for a key that cannot take every rank: were it used, its rank would tell it.
 *
 * @param real numbers in the key's form that other figures have, best first: taken where their side has a place
 * @param isTaken whether a number must not be a wrong answer
 */
export function chooseDistractors(
  random: Random,
  form: NumberForm,
  { real, isTaken }: { readonly real: readonly number[]; readonly isTaken: (mantissa: number) => boolean },
): { readonly values: readonly number[]; readonly fromReal: readonly number[] } | null {
  const key = mantissaOf(form);
  const room = roomOf(form, key);
  if (room === null) return null;
  const under = below(random, DISTRACTORS + 1);
  const sides = [
    { count: under, sign: -1, from: real.filter((value) => value < key) },
    { count: DISTRACTORS - under, sign: 1, from: real.filter((value) => value > key) },
  ];
  const values: number[] = [];
  const fromReal: number[] = [];
  for (const { count, sign, from } of sides) {
    const side: number[] = [];
    const add = (value: number): boolean => {
      const fits = value >= room.low && value <= room.high && value !== key && value > key === sign > 0;
      if (!fits || side.includes(value) || isTaken(value)) return false;
      side.push(value);
      return true;
    };
    for (const value of from) if (side.length < count && onStep(value, room.step) && add(value)) fromReal.push(value);
    if (side.length < count && random() < SWAPPED)
      swapDigits(form, key).some((value) => onStep(value, room.step) && add(value));
    for (const value of nearValues(random, form, key, room, sign)) if (side.length < count) add(value);
    if (side.length < count) return null;
    values.push(...side);
  }
  return { values, fromReal };
}

/** How often one of the wrong values is the key with two digits swapped. */
const SWAPPED = 0.3;

/** One wrong value beside a key, written alike and as long; null where there is none. */
export function chooseWrong(random: Random, form: NumberForm, isTaken: (mantissa: number) => boolean): number | null {
  const key = mantissaOf(form);
  const room = roomOf(form, key, 1);
  if (room === null) return null;
  const sides = shuffled(random, [-1, 1]);
  const near = sides.flatMap((sign) => nearValues(random, form, key, room, sign));
  return near.find((value) => value !== key && value >= room.low && value <= room.high && !isTaken(value)) ?? null;
}

/** Whether a number can stand for any rank among four of its length. */
export function takesEveryRank(form: NumberForm): boolean {
  return roomOf(form, mantissaOf(form)) !== null;
}

/** `steps`: how many values have to fit in on either side. */
function roomOf(form: NumberForm, key: number, steps = DISTRACTORS): Room | null {
  const unit = 10 ** -form.decimals;
  const whole = Math.trunc(key).toString().length;
  const low = whole === 1 ? (form.decimals > 0 ? unit : 1) : 10 ** (whole - 1);
  const most = 10 ** whole - unit;
  const high = form.after.startsWith("%") ? Math.min(most, 100 - unit) : most;
  const rough = /^(?:余|多|几)|余|多/u.test(form.after);
  let step = unit;
  while (isMultiple(key, step * 10) && key >= step * 10) step *= 10;
  for (; step >= unit * 0.999; step /= 10) {
    const fits = key - steps * step >= low - 1e-9 && key + steps * step <= high + 1e-9;
    if (fits) return { low, high, step };
    // 300余 is anything up to 400: a finer step would name what it may stand for.
    if (rough) return null;
  }
  return null;
}

function isMultiple(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < 1e-6;
}

function onStep(value: number, step: number): boolean {
  return isMultiple(value, step);
}

/** Numbers on one side of the key, each further from the last by a step of its own, in no order of nearness. */
function nearValues(random: Random, form: NumberForm, key: number, room: Room, sign: number): readonly number[] {
  const reach = form.after.startsWith("%") ? RATE_SPREAD : key * SPREAD;
  const limit = Math.min(sign > 0 ? room.high - key : key - room.low, Math.max(reach, room.step * (DISTRACTORS + 2)));
  const steps = Math.floor(limit / room.step + 1e-6);
  const picked = Array.from({ length: 12 }, () => 1 + below(random, steps));
  const all = [...new Set([...picked, 1, 2, 3].filter((count) => count <= steps))];
  return shuffled(random, all.slice(0, 12))
    .concat(all.slice(12))
    .map((count) => round(key + sign * count * room.step, form));
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
