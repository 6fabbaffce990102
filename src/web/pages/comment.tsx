// One comment at the address that stays: what it answers in short, the comment, and all that answers it.
import type { Context } from "hono";
import { listComments, type Comment } from "../../community/discussion/comments.ts";
import { findBranch, growThreads, pageThreads } from "../../community/discussion/threads.ts";
import { findUnreadOf } from "../../community/notifications/inbox.ts";
import { links } from "../../links.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Web } from "../context.ts";
import {
  commentsIn,
  findOwnWarning,
  levelsOfAnswers,
  readOrder,
  whyNoVoice,
} from "../discussion.ts";
import { findCommentNamed, getPaperOf } from "../named-comment.ts";
import { readReading } from "../reading.ts";
import { renderPage } from "../render.tsx";
import { readPageNumber } from "../requests.ts";
import { findViewer } from "../viewer.ts";
import { CommentArticle } from "../views/comment.tsx";
import { CommentChain, CommentPath } from "../views/comment-path.tsx";
import { Pages, Writing } from "../views/discussion.tsx";
import { Threads } from "../views/discussion-threads.tsx";
import { ReadHere } from "../views/notifications.tsx";
import { Sentence } from "../views/sentence.tsx";

export async function showComment(c: Context, web: Web): Promise<Response> {
  const comment = await findCommentNamed(c, web);
  if (!comment) return await showMissing(c, web);
  const paper = await getPaperOf(web, comment);
  const { id, source } = comment;
  const inThread = await listComments(web.db, {
    paper: comment.paper,
    root: comment.root,
    viewer: await findViewer(c, web),
  });
  const order = readOrder(c);
  const branch = findBranch(growThreads(inThread, order), id);
  if (!branch || (source === undefined && branch.replies.length === 0)) {
    return await showGone(c, web, comment);
  }
  const { threads, page, pages } = pageThreads(branch.replies, {
    levels: levelsOfAnswers - 1,
    page: readPageNumber(c),
  });
  const reading = await readReading(c, web, {
    comments: [comment, ...commentsIn(threads)],
    page: links.commentPage(id, { order, page }),
  });
  const title = texToText(paper.title);
  const { reader } = reading;
  const unread = reader && (await findUnreadOf(web.db, { reader: reader.id, comment: id }));
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
      <CommentChain chain={chainOf(comment, inThread)} />
      {unread !== undefined && <ReadHere id={unread} back={links.comment(id)} />}
      <div class="threads">
        <div class="thread">
          <CommentArticle comment={comment} reading={reading} />
          {threads.length > 0 && (
            <div class="answers">
              <Threads threads={threads} reading={reading} />
            </div>
          )}
        </div>
      </div>
      <Pages
        page={page}
        pages={pages}
        address={(each) => links.commentPage(id, { order, page: each })}
      />
      {comment.standing === "shown" && (
        <Writing
          paper={paper}
          parent={comment}
          reading={reading}
          silence={await whyNoVoice(c, web)}
          warning={await findOwnWarning(c, web)}
        />
      )}
    </div>,
  );
}

/** What it answers, the first of its thread first. */
function chainOf(comment: Comment, inThread: readonly Comment[]): Comment[] {
  const byId = new Map(inThread.map((each) => [each.id, each]));
  const chain: Comment[] = [];
  for (let above = comment.parent; above !== null;) {
    const each = byId.get(above);
    if (each) chain.unshift(each);
    above = each?.parent ?? null;
  }
  return chain;
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
