// What a reader follows as a feed, at an address that only they know and that can do nothing else.
import { findFollowFeedReader } from "../../../community/follow-feed.ts";
import { listFollows } from "../../../community/follows.ts";
import type { Reader } from "../../../community/readers.ts";
import { getFollowing } from "../../../editions/following.ts";
import { links } from "../../../links.ts";
import { openHidden } from "../../../search/asking.ts";
import type { Web } from "../../context.ts";
import type { ToldEntry } from "./feed.ts";
import { sendNoFeed, type FeedHandler } from "./send-feed.ts";
import { tellPapers } from "./tell-papers.ts";
import { inWords, openFollowsOf } from "../../following.ts";

const mostPapers = 50;

export const followingFeed: FeedHandler = async (c, web) => {
  const token = c.req.param("token") ?? "";
  const reader = await findFollowFeedReader(web.db, { secret: web.secret, token });
  if (!reader) {
    return sendNoFeed(c, { says: "There is no feed at this address.", status: 404 });
  }
  return {
    of: links.followingOf(token),
    isPrivate: true,
    async tell() {
      return {
        title: "Following",
        subtitle: "The newest papers of what you follow. Keep this address to yourself.",
        page: links.following,
        entries: await listEntries(web, reader),
      };
    },
  };
};

async function listEntries(web: Web, reader: Reader): Promise<ToldEntry[]> {
  const { db, judge } = web;
  const follows = await listFollows(db, { reader: reader.id });
  if (follows.length === 0) return [];
  const { papers, whichOf } = await openFollowsOf(web, follows);
  const muted = await openHidden(web, reader.id);
  const { days } = await getFollowing(db, { papers, judge, muted, perPage: mostPapers });
  const entries = days.flatMap((each) => each.entries);
  const followed = inWords(await whichOf(entries.map(({ paper }) => paper.id)));
  return await tellPapers(db, entries, (paper) => {
    const found = followed.get(paper) ?? [];
    return found.length > 0 ? [`you follow ${found.join(", ")}`] : [];
  });
}
