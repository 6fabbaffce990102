// Where a paper stands, and what is like it: what its page and its text say.
import { findPlace } from "../editions/standings.ts";
import type { Appearance, Paper } from "../papers/paper.ts";
import { findSimilar } from "../search/search.ts";
import type { Web } from "./context.ts";
import type { Standing } from "./views/paper-rail.tsx";

const mostSimilar = 5;
const mostStandings = 4;

export async function listSimilar({ db, finder }: Web, { id }: Paper): Promise<readonly Paper[]> {
  return await findSimilar(db, finder, { papers: [id], limit: mostSimilar });
}

/** Its places in the editions in which it stands, the newest last; it may have come too late for one. */
export async function listStandings(
  { db, judge }: Web,
  paper: Paper,
): Promise<{ standings: Standing[]; outside: Appearance[] }> {
  const standings: Standing[] = [];
  const outside: Appearance[] = [];
  for (const appearance of paper.appearances.slice(-mostStandings)) {
    const found = await findPlace(db, { paper: paper.id, day: appearance.day, judge });
    if (found) standings.push({ ...appearance, ...found });
    else outside.push(appearance);
  }
  return { standings, outside };
}
