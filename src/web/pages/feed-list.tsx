// Every feed, what a feed reader is, and the feed of any search.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { getSection, sectionOptions } from "../../editions/sections.ts";
import { feedFormats, links } from "../../links.ts";
import { longestQuery, parseSharedQuery, type Query } from "../../search/language/parse.ts";
import { titleOfQuery } from "../../search/language/title.ts";
import { openQuery } from "../../search/matching.ts";
import type { Web } from "../context.ts";
import { feedFormatsBy } from "../doors/feeds/formats.ts";
import { renderPage } from "../render.tsx";
import { dailyFeeds, FeedAddresses } from "../views/feed-links.tsx";
import { Field } from "../views/field.tsx";
import type { PageFeed } from "../views/page.tsx";
import { Mistakes } from "../views/search-understood.tsx";
import { SectionQuery } from "../views/section-line.tsx";
import { count } from "../../papers/words.ts";

export async function showFeeds(c: Context, web: Web): Promise<Response> {
  const { feed, query, found, wrong } = await readAsked(c, web);
  const { config, sections } = web;
  return await renderPage(
    c,
    web,
    {
      title: feed ? `Feed: ${feed.title}` : "Feeds",
      description: "What is new here, in any feed reader.",
      canonical: links.feeds,
      feeds: feed ? [feed] : dailyFeeds,
    },
    <div class="feed-list">
      <h1>Feeds</h1>
      <p>
        A feed reader is a program that gathers what is new on the pages that you choose, and keeps
        it until you have read it. Give it one of these addresses, and the papers come to you,
        without an account and without mail.
      </p>
      {feed && (
        <section id="asked">
          <h2>{feed.title}</h2>
          {query && found !== undefined && (
            <>
              <p>
                {found === 0 ? (
                  "No paper here matches it now; the feed waits for the first one."
                ) : (
                  <>
                    <a href={feed.of}>{count(found, "paper")}</a>{" "}
                    {found === 1 ? "matches" : "match"} it now; the feed has the newest of them.
                  </>
                )}
              </p>
              <Mistakes text={query.text} mistakes={query.mistakes} />
            </>
          )}
          <FeedAddresses of={feed.of} siteUrl={config.SITE_URL} />
          <p class="small">
            All three say the same. Take the first, unless your reader wants another.
          </p>
        </section>
      )}
      {query && <AnySearch query={query.text} wrong={wrong} />}
      <section>
        <h2>Every day</h2>
        <dl class="feed-rows">
          <Row title="Editions" of={links.home}>
            One entry a day: its papers in their order, each with why.
          </Row>
          <Row title="Papers" of={links.papers}>
            The best papers of the newest editions, one by one.
          </Row>
          <Row title="Trending" of={links.trending} id="trending">
            The papers that gather votes now.
          </Row>
          <Row title="Discussions" of={links.discussions} id="discussions">
            Every new comment.
          </Row>
        </dl>
      </section>
      {sections.length > 0 && (
        <section>
          <h2>Sections</h2>
          <dl class="feed-rows">
            {sections.map(({ name, address, query }) => (
              <Row title={name} of={links.section(address)}>
                <SectionQuery query={query} />
              </Row>
            ))}
          </dl>
        </section>
      )}
      {!query && <AnySearch />}
      <section id="calendar">
        <h2>In your calendar</h2>
        <p>
          Which days have an edition and how many papers, when the next ones are expected, and why
          there is none on a holiday of arXiv:{" "}
          <a href={calendarAt(config.SITE_URL)}>subscribe to the calendar</a>, or give your calendar
          the address <a href={links.calendar}>{links.whole(links.calendar, config.SITE_URL)}</a>.
        </p>
      </section>
      <section>
        <h2>And more</h2>
        <p>
          Every <a href={links.sections}>category</a>, every edition, every paper’s discussion and
          every person has a feed too; a reader that is given the address of the page finds it. What
          you follow comes as a feed that is yours alone, and so do your letters; their pages say at
          which address.
        </p>
      </section>
    </div>,
  );
}

/** Whoever has made a feed makes another one; the others look at the list first. */
function AnySearch({ query, wrong }: { query?: string; wrong?: string | undefined }) {
  return (
    <section>
      <h2>Any search</h2>
      <form class="fields" action={links.feeds} aria-label="The feed of a search">
        <Field
          name="q"
          label="What to look for"
          hint='Words, a category such as cat:cs.RO, an author such as au:"Ada Lovelace"'
          value={query}
          error={wrong}
          required
          maxlength={longestQuery}
          autocomplete="off"
        />
        <button class="button button-main" type="submit">
          Make its feed
        </button>
      </form>
      <p>
        <a href={links.searchHelp}>All that a search can say</a>
      </p>
    </section>
  );
}

interface RowProps {
  title: string;
  of: string;
  id?: string;
  children: Child;
}

function Row({ title, of, id, children }: RowProps) {
  return (
    <div id={id}>
      <dt>{title}</dt>
      <dd>{children}</dd>
      <dd class="feed-row-links">
        {feedFormats.map((format) => {
          const { name } = feedFormatsBy[format];
          return (
            <a href={links.feed(of, format)} aria-label={`${title}: ${name}`}>
              {name}
            </a>
          );
        })}
      </dd>
    </div>
  );
}

/** An address that opens in the calendar program. */
function calendarAt(site: URL): string {
  return links.whole(links.calendar, site).replace(/^https?/, "webcal");
}

interface Asked {
  feed?: PageFeed;
  query?: Query;
  /** How many papers match it. */
  found?: number;
  /** Why there is no feed of it. */
  wrong?: string | undefined;
}

/** @throws NotFound where there can be no such section. */
async function readAsked(c: Context, web: Web): Promise<Asked> {
  const address = c.req.query("section");
  if (address !== undefined) {
    const section = await getSection(web, address);
    return { feed: { title: section.name, of: links.section(section.address) } };
  }
  const typed = c.req.query("q");
  if (typed === undefined) return {};
  const { finder, today } = sectionOptions(web);
  const query = parseSharedQuery(typed, { today });
  const { text, isEmpty, own, mistakes } = query;
  if (isEmpty) return { query, wrong: "Say what to look for, such as protein." };
  if (own.length > 0) return { query, wrong: mistakes[0]!.says };
  const { papers } = await openQuery(web.db, finder, { query: text, today });
  const { total } = await papers.newest({ limit: 0 });
  return { query, found: total, feed: { title: titleOfQuery(query), of: links.search(text) } };
}
