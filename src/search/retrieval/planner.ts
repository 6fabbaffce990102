// Makes plans of clauses.
import type { Clause, PhraseClause, WordClause } from "./clause.ts";
import type { FacetNames } from "./facets.ts";
import type { Lookup } from "./lookup.ts";
import type { FacetsPlan, Plan, WordPlan } from "./plan.ts";
import type { Postings } from "./postings.ts";
import { rarityOf, weightsOf } from "./weights.ts";

const bothFields = 3;

/** Positions are on disk: all else is asked before them. */
const readingEffort = 2 ** 40;

export function makePlan(clause: Clause, lookup: Lookup, names: FacetNames): Plan {
  const { segments, papers } = lookup;
  // What is asked for again is the same plan, so that it is worked out once.
  const words = new Map<string, WordPlan>();
  const facets = new Map<string, FacetsPlan>();

  function plan(clause: Clause): Plan {
    switch (clause.kind) {
      case "word":
        return planWord(clause);
      case "phrase":
        return planPhrase(clause);
      case "or":
        return planOr(clause.of.map(plan));
      case "and":
        return planAnd(clause.of.map(plan), papers);
      case "not":
        return planNot(plan(clause.of), papers);
      case "facet":
        return planFacet(clause.facet);
      case "days": {
        const { kind, from, to } = clause;
        const effort = sum(segments, (each) => each.placeOfDay(to + 1) - each.placeOfDay(from));
        return { kind, from, to, effort };
      }
      case "papers":
        return {
          kind: "papers",
          numbers: inOrder(clause.numbers),
          effort: clause.numbers.length,
        };
    }
  }

  function planWord({ keys, fields, weight }: Omit<WordClause, "kind">): WordPlan {
    const name = `${fields} ${weight} ${keys.join(" ")}`;
    const known = words.get(name);
    if (known) {
      known.times++;
      return known;
    }
    const lists: Postings[][] = segments.map(() => []);
    let holding = 0;
    for (const key of new Set(keys)) {
      const found = lookup.find(key);
      holding += found.papers;
      if (found.papers > 0) found.postings.forEach((list, s) => list && lists[s]!.push(list));
    }
    const planned: WordPlan = {
      kind: "word",
      lists,
      anywhere: fields === bothFields,
      weights: weightsOf(weight * rarityOf(Math.min(holding, papers), papers), fields),
      times: 1,
      effort: holding,
    };
    words.set(name, planned);
    return planned;
  }

  function planPhrase({ places, fields, together }: PhraseClause): Plan {
    const planned = places
      .map((keys, offset) => ({ offset, word: planWord({ keys, fields, weight: 1 }) }))
      .sort((a, b) => byEffort(a.word, b.word));
    const [rarest] = planned;
    if (!rarest || planned.length === 1) return rarest?.word ?? planOr([]);
    return {
      kind: "phrase",
      words: planned.map(({ word }) => word),
      offsets: planned.map(({ offset }) => offset),
      fields,
      together,
      effort: readingEffort + rarest.word.effort,
    };
  }

  function planFacet(name: string): FacetsPlan {
    const known = facets.get(name);
    if (known) {
      known.times++;
      return known;
    }
    const found = names.find(name);
    const effort = sum(segments, (each) => sum(each.facets.lists(found), ({ count }) => count));
    const planned: FacetsPlan = { kind: "facets", facets: found, times: 1, effort };
    facets.set(name, planned);
    return planned;
  }

  return plan(clause);
}

function planOr(parts: readonly Plan[]): Plan {
  const of = parts.flatMap((part) => (part.kind === "or" ? part.of : [part]));
  return of.length === 1 ? of[0]! : { kind: "or", of, effort: sum(of, ({ effort }) => effort) };
}

function planAnd(parts: readonly Plan[], papers: number): Plan {
  const of: Plan[] = [];
  const unwanted: Plan[] = [];
  for (const part of parts.flatMap((part) => (part.kind === "and" ? part.of : [part]))) {
    if (part.kind === "not") unwanted.push(part.of);
    else of.push(part);
  }
  if (unwanted.length > 0) of.push(planNot(planOr(unwanted), papers));
  of.sort(byEffort);
  return of.length === 1 ? of[0]! : { kind: "and", of, effort: of[0]?.effort ?? papers };
}

function planNot(of: Plan, papers: number): Plan {
  if (of.kind === "not") return of.of;
  return { kind: "not", of, effort: Math.max(papers, of.effort) };
}

function byEffort(a: Plan, b: Plan): number {
  return a.effort - b.effort;
}

function sum<Each>(list: readonly Each[], numberOf: (each: Each) => number): number {
  return list.reduce((total, each) => total + numberOf(each), 0);
}

function inOrder(numbers: Uint32Array): Uint32Array {
  for (let i = 1; i < numbers.length; i++)
    if (numbers[i]! < numbers[i - 1]!) return numbers.slice().sort();
  return numbers;
}
