// Which papers of a segment a plan holds of.
import { isJumpingQuicker, markAll, markAmong, markWeighty, type List } from "./lists.ts";
import { PhraseMatcher } from "./phrase.ts";
import { isIn, keepBetween, recount, SparePlaces, type Places } from "./places.ts";
import type { FacetsPlan, PhrasePlan, Plan, WordPlan } from "./plan.ts";
import type { Segment } from "./segment.ts";

/** What is asked for more often is marked once for each segment, and kept. */
const often = 2;

export class Matcher {
  readonly spare = new SparePlaces();
  readonly phrases = new PhraseMatcher();
  private kept = new Map<Plan, Int32Array>();

  /**
   * Those of `among` that the plan holds of, in memory that is the caller's to change and to give
   * back. `s` is the segment's place in the index.
   */
  match(plan: Plan, segment: Segment, s: number, among: Places): Places {
    switch (plan.kind) {
      case "and":
        return this.matchAll(plan.of, segment, s, among);
      case "or":
        return this.matchAny(plan.of, segment, s, among);
      case "not":
        return this.matchNone(plan.of, segment, s, among);
      case "phrase":
        return this.matchPhrase(plan, segment, s, among);
      case "days": {
        const kept = this.copy(among);
        keepBetween(kept.bits, segment.placeOfDay(plan.from), segment.placeOfDay(plan.to + 1));
        return recount(kept);
      }
      default:
        return this.matchAny([plan], segment, s, among);
    }
  }

  /** Begins with a segment: all its papers that are still there. */
  begin({ count, gone, goneCount }: Segment): Places {
    for (const bits of this.kept.values()) this.spare.giveBack({ bits });
    this.kept.clear();
    const bits = this.spare.take();
    for (let i = 0; i < gone.length; i++) bits[i] = ~gone[i]!;
    keepBetween(bits, 0, count);
    return { bits, words: gone.length, count: count - goneCount };
  }

  /** Begins with one paper of a segment alone. */
  beginWith(segment: Segment, place: number): Places {
    const alive = this.begin(segment);
    const isAlive = isIn(alive.bits, place);
    alive.bits.fill(0);
    if (isAlive) alive.bits[place >> 5] = 1 << (place & 31);
    return { ...alive, count: isAlive ? 1 : 0 };
  }

  /** In the order of the plan: the rarest first, so that little is left to look up of common ones. */
  private matchAll(parts: readonly Plan[], segment: Segment, s: number, among: Places): Places {
    let here = among;
    for (const part of parts) {
      const next = this.match(part, segment, s, here);
      if (here !== among) this.spare.giveBack(here);
      here = next;
      if (here.count === 0) break;
    }
    return here === among ? this.copy(among) : here;
  }

  private matchAny(parts: readonly Plan[], segment: Segment, s: number, among: Places): Places {
    const bits = this.spare.take();
    for (const part of parts) {
      if (part.kind === "word" || part.kind === "facets") {
        if (part.times > often) add(bits, this.keep(part, segment, s), among.words);
        else for (const list of listsOf(part, segment, s)) markList(list, part, among, bits);
      } else if (part.kind === "papers") {
        segment.placesOf(part.numbers, (place) => (bits[place >> 5]! |= 1 << (place & 31)));
      } else {
        const more = this.match(part, segment, s, among);
        add(bits, more.bits, among.words);
        this.spare.giveBack(more);
      }
    }
    // Lists that are gone through from end to end were marked wholly.
    for (let i = 0; i < among.words; i++) bits[i]! &= among.bits[i]!;
    return recount({ bits, words: among.words });
  }

  /** All papers of a word or facets, whether they are asked for or not. */
  private keep(part: WordPlan | FacetsPlan, segment: Segment, s: number): Int32Array {
    const kept = this.kept.get(part);
    if (kept) return kept;
    const bits = this.spare.take();
    for (const list of listsOf(part, segment, s)) markWhole(list, part, bits);
    this.kept.set(part, bits);
    return bits;
  }

  private matchNone(unwanted: Plan, segment: Segment, s: number, among: Places): Places {
    const rest = this.match(unwanted, segment, s, among);
    for (let i = 0; i < among.words; i++) rest.bits[i] = among.bits[i]! & ~rest.bits[i]!;
    return { ...rest, count: among.count - rest.count };
  }

  private matchPhrase(phrase: PhrasePlan, segment: Segment, s: number, among: Places): Places {
    // Cheap first: all words there, before any position is read.
    const candidates = this.matchAll(phrase.words, segment, s, among);
    return this.phrases.check(phrase, segment, s, candidates);
  }

  private copy({ bits, words, count }: Places): Places {
    const copied = this.spare.take();
    copied.set(bits.subarray(0, words));
    return { bits: copied, words, count };
  }
}

function listsOf(part: WordPlan | FacetsPlan, segment: Segment, s: number): readonly List[] {
  return part.kind === "word" ? part.lists[s]! : segment.facets.lists(part.facets);
}

function markList(list: List, part: WordPlan | FacetsPlan, among: Places, out: Int32Array): void {
  if (!isJumpingQuicker(among.count, list.count)) markWhole(list, part, out);
  else markAmong(list, neededWeights(part), among, out);
}

function markWhole(list: List, part: WordPlan | FacetsPlan, out: Int32Array): void {
  const weights = neededWeights(part);
  if (weights) markWeighty(list, weights, out);
  else markAll(list, out);
}

/** Where any field will do, weights need not be looked at. */
function neededWeights(part: WordPlan | FacetsPlan): Int32Array | undefined {
  return part.kind === "word" && !part.anywhere ? part.weights : undefined;
}

function add(to: Int32Array, bits: Int32Array, words: number): void {
  for (let i = 0; i < words; i++) to[i]! |= bits[i]!;
}
