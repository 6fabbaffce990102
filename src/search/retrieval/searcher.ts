// Answers requests: what stands on a page, and how many papers there are of each facet and month.
import { likeness, type Asked, type Meaning } from "../vectors/meaning.ts";
import { compareHits, type Hit } from "./best.ts";
import type {
  Clause,
  EachAnswer,
  EachRequest,
  FoundBy,
  IndexAnswer,
  IndexRequest,
  Order,
} from "./clause.ts";
import { withChance } from "./chance.ts";
import { Counts } from "./counts.ts";
import type { FacetNames } from "./facets.ts";
import { forgive } from "./forgive.ts";
import { findEach } from "./each.ts";
import { holds } from "./holds.ts";
import { foundByMeaning, foundByWords, orderByBoth } from "./hybrid.ts";
import { Lookup } from "./lookup.ts";
import { beginNearest, findNearest } from "./nearest.ts";
import { wordsIn, type Plan } from "./plan.ts";
import { makePlan } from "./planner.ts";
import { Rounds, type RoundResult } from "./round.ts";
import type { Segment } from "./segment.ts";
import { isStanding, standingOf } from "./standing.ts";

/** Nobody turns pages beyond. */
const lastListed = 10_000;

const everything: Clause = { kind: "and", of: [] };

/** What lies further away is not alike: any two papers may be as near as this by chance. */
const leastLikeness = 0.2;

/** Answers one request at a time, in memory that it keeps. */
export class Searcher {
  private rounds = new Rounds();
  private counts = new Counts();
  private meaning: Meaning | undefined;

  /** @param meaning left out, papers are found by words alone. */
  constructor(meaning?: Meaning) {
    this.meaning = meaning;
  }

  answer(segments: readonly Segment[], names: FacetNames, request: IndexRequest): IndexAnswer {
    try {
      const lookup = new Lookup(segments);
      const asked = this.ask(segments, request);
      // Beside looking for words; what filters leave of it is known only later.
      if (asked && !request.meant?.among)
        beginNearest(segments, {
          matcher: this.rounds.matcher,
          meaning: this.meaning!,
          limit: wantedByMeaning(request),
        });
      return request.meant?.alone
        ? this.findAlike(lookup, names, request, asked)
        : this.find(lookup, names, request, asked);
    } catch (cause) {
      // A file that cannot be read leaves half a round behind.
      this.rounds = new Rounds();
      throw cause;
    }
  }

  answerEach(segments: readonly Segment[], names: FacetNames, request: EachRequest): EachAnswer[] {
    try {
      return findEach(new Lookup(segments), names, this.rounds.matcher, request);
    } catch (cause) {
      this.rounds = new Rounds();
      throw cause;
    }
  }

  private find(
    lookup: Lookup,
    names: FacetNames,
    request: IndexRequest,
    asked: Asked | undefined,
  ): IndexAnswer {
    const { segments } = lookup;
    const { offset, order, first = [], counting = true } = request;
    const limit = Math.min(request.limit, lastListed);
    const until = Math.min(offset + limit, lastListed);
    const { clause = everything, nearly, forgiven } = forgive(lookup, request);
    const { rounds, counts } = this;

    function look(clause: Clause, order: Order, known: readonly Hit[]): RoundResult {
      const plan = makePlan(clause, lookup, names);
      counts.reset(names);
      return rounds.run(segments, {
        plan,
        isRanked: order.by === "relevance" && wordsIn(plan).length > 0,
        standing: standingOf({ first, order }),
        limit: asked ? Math.max(until, foundByWords) : until,
        counts,
        isCounting: counting,
        known,
      });
    }

    const counted = () =>
      counting
        ? { facets: counts.facets(names), months: counts.months() }
        : { facets: [], months: [] };

    rounds.begin();
    const exact = look(clause, order, []);
    const answer = { total: exact.total, nearly: 0, near: 0, ...counted(), forgiven };
    let listed: Found[] = exact.best.map(foundByAll);
    if (nearly && exact.total < Math.max(1, limit)) {
      const near = look(nearly, { by: "relevance" }, exact.best);
      if (order.by === "relevance") listed = exact.best.sort(compareHits).map(foundByAll);
      listed.push(...near.best.map((hit): Found => ({ ...hit, by: "some" })));
      answer.nearly = near.total;
      if (exact.total === 0) Object.assign(answer, counted());
    }
    if (asked) {
      const { meant } = request;
      const plans = {
        clause: makePlan(clause, lookup, names),
        scored: makePlan(nearly ?? clause, lookup, names),
        among: meant?.among && makePlan(meant.among, lookup, names),
      };
      const limit = wantedByMeaning(request);
      const joined = this.join(lookup, { listed, plans, asked, limit });
      listed = joined;
      const isCounted = (by: FoundBy) => by === "all" || (by === "some" && answer.nearly > 0);
      answer.near = joined.filter(({ by }) => !isCounted(by)).length;
    }
    const shown = listed.slice(offset, until);
    return {
      numbers: shown.map(({ number }) => number),
      foundBy: shown.map(({ by }) => by),
      ...answer,
      ...(rounds.isRough && { isRough: true }),
    };
  }

