// What a reader follows, and the papers that match it, by day.
import type { Context } from "hono";
import { listCategories } from "../../catalogue/categories.ts";
import { listPapers } from "../../catalogue/papers.ts";
import { followFeedToken, renewFollowFeed } from "../../community/follow-feed.ts";
import { follow, unfollow, type Follow } from "../../community/follows.ts";
import { listAllFollowedPapers } from "../../community/notifications/follow-paper.ts";
import { listVotedCategories } from "../../community/votes/voted-categories.ts";
import { getFollowing, type Following } from "../../editions/following.ts";
import { sectionOptions } from "../../editions/sections.ts";
import { signLink } from "../../email/subscriptions/link-tokens.ts";
import {
  bringsFollowing,
  findOwnSubscription,
} from "../../email/subscriptions/own-subscription.ts";
import { links } from "../../links.ts";
import { addDays, dayPeriod } from "../../papers/period.ts";
import { mainReasons } from "../../ranking/reason.ts";
import { categoryFollow, parseFollowable } from "../../search/followable.ts";
import { countCommon } from "../common-words.ts";
import type { Web } from "../context.ts";
import { attempt, type Faults } from "../faults.ts";
import { findFollows, openFollows, readFollowability } from "../following.ts";
import { readMarks, type OwnMarks } from "../own-marks.ts";
import { getReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { keepingShown, readHidden } from "../hidden-papers.ts";
import { demandPage, ownPath, readForm, readPageNumber, samePath, wantsJson } from "../requests.ts";
import { Card } from "../views/card.tsx";
import { LongDate } from "../views/dates.tsx";
import { FollowAdd, type FollowTyped } from "../views/follow-add.tsx";
import { FollowedDiscussions } from "../views/followed-discussions.tsx";
import { FollowButton } from "../views/follow-button.tsx";
import { followAccount } from "../views/follow.ts";
import { countedDays, FollowedKinds, FollowingElsewhere } from "../views/following-rail.tsx";
import type { PageHead } from "../views/page.tsx";
import { Paging } from "../views/paging.tsx";
import { HiddenNote } from "../views/hidden-note.tsx";
import { count } from "../../papers/words.ts";

const perPage = 50;
const mostSuggested = 6;

const head: PageHead = { title: "Following", robots: "noindex", nav: "following" };

export async function showFollowing(c: Context, web: Web): Promise<Response> {
  return await show(c, web);
}

/** Follows something, or ends it. */
export async function changeFollowing(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const fields = await readForm(c);
  const isWanted = fields["follow"] === "1";
  if (isWanted) {
    const { kind = "", value = "" } = fields;
    const add = async () => {
      const what = parseFollowable({ kind, value }, await contextOf(web));
      await follow(web, { reader: reader.id, ...what });
    };
    const faults: Faults<"value"> = {};
    await (wantsJson(c) ? add() : attempt(faults, "value", add));
    if (faults.value) return await show(c, web, { kind, value, error: faults.value });
  } else {
    await unfollow(web, { reader: reader.id, query: fields["query"] ?? "" });
  }
  if (wantsJson(c)) return c.json({ following: isWanted });
  return c.redirect(samePath(fields["back"], links.following), 303);
}

/** The feed moves to another address. */
export async function renewFollowing(c: Context, web: Web): Promise<Response> {
  await renewFollowFeed(web.db, await getReader(c, web));
  return c.redirect(`${links.following}?renewed#elsewhere`, 303);
}

async function contextOf(web: Web) {
  return { categories: await listCategories(web.db), today: sectionOptions(web).today };
}

async function show(c: Context, web: Web, typed?: FollowTyped): Promise<Response> {
  await getReader(c, web);
  const follows = (await findFollows(c, web)) ?? [];
  return follows.length === 0
    ? await showNothingFollowed(c, web, typed)
    : await showFollowed(c, web, { follows, typed });
}

async function showFollowed(
  c: Context,
  web: Web,
  { follows, typed }: { follows: readonly Follow[]; typed: FollowTyped | undefined },
): Promise<Response> {
  const { db, judge, secret } = web;
  const reader = await getReader(c, web);
  const { today } = sectionOptions(web);
  const subscription = await findOwnSubscription(db, reader);
  const isMailed = subscription !== undefined && bringsFollowing(subscription);
  const { papers, countEach } = await openFollows(c, web);
  const page = typed ? 1 : readPageNumber(c);
  const muted = await readHidden(c, web);
  const following = await getFollowing(db, { papers, judge, muted, page, perPage });
  demandPage(page, following.pages);
  // An edition may bear the date of tomorrow.
  const counts = await countEach({
    first: addDays(today, 1 - countedDays),
    last: addDays(today, 1),
  });
  const words = follows.filter(({ kind }) => kind === "word");
  const common = await countCommon(
    web,
    words.map(({ query }) => query),
  );
  const shown = following.days.flatMap(({ entries }) => entries.map(({ paper }) => paper.id));
  const back = typed ? links.following : ownPath(c);
  return await renderPage(
    c,
    web,
    head,
    <>
      <div class="page-head">
        <h1>Following</h1>
        <p>
          <InShort following={following} />{" "}
          <a class="following-jump" href="#followed">
            What you follow
          </a>
        </p>
      </div>
      <HiddenNote c={c} mutedCount={following.mutedCount} />
      {typed && <FollowAdd typed={typed} />}
      <div class="columns">
        <div class="papers">
          <Days
            following={following}
            marks={await readMarks(c, web, shown)}
            back={back}
            address={keepingShown(c)}
          />
        </div>
        <aside class="rail following-rail" aria-label="What you follow">
          <section id="followed">
            <h2>What you follow</h2>
            <p>With how many papers of the last {countedDays} days.</p>
            <FollowedKinds
              counted={follows.map((follow, index) => ({
                follow,
                papers: counts[index]!,
                common: common[words.indexOf(follow)],
              }))}
            />
          </section>
          <FollowedDiscussions {...await readDiscussions(web, reader.id)} />
          {!typed && (
            <section>
              <h2>Something else</h2>
              <FollowAdd />
            </section>
          )}
          <FollowingElsewhere
            token={followFeedToken(secret, reader)}
            mails={
              isMailed
                ? links.subscription(signLink(secret, "manage", subscription))
                : followAccount
            }
            isMailed={isMailed}
            isNew={c.req.query("renewed") !== undefined}
          />
        </aside>
      </div>
    </>,
    typed ? 400 : 200,
  );
}

function InShort({ following: { total, since } }: { following: Following }) {
  if (total === 0) return <>What matches stands here, the newest day first.</>;
  return (
    <>
      {count(total, "paper")} {total === 1 ? "matches" : "match"} what you follow
      {since !== undefined && (
        <>
          {" "}
          since <LongDate day={since} />
        </>
      )}
      , the newest day first.
    </>
  );
}

interface DaysProps {
  following: Following;
  marks: OwnMarks;
  back: string;
  /** Keeps what one chose to see. */
  address: (path: string) => string;
}

function Days({ following, marks, back, address }: DaysProps) {
  const { days, total, mutedCount, page, pages } = following;
  if (total === 0) {
    return (
      <section class="following-none">
        <h2>{mutedCount > 0 ? "Nothing else was found yet." : "Nothing was found yet."}</h2>
        <p>
          No {mutedCount > 0 && "other "}paper here matches what you follow. When one is announced,
          it stands on this page the same day. Each name beside this leads to its search, where you
          can see what comes near.
        </p>
      </section>
    );
  }
  return (
    <>
      {days.map(({ day, entries }) => (
        <section class="following-day" aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>
            <a href={links.edition(dayPeriod(day))}>
              <time datetime={day}>
                <LongDate day={day} />
              </time>
            </a>
          </h2>
          {entries.map((entry) => (
            <Card
              paper={entry.paper}
              size="found"
              reasons={mainReasons(entry.reasons)}
              scored={entry}
              marks={marks}
              back={back}
            />
          ))}
        </section>
      ))}
      <Paging
        page={page}
        pages={pages}
        perPage={perPage}
        total={total}
        address={(each) => address(`${links.following}${each > 1 ? `?page=${each}` : ""}`)}
      />
    </>
  );
}

const mostDiscussions = 100;

async function readDiscussions({ db }: Web, reader: number) {
  const ids = await listAllFollowedPapers(db, reader);
  const papers = await listPapers(db, ids.slice(0, mostDiscussions));
  return { papers, more: ids.length - papers.length };
}

async function showNothingFollowed(
  c: Context,
  web: Web,
  typed: FollowTyped | undefined,
): Promise<Response> {
  const reader = await getReader(c, web);
  const voted = await listVotedCategories(web.db, { reader: reader.id, limit: mostSuggested });
  const suggested = voted.length > 0 ? voted : web.config.ARXIV_CATEGORIES.slice(0, mostSuggested);
  const at = await readFollowability(c, web);
  const discussions = await readDiscussions(web, reader.id);
  return await renderPage(
    c,
    web,
    head,
    <section class="sentence following-start">
      <h1>You follow nothing yet.</h1>
      <p>
        Follow an author, a phrase, a category or a search, and what is announced of it stands here
        by day, in a feed of your own, and first in your letters, if you get them. Every paper has a
        line “Follow its authors or categories”, and every search a “Follow”.
      </p>
      {suggested.length > 0 && (
        <>
          <p>{voted.length > 0 ? "You vote most for papers in these:" : "For a start, perhaps:"}</p>
          <ul class="suggested">
            {suggested.map((category) => (
              <li>
                <FollowButton
                  class="button"
                  what={categoryFollow(category)}
                  at={at}
                  back={links.following}
                >
                  {category}
                </FollowButton>
              </li>
            ))}
          </ul>
        </>
      )}
      <FollowAdd typed={typed} />
      {discussions.papers.length > 0 && <FollowedDiscussions {...discussions} />}
    </section>,
    typed ? 400 : 200,
  );
}
