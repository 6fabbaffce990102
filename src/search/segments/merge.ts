// Makes one segment of several, without the papers that are gone. Runs in a thread of its own, and
// holds of its inputs little more than a term at a time, and then the vectors of one.
import { forget } from "./bytes.ts";
import { DictionaryWriter, TermReader } from "./dictionary.ts";
import { entryEnd, skipsOf } from "./positions.ts";
import { readProfiles, writeProfiles } from "./profiles.ts";
import { PostingsOut, type WrittenPostings } from "./postings.ts";
import { wholeMemoryOf } from "./segment-file.ts";
import { signaturesOf } from "./signatures.ts";
import {
  mostPapers,
  noVectors,
  papersIn,
  type PaperColumns,
  type PaperVectors,
  type SegmentData,
  type SegmentToMerge,
} from "./segment-data.ts";

export interface MergeInput {
  /** Given back while it is merged, and empty then. */
  data: SegmentToMerge;
  /** Bit by paper. */
  gone: Uint32Array;
}

/** @param removed numbers that older segments may still hold. */
export function mergeSegments(
  inputs: readonly MergeInput[],
  removed: Uint32Array<ArrayBuffer>,
): SegmentData {
  const { columns, places } = mergeColumns(inputs);
  const dictionary = new DictionaryWriter();
  const out = new MergedPostings(inputs, places);
  mergeTerms(inputs, ({ term, length }, holders) => {
    if (out.term(holders)) dictionary.addBytes(term, length);
  });
  for (const { data } of inputs) forget(wholeMemoryOf(data));
  const vectors = mergeVectors(inputs, places, columns.numbers.length);
  forget(places.map(({ buffer }) => buffer));
  const merged = { columns, dictionary: dictionary.done(), ...out.done() };
  return { ...merged, removed, vectors, signatures: signaturesOf(merged) };
}

/** Vectors of another model than the newest input's are left out: they are to be made anew. */
function mergeVectors(
  inputs: readonly MergeInput[],
  places: readonly Int32Array[],
  papers: number,
): PaperVectors {
  const { model, dimensions } = inputs.at(-1)!.data.vectors;
  if (model === "") return noVectors();
  const merged = roomForVectors(papers, dimensions);
  inputs.forEach(({ data: { vectors } }, input) => {
    if (vectors.model !== model) return;
    const own = roomForVectors(vectors.count, dimensions);
    vectors.read(own.bytes, own.inverseLengths);
    places[input]!.forEach((place, paper) => {
      if (place < 0) return;
      const from = paper * dimensions;
      merged.bytes.set(own.bytes.subarray(from, from + dimensions), place * dimensions);
      merged.inverseLengths[place] = own.inverseLengths[paper]!;
    });
    forget([own.bytes.buffer, own.inverseLengths.buffer]);
  });
  return { model, dimensions, ...merged };
}

function roomForVectors(
  papers: number,
  dimensions: number,
): Pick<PaperVectors, "bytes" | "inverseLengths"> {
  return {
    bytes: new Int8Array(papers * dimensions),
    inverseLengths: new Float32Array(papers),
  };
}

/** The papers in their new order, and for each input where each of its papers went; -1 is gone. */
function mergeColumns(inputs: readonly MergeInput[]): {
  columns: PaperColumns;
  places: Int32Array<ArrayBuffer>[];
} {
  const places = inputs.map(({ data }) => new Int32Array(data.columns.numbers.length).fill(-1));
  const all: { input: number; paper: number; day: number; number: number }[] = [];
  inputs.forEach(({ data: { columns }, gone }, input) => {
    columns.numbers.forEach((number, paper) => {
      if ((gone[paper >> 5]! & (1 << (paper & 31))) === 0)
        all.push({ input, paper, day: columns.days[paper]!, number });
    });
  });
  if (all.length > mostPapers) throw new Error("a segment holds at most 65,536 papers");
  all.sort((a, b) => a.day - b.day || a.number - b.number);
  all.forEach(({ input, paper }, place) => (places[input]![paper] = place));
  const profiles: string[] = [];
  const known = new Map<string, number>();
  const profileNumbers = inputs.map(({ data }) =>
    readProfiles(data.columns.profiles).map((profile) => {
      const number = known.get(profile) ?? profiles.push(profile) - 1;
      known.set(profile, number);
      return number;
    }),
  );
  const column = (name: "days" | "lengths" | "titleLengths" | "numbers") =>
    all.map(({ input, paper }) => inputs[input]!.data.columns[name][paper]!);
  return {
    places,
    columns: {
      numbers: Uint32Array.from(column("numbers")),
      days: Uint16Array.from(column("days")),
      lengths: Uint16Array.from(column("lengths")),
      titleLengths: Uint8Array.from(column("titleLengths")),
      profileOf: Uint16Array.from(
        all,
        ({ input, paper }) =>
          profileNumbers[input]![inputs[input]!.data.columns.profileOf[paper]!]!,
      ),
      profiles: writeProfiles(profiles),
    },
  };
}

