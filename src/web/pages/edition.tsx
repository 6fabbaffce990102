// An edition: the newest one at `/`, any day, week or month, and the same of a section.
import type { Context } from "hono";
import { countPeople } from "../../community/readers.ts";
import type { Child } from "hono/jsx";
import { listPapers } from "../../catalogue/papers.ts";
import { listSubmittedOn } from "../../community/submissions/submissions.ts";
import {
  countParts,
  findNewestEdition,
  getEdition,
  type Edition,
  type Part,
} from "../../editions/edition.ts";
import { openSections, type Section, sectionOptions } from "../../editions/sections.ts";
import { findNewestPeriod } from "../../editions/find-period.ts";
import { findFreshStart } from "../../editions/fresh-start.ts";
import { getReceipt, lateAmongOthers, listLate, type Receipt } from "../../editions/receipt.ts";
import { findNews, type News } from "../../editions/news.ts";
import { links } from "../../links.ts";
import type { Day, Period } from "../../papers/period.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { categoryFollow, queryFollow } from "../../search/followable.ts";
import { readFollowability } from "../following.ts";
import { readMarks } from "../own-marks.ts";
import type { Handler, Web } from "../context.ts";
import { inFormat, splitFormat, type Format } from "../doors/formats.ts";
import { listDiscussed } from "../discussed.ts";
import { findMark } from "../mark.ts";
import { zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { keepingShown, readHidden } from "../hidden-papers.ts";
import { findNextTry } from "../../editions/next-try.ts";
import { renewAfterS } from "../renewing.ts";
import {
  demandPage,
  ownPath,
  perPage,
  readMinutes,
  readPageNumber,
  readPeriod,
  readSection,
  type AskedEdition,
} from "../requests.ts";
import { cardId } from "../views/card.tsx";
import { Pieces } from "../views/pieces.tsx";
import { DiscussedRail } from "../views/discussed-rail.tsx";
import { EditorsRail } from "../views/editors-rail.tsx";
import { EditionHeader, type EditionHeaderProps } from "../views/edition-header.tsx";
import { closedNote } from "../../editions/documents/closed-words.ts";
import { editionLine } from "../../editions/documents/edition-line.ts";
import { editionTitle } from "../../editions/edition-title.ts";
import { feedsOf } from "../views/feed-links.tsx";
import { FormatsBelow, type FormatPaths } from "../views/formats.tsx";
import { FollowButton } from "../views/follow-button.tsx";
import { followSection } from "../views/follow.ts";
import { MinutesOffer, MinutesOver } from "../views/handful.tsx";
import type { PageHead } from "../views/page.tsx";
import type { PageCard } from "../views/sharing-meta.tsx";
import { EditionPaging } from "../views/edition-paging.tsx";
import { Rail } from "../views/rail.tsx";
import { NewsRail } from "../views/news.tsx";
import { ReceiptRail } from "../views/receipt.tsx";
import { SampleNote } from "../views/sample-note.tsx";
import { AllHidden, HiddenNote } from "../views/hidden-note.tsx";
import { SubscribeBox } from "../views/subscribe-box.tsx";
import { SubmittedRail, type Submitted } from "../views/submitted.tsx";
import { Tiers } from "../views/tiers.tsx";
import { count } from "../../papers/words.ts";
import { showBareSection } from "./bare-section.tsx";
import { chooseEditionFormat } from "./edition-formats.ts";
import { showEmptyEdition } from "./empty-edition.tsx";
import { showNoEdition } from "./no-edition.tsx";

export async function showNewest(c: Context, web: Web): Promise<Response> {
  const period = await findNewestPeriod(web.db);
  return period ? await showInForm(c, web, { period }) : await showNoEdition(c, web);
}

export async function showNewestOfSection(c: Context, web: Web): Promise<Response> {
  const { name, format } = splitFormat(c.req.param("section") ?? "");
  const section = await readSection(c, web, name);
  const period = await findNewestPeriod(web.db, { section });
  return period
    ? await showInForm(c, web, { period, section }, format)
    : await showBareSection(c, web, section);
}

export function showPeriod(kind: Period["kind"]): Handler {
  return (c, web) => {
    const { name, format } = splitFormat(c.req.param("key") ?? "");
    return showInForm(c, web, { period: readPeriod(c, kind, name) }, format);
  };
}

export function showPeriodOfSection(kind: Period["kind"]): Handler {
  return async (c, web) => {
    const { name, format } = splitFormat(c.req.param("key") ?? "");
    const period = readPeriod(c, kind, name);
    return await showInForm(c, web, { period, section: await readSection(c, web) }, format);
  };
}

async function showInForm(
  c: Context,
  web: Web,
  asked: AskedEdition,
  ending?: Format,
): Promise<Response> {
  const send = chooseEditionFormat(c, ending) ?? showEdition;
  return await send(c, web, asked);
}

async function showEdition(
  c: Context,
  web: Web,
  { period, section }: AskedEdition,
): Promise<Response> {
  const timeZone = await zoneOf(c, web);
  const page = readPageNumber(c);
  const minutes = readMinutes(c);
  const now = web.clock();
  const { judge } = web;
  const muted = await readHidden(c, web);
  const edition = await getEdition(web.db, {
    period,
    section,
    page,
    perPage,
    minutes,
    judge,
    muted,
  });
  demandPage(page, edition.pages, "edition");
  const receipt = await getReceipt(web.db, { period });
  const news = await findNewsOf(c, web, edition);
  const follow = section && (await followOf(c, web, section));
  const header = { ...(await headerOf(web, edition, receipt)), news, follow };
  if (edition.total + edition.mutedCount === 0)
    return await showEmptyEdition(c, web, { edition, receipt, header });
  const papers = edition.entries.map((entry) => entry.paper.id);
  const marks = await readMarks(c, web, papers);
  const late = lateAmongOthers(receipt) > 0 ? await listLate(web.db, { period }) : undefined;
  const start = await findFreshStart(web.db, { bare: edition.sample, now });
  if (start?.state === "gathering") c.header("Refresh", renewAfterS);
  const head: PageHead = {
    title: editionTitle(edition),
    description: descriptionOf(edition),
    canonical: links.edition(period, { section: section?.address, page }),
    card: cardOf(edition),
    feeds: feedsOf({ period, section }),
    markdown: header.formats.markdown,
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
      {(edition.sample || start) && (
        <SampleNote
          start={start}
          sample={edition.sample}
          timeZone={timeZone}
          now={now}
          nextTry={await findNextTry(web)}
        />
      )}
      {edition.closed && (
        <p class="closed-note">
          <Pieces
            pieces={closedNote(
              { closed: edition.closed, day: period.first, isWhole: section === undefined },
              { timeZone, now },
            )}
          />
        </p>
      )}
      {edition.total === 0 ? (
        <AllHidden c={c} mutedCount={edition.mutedCount} />
      ) : (
        marks.reader && <HiddenNote c={c} mutedCount={edition.mutedCount} />
      )}
      <Tiers
        entries={edition.entries}
        late={late}
        timeZone={timeZone}
        period={period}
        few={minutes !== undefined}
        marks={marks}
        back={ownPath(c)}
        afterThird={<SubscribeBox class="subscribe-inline" />}
        rail={
          <Rail edition={edition} parts={await listParts(web, edition)}>
            {section === undefined && (
              <ReceiptRail receipt={receipt} period={period} timeZone={timeZone} now={now} />
            )}
            {isWholeDay(edition) && <NewsRail news={news} />}
            {isFrontPage(edition) && (
              <DiscussedRail
                discussed={await listDiscussed(web, { reader: marks.reader, muted })}
              />
            )}
            <SubmittedRail submitted={await listSubmitted(web, edition)} />
            {isWholeDay(edition) && marks.mayPick && (
              <EditorsRail day={period.first} isClosed={edition.closed !== undefined} />
            )}
          </Rail>
        }
        foot={
          <>
            {minutes === undefined ? (
              <EditionPaging edition={edition} perPage={perPage} address={keepingShown(c)} />
            ) : (
              <MinutesOver edition={edition} />
            )}
            <FormatsBelow formats={header.formats} />
          </>
        }
      />
    </>,
  );
}

function cardOf(edition: Edition): PageCard | undefined {
  const { period, section } = edition;
  const alt = editionTitle(edition);
  if (section) return { path: links.cardOfSection(section.address), alt };
  return period.kind === "since" ? undefined : { path: links.cardOfEdition(period), alt };
}

async function headerOf(web: Web, edition: Edition, receipt: Receipt): Promise<EditionHeaderProps> {
  const { period, section, previous, next } = edition;
  return {
    period,
    section,
    previous,
    next,
    day: await dayOf(web, edition),
    nav: section === undefined ? "today" : "sections",
    receipt: <Pieces pieces={editionLine(edition, receipt)} />,
    people: await countPeople(web.db),
    minutes: edition.total > 0 && <MinutesOffer edition={edition} />,
    formats: formatsOf(edition),
  };
}

/** What is on this page, as far as a format can say so: JSON and BibTeX have all of its pages. */
function formatsOf({ period, section, minutes, page }: Edition): FormatPaths {
  const address = section?.address;
  const shown = { section: address, minutes };
  return {
    mail: address === undefined ? undefined : followSection(address),
    feed: address === undefined ? links.feeds : links.feedsOf({ section: address }),
    json: links.apiEdition(period, shown),
    markdown: inFormat(links.edition(period, { ...shown, page }), "md"),
    bibtex: inFormat(links.edition(period, shown), "bibtex"),
  };
}

async function followOf(c: Context, web: Web, { category, query }: Section): Promise<Child> {
  const what = category === undefined ? queryFollow(query) : categoryFollow(category);
  const at = await readFollowability(c, web);
  return <FollowButton what={what} at={at} back={ownPath(c)} />;
}

/** What the reader of a whole day has not seen. */
async function findNewsOf(c: Context, web: Web, edition: Edition): Promise<News | undefined> {
  if (!isWholeDay(edition)) return undefined;
  const mark = await findMark(c, web);
  return mark === undefined ? undefined : await findNews(web.db, { mark });
}

/** What readers submitted to a whole day, wherever it stands there. */
async function listSubmitted({ db }: Web, edition: Edition): Promise<Submitted[]> {
  if (!isWholeDay(edition)) return [];
  const { period, standings } = edition;
  const places = new Map(standings.map(({ candidate }, index) => [candidate.id, index + 1]));
  const submissions = await listSubmittedOn(db, period.first);
  const papers = await listPapers(
    db,
    submissions.map(({ paper }) => paper),
  );
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return submissions.flatMap((submission) => {
    const of = byId.get(submission.paper);
    const place = places.get(submission.paper);
    // Whoever never wants to see it does not see it here.
    if (!of || place === undefined) return [];
    const page = Math.ceil(place / perPage);
    return [{ ...submission, of, place, card: `${links.edition(period, { page })}#${cardId(of)}` }];
  });
}

function isWholeDay({ period, section }: Edition): boolean {
  return period.kind === "day" && section === undefined;
}

/** What is talked about now stands beside what is new now, and beside no older day. */
function isFrontPage(edition: Edition): boolean {
  return isWholeDay(edition) && edition.next === undefined;
}

/** What the saved sections have of a whole edition. */
export async function listParts(web: Web, { section, standings }: Edition): Promise<Part[]> {
  if (section) return [];
  try {
    return await countParts(await openSections(web.db, sectionOptions(web)), standings);
  } catch (error) {
    // The front page stands whatever becomes of the index.
    web.log("The papers of the sections could not be counted", { error });
    return [];
  }
}

/** The day that stands for the period: the newest one of a week or month that has papers. */
async function dayOf(web: Web, { period, section }: Edition): Promise<Day> {
  if (period.kind === "day") return period.key;
  const newest = await findNewestEdition(web.db, { until: period.last, section });
  return newest !== undefined && newest >= period.first ? newest : period.first;
}

function descriptionOf({ entries, total }: Edition): string | undefined {
  if (total === 0) return undefined;
  const titles = entries.slice(0, 3).map((entry) => texToText(entry.paper.title));
  return `${count(total, "paper")}: ${titles.join("; ")}.`;
}
