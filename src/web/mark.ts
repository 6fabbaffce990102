// The mark of a reader: the day up to which all is read. It lies in a cookie that nobody vouches
// for, and only a POST sets it.
import type { Context } from "hono";
import { findNewestEdition } from "../editions/edition.ts";
import { dayIn, parseDay, type Day } from "../papers/period.ts";
import type { Web } from "./context.ts";
import { readSeen } from "./cookies.ts";

export async function findMark(c: Context, web: Web): Promise<Day | undefined> {
  const written = readSeen(c);
  return written === undefined ? undefined : await findPastDay(web, written);
}

/** The day that was written; `undefined` when it is none, or still to come. */
export async function findPastDay(web: Web, written: string): Promise<Day | undefined> {
  const day = parseDay(written);
  // The calendar's far beginning cannot be counted on from.
  if (day === undefined || day < "1900-01-01") return undefined;
  if (day <= dayIn(web.config.TIME_ZONE, web.clock())) return day;
  // Editions follow Eastern clocks, so the newest may bear the date of tomorrow.
  const newest = await findNewestEdition(web.db);
  return newest !== undefined && day <= newest ? day : undefined;
}
