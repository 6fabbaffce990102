// What is new since the reader's last visit: the papers of all editions after a mark, best first, as
// one edition. The mark lies in a cookie that the button at the foot sets; `?day=` does without.
import type { Context } from "hono";
import { findNewestEdition, getEdition, type Edition } from "../../editions/edition.ts";
import { findPastDay, listEditions } from "../../editions/news.ts";
import { listLate } from "../../editions/receipt.ts";
import type { Section } from "../../editions/sections.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { nextListingDay } from "../../papers/announcement-calendar.ts";
import { dayIn, isCut, sincePeriod, type Day } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { writeSeen } from "../cookies.ts";
import { readMarks } from "../own-marks.ts";
import { findMark } from "../mark.ts";
import { zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { keepingShown, readHidden } from "../hidden-papers.ts";
import {
  demandPage,
  ownPath,
  readForm,
  readPageNumber,
  readSection,
  shortened,
  perPage,
} from "../requests.ts";
import { EditionHeader, type EditionHeaderProps } from "../views/edition-header.tsx";
import { sectionLine } from "../../editions/documents/edition-line.ts";
import { editionTitle } from "../../editions/edition-title.ts";
import { dot } from "../../papers/documents/document.ts";
import { CutNote, EditionsRail, MarkSeen } from "../views/news.tsx";
import { EditionPaging } from "../views/edition-paging.tsx";
import { Rail } from "../views/rail.tsx";
import { Pieces } from "../views/pieces.tsx";
import { HiddenNote } from "../views/hidden-note.tsx";
import { SubscribeBox } from "../views/subscribe-box.tsx";
import { Tiers } from "../views/tiers.tsx";
import { count } from "../../papers/words.ts";
import { listParts } from "./edition.tsx";
import { showNoEdition } from "./no-edition.tsx";
import { showNoMark, showNothingNew } from "./nothing-new.tsx";

export async function showSince(c: Context, web: Web): Promise<Response> {
  return await showNews(c, web);
}

export async function showSinceOfSection(c: Context, web: Web): Promise<Response> {
  return await showNews(c, web, await readSection(c, web));
}

async function showNews(c: Context, web: Web, section?: Section): Promise<Response> {
  const newest = await findNewestEdition(web.db);
  if (newest === undefined) return await showNoEdition(c, web);
  const mark = (await readDay(web, c.req.query("day"))) ?? (await findMark(c, web));
  if (mark === undefined) return await showNoMark(c, web, { newest });
  const period = sincePeriod(mark, { newest });
  const page = readPageNumber(c);
  const muted = await readHidden(c, web);
  const { judge } = web;
  const edition = await getEdition(web.db, { period, section, page, perPage, judge, muted });
  demandPage(page, edition.pages);
  if (edition.total + edition.mutedCount === 0)
    return await showNothingNew(c, web, { mark, newest, section });
  const editions = await listEditions(web.db, { period, section });
  const papers = edition.entries.map((entry) => entry.paper.id);
  const marks = await readMarks(c, web, papers);
  return await renderPage(
    c,
    web,
    {
      title: editionTitle(edition),
      robots: "noindex",
      nav: section ? "sections" : "today",
      header: (site) => (
        <EditionHeader site={site} edition={headerOf(web, edition, editions.length)} />
      ),
      ownSubscribeBox: true,
    },
    <>
      {isCut(period) && <CutNote period={period} />}
      {marks.reader && <HiddenNote c={c} mutedCount={edition.mutedCount} />}
      <Tiers
        entries={edition.entries}
        late={await listLate(web.db, { period })}
        timeZone={await zoneOf(c, web)}
        period={period}
        marks={marks}
        back={ownPath(c)}
        afterThird={<SubscribeBox class="subscribe-inline" />}
        rail={
          <Rail edition={edition} parts={await listParts(web, edition)}>
            <EditionsRail editions={editions} section={section} />
          </Rail>
        }
        foot={
          <>
            <EditionPaging edition={edition} perPage={perPage} address={keepingShown(c)} />
            {!section && <MarkSeen day={newest} />}
          </>
        }
      />
    </>,
  );
}

export async function markSeen(c: Context, web: Web): Promise<Response> {
  const { seen } = await readForm(c);
  const day = await readDay(web, seen);
  const newest = await findNewestEdition(web.db);
  if (day === undefined || newest === undefined) throw new Invalid("A mark names a day.");
  // What has not come yet is not read, whatever its date: today's edition may come this afternoon.
  writeSeen(c, web, day < newest ? day : newest);
  return c.redirect(links.since, 303);
}

/** @throws Invalid */
async function readDay(web: Web, written: string | undefined): Promise<Day | undefined> {
  if (written === undefined || written === "") return undefined;
  const day = await findPastDay(web, written);
  if (day === undefined) {
    throw new Invalid(`A day is written 2026-03-27 and is past, not “${shortened(written)}”.`);
  }
  return day;
}

function headerOf(web: Web, edition: Edition, editions: number): EditionHeaderProps {
  const { period, section, total } = edition;
  const next = nextListingDay(period.last, web.config.ARXIV_DEFERRALS);
  return {
    period,
    section,
    day: period.last,
    previous: undefined,
    next: undefined,
    expected: next > dayIn(web.config.TIME_ZONE, web.clock()) ? next : undefined,
    nav: section ? "sections" : "today",
    receipt: (
      <Pieces
        pieces={
          section
            ? sectionLine({ section, period, total })
            : [{ strong: count(editions, "edition") }, dot, { strong: count(total, "paper") }]
        }
      />
    ),
    formats: {},
  };
}
