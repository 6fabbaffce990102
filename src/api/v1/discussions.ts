// What is being talked about.
import { z } from "zod";
import {
  describeTalk,
  freshDays,
  listTalkedAbout,
  talkDays,
} from "../../community/discussion/talk.ts";
import { getSection } from "../../editions/sections.ts";
import { openHidden, readerOf } from "../../search/asking.ts";
import { commentShape, tellComments } from "../shapes/comment.ts";
import { nextPage, pageQuery, readPage } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { hidden } from "../shapes/hidden.ts";
import { mapPapers, paperShape } from "../shapes/paper.ts";
import { route } from "./route.ts";
import { howMany } from "../shapes/values.ts";
import { personShape, tellPerson } from "../shapes/person.ts";

export const discussionsRoute = route({
  method: "get",
  path: "/discussions",
  operationId: "listDiscussions",
  tag: "Discussions",
  summary: "Papers that people talk about",
  query: {
    sort: z
      .enum(["lively", "newest"])
      .default("lively")
      .meta({
        description: `The liveliest of the last ${talkDays} days, or all by their newest comment.`,
      }),
    section: z.string().max(60).optional().meta({ description: "Only papers of this section." }),
    ...pageQuery({ usual: 20 }),
  },
  answer: pageOf(
    "DiscussionPage",
    z
      .object({
        paper: paperShape,
        comments: howMany,
        fresh: howMany.meta({ description: `How many of the last ${freshDays} days.` }),
        people: z.array(personShape).meta({ description: "Whoever spoke last first." }),
        newest: commentShape,
      })
      .meta({ id: "Discussion" }),
    { total: howMany, hidden },
  ),
  async handle({ query: { sort, section: address, ...query }, asker }, options) {
    const { db, clock, config } = options;
    const now = clock();
    const page = readPage(query);
    const reader = readerOf(asker);
    const talked = await listTalkedAbout(db, { order: sort, now, reader });
    const section = address === undefined ? undefined : await getSection(options, address);
    const within = section && new Set(await section.papers.among(talked));
    const ofSection = within ? talked.filter((paper) => within.has(paper)) : talked;
    const left = await (await openHidden(options, reader))?.(ofSection);
    const all = left ? ofSection.filter((paper) => !left.has(paper)) : ofSection;
    const shown = all.slice(page.offset, page.offset + page.limit);
    const talk = await describeTalk(db, { papers: shown, now, reader });
    const papers = await mapPapers(shown, options);
    const newest = await tellComments(
      talk.map((each) => each.newest),
      options,
    );
    const commentOf = new Map(newest.map((each) => [each.id, each]));
    const items = talk.flatMap((each) => {
      const paper = papers.get(each.paper);
      const newest = commentOf.get(each.newest.id);
      if (!paper || !newest) return [];
      const people = each.people.map((person) => tellPerson(person, config.SITE_URL));
      return [{ paper, comments: each.comments, fresh: each.fresh, people, newest }];
    });
    return { items, next: nextPage(page, all.length), total: all.length, hidden: left?.size ?? 0 };
  },
});
