// The newest editions, and when something last came to each of them.
import { addDays, type Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { listDayBooks } from "./day-books.ts";
import { findNewestEdition } from "./edition.ts";

export interface NewestEdition {
  day: Day;
  /** When the last of its papers came, ISO 8601; left out where nobody announced them. */
  grownAt: string | undefined;
}

/** How many a feed of editions tells of; they are read ahead, so that the first reader need not wait. */
export const newestEditions = 7;

/** The newest first. */
export async function listNewestEditions(
  db: Database,
  { most }: { most: number },
): Promise<NewestEdition[]> {
  const days: Day[] = [];
  let day = await findNewestEdition(db);
  while (day !== undefined) {
    days.push(day);
    if (days.length === most) break;
    day = await findNewestEdition(db, { until: addDays(day, -1) });
  }
  if (days.length === 0) return [];
  const books = await listDayBooks(db, { first: days.at(-1)!, last: days[0]! });
  const byDay = new Map(books.map((book) => [book.day, book]));
  return days.map((each) => {
    const came = [...(byDay.get(each)?.here.values() ?? [])];
    return { day: each, grownAt: came.toSorted().at(-1) };
  });
}
