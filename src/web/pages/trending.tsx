// The papers of late that gather votes now; their order moves with time, unlike an edition's.
import type { Context } from "hono";
import { findNewestEdition } from "../../editions/edition.ts";
import { getTrending, trendingDays } from "../../editions/trending.ts";
import { links } from "../../links.ts";
import { dayPeriod, type Period } from "../../papers/period.ts";
import { readMarks } from "../own-marks.ts";
import type { Web } from "../context.ts";
import { trendingBibliographies } from "../doors/bibliographies/bibliographies.ts";
import { trendingDocuments } from "../doors/documents/list-documents.ts";
import { chooseFormat, inFormat } from "../doors/formats.ts";
import { zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { keepingShown, readHidden } from "../hidden-papers.ts";
import { demandPage, ownPath, perPage, readPageNumber } from "../requests.ts";
import { LongDate } from "../views/dates.tsx";
import { Formats, FormatsBelow, type FormatPaths } from "../views/formats.tsx";
import type { PageHead } from "../views/page.tsx";
import { Paging } from "../views/paging.tsx";
import { Keys } from "../views/rail.tsx";
import { Sentence } from "../views/sentence.tsx";
import { HiddenNote } from "../views/hidden-note.tsx";
import { SubscribeBox } from "../views/subscribe-box.tsx";
import { Tiers } from "../views/tiers.tsx";
import { trendingSays } from "../views/trending-words.ts";
import { inLetters } from "../../papers/words.ts";

export async function showTrending(c: Context, web: Web): Promise<Response> {
  const send = chooseFormat(c, { ...trendingDocuments, ...trendingBibliographies }, undefined);
  if (send) return await send(c, web);
  const page = readPageNumber(c);
  const timeZone = web.config.TIME_ZONE;
  const muted = await readHidden(c, web);
  const now = web.clock();
  const trending = await getTrending(web.db, { now, timeZone, page, perPage, muted });
  const { entries, total, mutedCount, pages, first, last } = trending;
  if (total + mutedCount === 0) return await showNothingTrends(c, web);
  demandPage(page, pages);
  const period: Period = { kind: "since", key: first, first, last };
  const papers = entries.map((entry) => entry.paper.id);
  const marks = await readMarks(c, web, papers);
  const formats = formatsOf(page);
  return await renderPage(
    c,
    web,
    { ...head, markdown: formats.markdown, ownSubscribeBox: true },
    <>
      <div class="page-head">
        <h1>Trending</h1>
        <p>{trendingSays(total)}</p>
        <Formats formats={formats} />
      </div>
      {marks.reader && <HiddenNote c={c} mutedCount={mutedCount} />}
      <Tiers
        entries={entries}
        timeZone={await zoneOf(c, web)}
        period={period}
        marks={marks}
        back={ownPath(c)}
        afterThird={<SubscribeBox class="subscribe-inline" />}
        rail={<TrendingRail />}
        foot={
          <>
            <Paging
              page={page}
              pages={pages}
              perPage={perPage}
              total={total}
              address={(each) => keepingShown(c)(links.trendingPage(each))}
            />
            <FormatsBelow formats={formats} />
          </>
        }
      />
    </>,
  );
}

const head: PageHead = {
  title: "Trending",
  description: `The papers of the last ${trendingDays} days that gather votes now.`,
  canonical: links.trending,
  feeds: [{ title: "Trending", of: links.trending }],
  nav: "trending",
};

/** JSON and BibTeX have all of its pages. */
function formatsOf(page: number): FormatPaths {
  return {
    feed: links.feedsAt("trending"),
    json: links.apiTrending,
    markdown: inFormat(links.trendingPage(page), "md"),
    bibtex: inFormat(links.trending, "bibtex"),
  };
}

function TrendingRail() {
  return (
    <aside class="rail" aria-label="About this list">
      <section>
        <h2>In this order</h2>
        <p>
          By votes and comments here, then by what other sites count; each counts half as much after
          its half-life, so this list moves all day, while an edition stays as its day left it.{" "}
          <a href={links.ranking}>How ranking works</a>
        </p>
      </section>
      <section>
        <h2>Elsewhere</h2>
        <p>
          <a href={links.home}>Today’s edition</a> has every paper, those without votes too.
        </p>
      </section>
      <Keys />
    </aside>
  );
}

async function showNothingTrends(c: Context, web: Web): Promise<Response> {
  const newest = await findNewestEdition(web.db);
  const asksElsewhere = web.config.SOURCES.has("hugging-face");
  return await renderPage(
    c,
    web,
    head,
    <Sentence says="Nothing is trending.">
      <p>
        Nobody has voted for a paper of the last {inLetters(trendingDays)} days, neither here nor
        where this site looks. A vote is the triangle beside a paper; the first one puts its paper
        on top of this page.
      </p>
      {newest !== undefined && (
        <p>
          Meanwhile there is the edition of{" "}
          <a href={links.edition(dayPeriod(newest))}>
            <LongDate day={newest} />
          </a>
          , in the order of its votes and of what an editor’s model expects of each paper.
        </p>
      )}
      {!asksElsewhere && (
        <p class="small">
          If this site is yours: with <code>SOURCES=arxiv,hugging-face</code> it also counts what
          the readers of Hugging Face vote for.
        </p>
      )}
    </Sentence>,
  );
}
