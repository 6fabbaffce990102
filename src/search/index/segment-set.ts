// The open segments, oldest first, and where each paper stands among them.
import { FacetNames } from "../retrieval/facets.ts";
import type { OpenSegment } from "../retrieval/open-segment.ts";
import type { Segment } from "../retrieval/segment.ts";
import type { Size } from "./merge-policy.ts";
import { WhereMap } from "./where-map.ts";

export interface Kept extends OpenSegment {
  file: string;
}

/** What a merge needs to know; can be sent to another thread. */
export interface MergeJob {
  /** Oldest first; `gone` has a bit for each paper. */
  inputs: { file: string; gone: Uint32Array }[];
  /** Removed papers that older segments may still hold. */
  removed: Uint32Array<ArrayBuffer>;
}

export class SegmentSet {
  readonly names = new FacetNames();
  private kept: (Kept & { slot: number })[] = [];
  private where = new WhereMap();
  private nextSlot = 1;

  get segments(): readonly Segment[] {
    return this.kept.map(({ segment }) => segment);
  }

  get files(): readonly string[] {
    return this.kept.map(({ file }) => file);
  }

  sizes(): Size[] {
    return this.kept.map(({ segment: { count, goneCount } }) => ({
      alive: count - goneCount,
      gone: goneCount,
    }));
  }

  has(number: number): boolean {
    return this.where.get(number) !== undefined;
  }

  /** Where a paper stands that counts. */
  find(number: number): { segment: Segment; place: number } | undefined {
    const at = this.where.get(number);
    const kept = at && this.kept.find(({ slot }) => slot === at.slot);
    return kept && { segment: kept.segment, place: at.paper };
  }

  /** Takes a segment in as the newest: its papers count, and what it removes is gone. */
  add(segment: Kept): void {
    const kept = { ...segment, slot: this.nextSlot++ };
    for (const number of kept.removed) this.forget(number);
    kept.segment.columns.numbers.forEach((number, paper) => {
      this.forget(number);
      this.where.set(number, kept.slot, paper);
    });
    this.kept.push(kept);
  }

  /** Which papers are gone from the segments at these places, and which removals still matter. */
  describe(places: readonly number[]): MergeJob {
    const inputs = places.map((place) => this.kept[place]!);
    // Where nothing older is left out, nothing can come back.
    const isOldest = places.every((place, i) => place === i);
    const removed = isOldest
      ? []
      : inputs.flatMap((input) => [...input.removed]).filter((number) => !this.has(number));
    return {
      inputs: inputs.map(({ file, segment }) => ({ file, gone: segment.gone.slice() })),
      removed: Uint32Array.from(new Set(removed)),
    };
  }

  /** Puts a merged segment in place of its inputs, where the newest of them stood. */
  replace(inputs: readonly string[], segment: Kept): void {
    const merged = { ...segment, slot: this.nextSlot++ };
    const leaving = this.kept.filter(({ file }) => inputs.includes(file));
    const slots = new Set(leaving.map(({ slot }) => slot));
    merged.segment.columns.numbers.forEach((number, paper) => {
      const at = this.where.get(number);
      if (at !== undefined && slots.has(at.slot)) this.where.set(number, merged.slot, paper);
      // Replaced or taken out while the merge ran.
      else merged.segment.remove(paper);
    });
    const newest = inputs.at(-1);
    this.kept = this.kept.flatMap((kept) =>
      kept.file === newest ? [merged] : inputs.includes(kept.file) ? [] : [kept],
    );
    for (const { close } of leaving) close();
  }

  /** Holds exactly these files, oldest first; `opened` are those that it did not hold before. */
  arrange(files: readonly string[], opened: readonly Kept[]): void {
    const byFile = new Map([...this.kept, ...opened].map((each) => [each.file, each]));
    for (const { file, close } of this.kept) if (!files.includes(file)) close();
    this.kept = [];
    this.where = new WhereMap();
    for (const file of files) {
      const segment = byFile.get(file)!;
      segment.segment.restore();
      this.add(segment);
    }
  }

  private forget(number: number): void {
    const at = this.find(number);
    at?.segment.remove(at.place);
    this.where.delete(number);
  }
}
