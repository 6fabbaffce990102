// Under which listing date a paper belongs of which only a record is known. OAI-PMH tells when a
// record last changed, which is the listing date for a paper that is new, and means nothing for one
// that was re-stamped years later; when it was sent in tells the earliest date possible.
import { listingDayOf, isListingDay, type Deferrals } from "../../papers/announcement-calendar.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { addDays, type Day } from "../../papers/period.ts";

// Moderation may hold a paper back for days; one that waits longer is taken for an old one.
const longestWaitDays = 14;

export interface PlacingOptions {
  /** The day, in UTC, on which the record last changed. */
  datestamp: Day;
  /** The list began here; what was announced before is not for it to place. */
  since: Day | undefined;
  deferrals: Deferrals;
}

/** The listing date, or nothing where it cannot be told or is none of this list's business. */
export function placeByRecord(
  record: PaperRecord,
  { datestamp, since, deferrals }: PlacingOptions,
): Day | undefined {
  const submitted = submissionOf(record);
  if (!submitted) return undefined;
  const earliest = listingDayOf(submitted, deferrals);
  const isNew = (record.versions?.length ?? record.version ?? 1) === 1 && !wasUpdated(record);
  const fresh = datestamp >= earliest && datestamp <= addDays(earliest, longestWaitDays);
  // 20:00 Eastern is past midnight in UTC, so a new paper's datestamp is its listing date.
  if (isNew && fresh && isListingDay(datestamp, deferrals)) return datestamp;
  if (earliest > datestamp || (since !== undefined && earliest < since)) return undefined;
  return earliest;
}

function submissionOf(record: PaperRecord): Date | undefined {
  const at = record.versions?.[0]?.at ?? record.submittedAt;
  if (at === undefined) return undefined;
  // Where only the day is known, noon: before the deadline of that day.
  const time = Date.parse(at.length === 10 ? `${at}T12:00:00Z` : at);
  return Number.isNaN(time) ? undefined : new Date(time);
}

function wasUpdated({ submittedAt, updatedAt }: PaperRecord): boolean {
  return updatedAt !== undefined && updatedAt.slice(0, 10) !== submittedAt?.slice(0, 10);
}
