// What is known of whoever said something, or reported it: for moderators, to judge by.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import type { Role } from "../readers.ts";
import { inForce, type Restriction } from "./restrictions.ts";

export interface ReaderRecord {
  id: number;
  name: string;
  handle: string;
  role: Role;
  /** When the account was made, ISO 8601. */
  since: string;
  /** Comments by how they stand. */
  shown: number;
  held: number;
  hidden: number;
  /** Acts about them that were not taken back. */
  hides: number;
  warnings: number;
  suspensions: number;
  bans: number;
  /** What they reported: how much of it moderators acted on, and in how much they found nothing. */
  upheld: number;
  dismissed: number;
  restriction: Pick<Restriction, "kind" | "until"> | undefined;
}

/** By number. */
export async function readRecords(
  db: Database,
  { readers, now }: { readers: readonly number[]; now: Date },
): Promise<Map<number, ReaderRecord>> {
  const rows = await db
    .selectFrom("readers")
    .leftJoin("restrictions", (join) =>
      join.onRef("restrictions.reader_id", "=", "readers.id").on(inForce(now)),
    )
    .select([
      "readers.id",
      "readers.name",
      "readers.handle",
      "readers.role",
      "readers.created_at as since",
      "restrictions.kind",
      "restrictions.until",
      commentsThat("shown"),
      commentsThat("held"),
      commentsThat("hidden"),
      actsOf("hide", "hides"),
      actsOf("warn", "warnings"),
      actsOf("suspend", "suspensions"),
      actsOf("ban", "bans"),
      reportsWhere(sql`acts.kind not in ('dismiss', 'approve')`, "upheld"),
      reportsWhere(sql`acts.kind in ('dismiss', 'approve')`, "dismissed"),
    ])
    .where("readers.id", "in", numbersIn(readers))
    .execute();
  return new Map(
    rows.map(({ kind, until, ...row }) => [
      row.id,
      { ...row, restriction: kind === null ? undefined : { kind, until } },
    ]),
  );
}

function commentsThat<Standing extends "shown" | "held" | "hidden">(standing: Standing) {
  return sql<number>`(select count(*) from comments
    where comments.reader_id = readers.id and standing = ${standing})`.as(standing);
}

function actsOf<Name extends string>(kind: string, name: Name) {
  return sql<number>`(select count(*) from moderation_acts as acts
    where acts.reader_id = readers.id and acts.kind = ${kind} and acts.undoes is null
      and not exists (select 1 from moderation_acts as undoing where undoing.undoes = acts.id))`.as(
    name,
  );
}

function reportsWhere<Name extends string>(kinds: ReturnType<typeof sql>, name: Name) {
  return sql<number>`(select count(*) from reports
    join moderation_acts as acts on acts.id = reports.act_id
    where reports.reader_id = readers.id and ${kinds})`.as(name);
}
