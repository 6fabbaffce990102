// The mark of a reader: the day up to which all is read. It lies in a cookie that nobody vouches
// for, and only a POST sets it.
import type { Context } from "hono";
import { findPastDay } from "../editions/news.ts";
import type { Day } from "../papers/period.ts";
import type { Web } from "./context.ts";
import { readSeen } from "./cookies.ts";

export async function findMark(c: Context, web: Web): Promise<Day | undefined> {
  const written = readSeen(c);
  return written === undefined ? undefined : await findPastDay(web, written);
}
