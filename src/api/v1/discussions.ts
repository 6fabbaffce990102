// What is being talked about.
import { z } from "zod";
import { listPapers } from "../../catalogue/papers.ts";
import {
  describeTalk,
  freshDays,
  listTalkedAbout,
  talkDays,
} from "../../community/discussion/talk.ts";
import { commentShape, tellComments } from "../shapes/comment.ts";
import { offsetCursor, pageOf, pageQuery, readOffset } from "../reading/cursor.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { route } from "./route.ts";
import { openSectionNamed } from "../reading/section.ts";
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
    z
      .object({
        paper: paperShape,
        comments: z.int(),
        fresh: z.int().meta({ description: `How many of the last ${freshDays} days.` }),
        people: z.array(personShape).meta({ description: "Whoever spoke last first." }),
        newest: commentShape,
      })
      .meta({ id: "Discussion" }),
  ).extend({ total: z.int() }),
  async handle({ query: { sort, section: address, cursor, limit } }, options) {
    const { db, clock, config } = options;
    const now = clock();
    const offset = readOffset(cursor);
    const talked = await listTalkedAbout(db, { order: sort, now });
    const section = address === undefined ? undefined : await openSectionNamed(address, options);
    const within = section && new Set(await section.papers.among(talked));
    const all = within ? talked.filter((paper) => within.has(paper)) : talked;
    const shown = all.slice(offset, offset + limit);
    const talk = await describeTalk(db, { papers: shown, now, reader: undefined });
    const papers = await listPapers(db, shown);
    const told = await tellPapers(papers, options);
    const newest = await tellComments(
      talk.map((each) => each.newest),
      options,
    );
    const paperOf = new Map(papers.map(({ id }, index) => [id, told[index]!]));
    const commentOf = new Map(newest.map((each) => [each.id, each]));
    const items = talk.flatMap((each) => {
      const paper = paperOf.get(each.paper);
      const newest = commentOf.get(each.newest.id);
      if (!paper || !newest) return [];
      const people = each.people.map((person) => tellPerson(person, config.SITE_URL));
      return [{ paper, comments: each.comments, fresh: each.fresh, people, newest }];
    });
    return { items, next: offsetCursor(offset + limit, all.length), total: all.length };
  },
});
