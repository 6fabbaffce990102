// What an edition without papers can say for itself.
import { countByDay } from "../catalogue/appearances.ts";
import { addDays, isWeekend, monthPeriod, type Day, type Period } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";

/** The papers on each day of a month, for the drawing on an empty day. */
export async function countMonth(
  db: Database,
  { day, section }: { day: Day; section?: string | undefined },
): Promise<{ day: Day; papers: number }[]> {
  const { first, last } = monthPeriod(day);
  const counts = await countByDay(db, { first, last, category: section });
  const days: { day: Day; papers: number }[] = [];
  for (let each = first; each <= last; each = addDays(each, 1)) {
    days.push({ day: each, papers: counts.get(each) ?? 0 });
  }
  return days;
}

/** Why a day has no papers, as far as the calendar tells. */
export function whyEmpty(period: Period, today: Day): "future" | "weekend" | "unknown" {
  if (period.first > today) return "future";
  if (period.kind === "day" && isWeekend(period.key)) return "weekend";
  return "unknown";
}
