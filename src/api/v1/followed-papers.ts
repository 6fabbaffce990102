// The papers that match what a reader follows, by day.
import { z } from "zod";
import { listFollows } from "../../community/follows.ts";
import { getFollowing } from "../../editions/following.ts";
import { sectionOptions } from "../../editions/sections.ts";
import { openHidden } from "../../search/asking.ts";
import { openFollowed } from "../../search/followed.ts";
import { asNumbered, nextPage, pageQuery, readPage } from "../reading/cursor.ts";
import { hidden } from "../shapes/hidden.ts";
import { pageOf } from "../shapes/page.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { scoreShape, tellScores } from "../shapes/score.ts";
import { day, howMany } from "../shapes/values.ts";
import { route } from "./route.ts";

export const followedPapersRoute = route({
  method: "get",
  path: "/me/following/papers",
  operationId: "listFollowedPapers",
  tag: "Following",
  summary: "The papers that match what you follow, the newest day first",
  scope: "read",
  query: pageQuery(),
  answer: pageOf(
    "FollowedPaperPage",
    paperShape
      .and(scoreShape)
      .and(
        z.object({
          day: day.meta({ description: "The newest edition in which it stands." }),
          matches: z
            .array(z.string())
            .meta({ description: "The `query` of each that it matches of what you follow." }),
        }),
      )
      .meta({ id: "FollowedPaper", description: "A paper, and why it concerns you." }),
    {
      total: howMany,
      hidden,
      since: day
        .nullable()
        .meta({ description: "Since when; null where all that there ever was is listed." }),
    },
  ),
  async handle({ query, asker: { reader } }, options) {
    const { db, judge, finder } = options;
    const page = readPage(query);
    const follows = await listFollows(db, { reader: reader.id });
    if (follows.length === 0) return { items: [], next: null, total: 0, hidden: 0, since: null };
    const { today } = sectionOptions(options);
    const { papers: matching, whichOf } = await openFollowed(db, finder, { follows, today });
    const muted = await openHidden(options, reader.id);
    const asked = { papers: matching, judge, muted, ...asNumbered(page) };
    const { days, total, mutedCount, since = null } = await getFollowing(db, asked);
    const listed = days.flatMap(({ day, entries }) => entries.map((entry) => ({ day, entry })));
    const papers = listed.map(({ entry }) => entry.paper);
    const told = await tellPapers(papers, options);
    const scores = await tellScores(
      listed.map(({ entry }) => entry),
      options,
    );
    const found = await whichOf(papers.map(({ id }) => id));
    return {
      items: listed.map(({ day, entry }, index) => ({
        ...told[index]!,
        ...scores[index]!,
        day,
        matches: (found.get(entry.paper.id) ?? []).map(({ query }) => query),
      })),
      next: nextPage(page, total),
      total,
      hidden: mutedCount,
      since,
    };
  },
});
