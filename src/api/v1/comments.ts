// Comments. Whoever asks gets what the gate of community/discussion/comments.ts lets them read, and of
// what its author deleted only the place in the thread, where answers follow.
import { z } from "zod";
import {
  findComment,
  findComments,
  listDiscussion,
  listNewestComments,
  listPlaces,
  type Comment,
  type Viewer,
} from "../../community/discussion/comments.ts";
import {
  findBranch,
  flatten,
  growThreads,
  type Branch,
} from "../../community/discussion/threads.ts";
import { listVersions } from "../../community/discussion/versions.ts";
import type { Holder } from "../../community/tokens/tokens.ts";
import { NotFound } from "../../errors.ts";
import type { ApiOptions } from "../options.ts";
import { count } from "../reading/count.ts";
import {
  asNumbered,
  nextPage,
  oneMore,
  onePage,
  pageQuery,
  readPage,
  type Page,
} from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { getNamedPaper, paperId } from "../reading/paper.ts";
import { commentPage, commentShape, tellComments } from "../shapes/comment.ts";
import { moment } from "../shapes/values.ts";
import { route } from "./route.ts";

/** Who looks, as the gate asks it: what waits for moderators is read on their pages, by no program. */
function viewerOf(asker: Holder | undefined): Viewer {
  return asker?.scopes.has("read") ? { id: asker.reader.id, isModerator: false } : undefined;
}

export const commentId = count(1, Number.MAX_SAFE_INTEGER).meta({
  description: "The number of the comment.",
});

const order = z.enum(["time", "votes"]).default("time");

/**
 * Of what is not to be read there is something to tell only within its thread.
 * @param isToBeRead whether its place there is not enough
 * @throws NotFound
 */
export async function getComment(
  { db }: ApiOptions,
  { id, viewer, isToBeRead = true }: { id: number; viewer: Viewer; isToBeRead?: boolean },
): Promise<Comment> {
  const comment = await findComment(db, { id, viewer });
  if (!comment || (isToBeRead && comment.source === undefined)) {
    throw new NotFound("There is no such comment here.");
  }
  return comment;
}

async function tellOf(
  ids: readonly number[],
  viewer: Viewer,
  options: ApiOptions,
): Promise<z.input<typeof commentShape>[]> {
  const found = await findComments(options.db, { ids, viewer });
  const there = ids.flatMap((id) => found.get(id) ?? []);
  return await tellComments(there.filter(isTold), options);
}

/** Of what its author deleted there is the place; of what is hidden from whoever looks, nothing. */
function isTold({ standing, source }: Comment): boolean {
  return source !== undefined || standing === "deleted";
}

/** A list of some of these branches, in this order. */
async function pageOfBranches(
  branches: readonly Branch[],
  page: Page,
  { viewer, options }: { viewer: Viewer; options: ApiOptions },
) {
  const told = branches.filter(
    ({ place }) => place && (place.isReadable || place.standing === "deleted"),
  );
  const some = told.slice(page.offset, page.offset + page.limit).map(({ id }) => id);
  return {
    items: await tellOf(some, viewer, options),
    next: nextPage(page, told.length),
  };
}

export const commentRoutes = [
  route({
    method: "get",
    path: "/papers/{id}/comments",
    operationId: "listPaperComments",
    tag: "Discussions",
    summary: "What is said of a paper",
    params: { id: paperId },
    query: {
      ...pageQuery(),
      order: order.meta({
        description:
          "By time: the oldest first. By votes: threads with most votes first, each comment before its answers.",
      }),
    },
    answer: commentPage,
    async handle({ params, query }, options) {
      const paper = await getNamedPaper(options, params.id);
      const page = readPage(query);
      if (query.order === "votes") {
        const viewer = undefined;
        const places = await listPlaces(options.db, { paper: paper.id, viewer, withVotes: true });
        return await pageOfBranches(flatten(growThreads(places, "votes")), page, {
          viewer,
          options,
        });
      }
      const asked = { paper: paper.id, from: "oldest", ...oneMore(page) } as const;
      const { some, next } = onePage(await listDiscussion(options.db, asked), page);
      return { items: await tellComments(some, options), next };
    },
  }),
  route({
    method: "get",
    path: "/comments",
    operationId: "listNewestComments",
    tag: "Discussions",
    summary: "What was said last, of any paper",
    query: pageQuery({ usual: 20 }),
    answer: commentPage,
    async handle({ query }, options) {
      const page = readPage(query);
      const { some, next } = onePage(await listNewestComments(options.db, oneMore(page)), page);
      return { items: await tellComments(some, options), next };
    },
  }),
  route({
    method: "get",
    path: "/comments/{id}",
    operationId: "getComment",
    tag: "Discussions",
    summary: "One comment, and what it answers",
    params: { id: commentId },
    answer: z
      .object({
        comment: commentShape,
        above: z
          .array(commentShape)
          .meta({ description: "What it answers, the nearest last; a hundred at most." }),
      })
      .meta({ id: "CommentInPlace" }),
    async handle({ params, asker }, options) {
      const viewer = viewerOf(asker);
      const comment = await getComment(options, { id: params.id, viewer });
      const { paper, root } = comment;
      const places = await listPlaces(options.db, { paper, root, viewer });
      const parents = new Map(places.map(({ id, parent }) => [id, parent]));
      const above: number[] = [];
      for (let id = comment.parent; id !== null && above.length < 100;) {
        above.unshift(id);
        id = parents.get(id) ?? null;
      }
      const [told] = await tellComments([comment], options);
      if (!told) throw new NotFound("The paper of this comment is not here any more.");
      return { comment: told, above: await tellOf(above, viewer, options) };
    },
  }),
  route({
    method: "get",
    path: "/comments/{id}/replies",
    operationId: "listReplies",
    tag: "Discussions",
    summary: "All that answers a comment, each before what answers it",
    params: { id: commentId },
    query: { ...pageQuery(), order },
    answer: commentPage,
    async handle({ params, query, asker }, options) {
      const viewer = viewerOf(asker);
      // What answers a comment that was deleted is still to be read.
      const asked = { id: params.id, viewer, isToBeRead: false };
      const { id, paper, root } = await getComment(options, asked);
      const withVotes = query.order === "votes";
      const places = await listPlaces(options.db, { paper, root, viewer, withVotes });
      const branch = findBranch(growThreads(places, query.order), id);
      return await pageOfBranches(flatten(branch?.replies ?? []), readPage(query), {
        viewer,
        options,
      });
    },
  }),
  route({
    method: "get",
    path: "/comments/{id}/history",
    operationId: "listCommentVersions",
    tag: "Discussions",
    summary: "What a comment said and says, the newest first",
    description: "Twenty a page.",
    params: { id: commentId },
    query: { cursor: pageQuery().cursor },
    answer: pageOf(
      "CommentVersionPage",
      z.object({
        markdown: z.string(),
        at: moment.meta({ description: "When it was written." }),
      }),
    ),
    async handle({ params, query, asker }, options) {
      const viewer = viewerOf(asker);
      const comment = await getComment(options, { id: params.id, viewer });
      const at = readPage({ ...query, limit: versionsPerPage });
      const { page } = asNumbered(at);
      const { versions, pages } = await listVersions(options.db, { comment, viewer, page });
      return {
        items: versions.map(({ version: { source, at } }) => ({ markdown: source, at })),
        next: nextPage(at, pages * versionsPerPage),
      };
    },
  }),
];

const versionsPerPage = 20;
