// The papers whose vectors lie nearest to what was asked, among those that pass the filters.
import type { Asked, Meaning } from "../vectors/meaning.ts";
import { Best, type Hit } from "./best.ts";
import type { Matcher } from "./match.ts";
import { isIn, type Places } from "./places.ts";
import type { Plan } from "./plan.ts";
import { hitAt } from "./round.ts";
import type { Segment } from "./segment.ts";

/** Looking so many vectors up by themselves takes as long as scanning all of a segment's. */
const scannedAsOne = 12;

interface NearestOptions {
  /** What papers must pass. */
  plan: Plan;
  matcher: Matcher;
  meaning: Meaning;
  asked: Asked;
  /** Whether a scan of all segments was begun already. */
  isBegun: boolean;
  limit: number;
}

export function findNearest(
  segments: readonly Segment[],
  { plan, matcher, meaning, asked, isBegun, limit }: NearestOptions,
): Hit[] {
  const best = new Best(limit);
  const passing = segments.map((segment, s) => {
    const alive = matcher.begin(segment);
    const places = matcher.match(plan, segment, s, alive);
    matcher.spare.giveBack(alive);
    return places;
  });
  const isScanned = segments.map(
    ({ count }, s) => isBegun || passing[s]!.count * scannedAsOne > count,
  );
  if (!isBegun)
    meaning.beginScan(segments.map(({ vectors }, s) => (isScanned[s] ? vectors : undefined)));
  meaning.finishScan();
  segments.forEach((segment, s) => {
    if (segment.vectors) {
      if (isScanned[s]) collect(segment, s, passing[s]!, asked, best);
      else lookUp(segment, s, passing[s]!, asked, best);
    }
    matcher.spare.giveBack(passing[s]!);
  });
  return best.list();
}

function collect(
  segment: Segment,
  s: number,
  { bits }: Places,
  { inverseLength }: Asked,
  best: Best,
): void {
  const vectors = segment.vectors!;
  const { inverseLengths } = vectors;
  const found = vectors.scanned();
  let { threshold } = best;
  for (let place = 0; place < found.length; place++) {
    const cosine = found[place]! * inverseLengths[place]! * inverseLength;
    if (cosine <= threshold || !isIn(bits, place)) continue;
    best.offer(hitAt(segment, s, place, cosine));
    ({ threshold } = best);
  }
}

function lookUp(
  segment: Segment,
  s: number,
  { bits, words }: Places,
  asked: Asked,
  best: Best,
): void {
  for (let word = 0; word < words; word++) {
    let rest = bits[word]!;
    while (rest !== 0) {
      const leading = Math.clz32(rest);
      rest &= 0x7fffffff >>> leading;
      const place = word * 32 + 31 - leading;
      const cosine = cosineOf(segment, place, asked);
      if (cosine > best.threshold) best.offer(hitAt(segment, s, place, cosine));
    }
  }
}

/** How near one paper lies, from -1 to 1; 0 where it has no vector. */
export function cosineOf({ vectors }: Segment, place: number, { inverseLength }: Asked): number {
  if (!vectors) return 0;
  return vectors.dot(place) * vectors.inverseLengths[place]! * inverseLength;
}
