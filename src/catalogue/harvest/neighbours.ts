// Identifiers are given in the order of announcement, so where the feed has told the dates of a
// paper's neighbours, its own lies between them.
import {
  isListingDay,
  nextListingDay,
  type Deferrals,
} from "../../papers/announcement-calendar.ts";
import type { Identifier } from "../../papers/identifier.ts";
import type { Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";

/** The day that was worked out, moved to where the neighbours of the identifier allow it to be. */
export async function placeAmongNeighbours(
  db: Database,
  identifier: Identifier,
  { day, deferrals }: { day: Day | undefined; deferrals: Deferrals },
): Promise<Day | undefined> {
  // An identifier of the old style does not tell the order between archives.
  if (day === undefined || !/^arxiv:\d{4}\.\d{4,5}$/.test(identifier)) return day;
  const told = (direction: "before" | "after") =>
    db
      .selectFrom("announcements")
      .select("day")
      .where("identifier", direction === "before" ? "<" : ">", identifier)
      // The month is part of the order: only neighbours of the same one are near enough.
      .where("identifier", direction === "before" ? ">=" : "<", monthEdge(identifier, direction))
      .where("source", "=", "arxiv-feed")
      .where("kind", "=", "new")
      .orderBy("identifier", direction === "before" ? "desc" : "asc")
      .limit(1)
      .executeTakeFirst();
  const [before, after] = [await told("before"), await told("after")];
  if (after && day > after.day) return after.day;
  if (before && day < before.day) return before.day;
  if (before && after && before.day === after.day) return before.day;
  return isListingDay(day, deferrals) ? day : nextListingDay(day, deferrals);
}

function monthEdge(identifier: Identifier, direction: "before" | "after"): string {
  const month = identifier.slice(0, "arxiv:2603".length);
  return direction === "before" ? `${month}.` : `${month}/`;
}
