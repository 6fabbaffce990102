// The papers whose vectors lie nearest to what was asked, among those that pass the filters.
import type { Asked } from "../vectors/meaning.ts";
import { Best, type Hit } from "./best.ts";
import type { Matcher } from "./match.ts";
import { isIn, type Places } from "./places.ts";
import type { Plan } from "./plan.ts";
import { hitAt } from "./round.ts";
import type { Segment } from "./segment.ts";

/** Looking so many vectors up by themselves takes as long as scanning all of a segment's. */
const scannedAsOne = 12;

/** @param plan what papers must pass. */
export function findNearest(
  segments: readonly Segment[],
  { plan, matcher, asked, limit }: { plan: Plan; matcher: Matcher; asked: Asked; limit: number },
): Hit[] {
  const best = new Best(limit);
  segments.forEach((segment, s) => {
    if (!segment.vectors) return;
    const alive = matcher.begin(segment);
    const passing = matcher.match(plan, segment, s, alive);
    if (passing.count * scannedAsOne > segment.count) scan(segment, s, passing, asked, best);
    else lookUp(segment, s, passing, asked, best);
    matcher.spare.giveBack(alive);
    matcher.spare.giveBack(passing);
  });
  return best.list();
}

function scan(
  segment: Segment,
  s: number,
  { bits }: Places,
  { inverseLength }: Asked,
  best: Best,
): void {
  const vectors = segment.vectors!;
  const { inverseLengths } = vectors;
  const found = vectors.dots(0, segment.count);
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
  return vectors.dots(place, 1)[0]! * vectors.inverseLengths[place]! * inverseLength;
}
