// Of a paper known by its title alone nothing but a page says what it is, and anybody can make a page of
// a work to come. Where a source turns out to know the work, who wrote it is asked anew.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";

const before = "It was known here while nothing but a page said what the paper is. ";

/** @param from - its name so far @param to - its name from now on */
export async function reopenClaims(
  db: Database,
  { paper, from, to }: { paper: number; from: string; to: string },
): Promise<void> {
  if (!from.startsWith("title:") || to.startsWith("title:")) return;
  await db
    .updateTable("claims")
    .set({ state: "asked", proof: null, decided_at: null, decided_by: null, answer: "" })
    .set({ evidence: sql`${before} || evidence` })
    .where("paper_id", "=", paper)
    .where("state", "=", "proved")
    .execute();
}
