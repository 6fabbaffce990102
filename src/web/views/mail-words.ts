// Words of the owner's page of mail.
import type { CalendarPeriod, Day } from "../../papers/period.ts";
import { shortDate, weekNumber } from "../../papers/period.ts";

/** `27 March` */
export function dayMonth(day: Day): string {
  return shortDate(day).replace(/^\w+ /, "");
}

/** `Friday 27 March`, `Week 13` */
export function editionName(period: CalendarPeriod): string {
  return period.kind === "week" ? `Week ${weekNumber(period)}` : shortDate(period.first);
}

/** `0.16 %` */
export function percent(part: number, whole: number): string {
  if (whole === 0) return part === 0 ? "none" : "more than all";
  const share = (100 * part) / whole;
  if (share > 0 && share < 0.01) return "under 0.01\u00a0%";
  const digits = share < 10 ? share.toFixed(2).replace(/\.?0+$/, "") : share.toFixed(0);
  return `${digits}\u00a0%`;
}
