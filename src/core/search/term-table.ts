import type { TermId } from "./tokenize.ts";

const EMPTY = 0xffffffff;

/** Term → consecutive number from 0, in open addressing over typed arrays: eight bytes a slot, no objects. */
export class TermTable {
  #keys = new Uint32Array(1 << 15).fill(EMPTY);
  #rows = new Uint32Array(1 << 15);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Number of a term, or −1 when it was never added. */
  find(term: TermId): number {
    const slot = this.#slotOf(term);
    return this.#keys[slot] === EMPTY ? -1 : (this.#rows[slot] ?? -1);
  }

  /** Number of a term, a new one when it was never added. */
  add(term: TermId): number {
    const slot = this.#slotOf(term);
    if (this.#keys[slot] !== EMPTY) return this.#rows[slot] ?? 0;
    const row = this.#size++;
    this.#keys[slot] = term;
    this.#rows[slot] = row;
    if (this.#size * 2 > this.#keys.length) this.#grow();
    return row;
  }

  /** All terms, in no order. */
  terms(): Uint32Array {
    return this.#keys.filter((key) => key !== EMPTY);
  }

  #slotOf(term: TermId): number {
    const mask = this.#keys.length - 1;
    // Fibonacci hashing: neighbouring characters give neighbouring ids, which must not pile up.
    let slot = (Math.imul(term, 0x9e3779b1) >>> 7) & mask;
    while (this.#keys[slot] !== EMPTY && this.#keys[slot] !== term) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, rows] = [this.#keys, this.#rows];
    this.#keys = new Uint32Array(keys.length * 2).fill(EMPTY);
    this.#rows = new Uint32Array(keys.length * 2);
    for (let slot = 0; slot < keys.length; slot++) {
      const term = keys[slot] ?? EMPTY;
      if (term === EMPTY) continue;
      const target = this.#slotOf(term);
      this.#keys[target] = term;
      this.#rows[target] = rows[slot] ?? 0;
    }
  }
}
