import { type Random, shuffled } from "./seeded-random.ts";

/** What is drawn for one item; see `QuizTask`. */
export interface Chances {
  readonly coin: boolean;
  readonly rank: number;
  readonly place: number;
}

/** Draws by chance, each outcome as often as the others in every few draws. */
export class EvenDraw {
  private readonly bags = new Map<string, number[]>();

  constructor(private readonly random: Random) {}

  next(): Chances {
    return { coin: this.from("coin", 2) === 1, rank: this.from("rank", 4), place: this.from("place", 4) };
  }

  private from(name: string, outcomes: number): number {
    const left = this.bags.get(name) ?? [];
    const bag = left.length > 0 ? left : shuffled(this.random, [...Array(outcomes).keys()]);
    const drawn = bag.pop() ?? 0;
    this.bags.set(name, bag);
    return drawn;
  }
}
