// What a reader follows: authors, words, categories and searches, and discussions of papers.
import { z } from "zod";
import { listCategories } from "../../catalogue/categories.ts";
import { listPapers } from "../../catalogue/papers.ts";
import { follow, listFollows, unfollow, type Followable } from "../../community/follows.ts";
import {
  followPaper,
  listAllFollowedPapers,
  unfollowPaper,
} from "../../community/notifications/follow-paper.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import { dayIn } from "../../papers/period.ts";
import { longestFollowed, parseFollowable } from "../../search/followable.ts";
import { getNamedPaper, paperId } from "../reading/paper.ts";
import { ofField } from "../reading/invalid-field.ts";
import { route } from "./route.ts";

const kind = z.enum(["author", "word", "category", "query"]);

const followShape = z
  .object({
    kind,
    value: z.string().meta({ description: "As others read it: `Yann LeCun`, `cs.RO`." }),
    query: z.string().meta({ description: "What to search for: `cat:cs.RO`." }),
  })
  .meta({ id: "Follow" });

function tellFollow({ kind, value, query }: Followable): z.input<typeof followShape> {
  return { kind, value, query };
}

const discussionWays = [
  {
    method: "put",
    follows: true,
    operationId: "followDiscussion",
    summary: "Follow the discussion of a paper",
  },
  {
    method: "delete",
    follows: false,
    operationId: "unfollowDiscussion",
    summary: "Follow the discussion of a paper no more",
  },
] as const;

export const followingRoutes = [
  route({
    method: "get",
    path: "/me/following",
    operationId: "listFollowing",
    tag: "Following",
    summary: "What you follow",
    scope: "read",
    answer: z
      .object({
        items: z.array(followShape).meta({ description: "In the order in which it was added." }),
        discussions: z
          .array(z.string())
          .meta({ description: "Identifiers of papers whose discussion you follow." }),
      })
      .meta({ id: "Following" }),
    async handle({ asker: { reader } }, { db }) {
      const follows = await listFollows(db, { reader: reader.id });
      const papers = await listPapers(db, await listAllFollowedPapers(db, reader.id));
      const discussions = papers.map(({ identifier }) => bareIdentifier(identifier));
      return { items: follows.map(tellFollow), discussions };
    },
  }),
  route({
    method: "put",
    path: "/me/following",
    operationId: "follow",
    tag: "Following",
    summary: "Follow an author, a word, a category or a search",
    description: "To follow the same twice is to follow it once.",
    scope: "library",
    body: {
      kind: kind.meta({ example: "category" }),
      value: z
        .string()
        .max(4 * longestFollowed)
        .meta({ example: "cs.RO" }),
    },
    answer: followShape,
    async handle({ body, asker: { reader } }, options) {
      const { db, config, clock } = options;
      const today = dayIn(config.TIME_ZONE, clock());
      const categories = await listCategories(db);
      return await ofField("value", async () => {
        const what = parseFollowable(body, { categories, today });
        await follow(options, { reader: reader.id, ...what });
        return tellFollow(what);
      });
    },
  }),
  route({
    method: "delete",
    path: "/me/following",
    operationId: "unfollow",
    tag: "Following",
    summary: "Follow something no more",
    scope: "library",
    query: { query: z.string().max(1000).meta({ description: "As the list has it." }) },
    async handle({ query, asker: { reader } }, options) {
      await unfollow(options, { reader: reader.id, query: query.query });
    },
  }),
  ...discussionWays.map(({ follows, ...way }) =>
    route({
      ...way,
      path: "/papers/{id}/follow",
      tag: "Following",
      description: "Whoever does is told of every comment there.",
      scope: "library",
      params: { id: paperId },
      async handle({ params, asker: { reader } }, options) {
        const { id: paper } = await getNamedPaper(options, params.id);
        await (follows ? followPaper : unfollowPaper)(options, { reader: reader.id, paper });
      },
    }),
  ),
];
