// People, as everybody sees them: who they are, what they said and brought.
import { z } from "zod";
import { listNewestComments } from "../../community/discussion/comments.ts";
import { findMentioned, peopleOf } from "../../community/discussion/mentions.ts";
import { findRestriction } from "../../community/moderation/restrictions.ts";
import {
  countContributions,
  listAuthoredBy,
  listPickedBy,
  listSubmittedBy,
  listVotedBy,
} from "../../community/people/contributions.ts";
import { getProfile } from "../../community/people/profile.ts";
import type { ApiOptions } from "../options.ts";
import { commentPage, tellComments } from "../shapes/comment.ts";
import { nextPage, oneMore, onePage, pageQuery, readPage } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { mapPapers, paperShape } from "../shapes/paper.ts";
import { route } from "./route.ts";
import { day, howMany, moment } from "../shapes/values.ts";
import { personShape, tellPerson } from "../shapes/person.ts";

const handle = z.string().meta({ description: "The handle, without @." });

const profileShape = personShape
  .and(
    z.object({
      since: moment.meta({ description: "When the account was made." }),
      about: z.string().meta({ description: "What they tell of themselves, as Markdown." }),
      aboutHtml: z.string().meta({ description: "The same, rendered and made safe." }),
      orcid: z.string().nullable().meta({ description: "Proved." }),
      restriction: z
        .object({ kind: z.enum(["suspended", "banned"]), until: moment.nullable() })
        .nullable()
        .meta({ description: "Whether they may not write, and until when." }),
      counts: z
        .object({
          comments: howMany,
          papers: howMany.meta({ description: "Those that are proved to be theirs." }),
          submissions: howMany,
          picks: howMany,
          votesGiven: howMany.meta({ description: "For papers; 0 unless they show them." }),
        })
        .meta({ description: "How many there are of each part." }),
    }),
  )
  .meta({ id: "Profile" });

const parts = ["papers", "submissions", "picks", "votes"] as const;

interface Listed {
  paper: number;
  sentence?: string;
  day?: string;
}

type Listing = (
  db: ApiOptions["db"],
  which: { reader: number; limit: number; offset: number },
) => Promise<Listed[]>;

const papersOf: Record<(typeof parts)[number], Listing> = {
  papers: async (db, which) => (await listAuthoredBy(db, which)).map((paper) => ({ paper })),
  submissions: listSubmittedBy,
  picks: listPickedBy,
  votes: async (db, which) => (await listVotedBy(db, which)).map((paper) => ({ paper })),
};

export const peopleRoutes = [
  route({
    method: "get",
    path: "/people/{handle}",
    operationId: "getPerson",
    tag: "People",
    summary: "A reader of this site",
    description: "Under a handle that they had before they are found too.",
    params: { handle },
    answer: profileShape,
    async handle({ params }, options) {
      const { db, config, clock, renderMarkdown } = options;
      const profile = await getProfile(db, params.handle);
      const restriction = await findRestriction(db, { reader: profile.id, now: clock() });
      // What a banned reader left on their own page is most likely why.
      const about = restriction?.kind === "banned" ? "" : profile.about;
      const { comments, papers, submissions, picks, votes } = await countContributions(db, profile);
      return {
        ...tellPerson(profile, config.SITE_URL),
        since: profile.since,
        about,
        aboutHtml:
          about === "" ? "" : renderMarkdown(about, peopleOf(await findMentioned(db, about))),
        orcid: profile.orcid,
        restriction: restriction ? { kind: restriction.kind, until: restriction.until } : null,
        counts: { comments, papers, submissions, picks, votesGiven: votes },
      };
    },
  }),
  route({
    method: "get",
    path: "/people/{handle}/comments",
    operationId: "listPersonComments",
    tag: "People",
    summary: "What somebody said, the newest first",
    params: { handle },
    query: pageQuery({ usual: 20 }),
    answer: commentPage,
    async handle({ params, query }, options) {
      const { id: reader } = await getProfile(options.db, params.handle);
      const page = readPage(query);
      const found = await listNewestComments(options.db, { reader, ...oneMore(page) });
      const { some, next } = onePage(found, page);
      return { items: await tellComments(some, options), next };
    },
  }),
  route({
    method: "get",
    path: "/people/{handle}/{part}",
    operationId: "listPersonPapers",
    tag: "People",
    summary: "The papers that somebody wrote, brought, picked or voted for, the newest first",
    params: {
      handle,
      part: z.enum(parts).meta({
        description: "`papers` are proved to be theirs; `votes` are there where they show them.",
        example: "papers",
      }),
    },
    query: pageQuery({ usual: 20 }),
    answer: pageOf(
      "PersonsPaperPage",
      z
        .object({
          paper: paperShape,
          day: day.nullable().meta({ description: "The edition in which it stands by that." }),
          sentence: z.string().nullable().meta({ description: "What they said of it." }),
        })
        .meta({ id: "PersonsPaper" }),
    ),
    async handle({ params: { handle, part }, query }, options) {
      const { db } = options;
      const profile = await getProfile(db, handle);
      const { [part]: total } = await countContributions(db, profile);
      const page = readPage(query);
      // What they do not show counts as none.
      if (page.offset >= total) return { items: [], next: null };
      const listed = await papersOf[part](db, { reader: profile.id, ...page });
      const papers = await mapPapers(
        listed.map(({ paper }) => paper),
        options,
      );
      return {
        items: listed.flatMap(({ paper: id, day = null, sentence = null }) => {
          const paper = papers.get(id);
          return paper ? [{ paper, day, sentence }] : [];
        }),
        next: nextPage(page, total),
      };
    },
  }),
];
