// Several clauses about the same papers. Those papers are found once, and of each segment that holds
// any of them no others are looked at.
import type { EachAnswer, EachRequest } from "./clause.ts";
import type { FacetNames } from "./facets.ts";
import type { Lookup } from "./lookup.ts";
import type { Matcher } from "./match.ts";
import type { Places } from "./places.ts";
import { makePlan } from "./planner.ts";
import type { Segment } from "./segment.ts";

interface Part {
  segment: Segment;
  /** Its place in the index. */
  s: number;
  among: Places;
}

export function findEach(
  lookup: Lookup,
  names: FacetNames,
  matcher: Matcher,
  { clauses, within, listing }: EachRequest,
): EachAnswer[] {
  matcher.phrases.begin();
  const whole = makePlan(within, lookup, names);
  const parts: Part[] = lookup.segments.map((segment, s) => {
    const alive = matcher.begin(segment);
    const among = matcher.match(whole, segment, s, alive);
    matcher.spare.giveBack(alive);
    return { segment, s, among };
  });
  const held = parts.filter(({ among }) => among.count > 0);

  const answers = clauses.map((clause): EachAnswer => {
    // As if it were asked for alone.
    matcher.phrases.begin();
    const plan = makePlan(clause, lookup, names);
    const numbers: number[] = [];
    let total = 0;
    for (const { segment, s, among } of held) {
      matcher.spare.giveBack(matcher.begin(segment));
      const found = matcher.match(plan, segment, s, among);
      total += found.count;
      if (listing) numbers.push(...numbersOf(segment, found));
      matcher.spare.giveBack(found);
    }
    return { total, numbers };
  });
  for (const { among } of parts) matcher.spare.giveBack(among);
  return answers;
}

function numbersOf({ columns: { numbers } }: Segment, { bits, words }: Places): number[] {
  const listed: number[] = [];
  for (let word = 0; word < words; word++) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1)
      listed.push(numbers[word * 32 + 31 - Math.clz32(rest & -rest)]!);
  }
  return listed;
}
