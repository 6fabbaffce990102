// From words as written to what the builder does with them. A hash table over UTF-16 units: cutting
// every word out of its text for a Map of half a million strings took three times as long. Its time
// goes into waiting for memory, so a word costs two places of it: a slot and a record.

/** What a record holds from `get`'s place on. */
export const widthAt = 0;
export const countAt = 1;
export const pairsAt = 2;

export class WordTable {
  /** Pairs of a hash and where the record begins; 0 is free. */
  private slots = new Uint32Array(1 << 13);
  private mask = (1 << 12) - 1;
  private count = 0;
  /** Length of the word, then what `describe` said, then the word, a unit each. */
  records = new Int32Array(1 << 14);
  private used = 1;
  private describe: (surface: string) => readonly number[];

  /** @param describe is asked once for each word, for its width, the count of pairs, and the pairs. */
  constructor(describe: (surface: string) => readonly number[]) {
    this.describe = describe;
  }

  /** Where in `records` the word's description begins. */
  get(text: string, from: number, to: number): number {
    let hash = to - from;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const { slots, mask } = this;
    let slot = hash & mask;
    for (;;) {
      const record = slots[2 * slot + 1]!;
      if (record === 0) return this.add(text, from, to, hash);
      if (slots[2 * slot] === hash && this.isWord(record, text, from, to)) return record + 1;
      slot = (slot + 1) & mask;
    }
  }

  private isWord(record: number, text: string, from: number, to: number): boolean {
    const { records } = this;
    if (records[record] !== to - from) return false;
    let at = record + 1 + pairsAt + 2 * records[record + 1 + countAt]!;
    for (let i = from; i < to; i++) if (records[at++] !== text.charCodeAt(i)) return false;
    return true;
  }

  private add(text: string, from: number, to: number, hash: number): number {
    const description = this.describe(text.slice(from, to));
    const record = this.used;
    while (record + 1 + description.length + to - from > this.records.length)
      this.records = grown(this.records);
    const { records } = this;
    let at = record;
    records[at++] = to - from;
    for (const value of description) records[at++] = value;
    for (let i = from; i < to; i++) records[at++] = text.charCodeAt(i);
    this.used = at;
    if (++this.count * 2 > this.mask) this.rehash();
    this.place(hash, record);
    return record + 1;
  }

  private place(hash: number, record: number): void {
    const { slots, mask } = this;
    let slot = hash & mask;
    while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = record;
  }

  private rehash(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    this.mask = old.length - 1;
    for (let i = 0; i < old.length; i += 2) if (old[i + 1] !== 0) this.place(old[i]!, old[i + 1]!);
  }
}

/** The array with twice the room. */
export function grown<A extends Uint32Array | Uint16Array | Int32Array | Int8Array>(array: A): A {
  const Type = array.constructor as new (length: number) => A;
  const bigger = new Type(array.length * 2);
  bigger.set(array);
  return bigger;
}
