// Papers in which words stand side by side, or in one name.
import { inAbstract, inTitle } from "../segments/impact.ts";
import { PositionReader } from "../segments/position-reader.ts";
import { roomOfName } from "../segments/positions.ts";
import { recount, type Places } from "./places.ts";
import type { PhrasePlan } from "./plan.ts";
import { meet } from "./meeting.ts";
import { PositionCursor } from "./position-cursor.ts";
import type { Segment } from "./segment.ts";
import { mostStarts, Starts, type Shape } from "./starts.ts";

/** One of the phrase's: what may stand there. */
interface Place {
  cursors: readonly PositionCursor[];
  shape: Shape;
}

const oneName = { shift: Math.log2(roomOfName), offset: 0 };

// Readers hold memory; what a long phrase has needed is not kept.
const readersKept = 32;

// A fifth of a second: enough for two words that nearly all of a million papers hold.
const mostReads = 2_000_000;
/** To find candidates in a segment takes as long as so many. */
const readsASegment = 250;

export class PhraseMatcher {
  /** How often positions may still be read for this request. */
  private readsLeft = mostReads;
  private starts = new Starts();
  private next = new Starts();
  private readers: PositionReader[] = [];
  private readersInUse = 0;

  /** Begins with a request. */
  begin(): void {
    this.readsLeft = mostReads;
  }

  /** Whether there were too many positions to read, so that candidates were left in unseen. */
  get isRough(): boolean {
    return this.readsLeft <= 0;
  }

  /** Takes those out of `candidates`, which hold all the words, in which they do not stand together. */
  check(phrase: PhrasePlan, segment: Segment, s: number, candidates: Places): Places {
    const { bits, words } = candidates;
    const places = this.placesOf(phrase, segment, s);
    this.readsLeft -= readsASegment;
    for (let word = 0; word < words && !this.isRough; word++) {
      let rest = bits[word]!;
      while (rest !== 0) {
        const bit = rest & -rest;
        rest ^= bit;
        const paper = word * 32 + 31 - Math.clz32(bit);
        if (!this.holds(places, phrase.fields, segment, paper)) bits[word]! ^= bit;
      }
    }
    this.readersInUse = 0;
    this.readers.length = Math.min(this.readers.length, readersKept);
    return recount(candidates);
  }

  private holds(
    places: readonly Place[],
    fields: number,
    segment: Segment,
    paper: number,
  ): boolean {
    const anywhere = fields === (inTitle | inAbstract);
    const last = places.length - 1;
    if (anywhere && last === 1) {
      const one = this.readOnly(places[0]!, paper);
      const other = one && this.readOnly(places[1]!, paper);
      if (other) return meet(one, places[0]!.shape, other, places[1]!.shape);
    }
    for (let i = 0; i <= last; i++) {
      const { starts, next } = this;
      const { cursors, shape } = places[i]!;
      let keys = 0;
      next.length = 0;
      for (let k = 0; k < cursors.length; k++) {
        const reader = cursors[k]!.read(paper);
        if (!reader) continue;
        this.readsLeft--;
        // Where it does not matter where the phrase is, one place is enough to know.
        if (i === 0) next.add(reader, shape);
        else next.addShared(starts, reader, shape, anywhere && i === last ? 1 : mostStarts);
        keys++;
      }
      if (next.length === 0) return false;
      if (keys > 1) next.tidy();
      this.starts = next;
      this.next = starts;
    }
    return anywhere || this.starts.isIn(fields, segment.columns.titleLengths[paper]!);
  }

  /** The positions of the one key that is there; `undefined` where several are. */
  private readOnly({ cursors }: Place, paper: number): PositionReader | undefined {
    let only: PositionCursor | undefined;
    for (let k = 0; k < cursors.length; k++) {
      if (!cursors[k]!.isAt(paper)) continue;
      if (only) return undefined;
      only = cursors[k]!;
    }
    this.readsLeft--;
    return only?.read(paper);
  }

  private placesOf({ words, offsets, together }: PhrasePlan, segment: Segment, s: number): Place[] {
    const takeReader = () => (this.readers[this.readersInUse++] ??= new PositionReader());
    return words.map(({ lists }, i) => ({
      cursors: lists[s]!.map((list) => new PositionCursor(list, segment, takeReader)),
      shape: together === "in one name" ? oneName : { shift: 0, offset: offsets[i]! },
    }));
  }
}
