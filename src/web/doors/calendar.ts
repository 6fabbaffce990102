// The editions as a calendar to subscribe to (RFC 5545, RFC 7986): those that came, those that are
// expected by arXiv's own calendar, and why there is none on a day that is no weekend.
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import { countByDay } from "../../catalogue/appearances.ts";
import { listReceipts, type Receipt } from "../../editions/receipt.ts";
import { links } from "../../links.ts";
import {
  announcementMomentOf,
  expectedListingDay,
  feedMomentOf,
  lastYearKnown,
  nextListingDay,
  whyNoListing,
  type Deferrals,
} from "../../papers/announcement-calendar.ts";
import { eastern, timeIn } from "../../papers/moments.ts";
import { addDays, dayIn, dayPeriod, longDate, shortDate, type Day } from "../../papers/period.ts";
import type { Handler, Web } from "../context.ts";
import { isKnown } from "../../conditional.ts";
import { count } from "../../papers/words.ts";

/** Before and after today. */
const daysAround = 60;
const refreshS = 6 * 60 * 60;
const caching = "public, max-age=3600";

export const sendCalendar: Handler = async (c, web) => {
  const body = await writeCalendar(web);
  if (isKnown(c, { state: body, caching })) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": "text/calendar; charset=utf-8" });
};

async function writeCalendar(web: Web): Promise<string> {
  const { SITE_NAME: name, SITE_URL: site } = web.config;
  const calendar = ical({
    name,
    description: `The editions of ${name}, day by day, and on which days there is none.`,
    prodId: { company: "Broadsheet", product: "Editions", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    url: links.whole(links.home, site),
    source: links.whole(links.calendar, site),
    ttl: refreshS,
  });
  for (const { day, summary, description, isSure, sequence, changed } of await listEvents(web)) {
    const url = links.whole(links.edition(dayPeriod(day)), site);
    calendar.createEvent({
      // The same whether it is expected, here or put off, so that one takes the place of the other.
      id: `edition-${day}@${site.host}`,
      start: new Date(`${day}T00:00:00Z`),
      end: new Date(`${addDays(day, 1)}T00:00:00Z`),
      allDay: true,
      summary,
      description: `${description}\n\n${url}`,
      url,
      status: isSure ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
      // Nobody is busy because of it.
      transparency: ICalEventTransparency.TRANSPARENT,
      stamp: changed,
      lastModified: changed,
      sequence,
    });
  }
  return calendar.toString();
}

interface DayEvent {
  day: Day;
  summary: string;
  description: string;
  isSure: boolean;
  sequence: number;
  changed: Date;
}

async function listEvents({ db, config, clock }: Web): Promise<DayEvent[]> {
  const { TIME_ZONE: timeZone, ARXIV_DEFERRALS: deferrals, SOURCES } = config;
  const now = clock();
  const today = dayIn(timeZone, now);
  const span = { first: addDays(today, -daysAround), last: addDays(today, daysAround) };
  const papers = await countByDay(db, span);
  const receipts = await listReceipts(db, span);
  const events: DayEvent[] = [];
  const gathers = SOURCES.has("arxiv");
  // What is still to come was told when the last announcement was due.
  const told = feedMomentOf(expectedListingDay(now, deferrals));
  for (let day = span.first; day <= span.last; day = addDays(day, 1)) {
    const here = papers.get(day) ?? 0;
    const why = whyNoListing(day, deferrals);
    if (here > 0) events.push(cameOn(day, here, receipts.get(day), timeZone));
    else if (why === "holiday") events.push(holidayOn(day, deferrals, told));
    else if (why === undefined && gathers && day >= today)
      events.push(expectedOn(day, timeZone, told));
  }
  return events;
}

function cameOn(
  day: Day,
  papers: number,
  receipt: Omit<Receipt, "sources"> | undefined,
  timeZone: string,
): DayEvent {
  const counted = plain(count(papers, "paper"));
  const isAnnounced = receipt?.known === true;
  const missing = receipt?.missing ?? 0;
  const parts = [
    isAnnounced ? `Announced by arXiv ${momentsOf(day, timeZone)}: ${receipt.announced}` : counted,
    ...(isAnnounced ? [`here ${receipt.here}`] : []),
    ...(missing > 0 ? [`${missing} missing`] : []),
  ];
  return {
    day,
    summary: `Edition of ${shortDate(day)}: ${counted}`,
    description: `${parts.join(", ")}.`,
    isSure: true,
    sequence: 1,
    changed: new Date(receipt?.hereSince ?? feedMomentOf(day)),
  };
}

function expectedOn(day: Day, timeZone: string, changed: Date): DayEvent {
  return {
    day,
    summary: `Edition of ${shortDate(day)}, expected`,
    description: `arXiv announces it ${momentsOf(day, timeZone)}. The papers are here some hours later.${doubtOf(day)}`,
    isSure: false,
    sequence: 0,
    changed,
  };
}

function doubtOf(day: Day): string {
  const year = day.slice(0, 4);
  return Number(year) <= lastYearKnown
    ? ""
    : ` The holidays of arXiv in ${year} are not known here yet.`;
}

function holidayOn(day: Day, deferrals: Deferrals, told: Date): DayEvent {
  const next = nextListingDay(day, deferrals);
  const due = feedMomentOf(day);
  return {
    day,
    summary: "No edition: a holiday of arXiv",
    description: `arXiv makes no announcement on the evening of ${longDate(addDays(day, -1))}. What is sent in meanwhile is announced under the date of ${longDate(next)}.`,
    isSure: true,
    sequence: 0,
    changed: due < told ? due : told,
  };
}

/** `on Thursday 26 March at 20:00 Eastern time (00:00 UTC)` */
function momentsOf(day: Day, timeZone: string): string {
  const at = announcementMomentOf(day);
  const here = timeZone === eastern ? "" : ` (${timeIn(timeZone, at)})`;
  return plain(`on ${shortDate(dayIn(eastern, at))} at ${timeIn(eastern, at)}${here}`);
}

function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}
