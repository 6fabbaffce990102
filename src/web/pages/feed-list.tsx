// Every feed, what a feed reader is, and the feed of any search.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { findSection, sectionOptions } from "../../editions/sections.ts";
import { NotFound } from "../../errors.ts";
import { feedFormats, links } from "../../links.ts";
import { longestQuery, parseSharedQuery } from "../../search/language/parse.ts";
import { titleOfQuery } from "../../search/language/title.ts";
import type { Web } from "../context.ts";
import { feedFormatsBy } from "../feeds/formats.ts";
import { renderPage } from "../render.tsx";
import { shortened } from "../requests.ts";
import { dailyFeeds, FeedAddresses } from "../views/feed-links.tsx";
import { Field } from "../views/field.tsx";
import type { PageFeed } from "../views/page.tsx";
import { SectionQuery } from "../views/section-line.tsx";

export async function showFeeds(c: Context, web: Web): Promise<Response> {
  const { feed, query, wrong } = await readAsked(c, web);
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
          <FeedAddresses of={feed.of} siteUrl={config.SITE_URL} />
          <p class="small">
            All three say the same. Take the first, unless your reader wants another.
          </p>
        </section>
      )}
      {query !== undefined && <AnySearch query={query} wrong={wrong} />}
      <section>
        <h2>Every day</h2>
        <dl class="feed-rows">
          <Row title="Editions" of={links.home}>
            One entry a day: its papers in their order, each with why.
          </Row>
          <Row title="Papers" of={links.papers}>
            The best papers of the newest editions, one by one.
          </Row>
          <Row title="Trending" of={links.trending}>
            The papers that gather votes now.
          </Row>
          <Row title="Discussions" of={links.discussions}>
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
      {query === undefined && <AnySearch />}
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
function AnySearch({ query, wrong }: Pick<Asked, "query" | "wrong">) {
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

function Row({ title, of, children }: { title: string; of: string; children: Child }) {
  return (
    <div>
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
  /** As it was typed. */
  query?: string;
  /** Why there is no feed of it. */
  wrong?: string | undefined;
}

/** @throws NotFound where there can be no such section. */
async function readAsked(c: Context, web: Web): Promise<Asked> {
  const address = c.req.query("section");
  if (address !== undefined) {
    const section = await findSection(web.db, address, sectionOptions(web));
    if (!section) throw new NotFound(`There is no section “${shortened(address)}”.`);
    return { feed: { title: section.name, of: links.section(section.address) } };
  }
  const typed = c.req.query("q");
  if (typed === undefined) return {};
  const query = parseSharedQuery(typed, sectionOptions(web));
  const { text, isEmpty, own, mistakes } = query;
  if (isEmpty) return { query: text, wrong: "Say what to look for, such as protein." };
  if (own.length > 0) return { query: text, wrong: mistakes[0]!.says };
  return { query: text, feed: { title: titleOfQuery(query), of: links.search(text) } };
}