/** An input that holds the term at hand, and which of its terms that is. */
interface Holder {
  input: number;
  terms: TermReader;
}

/** Calls `found` for each term, in order, with the inputs that hold it. */
function mergeTerms(
  inputs: readonly MergeInput[],
  found: (term: TermReader, holders: readonly Holder[]) => void,
): void {
  let heads = inputs.map(({ data }, input) => ({ input, terms: new TermReader(data.dictionary) }));
  for (;;) {
    if (heads.some(({ terms }) => terms.isPast)) heads = heads.filter(({ terms }) => !terms.isPast);
    let holders: Holder[] = [];
    for (const head of heads) {
      const order = holders.length === 0 ? 0 : head.terms.compare(holders[0]!.terms);
      if (order < 0) holders = [];
      if (order <= 0) holders.push(head);
    }
    const [first] = holders;
    if (!first) return;
    found(first.terms, holders);
    for (const { terms } of holders) terms.next();
  }
}

class MergedPostings {
  private inputs: readonly MergeInput[];
  private places: readonly Int32Array[];
  private out: PostingsOut;
  // Of the term at hand: new place << 16 | order of arrival, and by order of arrival the rest.
  private keys = new Uint32Array(mostPapers);
  private code = new Uint8Array(mostPapers);
  private from = new Uint32Array(mostPapers);
  private to = new Uint32Array(mostPapers);
  private source = new Uint8Array(mostPapers);
  private outPapers = new Uint16Array(mostPapers);
  private outCodes = new Uint8Array(mostPapers);
  private count = 0;

  constructor(inputs: readonly MergeInput[], places: readonly Int32Array[]) {
    this.inputs = inputs;
    this.places = places;
    const sum = (name: "postings" | "positions") =>
      inputs.reduce((length, { data }) => length + data[name].length, 0);
    this.out = new PostingsOut({ postings: sum("postings"), positions: sum("positions") });
  }

  /** Whether any paper still holds the term. */
  term(holders: readonly Holder[]): boolean {
    this.count = 0;
    for (const holder of holders) this.gather(holder);
    const { count } = this;
    if (count === 0) return false;
    const keys = this.keys.subarray(0, count);
    if (holders.length > 1) keys.sort();
    const positions = this.out.begin(count);
    for (let i = 0; i < count; i++) {
      const arrival = keys[i]! & 0xffff;
      this.outPapers[i] = keys[i]! >>> 16;
      this.outCodes[i] = this.code[arrival]!;
      positions.next();
      positions.out.copy(
        this.inputs[this.source[arrival]!]!.data.positions.bytes,
        this.from[arrival]!,
        this.to[arrival]!,
      );
    }
    this.out.end(this.outPapers, this.outCodes, count);
    return true;
  }

  private gather({ input, terms: { number: term } }: Holder): void {
    const { postings, postingStarts, positions, positionStarts } = this.inputs[input]!.data;
    const places = this.places[input]!;
    const start = postingStarts[term]!;
    const end = postingStarts[term + 1]!;
    const papers = papersIn(end - start);
    const at = postings.reach(2 * start, 2 * end);
    let position = positions.reach(positionStarts[term]!, positionStarts[term + 1]!);
    position += 4 * skipsOf(papers);
    const { bytes } = postings;
    const { bytes: entries } = positions;
    for (let i = 0; i < papers; i++) {
      const from = position;
      position = entryEnd(entries, position);
      const place = places[bytes[at + 2 * i]! | (bytes[at + 2 * i + 1]! << 8)]!;
      if (place < 0) continue;
      const arrival = this.count++;
      this.keys[arrival] = ((place << 16) | arrival) >>> 0;
      this.code[arrival] = bytes[at + 2 * papers + i]!;
      this.from[arrival] = from;
      this.to[arrival] = position;
      this.source[arrival] = input;
    }
  }

  done(): WrittenPostings {
    return this.out.done();
  }
}
