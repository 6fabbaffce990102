// One comment: who, when, what, and what can be done about it.
import type { Child } from "hono/jsx";
import type { Comment } from "../../community/discussion/comments.ts";
import { formerReader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import type { Reading } from "../reading.ts";
import { Ago, AgoInFull } from "./ago.tsx";
import { Form } from "./form.tsx";
import { Triangle } from "./icons.tsx";
import { Markdown } from "./markdown.tsx";
import { Name, PersonMark } from "./person-name.tsx";
import { figure } from "../../papers/words.ts";

interface CommentProps {
  comment: Comment;
  reading: Reading;
  /** Nothing can be done about it here: it stands above a form. */
  still?: boolean;
  /** It is what the page is about, so that the moment when it was said stands in it. */
  isAlone?: boolean;
}

export function CommentArticle({ comment, reading, still = false, isAlone }: CommentProps) {
  const { id, source } = comment;
  return (
    <article class="comment" id={commentId(id)} aria-label={labelOf(comment)} tabindex={-1}>
      {source === undefined ? (
        <Gone comment={comment} />
      ) : (
        <>
          <Byline comment={comment} reading={reading} isAlone={isAlone ?? still} />
          <Standing comment={comment} reading={reading} />
          <MutedOrNot isMuted={comment.isMuted}>
            <Markdown source={source} people={reading.people.get(id)} />
          </MutedOrNot>
          {!still && <Actions comment={comment} reading={reading} />}
        </>
      )}
    </article>
  );
}

export function commentId(id: number): string {
  return `comment-${id}`;
}

function labelOf({ source, by }: Comment): string {
  return source === undefined ? "A comment that is gone" : `Comment by ${by?.name ?? formerReader}`;
}

/** What is left of it where others have answered. */
function Gone({ comment: { standing } }: { comment: Comment }) {
  return (
    <p class="comment-gone">
      {standing === "hidden" ? (
        <>
          Hidden by a moderator. <a href={links.moderationLog}>The log says why</a>
        </>
      ) : (
        "Deleted by its author"
      )}
    </p>
  );
}

/** In place of what is not there for whoever looks, while answers to it are. */
export function MissingComment() {
  return <p class="comment comment-gone">This comment is not here for now.</p>;
}

function Byline({ comment, reading, isAlone = false }: CommentProps) {
  const { id, by, isAuthors, at, editedAt } = comment;
  const said = { at, now: reading.now, timeZone: reading.timeZone };
  return (
    <p class="comment-by">
      <Name person={by} />
      {/* Names are not unique, and whoever mentions somebody writes this. */}
      {by && <span class="comment-handle"> @{by.handle}</span>}
      <PersonMark person={by} isAuthors={isAuthors} />
      <Dot />
      {isAlone ? (
        <AgoInFull {...said} />
      ) : (
        <a class="comment-when" href={links.comment(id)}>
          <Ago {...said} />
        </a>
      )}
      {editedAt !== null && (
        <>
          <Dot />
          <a href={links.commentHistory(id)}>edited</a>
        </>
      )}
    </p>
  );
}

/** It ends a line, and never begins one. */
function Dot() {
  return <span aria-hidden="true">{"\u00a0· "}</span>;
}

/** Why others do not see what whoever looks does. */
function Standing({ comment, reading }: CommentProps) {
  const { standing, heldBecause, by } = comment;
  const isOwn = by !== undefined && by.id === reading.reader?.id;
  if (standing === "held") {
    return (
      <p class="comment-standing">
        <strong>Waits for a moderator.</strong> {heldBecause}{" "}
        {isOwn ? "Until then you and the moderators alone see it." : "Its author alone sees it."}
      </p>
    );
  }
  if (standing !== "hidden") return null;
  return (
    <p class="comment-standing">
      <strong>Hidden by a moderator.</strong>{" "}
      {isOwn ? "You and the moderators alone see it." : "Its author and moderators alone see it."}{" "}
      <a href={links.moderationLog}>The log says why</a>
    </p>
  );
}

function MutedOrNot({ isMuted, children }: { isMuted: boolean; children: Child }) {
  if (!isMuted) return <>{children}</>;
  return (
    <details class="comment-muted">
      <summary>By somebody whom you have muted</summary>
      {children}
    </details>
  );
}

function Actions({ comment, reading }: CommentProps) {
  const { id, standing, by, parent } = comment;
  const { reader, viewer, silence } = reading;
  const mayWrite = silence === undefined;
  const isOwn = reader !== undefined && by?.id === reader.id;
  const isShown = standing === "shown";
  const name = by?.name ?? formerReader;
  /** Whoever hears the links alone hears whose comment they are about. */
  const of = <span class="hidden"> the comment of {name}</span>;
  return (
    <div class="comment-actions">
      {isShown && <CommentVote comment={comment} reading={reading} isOwn={isOwn} />}
      {isShown && mayWrite && (
        <a href={links.commentReply(id, reading.order)}>
          Reply<span class="hidden"> to {name}</span>
        </a>
      )}
      <a href={links.comment(id)}>
        Link<span class="hidden"> to the comment of {name}</span>
      </a>
      {isShown && !isOwn && mayWrite && <a href={links.commentReport(id)}>Report{of}</a>}
      {isOwn && standing !== "hidden" && mayWrite && (
        <a href={links.commentEdit(id, reading.order)}>Edit{of}</a>
      )}
      {isOwn && <a href={links.commentDelete(id, reading.order)}>Delete{of}</a>}
      {reader && parent === null && isShown && (
        <a href={links.commentMute(id, reading.order)}>
          {reading.mutedThreads.has(id) ? "Unmute thread" : "Mute thread"}
          <span class="hidden"> of {name}</span>
        </a>
      )}
      {viewer?.isModerator && <a href={links.commentModerate(id)}>Moderate{of}</a>}
    </div>
  );
}

/** Nobody votes for their own, nor without a voice; strangers are shown the way in. */
function CommentVote({ comment, reading, isOwn }: CommentProps & { isOwn: boolean }) {
  const { id, votes, voted, by } = comment;
  const place = `${reading.page}#${commentId(id)}`;
  const content = (
    <>
      <Triangle />
      <span class="count" data-count>
        {figure(votes)}
      </span>
      <span class="hidden">
        {" "}
        <span data-noun>{votes === 1 ? "vote" : "votes"}</span> for {by?.name ?? formerReader}
      </span>
    </>
  );
  if (isOwn || reading.silence !== undefined) return <span class="comment-votes">{content}</span>;
  if (!reading.reader) {
    return (
      <a class="comment-votes" href={links.signIn(place)}>
        {content}
        <span class="hidden">; sign in to vote</span>
      </a>
    );
  }
  return (
    <Form class="comment-vote" action={links.commentVote(id)} data-comment-vote>
      <input type="hidden" name="up" value={voted ? "0" : "1"} />
      <input type="hidden" name="back" value={place} />
      <button type="submit" class="comment-votes" aria-pressed={voted ? "true" : "false"}>
        {content}
      </button>
    </Form>
  );
}
