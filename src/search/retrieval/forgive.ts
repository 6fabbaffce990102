// Words that no paper holds are replaced by terms near them.
import type { Clause, Forgiven, IndexRequest, WordClause } from "./clause.ts";
import type { Lookup } from "./lookup.ts";
import { nearTerms, type Budget } from "./near-terms.ts";

const mostForgiven = 4;
const mostSteps = 2_000_000;

export interface Forgiving {
  clause: Clause | undefined;
  nearly: Clause | undefined;
  forgiven: Forgiven[];
}

export function forgive(lookup: Lookup, { clause, nearly, forgiving }: IndexRequest): Forgiving {
  if (!forgiving) return { clause, nearly, forgiven: [] };
  const budget: Budget = { steps: mostSteps };
  const known = new Map<string, Forgiven | undefined>();

  function forgiveWord(word: WordClause): Clause {
    const { typed } = word;
    if (typed === undefined || word.keys.some((key) => lookup.find(key).papers > 0)) return word;
    const about = `${typed} ${fieldsOf(word).join(" ")}`;
    if (!known.has(about) && known.size < mostForgiven)
      known.set(about, findNear(lookup, typed, fieldsOf(word), budget));
    const keys = known.get(about)?.keys;
    return keys ? { ...word, keys } : word;
  }

  /** What must not be there is meant as it is typed. */
  function forgiveIn(part: Clause): Clause {
    if (part.kind === "word") return forgiveWord(part);
    if (part.kind === "and" || part.kind === "or")
      return { kind: part.kind, of: part.of.map(forgiveIn) };
    return part;
  }

  return {
    clause: clause && forgiveIn(clause),
    nearly: nearly && forgiveIn(nearly),
    forgiven: [...known.values()].filter((each) => each !== undefined),
  };
}

/** What the keys begin with, such as `a:`; words of title and abstract first. */
function fieldsOf({ keys }: WordClause): string[] {
  return [...new Set(keys.map((key) => /^[a-z]:/.exec(key)?.[0] ?? ""))]
    .filter((field) => field !== "i:")
    .sort();
}

function findNear(
  lookup: Lookup,
  typed: string,
  [field]: readonly string[],
  budget: Budget,
): Forgiven | undefined {
  if (field === undefined) return undefined;
  const keys = nearTerms(lookup, typed, field, budget);
  // The first of which somebody can be shown a paper leads.
  for (let first = 0; first < keys.length; first++) {
    const paper = findPaper(lookup, keys[first]!);
    if (paper !== undefined) return { typed, keys: keys.slice(first), paper };
  }
  return undefined;
}

/** The number of a paper that holds the key and is still there. */
function findPaper(lookup: Lookup, key: string): number | undefined {
  const { postings } = lookup.find(key);
  for (let s = postings.length - 1; s >= 0; s--) {
    const list = postings[s];
    const segment = lookup.segments[s]!;
    if (!list) continue;
    for (let i = list.papersAt + list.count - 1; i >= list.papersAt; i--) {
      const place = list.papers[i]!;
      if (!segment.isGone(place)) return segment.columns.numbers[place];
    }
  }
  return undefined;
}
