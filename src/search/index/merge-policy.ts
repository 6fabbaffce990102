// Which segments to merge, so that there are few and each paper is copied only a few times.
import { mostPapers } from "../segments/segment-data.ts";

export interface Size {
  /** Papers that are still there. */
  alive: number;
  gone: number;
}

const fanIn = 8;
/** Papers a segment may have and still be merged with its like: 1,024, 8,192, then up to full. */
const tiers = [1_024, 8_192, mostPapers / 2];

/** Places of the segments to merge, or none. */
export function chooseMerge(sizes: readonly Size[]): number[] {
  const wasteful = sizes.findIndex(({ alive, gone }) => gone > 1_000 && gone * 3 > alive);
  let below = 0;
  for (const tier of tiers) {
    const members: number[] = [];
    let papers = 0;
    let isAnyLeft = false;
    sizes.forEach(({ alive }, i) => {
      if (alive >= tier || alive < below || members.length === fanIn) return;
      if (papers + alive > mostPapers) {
        isAnyLeft = true;
        return;
      }
      members.push(i);
      papers += alive;
    });
    // With room for one more, it is worth waiting for: full segments are the fewest.
    const fills = members.length > 1 && papers > mostPapers * (isAnyLeft ? 0.6 : 0.9);
    if (members.length === fanIn || fills) return members;
    below = tier;
  }
  return wasteful < 0 ? [] : [wasteful];
}
