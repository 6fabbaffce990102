// What a reader follows as a feed, at an address that only they know and that can do nothing else.
import { findFollowFeedReader } from "../../community/follow-feed.ts";
import { listFollows } from "../../community/follows.ts";
import type { Reader } from "../../community/readers.ts";
import { listSubmissions } from "../../community/submissions/submissions.ts";
import { getFollowing } from "../../editions/following.ts";
import { links } from "../../links.ts";
import { mainReasons, pickAmong } from "../../ranking/reason.ts";
import type { Handler, Web } from "../context.ts";
import type { FeedEntry, Format } from "../feeds/feed.ts";
import { paperEntry } from "../feeds/paper-entry.ts";
import { sendFeed } from "../feeds/send-feed.ts";
import { inWords, openFollowsOf } from "../following.ts";
import { openHiddenOf } from "../hidden-papers.ts";

const mostPapers = 50;
const caching = "private, no-cache";

export function sendFollowingFeed(format: Format): Handler {
  return async (c, web) => {
    const token = c.req.param("token") ?? "";
    c.header("X-Robots-Tag", "noindex");
    c.header("Cache-Control", "no-store");
    const reader = await findFollowFeedReader(web.db, { secret: web.secret, token });
    if (!reader) return c.text("There is no feed at this address.\n", 404);
    return sendFeed(c, web, {
      format,
      caching,
      title: "Following",
      subtitle: "The newest papers of what you follow. Keep this address to yourself.",
      self: { atom: links.followingFeed(token), json: links.followingJsonFeed(token) },
      page: links.following,
      entries: await listEntries(web, reader),
    });
  };
}

async function listEntries(web: Web, reader: Reader): Promise<FeedEntry[]> {
  const { db, judge } = web;
  const follows = await listFollows(db, { reader: reader.id });
  if (follows.length === 0) return [];
  const { papers, whichOf } = await openFollowsOf(web, follows);
  const muted = await openHiddenOf(web, reader);
  const { days } = await getFollowing(db, { papers, judge, muted, perPage: mostPapers });
  const entries = days.flatMap((each) => each.entries);
  const followed = inWords(await whichOf(entries.map(({ paper }) => paper.id)));
  const submitted = await listSubmissions(
    db,
    entries.map(({ paper }) => paper.id),
  );
  return entries.map(({ paper, reasons }) => {
    const found = followed.get(paper.id) ?? [];
    const why = found.length > 0 ? [`you follow ${found.join(", ")}`] : [];
    const said = [...why, ...mainReasons(reasons)];
    return paperEntry(paper, said, pickAmong(reasons), submitted.get(paper.id));
  });
}
