// Where a paper stands, and what is like it: what its page and its text say.
import { listStandings } from "../editions/standings.ts";
import type { Appearance, Paper } from "../papers/paper.ts";
import { findSimilar } from "../search/search.ts";
import type { Web } from "./context.ts";
import type { Standing } from "./views/paper-rail.tsx";

const mostSimilar = 5;

export async function listSimilar({ db, finder }: Web, { id }: Paper): Promise<readonly Paper[]> {
  return await findSimilar(db, finder, { papers: [id], limit: mostSimilar });
}

/** Its places in the editions in which it stands, the newest last; it may have come too late for one. */
export async function readStandings(
  { db, judge }: Web,
  paper: Paper,
): Promise<{ standings: Standing[]; outside: Appearance[] }> {
  const standings: Standing[] = [];
  const outside: Appearance[] = [];
  for (const { appearance, place } of await listStandings(db, { paper, judge })) {
    if (place) standings.push({ ...appearance, ...place });
    else outside.push(appearance);
  }
  return { standings, outside };
}
