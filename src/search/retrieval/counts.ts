// Exact counts of what was found, by facet and by month.
import type { FacetNames } from "./facets.ts";
import type { Segment } from "./segment.ts";
import { countBetween, freshCounters } from "./tally.ts";

// Days are 16 bits wide, and so there are these many months from 1970 on.
const mostMonths = 180 * 12;

export class Counts {
  /** How many have each profile of the index: one increment counts a paper. */
  byProfile = freshCounters(0);
  private byMonth = new Uint32Array(mostMonths);

  /** Begins anew, with room for the profiles of an index. */
  reset({ profileCount }: FacetNames): void {
    this.byMonth.fill(0);
    this.byProfile = freshCounters(profileCount);
  }

  /** Of the papers that are held; see tally.ts. */
  addMonths({ months }: Segment): void {
    let from = 0;
    for (const { month, end } of months) {
      this.byMonth[month]! += countBetween(from, end);
      from = end;
    }
  }

  /** One paper of a segment, by its place. */
  addPaper({ months, facets }: Segment, place: number): void {
    this.byProfile[facets.profileOf[place]!]!++;
    const found = months.find(({ end }) => place < end);
    if (found) this.byMonth[found.month]!++;
  }

  /** Once: the next needs `reset` before. */
  facets(names: FacetNames): { facet: string; papers: number }[] {
    return names.count(this.byProfile);
  }

  /** Counted from January 1970, in order. */
  months(): { month: number; papers: number }[] {
    const months: { month: number; papers: number }[] = [];
    const { byMonth } = this;
    for (let month = 0; month < byMonth.length; month++)
      if (byMonth[month]! > 0) months.push({ month, papers: byMonth[month]! });
    return months;
  }
}
