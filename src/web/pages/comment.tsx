// One comment at the address that stays: what it answers in short, the comment, and all that answers it.
import type { Context } from "hono";
import {
  findComments,
  listPlaces,
  type Comment,
  type Place,
} from "../../community/discussion/comments.ts";
import { findBranch, growThreads, pageThreads } from "../../community/discussion/threads.ts";

import { links } from "../../links.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Web } from "../context.ts";
import {
  findOwnWarning,
  levelsOfReplies,
  listUnread,
  readOrder,
  readShown,
} from "../discussion.ts";
import { findCommentNamed, getPaperOf } from "../named-comment.ts";
import { readReading } from "../reading.ts";
import { renderPage } from "../render.tsx";
import { demandPage, readPageNumber } from "../requests.ts";
import { findViewer } from "../viewer.ts";
import { CommentArticle } from "../views/comment.tsx";
import { CommentChain, CommentPath } from "../views/comment-path.tsx";
import { Writing } from "../views/discussion.tsx";
import { Threads } from "../views/discussion-threads.tsx";
import { ReadHere } from "../views/notifications.tsx";
import { Paging } from "../views/paging.tsx";
import { Sentence } from "../views/sentence.tsx";

export async function showComment(c: Context, web: Web): Promise<Response> {
  const comment = await findCommentNamed(c, web);
  if (!comment) return await showMissing(c, web);
  const paper = await getPaperOf(web, comment);
  const { id, source } = comment;
  const order = readOrder(c);
  const viewer = await findViewer(c, web);
  const inThread = await listPlaces(web.db, {
    paper: comment.paper,
    root: comment.root,
    viewer,
    withVotes: order === "votes",
  });
  const branch = findBranch(growThreads(inThread, order), id);
  if (!branch || (source === undefined && branch.replies.length === 0)) {
    return await showGone(c, web, comment);
  }
  const { threads, page, pages } = pageThreads(branch.replies, {
    levels: levelsOfReplies - 1,
    page: readPageNumber(c),
  });
  demandPage(readPageNumber(c), pages, "thread");
  const reading = await readReading(c, web, {
    comments: [comment, ...(await readShown(c, web, threads))],
    page: links.commentPage(id, { order, page }),
    order,
  });
  const ways = {
    page,
    pages,
    address: (each: number) => links.commentPage(id, { order, page: each }),
  };
  const title = texToText(paper.title);

  return await renderPage(
    c,
    web,
    {
      title: `${comment.by ? `${comment.by.name} on` : "A comment on"} ${title}`,
      canonical: links.comment(id),
      ...(paper.sample && { robots: "noindex" }),
    },
    <div class="comment-page">
      <CommentPath paper={paper} />
      <h1 class="hidden">A comment on {title}</h1>
      <CommentChain {...await readChain(c, web, { comment, inThread })} />
      <ReadHere unread={await listUnread(web, reading)} back={reading.page} />
      <div class="threads">
        <div class="thread">
          <CommentArticle comment={comment} reading={reading} isAlone />
          <Paging {...ways} name="Pages of replies" />
          {threads.length > 0 && (
            <div class="answers">
              <Threads threads={threads} reading={reading} />
            </div>
          )}
        </div>
      </div>
      <Paging {...ways} name="More pages of replies" />
      {comment.standing === "shown" && (
        <Writing
          paper={paper}
          parent={comment}
          reading={reading}
          warning={await findOwnWarning(c, web)}
        />
      )}
    </div>,
  );
}

/** Of a longer chain the first comment and the last ones. */
const mostInChain = 6;

/** What it answers, the first of its thread first; `left` are those in between that are left out. */
async function readChain(
  c: Context,
  web: Web,
  { comment, inThread }: { comment: Comment; inThread: readonly Place[] },
): Promise<{ chain: Comment[]; left: number }> {
  const parents = new Map(inThread.map(({ id, parent }) => [id, parent]));
  const above: number[] = [];
  for (let id = comment.parent; id !== null; id = parents.get(id) ?? null) above.push(id);
  const ids = above.toReversed().filter((id) => parents.has(id));
  const left = Math.max(0, ids.length - mostInChain);
  const some = ids.toSpliced(1, left);
  const found = await findComments(web.db, { ids: some, viewer: await findViewer(c, web) });
  return { chain: some.flatMap((id) => found.get(id) ?? []), left };
}

async function showMissing(c: Context, web: Web): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "No such comment", robots: "noindex" },
    <Sentence says="There is no such comment." code={404}>
      <p>
        You can see <a href={links.discussions}>what is being talked about</a>, or go to{" "}
        <a href={links.home}>today’s edition</a>.
      </p>
    </Sentence>,
    404,
  );
}

/** @throws NotFound */
async function showGone(c: Context, web: Web, comment: Comment): Promise<Response> {
  const paper = await getPaperOf(web, comment);
  const isDeleted = comment.standing === "deleted";
  const status = isDeleted ? 410 : 404;
  return await renderPage(
    c,
    web,
    { title: "A comment that is gone", robots: "noindex" },
    <Sentence
      says={isDeleted ? "This comment was deleted by its author." : "A moderator hid this comment."}
      code={status}
    >
      <p>
        It stood in <a href={links.discussion(paper.identifier)}>the discussion</a> of{" "}
        <a href={links.paper(paper.identifier)}>{texToText(paper.title)}</a>.
        {!isDeleted && (
          <>
            {" "}
            Why, says <a href={links.moderationLog}>the moderators’ log</a>.
          </>
        )}
      </p>
    </Sentence>,
    status,
  );
}
