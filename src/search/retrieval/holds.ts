// Whether a plan holds of one paper that is there. Words are looked up, where a matcher would go
// through a segment's worth of bits for each; all else is left to it.
import { codeIn } from "./lists.ts";
import type { Matcher } from "./match.ts";
import type { Plan } from "./plan.ts";
import type { Segment } from "./segment.ts";

interface Where {
  segment: Segment;
  /** The segment's place in the index. */
  s: number;
  place: number;
}

export function holds(plan: Plan, matcher: Matcher, where: Where): boolean {
  switch (plan.kind) {
    case "and":
      return plan.of.every((part) => holds(part, matcher, where));
    case "or":
      return plan.of.some((part) => holds(part, matcher, where));
    case "not":
      return !holds(plan.of, matcher, where);
    case "word":
      return plan.lists[where.s]!.some((list) => plan.weights[codeIn(list, where.place)]! > 0);
    default:
      return matches(plan, matcher, where);
  }
}

function matches(plan: Plan, matcher: Matcher, { segment, s, place }: Where): boolean {
  const only = matcher.beginWith(segment, place);
  const { count, bits } = matcher.match(plan, segment, s, only);
  matcher.spare.giveBack(only);
  matcher.spare.giveBack({ bits });
  return count > 0;
}
