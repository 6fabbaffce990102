// From words as written to what the builder does with them. A hash table over UTF-16 units: cutting
// every word out of its text for a Map of half a million strings took three times as long. Its time
// goes into waiting for memory, so a word costs two places of it: a slot and a short record.
import type { TextUnits } from "../words/scan.ts";
import { grown } from "./bytes.ts";

/** What a record holds from `get`'s place on, in 16 bits each: */
export const widthAt = 0;
export const countAt = 1;
/** then, of each term, the halves of its number and its offset. */
export const termsAt = 2;
export const unitsOfTerm = 3;

/** What the builder does with a word. */
export interface Description {
  /** How many positions it takes. */
  width: number;
  terms: readonly { id: number; at: number }[];
}

export class WordTable {
  /** Pairs of a hash and where the record begins; 0 is free. */
  private slots = new Uint32Array(1 << 13);
  private mask = (1 << 12) - 1;
  private count = 0;
  /** Length of the word, then what `describe` said, then the word, a unit each. */
  records = new Uint16Array(1 << 14);
  private used = 1;
  private describe: (surface: string) => Description;

  /** @param describe is asked once for each word. */
  constructor(describe: (surface: string) => Description) {
    this.describe = describe;
  }

  /** Where in `records` the description of a word begins; see `scanUnits`. */
  get(written: TextUnits, from: number, to: number): number {
    const { units } = written;
    let hash = to - from;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ units[i]!, 0x9e3779b1);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const { slots, mask } = this;
    let slot = hash & mask;
    for (;;) {
      const record = slots[2 * slot + 1]!;
      if (record === 0) return this.add(written, from, to, hash);
      if (slots[2 * slot] === hash && this.isWord(record, units, from, to)) return record + 1;
      slot = (slot + 1) & mask;
    }
  }

  private isWord(record: number, units: Uint16Array, from: number, to: number): boolean {
    const { records } = this;
    if (records[record] !== to - from) return false;
    let at = record + 1 + termsAt + unitsOfTerm * records[record + 1 + countAt]!;
    for (let i = from; i < to; i++) if (records[at++] !== units[i]) return false;
    return true;
  }

  private add({ text, units }: TextUnits, from: number, to: number, hash: number): number {
    // A longer part of a text is no copy to V8: as long as it is kept, so is the whole text.
    const surface =
      to - from > 12 ? String.fromCharCode(...units.subarray(from, to)) : text.slice(from, to);
    const { width, terms } = this.describe(surface);
    const record = this.used;
    const length = 1 + termsAt + unitsOfTerm * terms.length + (to - from);
    while (record + length > this.records.length) this.records = grown(this.records);
    const { records } = this;
    records[record] = to - from;
    records[record + 1 + widthAt] = width;
    records[record + 1 + countAt] = terms.length;
    let at = record + 1 + termsAt;
    for (const { id, at: offset } of terms) {
      records[at++] = id & 0xffff;
      records[at++] = id >>> 16;
      records[at++] = offset;
    }
    for (let i = from; i < to; i++) records[at++] = units[i]!;
    this.used = record + length;
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
