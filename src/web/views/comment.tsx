// One comment: who, when, what, and what can be done about it.
import type { Child } from "hono/jsx";
import type { Comment, Person } from "../../community/discussion/comments.ts";
import { formerReader, type Role } from "../../community/readers.ts";
import { links } from "../../links.ts";
import type { Reading } from "../reading.ts";
import { Ago } from "./ago.tsx";
import { Form } from "./form.tsx";
import { Triangle } from "./icons.tsx";
import { Markdown } from "./markdown.tsx";
import { figure } from "./words.ts";

interface CommentProps {
  comment: Comment;
  reading: Reading;
  /** Nothing can be done about it here: it stands above a form. */
  still?: boolean;
}

export function CommentArticle({ comment, reading, still = false }: CommentProps) {
  const { id, source } = comment;
  return (
    <article class="comment" id={commentId(id)} aria-label={labelOf(comment)} tabindex={-1}>
      {source === undefined ? (
        <Gone comment={comment} />
      ) : (
        <>
          <Byline comment={comment} reading={reading} />
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

function Byline({ comment, reading }: CommentProps) {
  const { id, by, isAuthors, at, editedAt } = comment;
  return (
    <p class="comment-by">
      <Name person={by} /> <PersonMark person={by} isAuthors={isAuthors} />
      <span aria-hidden="true"> · </span>
      <Ago at={at} now={reading.now} timeZone={reading.timeZone} />
      {editedAt !== null && (
        <>
          <span aria-hidden="true"> · </span>
          <a href={links.commentHistory(id)}>edited</a>
        </>
      )}
    </p>
  );
}

export function Name({ person }: { person: Person | undefined }) {
  if (!person) return <span class="comment-former">{formerReader}</span>;
  return (
    <a class="comment-name" href={links.person(person.handle)}>
      {person.name}
    </a>
  );
}

const roleNames: Partial<Record<Role, string>> = {
  editor: "Editor",
  moderator: "Moderator",
  owner: "Owner",
};

interface PersonMarkProps {
  person: Person | undefined;
  /** Of the paper that this is about. */
  isAuthors: boolean;
}

/** What one should know of whoever speaks. */
export function PersonMark({ person, isAuthors }: PersonMarkProps) {
  const role = person && roleNames[person.role];
  return (
    <>
      {isAuthors && <span class="mark-box mark-person">Author</span>}
      {role && <span class="mark-box mark-person">{role}</span>}
    </>
  );
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
  const { reader, viewer } = reading;
  const isOwn = reader !== undefined && by?.id === reader.id;
  const isShown = standing === "shown";
  return (
    <div class="comment-actions">
      {isShown && <CommentVote comment={comment} reading={reading} isOwn={isOwn} />}
      {isShown && <a href={links.commentReply(id)}>Reply</a>}
      <a href={links.comment(id)}>Link</a>
      {isShown && !isOwn && <a href={links.commentReport(id)}>Report</a>}
      {isOwn && standing !== "hidden" && <a href={links.commentEdit(id)}>Edit</a>}
      {isOwn && <a href={links.commentDelete(id)}>Delete</a>}
      {reader && parent === null && isShown && (
        <a href={links.commentMute(id)}>
          {reading.mutedThreads.has(id) ? "Unmute thread" : "Mute thread"}
        </a>
      )}
      {viewer?.isModerator && <a href={links.commentModerate(id)}>Moderate</a>}
    </div>
  );
}

/** Nobody votes for their own; strangers are shown the way in. */
function CommentVote({ comment, reading, isOwn }: CommentProps & { isOwn: boolean }) {
  const { id, votes, voted } = comment;
  const place = `${reading.page}#${commentId(id)}`;
  const content = (
    <>
      <Triangle />
      <span class="count" data-count>
        {figure(votes)}
      </span>
      <span class="hidden"> {votes === 1 ? "vote" : "votes"}</span>
    </>
  );
  if (isOwn) return <span class="comment-votes">{content}</span>;
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
