// What a reader never wants to see, as the index is asked for it: words match as they do in a search.
import { listMutes, type Mute } from "../community/mutes.ts";
import type { Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { compile } from "./language/compile.ts";
import { parseQuery } from "./language/parse.ts";
import { matching } from "./matching.ts";
import type { Clause, Finder } from "./retrieval/clause.ts";

/** The papers that the reader mutes; `undefined` where there is nothing of the kind. */
export async function findMuted(
  db: Database,
  { reader, today }: { reader: number; today: Day },
): Promise<Clause | undefined> {
  const mutes = await listMutes(db, reader);
  const clauses = await Promise.all(mutes.map((mute) => clauseOf(mute, today)));
  const of = clauses.filter((clause) => clause !== undefined);
  return of.length === 0 ? undefined : { kind: "or", of };
}

/** Of some papers those that the reader mutes. */
export type Muted = (papers: readonly number[]) => Promise<ReadonlySet<number>>;

export async function openMutes(
  db: Database,
  finder: Finder,
  asked: { reader: number; today: Day },
): Promise<Muted | undefined> {
  const clause = await findMuted(db, asked);
  if (!clause) return undefined;
  const muted = matching(finder, clause);
  return async (papers) => new Set(papers.length === 0 ? [] : await muted.among(papers));
}

/** How one searches for what a mute hides. */
export function queryOfMute({ kind, value }: Mute): string {
  if (kind === "category") return `cat:"${value}"`;
  const words = value.replaceAll(/[^\p{L}\p{M}\p{N}'’+#-]+/gu, " ").trim();
  if (kind === "author") return `au:"${words}"`;
  // In quotes, so that no near word stands in for one that no paper holds.
  return `(ti:"${words}" OR abs:"${words}")`;
}

async function clauseOf(mute: Mute, today: Day): Promise<Clause | undefined> {
  const query = parseQuery(queryOfMute(mute), { today });
  const { clause } = await compile(query, {
    votes: () => Promise.resolve(new Uint32Array()),
    papers: () => Promise.resolve([]),
  });
  return clause;
}
