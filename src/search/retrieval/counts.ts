// Exact counts of what was found, by facet and by month.
import type { FacetNames } from "./facets.ts";
import { countBetween } from "./places.ts";
import type { Segment } from "./segment.ts";

// Days are 16 bits wide, and so there are these many months from 1970 on.
const mostMonths = 180 * 12;

export class Counts {
  /** How many have each profile of the index: one increment counts a paper. */
  byProfile = new Uint32Array(1 << 12);
  private byMonth = new Uint32Array(mostMonths);

  /** Begins anew, with room for the profiles of an index. */
  reset({ profileCount }: FacetNames): void {
    this.byMonth.fill(0);
    if (this.byProfile.length < profileCount) this.byProfile = new Uint32Array(2 * profileCount);
    else this.byProfile.fill(0);
  }

  addMonths({ months }: Segment, bits: Int32Array): void {
    let from = 0;
    for (const { month, end } of months) {
      this.byMonth[month]! += countBetween(bits, from, end);
      from = end;
    }
  }

  /** One paper of a segment, by its place. */
  addPaper({ months, facets }: Segment, place: number): void {
    this.byProfile[facets.profileOf[place]!]!++;
    const found = months.find(({ end }) => place < end);
    if (found) this.byMonth[found.month]!++;
  }

  facets(names: FacetNames): { facet: string; papers: number }[] {
    return names.count(this.byProfile);
  }

  /** Counted from January 1970, in order. */
  months(): { month: number; papers: number }[] {
    const months: { month: number; papers: number }[] = [];
    this.byMonth.forEach((papers, month) => {
      if (papers > 0) months.push({ month, papers });
    });
    return months;
  }
}
