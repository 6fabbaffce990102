// An edition without papers: what, whether something is wrong, the month, and neighbours to read.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { getEdition, type Edition } from "../../editions/edition.ts";
import { countMonth, findAskedOn, type WhyEmpty } from "../../editions/empty-day.ts";
import type { Receipt } from "../../editions/receipt.ts";
import { links } from "../../links.ts";
import { isListingDay, nextListingDay } from "../../papers/announcement-calendar.ts";
import {
  monthPeriod,
  periodTitle,
  weekNumber,
  weekPeriod,
  type Period,
} from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { Checked } from "../views/checked.tsx";
import { NeighbourName, PeriodTitle } from "../views/dates.tsx";
import { EditionHeader, type EditionHeaderProps } from "../views/edition-header.tsx";
import { emptyLine, explanationOf, tellEmpty } from "../../editions/documents/empty-explanation.ts";
import { Pieces } from "../views/pieces.tsx";
import { MonthChart } from "../views/month-chart.tsx";
import { NeighbourList } from "../views/neighbour-list.tsx";
import { feedsOf } from "../views/feed-links.tsx";
import { SubscribeBox } from "../views/subscribe-box.tsx";

const best = 3;

interface EmptyEdition {
  edition: Edition;
  receipt: Receipt;
  header: EditionHeaderProps;
}

export async function showEmptyEdition(
  c: Context,
  web: Web,
  { edition, receipt, header }: EmptyEdition,
): Promise<Response> {
  const { period, section } = edition;
  const { ARXIV_DEFERRALS: deferrals } = web.config;
  const told = await tellEmpty(web, { edition, receipt, timeZone: await zoneOf(c, web) });
  const { why, today } = told;
  const days = await countMonth(web.db, { day: period.first, section });
  const month = monthPeriod(period.first);
  const [first, second] = told.says;
  const next = nextListingDay(period.last, deferrals);
  const own: EditionHeaderProps = {
    ...header,
    expected: period.kind === "day" ? next : undefined,
    ...(section === undefined && { receipt: <Pieces pieces={emptyLine(told)} /> }),
  };
  return await renderPage(
    c,
    web,
    {
      title: section ? `${section.name}, ${periodTitle(period)}` : periodTitle(period),
      canonical: links.edition(period, { section: section?.address }),
      feeds: feedsOf({ period, section }),
      robots: "noindex",
      nav: header.nav,
      header: (site) => <EditionHeader site={site} edition={own} />,
      ownSubscribeBox: true,
    },
    <>
      <section class="empty empty-day">
        <div>
          <h2 class="empty-sentence">
            {first} <br class="wide-only" />
            {second}
          </h2>
          <p class="empty-text">
            <Pieces pieces={explanationOf(told)} />
          </p>
        </div>
        {period.kind === "day" && (
          <Checked
            told={told}
            asked={await findAskedOn(web.db, period.key)}
            next={isPastOrEmpty(why) ? next : period.key}
          />
        )}
      </section>
      {days.some((each) => each.papers > 0) && (
        <section class="month">
          <h2>
            <a href={links.edition(month, { section: section?.address })}>
              <PeriodTitle period={month} />
            </a>{" "}
            <small>papers by day; pick a day to read it</small>
          </h2>
          <MonthChart
            days={days}
            here={period.kind === "day" ? period.key : undefined}
            expected={days
              .map((each) => each.day)
              .filter((day) => day > today && isListingDay(day, deferrals))}
            section={section?.address}
          />
        </section>
      )}
      <div class="two-columns neighbours">{await listNeighbours(web, edition)}</div>
      <SubscribeBox class="subscribe-inline" />
    </>,
  );
}

/** Whether the next announcement is that of a later day. */
function isPastOrEmpty({ why }: WhyEmpty): boolean {
  return why !== "future" && why !== "not-yet";
}

/** The editions before and after; where none came after, the best of the week instead. */
async function listNeighbours(
  web: Web,
  { period, section, previous, next }: Edition,
): Promise<Child[]> {
  const read = async (each: Period) =>
    await getEdition(web.db, { period: each, section, perPage: best, judge: web.judge });
  const lists: Child[] = [];
  for (const each of [previous, next]) {
    if (!each) continue;
    lists.push(
      <NeighbourList
        edition={await read(each)}
        name={<NeighbourName neighbour={each} period={period} />}
        side={each === previous ? "before" : "after"}
      />,
    );
  }
  if (next || period.kind !== "day") return lists;
  const week = weekPeriod(period.key);
  const edition = await read(week);
  // Without votes the best of the week are those of the day before, who stand beside.
  if ((edition.entries[0]?.paper.upvotes ?? 0) > 0) {
    lists.push(<NeighbourList edition={edition} name={`Most votes in week ${weekNumber(week)}`} />);
  }
  return lists;
}
