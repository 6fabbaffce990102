// What is like a paper: what its page and its text say.
import type { Paper } from "../papers/paper.ts";
import type { Finder } from "../search/retrieval/clause.ts";
import { findSimilar } from "../search/search.ts";
import type { Database } from "../store/tables.ts";

const mostSimilar = 5;

export async function listSimilar(
  { db, finder }: { db: Database; finder: Finder },
  { id }: Paper,
): Promise<readonly Paper[]> {
  return await findSimilar(db, finder, { papers: [id], limit: mostSimilar });
}
