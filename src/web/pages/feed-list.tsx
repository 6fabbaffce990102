// Every feed, what a feed reader is, and the feed of any search.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { findSection } from "../../editions/sections.ts";
import { NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { parseSharedQuery } from "../../search/language/parse.ts";
import { titleOfQuery } from "../../search/language/title.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { sectionOptions, shortened } from "../requests.ts";
import { dailyFeeds, FeedAddresses, FeedLinks } from "../views/feed-links.tsx";
import type { PageFeed } from "../views/page.tsx";

export async function showFeeds(c: Context, web: Web): Promise<Response> {
  const asked = await readAsked(c, web);
  const { config, sections } = web;
  return await renderPage(
    c,
    web,
    {
      title: asked.feed ? `Feeds: ${asked.feed.title}` : "Feeds",
      description: "What is new here, in any feed reader.",
      canonical: links.feeds,
      feeds: asked.feed ? [asked.feed] : dailyFeeds,
    },
    <div class="essay feed-list">
      <h1>Feeds</h1>
      <p>
        A feed reader is a program that gathers what is new on the pages that you choose, and keeps
        for you what you have not read yet. Give it one of these addresses, and what is new here
        comes to you, without an account and without mail.
      </p>
      {asked.feed && (
        <section id="asked">
          <h2>{asked.feed.title}</h2>
          <FeedAddresses of={asked.feed.of} siteUrl={config.SITE_URL} />
          <p class="small">They say the same; if your reader takes any of them, take the first.</p>
        </section>
      )}
      <section>
        <h2>Of any search</h2>
        <form
          action={links.feeds}
          class="feed-of-search"
          role="search"
          aria-label="Feed of a search"
        >
          <label for="feed-query">What is to come to you</label>
          <div>
            <input
              id="feed-query"
              type="search"
              name="q"
              value={asked.query}
              placeholder='cat:cs.RO "policy learning"'
              required
              aria-invalid={asked.wrong ? "true" : undefined}
              aria-describedby={asked.wrong ? "feed-query-wrong" : "feed-query-help"}
            />
            <button>Make its feed</button>
          </div>
          {asked.wrong && (
            <p id="feed-query-wrong" class="field-error" role="alert">
              {asked.wrong}
            </p>
          )}
          <p id="feed-query-help" class="small">
            Words, a category such as <code>cat:cs.RO</code>, an author such as{" "}
            <code>au:"Ada Lovelace"</code>: <a href={links.searchHelp}>all that a search can say</a>
          </p>
        </form>
      </section>
      <section>
        <h2>Of every day</h2>
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
          <h2>Of the sections</h2>
          <dl class="feed-rows">
            {sections.map(({ name, address }) => (
              <Row title={name} of={links.section(address)} />
            ))}
          </dl>
        </section>
      )}
      <section>
        <h2>Of one thing</h2>
        <p>
          Every <a href={links.sections}>category</a>, every edition, every paper’s discussion and
          every person has a feed of its own; a feed reader that is given the address of the page
          finds it. What you <a href={links.following}>follow</a> comes as a feed that is yours
          alone, and so do the letters of a subscription: each page says its address.
        </p>
      </section>
    </div>,
  );
}

function Row({ title, of, children }: { title: string; of: string; children?: Child }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {children && <>{children} </>}
        <span class="feed-row-links">
          <FeedLinks of={of} />
        </span>
      </dd>
    </div>
  );
}

interface Asked {
  feed?: PageFeed;
  /** As it was typed. */
  query?: string;
  /** Why there is no feed of it. */
  wrong?: string;
}

/** @throws NotFound where there is no such section. */
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
  if (query.isEmpty) return { query: query.text, wrong: "Say what to look for, such as protein." };
  if (query.own.length > 0) return { query: query.text, wrong: query.mistakes[0]!.says };
  return {
    query: query.text,
    feed: { title: titleOfQuery(query), of: links.search(query.text) },
  };
}
