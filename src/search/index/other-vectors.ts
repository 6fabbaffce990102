// In the thread that searches: what a model of the owner's choice made of papers, beside what ours makes
// of them. It is asked in place of ours as soon as nearly all papers have a vector of it; until then,
// and whenever it made none of what is looked for, ours serves.
import type { IndexRequest } from "../retrieval/clause.ts";
import type { Segment } from "../retrieval/segment.ts";
import { paddedLength } from "../vectors/kernel.ts";
import type { Meaning } from "../vectors/meaning.ts";
import { VectorRoom, type VectorRoomOptions, type Vectors } from "../vectors/room.ts";
import type { SegmentSet } from "./segment-set.ts";

/** Vectors as they come from the database. */
export interface VectorBatch {
  /** Whose they are, by its number in the database; 0 where nothing is known of it. */
  model: number;
  dimensions: number;
  /** Each padded to what `paddedLength` says. */
  bytes: Int8Array<ArrayBuffer>;
  inverseLengths: Float32Array<ArrayBuffer>;
  numbers: Uint32Array<ArrayBuffer>;
}

/** From so large a share of all papers on: those that came today are embedded within minutes. */
export const enoughVectors = 0.95;

export class OtherVectors {
  private set: SegmentSet;
  private help: VectorRoomOptions["help"];
  private model = 0;
  private room: VectorRoom | undefined;
  private knownShare: number | undefined;

  /** @param help see `VectorRoom`. */
  constructor(set: SegmentSet, help?: VectorRoomOptions["help"]) {
    this.set = set;
    this.help = help;
  }

  /**
   * Takes vectors in; whether papers of some are not here, which share of the papers has one, and whether
   * there is no room for them.
   */
  take(batch: VectorBatch): { missed: boolean; share: number; isFull: boolean } {
    if (batch.model !== this.model) this.begin(batch);
    const { room } = this;
    let missed = false;
    batch.numbers.forEach((number, i) => {
      const at = this.set.find(number);
      if (!at) missed = true;
      else if (room) {
        const bytes = batch.bytes.subarray(i * room.dimensions, (i + 1) * room.dimensions);
        at.segment.otherVectors?.set(at.place, bytes, batch.inverseLengths[i]!);
      }
    });
    this.changed();
    return { missed, share: this.share(), isFull: this.model !== 0 && !this.room };
  }

  private begin({ model, dimensions }: VectorBatch): void {
    this.leave();
    if (model !== 0)
      this.room = new VectorRoom({ dimensions: paddedLength(dimensions), help: this.help });
    this.model = model;
    for (const segment of this.set.segments) this.makeRoom(segment);
  }

  private leave(): void {
    for (const segment of this.set.segments) {
      segment.otherVectors?.leave();
      segment.otherVectors = undefined;
    }
    this.room?.close();
    this.room = undefined;
  }

  /**
   * Before a segment takes the place of others: its papers keep what they had there. Where there is no
   * room for it, there is none for the model.
   */
  makeRoom(segment: Segment): void {
    const vectors = this.reserve(segment.count);
    if (!vectors) return;
    segment.otherVectors = vectors;
    segment.columns.numbers.forEach((number, place) => {
      const at = this.set.find(number);
      const known = at?.segment.otherVectors;
      const inverseLength = known?.inverseLengths[at!.place];
      if (inverseLength) vectors.set(place, known!.at(at!.place), inverseLength);
    });
  }

  private reserve(count: number): Vectors | undefined {
    try {
      return this.room?.reserve(count);
    } catch (error) {
      // Its memory cannot grow.
      if (!(error instanceof RangeError)) throw error;
      this.leave();
      return undefined;
    }
  }

  /** Papers have come or gone. */
  changed(): void {
    this.knownShare = undefined;
    // Segments opened before the room ran out were not in the set yet when it was left.
    if (!this.room) this.leave();
  }

  /** Has a request answered by this model, or by ours; as it is to be put to that one. */
  choose(request: IndexRequest, meaning: Meaning): IndexRequest {
    const room = this.canServe(request) ? this.room : undefined;
    meaning.use(room);
    for (const segment of this.set.segments) segment.asksOther = room !== undefined;
    const { vector, ...meant } = request.meant ?? {};
    return room || !vector ? request : { ...request, meant };
  }

  private canServe({ meant }: IndexRequest): boolean {
    if (!meant || !this.room || this.share() < enoughVectors) return false;
    if (meant.words) return meant.vector?.bytes.length === this.room.dimensions;
    return (meant.papers ?? []).every((number) => {
      const at = this.set.find(number);
      return !at || hasOne(at.segment.otherVectors, at.place);
    });
  }

  private share(): number {
    this.knownShare ??= shareOf(this.set.segments);
    return this.knownShare;
  }
}

function shareOf(segments: readonly Segment[]): number {
  let papers = 0;
  let having = 0;
  for (const segment of segments) {
    papers += segment.count - segment.goneCount;
    for (let place = 0; place < segment.count; place++)
      if (hasOne(segment.otherVectors, place) && !segment.isGone(place)) having++;
  }
  return papers === 0 ? 0 : having / papers;
}

function hasOne(vectors: Vectors | undefined, place: number): boolean {
  return vectors !== undefined && vectors.inverseLengths[place] !== 0;
}
