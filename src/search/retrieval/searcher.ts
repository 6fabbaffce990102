// Answers requests: what stands on a page, and how many papers there are of each facet and month.
import { compareHits, type Hit } from "./best.ts";
import type { Clause, IndexAnswer, IndexRequest, Order } from "./clause.ts";
import { Counts } from "./counts.ts";
import type { FacetNames } from "./facets.ts";
import { forgive } from "./forgive.ts";
import { Lookup } from "./lookup.ts";
import { wordsIn } from "./plan.ts";
import { makePlan } from "./planner.ts";
import { Rounds, type RoundResult } from "./round.ts";
import type { Segment } from "./segment.ts";
import { standingOf } from "./standing.ts";

/** Nobody turns pages beyond. */
const lastListed = 10_000;

const everything: Clause = { kind: "and", of: [] };

/** Answers one request at a time, in memory that it keeps. */
export class Searcher {
  private rounds = new Rounds();
  private counts = new Counts();

  answer(segments: readonly Segment[], names: FacetNames, request: IndexRequest): IndexAnswer {
    try {
      return this.find(segments, names, request);
    } catch (cause) {
      // A file that cannot be read leaves half a round behind.
      this.rounds = new Rounds();
      throw cause;
    }
  }

  private find(
    segments: readonly Segment[],
    names: FacetNames,
    request: IndexRequest,
  ): IndexAnswer {
    const { offset, order, first = [], counting = true } = request;
    const limit = Math.min(request.limit, lastListed);
    const until = Math.min(offset + limit, lastListed);
    const lookup = new Lookup(segments);
    const { clause = everything, nearly, forgiven } = forgive(lookup, request);
    const { rounds, counts } = this;

    function look(clause: Clause, order: Order, known: readonly Hit[]): RoundResult {
      const plan = makePlan(clause, lookup, names);
      counts.reset(names);
      return rounds.run(segments, {
        plan,
        isRanked: order.by === "relevance" && wordsIn(plan).length > 0,
        standing: standingOf({ first, order }),
        limit: until,
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
    const answer = { total: exact.total, nearly: 0, ...counted(), forgiven };
    let listed = exact.best;
    if (nearly && exact.total < Math.max(1, limit)) {
      const near = look(nearly, { by: "relevance" }, exact.best);
      if (order.by === "relevance") exact.best.sort(compareHits);
      listed = [...exact.best, ...near.best];
      answer.nearly = near.total;
      if (exact.total === 0) Object.assign(answer, counted());
    }
    return {
      numbers: listed.slice(offset, until).map(({ number }) => number),
      ...answer,
      ...(rounds.isRough && { isRough: true }),
    };
  }
}