  /** The best by words and the best by meaning in one order; then what else words found. */
  private join(
    lookup: Lookup,
    {
      listed,
      plans,
      asked,
      limit,
    }: {
      listed: readonly Found[];
      plans: { clause: Plan; scored: Plan; among: Plan | undefined };
      asked: Asked;
      /** How many meaning may bring. */
      limit: number;
    },
  ): Found[] {
    const { segments } = lookup;
    const { matcher } = this.rounds;
    // Neither the head nor what meaning brings may hang on how much is listed: pages would not join.
    const first = listed.filter(({ score }) => isStanding(score));
    const others = listed.filter(({ score }) => !isStanding(score));
    const byWords = others.slice(0, Math.max(0, foundByWords - first.length));
    const known = new Set([...first, ...byWords].map(({ number }) => number));
    const near = findNearest(segments, {
      plan: plans.among,
      matcher,
      meaning: this.meaning!,
      asked,
      limit,
    }).filter(({ number }) => !known.has(number));
    const words = wordsIn(plans.scored);
    const byMeaning = near
      .map((hit): Found => {
        const where = { segment: segments[hit.segment]!, s: hit.segment, place: hit.place };
        if (holds(plans.clause, matcher, where)) return { ...hit, by: "all" };
        return { ...hit, by: holds(plans.scored, matcher, where) ? "some" : "meaning" };
      })
      .filter(({ by, score }) => by !== "meaning" || likeness(score, asked) >= leastLikeness);
    const found = new Map([...byWords, ...byMeaning].map((each) => [each.number, each]));
    const ordered = orderByBoth([...found.values()], {
      lookup,
      meaning: this.meaning!,
      asked,
      words,
    });
    return [
      ...first,
      ...ordered.map((hit) => ({ ...hit, by: found.get(hit.number)!.by })),
      ...others.filter(({ number }) => !found.has(number)),
    ];
  }

  /** By meaning alone. */
  private findAlike(
    lookup: Lookup,
    names: FacetNames,
    request: IndexRequest,
    asked: Asked | undefined,
  ): IndexAnswer {
    const { meant, offset, limit } = request;
    const { segments } = lookup;
    const { rounds, counts } = this;
    const excluded = new Set(meant?.papers);
    rounds.begin();
    const near = asked
      ? findNearest(segments, {
          plan: meant?.among && makePlan(meant.among, lookup, names),
          matcher: rounds.matcher,
          meaning: this.meaning!,
          asked,
          limit: wantedByMeaning(request),
        })
      : [];
    const alike = near.filter(({ number }) => !excluded.has(number)).slice(0, foundByWords);
    counts.reset(names);
    for (const { segment, place } of alike) counts.addPaper(segments[segment]!, place);
    const shown = alike.slice(offset, offset + limit);
    return {
      numbers: shown.map(({ number }) => number),
      foundBy: shown.map(() => "meaning"),
      total: alike.length,
      nearly: 0,
      near: 0,
      facets: counts.facets(names),
      months: counts.months(),
      forgiven: [],
    };
  }

  private ask(segments: readonly Segment[], { meant, order }: IndexRequest): Asked | undefined {
    if (!meant || !this.meaning || order.by !== "relevance") return undefined;
    const { words, vector, papers = [] } = meant;
    if (words) return withChance(this.meaning.askWords(words, vector), segments, vector);
    const numbers = Uint32Array.from(papers).sort();
    const vectors: { bytes: Int8Array; weight: number }[] = [];
    for (const segment of segments) {
      segment.placesOf(numbers, (place) => {
        if (!segment.vectors || segment.isGone(place)) return;
        const weight = segment.vectors.inverseLengths[place]!;
        vectors.push({ bytes: segment.vectors.at(place), weight });
      });
    }
    return this.meaning.askMiddle(vectors);
  }
}

type Found = Hit & { by: FoundBy };

/** The papers that others are to be alike are left out later. */
function wantedByMeaning({ meant }: IndexRequest): number {
  return meant?.alone ? foundByWords + new Set(meant.papers).size : foundByMeaning;
}

function foundByAll(hit: Hit): Found {
  return { ...hit, by: "all" };
}
