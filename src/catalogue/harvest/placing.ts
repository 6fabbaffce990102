// Under which listing date a paper belongs of which only a record is known. OAI-PMH tells when a
// record last changed, which is the listing date for a paper that is new, and means nothing for one
// that got a journal reference days or years later; when it was sent in tells the earliest date.
import {
  isListingDay,
  listingDayOf,
  nextListingDay,
  type Deferrals,
} from "../../papers/announcement-calendar.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { addDays, type Day } from "../../papers/period.ts";

// Moderation may hold a paper back for days; one that waits longer is taken for an old one.
const longestWaitDays = 14;

export interface Placing {
  /** The first listing date that its submission allows. */
  earliest: Day;
  /** The listing date that its datestamp tells, where it can be one. */
  stamped: Day | undefined;
  /** Submission and datestamp agree. */
  sure: boolean;
}

/** Nothing where the record does not say when it was sent in, or says something impossible. */
export function placingOf(
  record: PaperRecord,
  { datestamp, deferrals }: { datestamp: Day; deferrals: Deferrals },
): Placing | undefined {
  const submitted = submissionOf(record);
  if (!submitted) return undefined;
  const earliest = listingDayOf(submitted, deferrals);
  if (earliest > datestamp) return undefined;
  const isNew = (record.versions?.length ?? record.version ?? 1) === 1 && !wasUpdated(record);
  const fresh = datestamp <= addDays(earliest, longestWaitDays);
  // 20:00 Eastern is past midnight in UTC, so a new paper's datestamp is its listing date.
  if (!isNew || !fresh || !isListingDay(datestamp, deferrals)) {
    return { earliest, stamped: undefined, sure: true };
  }
  const sure = datestamp <= nextListingDay(earliest, deferrals);
  return { earliest, stamped: datestamp, sure };
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
