// Where nothing has come since the reader's mark: when the next edition is expected. And where
// there is no mark yet: what it is for.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { getEdition } from "../../editions/edition.ts";
import { whyEmpty } from "../../editions/empty-day.ts";
import type { Section } from "../../editions/sections.ts";
import { links } from "../../links.ts";
import { feedMomentOf, nextListingDay, whyNoListing } from "../../papers/announcement-calendar.ts";
import {
  addDays,
  dayIn,
  dayPeriod,
  shortDate,
  sincePeriod,
  type Day,
} from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { findNextTry } from "../../editions/next-try.ts";
import { zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { Moment, ShortDate } from "../views/dates.tsx";
import { whatFailed, whenDue } from "../../editions/documents/empty-explanation.ts";
import { NeighbourList } from "../views/neighbour-list.tsx";
import { MarkSeen } from "../views/news.tsx";
import { Pieces } from "../views/pieces.tsx";
import { Sentence } from "../views/sentence.tsx";

const best = 3;

interface Nothing {
  mark: Day;
  newest: Day;
  section: Section | undefined;
}

export async function showNothingNew(
  c: Context,
  web: Web,
  { mark, newest, section }: Nothing,
): Promise<Response> {
  const title = `Nothing new${section ? ` in ${section.short}` : ""} since ${shortDate(mark)}`;
  const period = dayPeriod(newest);
  const edition = await getEdition(web.db, { period, perPage: best, judge: web.judge });
  return await renderPage(
    c,
    web,
    { title, robots: "noindex", nav: section ? "sections" : "today" },
    <>
      <section class="empty">
        <h1 class="empty-sentence">{title}.</h1>
        <p class="empty-text">{await tellNext(c, web, newest)}</p>
      </section>
      <NeighbourList edition={edition} name={<ShortDate day={newest} />} side="before" />
    </>,
  );
}

/** When the edition after the newest one is expected, or why it is not here. */
async function tellNext(c: Context, web: Web, newest: Day): Promise<Child> {
  const { TIME_ZONE: timeZone, ARXIV_DEFERRALS: deferrals, SOURCES } = web.config;
  const now = web.clock();
  if (!SOURCES.has("arxiv"))
    return "Nothing is gathered here by itself; papers appear as they are imported.";
  const next = nextListingDay(newest, deferrals);
  const why = await whyEmpty(web, { period: dayPeriod(next) });
  const clocked = { timeZone: await zoneOf(c, web), now, nextTry: await findNextTry(web) };
  if (why.why === "future") {
    const pause = whyNoListing(dayIn(timeZone, now), deferrals);
    return (
      <>
        {pause && `It is a ${pause}, not a fault. `}The next edition is that of{" "}
        <ShortDate day={next} />, expected soon after{" "}
        <Moment timeZone={clocked.timeZone} at={feedMomentOf(next)} now={now} />.
      </>
    );
  }
  if (why.why === "not-yet") {
    return (
      <>
        That of <ShortDate day={next} /> is due. <Pieces pieces={whenDue(why, clocked)} />
      </>
    );
  }
  if (why.why === "failed") {
    return (
      <>
        That of <ShortDate day={next} /> is missing. <Pieces pieces={whatFailed(why, clocked)} />
      </>
    );
  }
  return (
    <>
      That of <ShortDate day={next} /> was due and is not here.{" "}
      <a href={links.status}>The status page</a> says how gathering goes.
    </>
  );
}

export async function showNoMark(
  c: Context,
  web: Web,
  { newest }: { newest: Day },
): Promise<Response> {
  const week = sincePeriod(addDays(newest, -7), { newest });
  return await renderPage(
    c,
    web,
    { title: "Since your last visit", robots: "noindex", nav: "today" },
    <Sentence says="How far have you read?">
      <p>
        This page shows what is new since your last visit: the papers of all editions after a day
        that you mark, best first, as one edition. The mark is a day in a cookie of this browser,
        and it moves only when you press the button.
      </p>
      <MarkSeen day={newest} />
      <p>
        Or look at <a href={links.edition(week)}>the last seven days</a>, without a mark.
      </p>
    </Sentence>,
  );
}
