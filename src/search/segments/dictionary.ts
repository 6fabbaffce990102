// A sorted list of terms, front-coded in blocks of 16, in UTF-16 order (each unit coded as UTF-8
// codes a code point, so that the order of bytes is the order of JavaScript's sort).
import { ByteWriter, U32Writer } from "./bytes.ts";

const blockSize = 16;
/** In bytes. */
const longestTerm = 255;

export interface DictionaryParts {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where each block begins in `bytes`. */
  blocks: Uint32Array<ArrayBuffer>;
  count: number;
}

export class DictionaryWriter {
  private bytes = new ByteWriter();
  private blocks = new U32Writer();
  private last = new Uint8Array(longestTerm);
  private lastLength = 0;
  private next = new Uint8Array(longestTerm);
  private count = 0;

  /** Terms must come in order. */
  add(term: string): void {
    this.addBytes(this.next, encodeInto(term, this.next));
  }

  /** The same of a term's bytes, which are copied. */
  addBytes(bytes: Uint8Array, length: number): void {
    const { last } = this;
    let shared = 0;
    if (this.count++ % blockSize === 0) this.blocks.push(this.bytes.length);
    else
      while (shared < length && shared < this.lastLength && bytes[shared] === last[shared])
        shared++;
    this.bytes.byte(shared);
    this.bytes.byte(length - shared);
    this.bytes.copy(bytes, shared, length);
    for (let i = shared; i < length; i++) last[i] = bytes[i]!;
    this.lastLength = length;
  }

  done(): DictionaryParts {
    return { bytes: this.bytes.done(), blocks: this.blocks.done(), count: this.count };
  }
}

export interface Walk {
  /** Whether to go on with terms that have this byte there, and before it those entered so far. */
  enter: (depth: number, byte: number) => boolean;
  /** A term all of whose bytes were entered, and how many those are. */
  found: (length: number, term: () => string) => void;
}

export class Dictionary {
  readonly count: number;
  private bytes: Uint8Array;
  private blocks: Uint32Array;
  /** Of each block's first term the first four bytes: most of looking a term up is done among these. */
  private heads: Uint32Array | undefined;

  constructor({ bytes, blocks, count }: DictionaryParts) {
    this.bytes = bytes;
    this.blocks = blocks;
    this.count = count;
  }

  /** The number of a term, or -1. `wanted` is from `encodeTerm`. */
  find(wanted: Uint8Array): number {
    const { bytes, blocks } = this;
    const heads = (this.heads ??= headsOf(bytes, blocks));
    const head = headOf(wanted, 0, wanted.length);
    let low = 0;
    let high = blocks.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      let order = heads[middle]! - head;
      if (order === 0) {
        const at = blocks[middle]!;
        order = compareAt(bytes, at + 2, bytes[at + 1]!, wanted, wanted.length);
      }
      if (order === 0) return middle * blockSize;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return high < 0 ? -1 : this.findInBlock(high, wanted);
  }

  /** Compares without putting the terms together: `same` is how much of `wanted` the last one had. */
  private findInBlock(block: number, wanted: Uint8Array): number {
    const { bytes } = this;
    let at = this.blocks[block]!;
    const end = Math.min(blockSize, this.count - block * blockSize);
    let same = 0;
    for (let i = 0; i < end; i++) {
      const shared = bytes[at]!;
      const length = bytes[at + 1]!;
      at += 2;
      // A term that shares less than what agreed so far is past `wanted`; one that shares more is before.
      if (shared < same) return -1;
      if (shared === same) {
        let k = 0;
        while (k < length && same < wanted.length && bytes[at + k] === wanted[same]) {
          k++;
          same++;
        }
        if (same === wanted.length) return k === length ? block * blockSize + i : -1;
        if (k < length && bytes[at + k]! > wanted[same]!) return -1;
      }
      at += length;
    }
    return -1;
  }

