// An edition: the newest one at `/`, any day, week or month, and the same of a section.
import type { Context } from "hono";
import { findNewestEdition, getEdition, type Edition } from "../../editions/edition.ts";
import { listVoted } from "../../community/votes.ts";
import { NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { dayPeriod, longDate, periodTitle, type Day, type Period } from "../../papers/period.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { findVisitor } from "../cookies.ts";
import type { Handler, Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { ownPath, readPageNumber, readPeriod, readSection } from "../requests.ts";
import { EditionHeader, type EditionHeaderProps } from "../views/edition-header.tsx";
import type { PageHead } from "../views/page.tsx";
import { Paging } from "../views/paging.tsx";
import { Rail } from "../views/rail.tsx";
import { SampleNote } from "../views/sample-note.tsx";
import { SubscribeBox } from "../views/subscribe-box.tsx";
import { Tiers } from "../views/tiers.tsx";
import { count } from "../views/words.ts";
import { showEmptyEdition } from "./empty-edition.tsx";
import { showNoEdition } from "./no-edition.tsx";

const perPage = 50;

/** What is asked for: a period, perhaps of a section. */
interface Asked {
  period: Period;
  section?: string;
}

export async function showNewest(c: Context, web: Web): Promise<Response> {
  const day = await findNewestEdition(web.db);
  return day === undefined
    ? await showNoEdition(c, web)
    : await showEdition(c, web, { period: dayPeriod(day) });
}

export async function showNewestOfSection(c: Context, web: Web): Promise<Response> {
  const section = readSection(c);
  const day = await findNewestEdition(web.db, { section });
  if (day === undefined) throw new NotFound(`No paper in ${section} bears a listing date.`);
  return await showEdition(c, web, { period: dayPeriod(day), section });
}

export function showPeriod(kind: Period["kind"]): Handler {
  return (c, web) => showEdition(c, web, { period: readPeriod(c, kind) });
}

export function showPeriodOfSection(kind: Period["kind"]): Handler {
  return (c, web) => showEdition(c, web, { period: readPeriod(c, kind), section: readSection(c) });
}

async function showEdition(c: Context, web: Web, { period, section }: Asked): Promise<Response> {
  const page = readPageNumber(c);
  const edition = await getEdition(web.db, { period, section, page, perPage, now: web.clock() });
  if (page > edition.pages) throw new NotFound(`This edition has ${count(edition.pages, "page")}.`);
  const header = await headerOf(web, edition);
  if (edition.total === 0) return await showEmptyEdition(c, web, edition, header);
  const papers = edition.entries.map((entry) => entry.paper.id);
  const voted = await listVoted(web.db, { visitor: findVisitor(c, web), papers });
  const head: PageHead = {
    title: titleOf(edition),
    description: descriptionOf(edition),
    canonical: links.edition(period, { section, page }),
    nav: header.nav,
    header: (site) => <EditionHeader site={site} edition={header} />,
    ownSubscribeBox: true,
    meta: edition.sample ? [["robots", "noindex"]] : [],
  };
  return await renderPage(
    c,
    web,
    head,
    <>
      {edition.sample && <SampleNote />}
      <Tiers
        entries={edition.entries}
        period={period}
        voted={voted}
        back={ownPath(c)}
        afterThird={<SubscribeBox class="subscribe-inline" />}
        rail={<Rail edition={edition} />}
        foot={
          <Paging
            page={page}
            pages={edition.pages}
            perPage={perPage}
            total={edition.total}
            address={(each) => links.edition(period, { section, page: each })}
          />
        }
      />
    </>,
  );
}

async function headerOf(web: Web, edition: Edition): Promise<EditionHeaderProps> {
  const { period, section, previous, next, total } = edition;
  return {
    period,
    section,
    previous,
    next,
    day: await dayOf(web, edition),
    nav: section === undefined ? "today" : "sections",
    receipt:
      section === undefined ? (
        <strong>{count(total, "paper")} here</strong>
      ) : (
        <>
          <strong>
            {count(total, "paper")} in {section}
          </strong>{" "}
          · <a href={links.edition(period)}>all sections</a>
        </>
      ),
    json: section === undefined && total > 0,
  };
}

/** The day that stands for the period: the newest one of a week or month that has papers. */
async function dayOf(web: Web, { period, section }: Edition): Promise<Day> {
  if (period.kind === "day") return period.key;
  const newest = await findNewestEdition(web.db, { until: period.last, section });
  return newest !== undefined && newest >= period.first ? newest : period.first;
}

function titleOf({ period, section, page, pages }: Edition): string {
  const when = period.kind === "day" ? longDate(period.key) : periodTitle(period);
  const which = section === undefined ? when : `${section}, ${when}`;
  return page > 1 ? `${which}, page ${page} of ${pages}` : which;
}

function descriptionOf({ entries, total }: Edition): string {
  const titles = entries.slice(0, 3).map((entry) => texToText(entry.paper.title));
  return `${count(total, "paper")}: ${titles.join("; ")}.`;
}
