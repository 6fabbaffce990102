// Finds keys in every segment of an index, each key once in a request.
import { encodeTerm } from "../segments/dictionary.ts";
import type { Postings } from "./postings.ts";
import type { Segment } from "./segment.ts";

export interface Found {
  /** By segment. */
  postings: readonly (Postings | undefined)[];
  /** How many papers hold the key. */
  papers: number;
}

export class Lookup {
  readonly segments: readonly Segment[];
  /** Of all segments, those that are gone among them. */
  readonly papers: number;
  private found = new Map<string, Found>();

  constructor(segments: readonly Segment[]) {
    this.segments = segments;
    this.papers = segments.reduce((sum, { count }) => sum + count, 0);
  }

  find(key: string): Found {
    let found = this.found.get(key);
    if (!found) {
      const term = encodeTerm(key);
      const postings = this.segments.map((segment) => segment.find(term));
      found = { postings, papers: postings.reduce((sum, each) => sum + (each?.count ?? 0), 0) };
      this.found.set(key, found);
    }
    return found;
  }
}