  /**
   * Goes through the terms that begin with `prefix`, in order, as through a tree: what `enter`
   * refuses is passed over with all that begins with it. A term or a byte of it takes a step of
   * `budget`; the walk ends when there is none left.
   */
  walk(prefix: Uint8Array, { enter, found }: Walk, budget: { steps: number }): void {
    const { bytes, blocks, count } = this;
    const term = new Uint8Array(2 * 256);
    let block = this.blockBefore(prefix);
    // Of the last term that was entered, how many bytes were; the last of them refused, or none.
    let entered = 0;
    let isRefused = false;
    for (; block < blocks.length; block++) {
      let at = blocks[block]!;
      const end = Math.min(count, (block + 1) * blockSize);
      for (let number = block * blockSize; number < end; number++) {
        let shared = bytes[at]!;
        const next = at + 2 + bytes[at + 1]!;
        let from = at + 2;
        if (number % blockSize === 0)
          while (shared < entered && from < next && bytes[from] === term[shared]) {
            shared++;
            from++;
          }
        at = next;
        if (budget.steps-- <= 0) return;
        if (isRefused && shared >= entered) continue;
        entered = shared;
        isRefused = false;
        while (from < next && !isRefused) {
          const byte = bytes[from++]!;
          const wanted = prefix[entered];
          if (wanted !== undefined && byte > wanted) return;
          isRefused = (wanted !== undefined && byte !== wanted) || !enter(entered, byte);
          term[entered++] = byte;
          budget.steps--;
        }
        if (!isRefused && entered >= prefix.length) found(entered, () => decodeTerm(term, entered));
      }
    }
  }

  /** The last block that may hold a term that begins with `prefix`, if there are none before. */
  private blockBefore(prefix: Uint8Array): number {
    const { bytes, blocks } = this;
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = blocks[middle]!;
      if (compareAt(bytes, at + 2, bytes[at + 1]!, prefix, prefix.length) < 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

/** Goes through the terms of a dictionary in order, as bytes. */
export class TermReader {
  /** The term at hand: so many bytes of it. */
  readonly term = new Uint8Array(longestTerm);
  length = 0;
  number = -1;
  private bytes: Uint8Array;
  private count: number;
  private at = 0;

  constructor({ bytes, count }: { bytes: Uint8Array; count: number }) {
    this.bytes = bytes;
    this.count = count;
    this.next();
  }

  get isPast(): boolean {
    return this.number === this.count;
  }

  get key(): string {
    return decodeTerm(this.term, this.length);
  }

  next(): void {
    if (++this.number >= this.count) return;
    const { bytes, term } = this;
    let length = bytes[this.at]!;
    const from = this.at + 2;
    this.at = from + bytes[this.at + 1]!;
    for (let i = from; i < this.at; i++) term[length++] = bytes[i]!;
    this.length = length;
  }

  /** Below 0 where this one's term comes before the other's, 0 where it is the same. */
  compare({ term, length }: TermReader): number {
    return compareAt(this.term, 0, this.length, term, length);
  }
}

function headsOf(bytes: Uint8Array, blocks: Uint32Array): Uint32Array {
  return Uint32Array.from(blocks, (at) => headOf(bytes, at + 2, bytes[at + 1]!));
}

/** The first four bytes of a term as one number: of a later term it is not smaller. */
function headOf(bytes: Uint8Array, at: number, length: number): number {
  let head = 0;
  for (let i = 0; i < 4; i++) head = head * 256 + (i < length ? bytes[at + i]! : 0);
  return head;
}

function compareAt(
  bytes: Uint8Array,
  at: number,
  length: number,
  wanted: Uint8Array,
  wantedLength: number,
): number {
  const shorter = Math.min(length, wantedLength);
  for (let i = 0; i < shorter; i++) {
    const difference = bytes[at + i]! - wanted[i]!;
    if (difference !== 0) return difference;
  }
  return length - wantedLength;
}

/** At most 255 bytes, since lengths are one byte. */
export function encodeTerm(term: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(Math.min(3 * term.length, longestTerm));
  return out.subarray(0, encodeInto(term, out));
}

/** Writes a term's bytes, as many as there is room for; how many these are. */
function encodeInto(term: string, out: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < term.length; i++) {
    const unit = term.charCodeAt(i);
    if (unit < 0x80) out[length++] = unit;
    else if (unit < 0x800) {
      out[length++] = 0xc0 | (unit >> 6);
      out[length++] = 0x80 | (unit & 63);
    } else {
      out[length++] = 0xe0 | (unit >> 12);
      out[length++] = 0x80 | ((unit >> 6) & 63);
      out[length++] = 0x80 | (unit & 63);
    }
  }
  return Math.min(length, out.length);
}

function decodeTerm(bytes: Uint8Array, length: number): string {
  let term = "";
  for (let i = 0; i < length;) {
    const byte = bytes[i]!;
    if (byte < 0x80) {
      term += String.fromCharCode(byte);
      i++;
    } else if (byte < 0xe0) {
      term += String.fromCharCode(((byte & 31) << 6) | (bytes[i + 1]! & 63));
      i += 2;
    } else {
      term += String.fromCharCode(
        ((byte & 15) << 12) | ((bytes[i + 1]! & 63) << 6) | (bytes[i + 2]! & 63),
      );
      i += 3;
    }
  }
  return term;
}
