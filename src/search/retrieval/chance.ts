// How near papers lie to a query by chance. To our own model two texts that share nothing are as good as
// at right angles; to others any two texts are alike by half and more.
import type { Asked, QueryVector } from "../vectors/meaning.ts";
import { cosineOf } from "./nearest.ts";
import type { Segment } from "./segment.ts";

const looked = 400;
/** Of fewer, those that are looked for may be the most. */
const leastLooked = 20;
const mostChance = 0.95;

/** With the middle of what a sample of the papers has, where another model than ours is asked. */
export function withChance(
  asked: Asked | undefined,
  segments: readonly Segment[],
  other: QueryVector | undefined,
): Asked | undefined {
  if (!asked || !other) return asked;
  const cosines = sampled(segments, asked).sort();
  const middle = cosines[cosines.length >> 1] ?? 0;
  const isEnough = cosines.length >= leastLooked;
  return { ...asked, chance: isEnough ? Math.min(mostChance, Math.max(0, middle)) : 0 };
}

function sampled(segments: readonly Segment[], asked: Asked): Float64Array {
  const papers = segments.reduce((sum, { count }) => sum + count, 0);
  const step = Math.max(1, papers / looked);
  const cosines: number[] = [];
  for (const segment of segments) {
    for (let at = 0; at < segment.count; at += step) {
      const place = Math.floor(at);
      if (segment.vectors?.inverseLengths[place]) cosines.push(cosineOf(segment, place, asked));
    }
  }
  return Float64Array.from(cosines);
}
