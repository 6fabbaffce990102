// The papers whose vectors lie nearest to what was asked, among those that pass the filters.
import type { Asked, Meaning } from "../vectors/meaning.ts";
import type { Scanned } from "../vectors/room.ts";
import { Best, type Hit } from "./best.ts";
import type { Matcher } from "./match.ts";
import type { Places } from "./places.ts";
import type { Plan } from "./plan.ts";
import { hitAt } from "./round.ts";
import type { Segment } from "./segment.ts";

/** Looking so many vectors up by themselves takes as long as scanning all of a segment's. */
const scannedAsOne = 12;

interface BeginOptions {
  matcher: Matcher;
  meaning: Meaning;
  limit: number;
}

interface NearestOptions extends BeginOptions {
  asked: Asked;
  /** What papers must pass; left out where a scan of all was begun already. */
  plan?: Plan | undefined;
}

/** Begins to compare all papers with what was asked, beside what else is done meanwhile. */
export function beginNearest(
  segments: readonly Segment[],
  { matcher, meaning, limit }: BeginOptions,
): void {
  const alive = segments.map((segment) => matcher.begin(segment));
  meaning.beginScan(scannedOf(segments, alive), limit);
  for (const places of alive) matcher.spare.giveBack(places);
}

export function findNearest(segments: readonly Segment[], options: NearestOptions): Hit[] {
  const { plan, meaning, asked, limit } = options;
  const best = new Best(limit);
  if (plan) {
    const passing = passingIn(segments, plan, options.matcher);
    const isFew = ({ count }: Segment, s: number) => passing[s]!.count * scannedAsOne <= count;
    const many = passing.map((places, s) => (isFew(segments[s]!, s) ? undefined : places));
    meaning.beginScan(scannedOf(segments, many), limit);
    segments.forEach((segment, s) => {
      if (!many[s]) lookUp(segment, s, passing[s]!, asked, best);
    });
    for (const places of passing) options.matcher.spare.giveBack(places);
  }
  meaning.finishScan();
  // The last scanned first: what comes then is hardly ever better.
  for (let s = segments.length - 1; s >= 0; s--) {
    const segment = segments[s]!;
    const { vectors } = segment;
    if (!vectors) continue;
    meaning.eachFound(vectors, (place, dot) => {
      offer(segment, s, place, dot * vectors.inverseLengths[place]! * asked.inverseLength, best);
    });
  }
  return best.list();
}

function passingIn(segments: readonly Segment[], plan: Plan, matcher: Matcher): Places[] {
  return segments.map((segment, s) => {
    const alive = matcher.begin(segment);
    const places = matcher.match(plan, segment, s, alive);
    matcher.spare.giveBack(alive);
    return places;
  });
}

/** What a scan is told of segments whose vectors are there, but for those without `places`. */
function scannedOf(
  segments: readonly Segment[],
  places: readonly (Places | undefined)[],
): Scanned[] {
  return segments.flatMap(({ vectors }, s) => {
    const allowed = places[s]?.bits;
    return vectors && allowed ? [{ vectors, allowed }] : [];
  });
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
      offer(segment, s, place, cosineOf(segment, place, asked), best);
    }
  }
}

/** Of those that are as near as the last of the best, the newer are kept. */
function offer(segment: Segment, s: number, place: number, cosine: number, best: Best): void {
  if (cosine > 0 && cosine >= best.threshold) best.offer(hitAt(segment, s, place, cosine));
}

/** How near one paper lies, from -1 to 1; 0 where it has no vector. */
export function cosineOf({ vectors }: Segment, place: number, { inverseLength }: Asked): number {
  if (!vectors) return 0;
  return vectors.dot(place) * vectors.inverseLengths[place]! * inverseLength;
}
