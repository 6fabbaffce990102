// An edition without papers: what, whether something is wrong, the month, and neighbours to read.
import type { Context } from "hono";
import { getEdition, type Edition } from "../../editions/edition.ts";
import { countMonth, whyEmpty } from "../../editions/empty-day.ts";
import { links } from "../../links.ts";
import {
  dayIn,
  longDate,
  monthPeriod,
  periodTitle,
  shortDate,
  type Day,
  type Period,
} from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { EditionHeader, type EditionHeaderProps } from "../views/edition-header.tsx";
import { MonthChart } from "../views/month-chart.tsx";
import { NeighbourList } from "../views/neighbour-list.tsx";
import { SubscribeBox } from "../views/subscribe-box.tsx";
import { neighbourName } from "../views/words.ts";

const best = 3;

export async function showEmptyEdition(
  c: Context,
  web: Web,
  edition: Edition,
  header: EditionHeaderProps,
): Promise<Response> {
  const { period, section, previous, next } = edition;
  const now = web.clock();
  const today = dayIn(web.config.TIME_ZONE, now);
  const days = await countMonth(web.db, { day: period.first, section });
  const neighbours = await Promise.all(
    [previous, next].flatMap((each) =>
      each ? [getEdition(web.db, { period: each, section, perPage: best, now })] : [],
    ),
  );
  const month = monthPeriod(period.first);
  const sentences = sentencesOf(period, today);
  return await renderPage(
    c,
    web,
    {
      title: section === undefined ? periodTitle(period) : `${section}, ${periodTitle(period)}`,
      canonical: links.edition(period, { section }),
      robots: "noindex",
      nav: header.nav,
      header: (site) => <EditionHeader site={site} edition={header} />,
      ownSubscribeBox: true,
    },
    <>
      <section class="empty empty-day">
        <div>
          <h2 class="empty-sentence">
            {sentences[0]} <br class="wide-only" />
            {sentences[1]}
          </h2>
          <p class="empty-text">{explanation(edition, today)}</p>
        </div>
        <aside class="checked" aria-label="What was checked">
          <h2>Checked</h2>
          <dl class="facts">
            <dt>Calendar</dt>
            <dd>{calendarWord(period, today)}</dd>
            <dt>Papers here</dt>
            <dd>0</dd>
            <dt>Today</dt>
            <dd>{shortDate(today)}</dd>
            <dt>Clock</dt>
            <dd>{clockIn(web.config.TIME_ZONE, now)}</dd>
          </dl>
        </aside>
      </section>
      {days.some((each) => each.papers > 0) && (
        <section class="month">
          <h2>
            <a href={links.edition(month, { section })}>{periodTitle(month)}</a>{" "}
            <small>papers by day; pick a day to read it</small>
          </h2>
          <MonthChart
            days={days}
            here={period.kind === "day" ? period.key : undefined}
            section={section}
          />
        </section>
      )}
      <div class="two-columns neighbours">
        {neighbours.map((each) => (
          <NeighbourList
            edition={each}
            name={neighbourName(each.period, period)}
            before={each.period === previous}
          />
        ))}
      </div>
      <SubscribeBox class="subscribe-inline" />
    </>,
  );
}

function sentencesOf(period: Period, today: Day): [string, string] {
  const why = whyEmpty(period, today);
  if (why === "future") return ["Not printed yet.", `${capital(nameOf(period))} is still to come.`];
  if (why === "weekend") {
    return [
      period.key === today ? "No papers today." : "No papers on this day.",
      "It is a weekend, not a fault.",
    ];
  }
  return ["No papers are here", `for ${nameOf(period)}.`];
}

function explanation({ previous, next, section, period }: Edition, today: Day): string {
  if (whyEmpty(period, today) === "weekend") {
    return "arXiv announces papers from Monday to Friday. What is sent in meanwhile is announced at the start of the week.";
  }
  if (whyEmpty(period, today) === "future")
    return "An edition appears here as soon as papers bear its date.";
  const what = section === undefined ? "bears" : `in ${section} bears`;
  if (!previous && !next) return `No paper that is here ${what} a date near this one.`;
  return `No paper that was imported ${what} this date: arXiv may have kept a holiday, or those papers were not imported.`;
}

function calendarWord(period: Period, today: Day): string {
  const why = whyEmpty(period, today);
  if (why === "unknown") return period.kind === "day" ? "a weekday" : `a past ${period.kind}`;
  return why === "weekend" ? "weekend" : "in the future";
}

function nameOf(period: Period): string {
  if (period.kind === "day") return longDate(period.key);
  return period.kind === "week" ? periodTitle(period).replace("Week", "week") : periodTitle(period);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function clockIn(timeZone: string, now: Date): string {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  return `${time.format(now)} ${timeZone}`;
}
