// All papers one after the other, however many there are, for whoever wants to know their addresses.
import { sql } from "kysely";
import type { Identifier } from "../papers/identifier.ts";
import type { Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";

export interface NamedPaper {
  id: number;
  identifier: Identifier;
  /** When it last changed at its source, as far as is known: ISO 8601, a day or a moment. */
  changedAt: string | null;
}

/** Those with the numbers from `first` to `last`, by number, at most `limit`; none of the sample. */
export async function listNamedPapers(
  db: Database,
  { first, last, limit }: { first: number; last: number; limit: number },
): Promise<NamedPaper[]> {
  const rows = await db
    .selectFrom("papers")
    .select(["id", "identifier"])
    .select((row) =>
      row.fn
        .coalesce(
          "updated_at",
          "submitted_at",
          row
            .selectFrom("appearances")
            .whereRef("appearances.paper_id", "=", "papers.id")
            .select((each) => each.fn.max("day").as("day")),
        )
        .as("changedAt"),
    )
    .where("id", ">=", first)
    .where("id", "<=", last)
    // The index of the sample would be read to the end instead.
    .where(sql<boolean>`+sample = 0`)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, identifier: row.identifier as Identifier }));
}

/** The greatest number of a paper; 0 where there is none. */
export async function greatestPaper(db: Database): Promise<number> {
  const row = await db
    .selectFrom("papers")
    .select((each) => each.fn.max("id").as("id"))
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Every day with papers, from one to the next, however many papers it has. */
export async function listDays(db: Database): Promise<Day[]> {
  const { rows } = await sql<{ day: Day }>`
    with recursive days (day) as (
      select min(day) from appearances
      union all
      select (select min(day) from appearances where day > days.day)
      from days where day is not null
    )
    select day from days where day is not null
  `.execute(db);
  return rows.map(({ day }) => day);
}
