// The front page of a catalogue without any dated paper: what to do next.
import type { Context } from "hono";
import { catalogueSize } from "../../catalogue/papers.ts";
import { findFreshStart } from "../../editions/fresh-start.ts";
import { links } from "../../links.ts";
import { dayIn, dayPeriod } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { findNextTry } from "../../editions/next-try.ts";
import { renewAfterS } from "../renewing.ts";
import { zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { EditionHeader, type EditionHeaderProps } from "../views/edition-header.tsx";
import { dailyFeeds } from "../views/feed-links.tsx";
import { SampleNote } from "../views/sample-note.tsx";
import { SearchForm } from "../views/search-form.tsx";
import { SubscribeBox } from "../views/subscribe-box.tsx";
import { count } from "../../papers/words.ts";

export async function showNoEdition(c: Context, web: Web): Promise<Response> {
  const { papers } = await catalogueSize(web.db);
  const now = web.clock();
  const today = dayIn(web.config.TIME_ZONE, now);
  const start = await findFreshStart(web.db, { bare: papers === 0, now });
  if (start?.state === "gathering") c.header("Refresh", renewAfterS);
  const header: EditionHeaderProps = {
    period: dayPeriod(today),
    day: today,
    previous: undefined,
    next: undefined,
    nav: "today",
    receipt: <strong>{count(papers, "paper")} here</strong>,
    formats: {},
  };
  return await renderPage(
    c,
    web,
    {
      title: web.config.SITE_NAME,
      canonical: links.home,
      feeds: dailyFeeds,
      nav: "today",
      header: (site) => <EditionHeader site={site} edition={header} />,
      ownSubscribeBox: true,
    },
    <>
      {start && (
        <SampleNote
          start={start}
          sample={false}
          timeZone={await zoneOf(c, web)}
          now={now}
          nextTry={await findNextTry(web)}
        />
      )}
      {papers === 0 ? <NothingYet /> : <Undated papers={papers} />}
      <SubscribeBox class="subscribe-inline" />
    </>,
  );
}

function NothingYet() {
  return (
    <section class="empty">
      <h2 class="empty-sentence">No papers are here yet.</h2>
      <p class="empty-text">
        Nothing is wrong. Bring some along, in arXiv’s metadata as JSON lines or as a saved page of
        daily papers, and reload this page:
      </p>
      <pre tabindex={0}>npm run broadsheet -- import FILE</pre>
    </section>
  );
}

function Undated({ papers }: { papers: number }) {
  return (
    <section class="empty">
      <h2 class="empty-sentence">
        {count(papers, "paper")} here, {papers === 1 ? "without" : "none with"} a listing date.
      </h2>
      <p class="empty-text">
        An edition is a date, and what was imported names none on which a paper was announced. All
        of it can be searched; the <a href={links.sections}>sections</a> say what it is about.
      </p>
      <SearchForm />
    </section>
  );
}
