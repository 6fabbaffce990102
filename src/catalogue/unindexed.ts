// The papers that the search index does not hold yet, or holds differently. Triggers put them here;
// see migrations.ts.
import { sql } from "kysely";
import { numbersIn } from "../store/values-in.ts";
import type { Database } from "../store/tables.ts";

export interface Unindexed {
  paper: number;
  /** Another one after every change. */
  token: number;
}

/** Highest numbers first: what came last is wanted first. */
export async function listUnindexed(
  db: Database,
  { below, limit }: { below?: number | undefined; limit: number },
): Promise<Unindexed[]> {
  return await db
    .selectFrom("unindexed")
    .select(["paper_id as paper", "token"])
    .$if(below !== undefined, (query) => query.where("paper_id", "<", below!))
    .orderBy("paper_id", "desc")
    .limit(limit)
    .execute();
}

export async function hasUnindexed(db: Database): Promise<boolean> {
  const row = await db.selectFrom("unindexed").select("paper_id").limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function countUnindexed(db: Database): Promise<number> {
  const row = await db
    .selectFrom("unindexed")
    .select((select) => select.fn.countAll<number>().as("papers"))
    .executeTakeFirstOrThrow();
  return row.papers;
}

/** Takes out what was indexed, but for papers that have changed since they were listed. */
export async function forgetUnindexed(db: Database, rows: readonly Unindexed[]): Promise<void> {
  // One statement for thousands of rows, which would otherwise hold the database up.
  const list = JSON.stringify(rows.map(({ paper, token }) => [paper, token]));
  await sql`
    delete from unindexed where (paper_id, token) in (
      select value ->> 0, value ->> 1 from json_each(${list})
    )
  `.execute(db);
}

/** These papers, or all that there are and were, are to be indexed again. */
export async function markUnindexed(
  db: Database,
  papers: "all" | readonly number[],
): Promise<void> {
  const numbers = papers === "all" ? sql`(select id from papers)` : numbersIn(papers);
  await sql`
    insert into unindexed select *, random() & 0xffffffffffff from ${numbers} where true
      on conflict do update set token = excluded.token
  `.execute(db);
}
