// One way through all segments: which papers a plan holds of, how many, and the best of them.
import { Best, type Hit } from "./best.ts";
import type { Counts } from "./counts.ts";
import { Matcher } from "./match.ts";
import { isIn, type Places } from "./places.ts";
import type { Plan } from "./plan.ts";
import { rankingOf, Scores } from "./scores.ts";
import type { Segment } from "./segment.ts";
import type { FindStanding, Standing } from "./standing.ts";
import { countAndOffer, countProfiles, hold } from "./tally.ts";

export interface Round {
  plan: Plan;
  /** Ordered by what words say; or else the newest first. */
  isRanked: boolean;
  standing: FindStanding;
  /** How many of the best are wanted. */
  limit: number;
  /** Where facets and months are counted. */
  counts: Counts;
  isCounting: boolean;
  /** Found before: these are left out, and get the score that this round's words give. */
  known: readonly Hit[];
}

export interface RoundResult {
  total: number;
  best: Hit[];
}

/** Makes one round at a time, in memory that it keeps. */
export class Rounds {
  readonly matcher = new Matcher();
  private scores = new Scores();

  /** Begins with a request. */
  begin(): void {
    this.matcher.phrases.begin();
  }

  /** See `IndexAnswer`. */
  get isRough(): boolean {
    return this.matcher.phrases.isRough;
  }

  run(segments: readonly Segment[], round: Round): RoundResult {
    const { plan, standing, counts, isCounting } = round;
    const { matcher, scores } = this;
    const ranking = round.isRanked ? rankingOf(plan) : undefined;
    const best = new Best(round.limit);
    let total = 0;
    segments.forEach((segment, s) => {
      const alive = matcher.begin(segment);
      const found = ranking
        ? scores.match(ranking, matcher, segment, s, alive)
        : matcher.match(plan, segment, s, alive);
      const before = standing(segment);
      if (ranking) scores.raise(before);
      total += found.count - this.leaveOut(round, s, found, before);
      hold(found);
      const { profileOf } = segment.facets;
      // Counts profiles on the way: it costs less here than to decide whether to.
      if (ranking)
        countAndOffer(profileOf, counts.byProfile, {
          least: best.threshold,
          offer(place, score) {
            best.offer(hitAt(segment, s, place, score));
            return best.threshold;
          },
        });
      else if (isCounting) countProfiles(profileOf, counts.byProfile);
      if (isCounting) counts.addMonths(segment);
      if (!ranking) collectNewest(segment, s, found, before, best);
      if (ranking) scores.clear(segment.count);
      matcher.spare.giveBack(alive);
      matcher.spare.giveBack(found);
    });
    return { total, best: best.list() };
  }

  /** Takes out what was found before; how many that were. */
  private leaveOut(
    { known, isRanked }: Round,
    s: number,
    { bits }: Places,
    standing: readonly Standing[],
  ): number {
    let count = 0;
    for (const hit of known) {
      if (hit.segment !== s) continue;
      const isFound = isIn(bits, hit.place);
      if (isRanked && !standing.some(({ place }) => place === hit.place))
        hit.score = isFound ? this.scores.values[hit.place]! : 0;
      if (!isFound) continue;
      bits[hit.place >> 5]! ^= 1 << (hit.place & 31);
      count++;
    }
    return count;
  }
}

/** A segment's papers are in order of days: once one is refused, so are all before it. */
function collectNewest(
  segment: Segment,
  s: number,
  { bits, words }: Places,
  standing: readonly Standing[],
  best: Best,
): void {
  for (const { place, score } of standing) {
    if (!isIn(bits, place)) continue;
    best.offer(hitAt(segment, s, place, score));
    bits[place >> 5]! ^= 1 << (place & 31);
  }
  for (let word = words - 1; word >= 0; word--) {
    while (bits[word] !== 0) {
      const bit = 31 - Math.clz32(bits[word]!);
      if (!best.offer(hitAt(segment, s, word * 32 + bit, 0))) return;
      bits[word]! ^= 1 << bit;
    }
  }
}

export function hitAt(
  { columns: { days, numbers } }: Segment,
  s: number,
  place: number,
  score: number,
): Hit {
  return { score, day: days[place]!, number: numbers[place]!, segment: s, place };
}
