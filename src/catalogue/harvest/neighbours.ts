// Identifiers are given in the order of announcement, so where the dates of a paper's neighbours are
// known, its own lies between them.
import type { Identifier } from "../../papers/identifier.ts";
import type { Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import type { Placing } from "./placing.ts";

/** The day that was worked out from a record, where the neighbours of the identifier allow it. */
export async function placeAmongNeighbours(
  db: Database,
  identifier: Identifier,
  { earliest, stamped, sure }: Placing,
): Promise<Day> {
  const { before, after } = await findNeighbours(db, identifier);
  const within = (day: Day) => {
    if (after !== undefined && day > after) return after;
    return before !== undefined && day < before ? before : day;
  };
  if (stamped === undefined) return within(earliest);
  if (sure) return within(stamped);
  // A paper that waited for its moderators, or an old one whose record was touched: it waited, if
  // what was announced before has smaller identifiers and nothing larger was announced earlier.
  const waited = before !== undefined && within(stamped) === stamped;
  return waited ? stamped : within(earliest);
}

async function findNeighbours(
  db: Database,
  identifier: Identifier,
): Promise<{ before: Day | undefined; after: Day | undefined }> {
  // An identifier of the old style does not tell the order between archives.
  if (!/^arxiv:\d{4}\.\d{4,5}$/.test(identifier)) return { before: undefined, after: undefined };
  // The month is part of the order: only neighbours of the same one are near enough.
  const month = identifier.slice(0, "arxiv:2603".length);
  const told = () =>
    db
      .selectFrom("announcements")
      .select("day")
      .where("kind", "=", "new")
      .where("hidden_by", "is", null)
      .where("identifier", ">=", `${month}.`)
      .where("identifier", "<", `${month}/`)
      .limit(1);
  const before = await told()
    .where("identifier", "<", identifier)
    .orderBy("identifier", "desc")
    .executeTakeFirst();
  const after = await told()
    .where("identifier", ">", identifier)
    .orderBy("identifier", "asc")
    .executeTakeFirst();
  return { before: before?.day, after: after?.day };
}
