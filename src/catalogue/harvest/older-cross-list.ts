// A paper of last year that joins a category today is announced today, as a cross-list, and is not
// new. Identifiers are given in the order of announcement, so one that is smaller than those of the
// day's new papers was announced before.
import { bareIdentifier } from "../../papers/identifier.ts";
import type { Day } from "../../papers/period.ts";
import type { AnnouncementRow } from "./announcements.ts";

type Announced = Pick<AnnouncementRow, "day" | "identifier" | "kind"> & {
  version?: number | undefined;
};

const modern = /^\d{4}\.\d{4,5}$/;

/** The smallest identifier among the new papers of each day. */
export function oldestNew(announcements: readonly Announced[]): Map<Day, string> {
  const oldest = new Map<Day, string>();
  for (const { day, identifier, kind } of announcements) {
    const bare = bareIdentifier(identifier);
    if (kind !== "new" || !modern.test(bare)) continue;
    const before = oldest.get(day);
    if (before === undefined || bare < before) oldest.set(day, bare);
  }
  return oldest;
}

export function isOlderCrossList(
  { day, identifier, kind, version = 1 }: Announced,
  oldest: ReadonlyMap<Day, string>,
): boolean {
  if (kind !== "cross") return false;
  const bare = bareIdentifier(identifier);
  const first = oldest.get(day);
  if (version > 1 || !modern.test(bare)) return true;
  // Without a new paper to compare with, the month must do: an identifier begins with it.
  return bare < (first ?? lastMonthOf(day));
}

/** `2602` for any day of March 2026: what was sent in at its end is listed at the start of March. */
function lastMonthOf(day: Day): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
  return `${String(before.year % 100).padStart(2, "0")}${String(before.month).padStart(2, "0")}`;
}
