// Changing one's own comment; what it said before stays in its history.
import type { Context } from "hono";
import { editComment, parseComment } from "../../community/discussion/commenting.ts";
import type { Comment } from "../../community/discussion/comments.ts";
import { findMentioned } from "../../community/discussion/mentions.ts";
import { Forbidden, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { placeOfComment } from "../discussion.ts";
import { getCommentNamed, getPaperOf } from "../named-comment.ts";
import { getReader } from "../reader.ts";
import { peopleOf } from "../reading.ts";
import { refusalOf, type Refusal } from "../refusal.ts";
import { renderPage } from "../render.tsx";
import { readForm, wantsJson } from "../requests.ts";
import { CommentForm } from "../views/comment-form.tsx";
import { CommentPath } from "../views/comment-path.tsx";
import { CommentPreview } from "../views/comment-preview.tsx";

export async function showEdit(c: Context, web: Web): Promise<Response> {
  const comment = await getOwn(c, web);
  if (comment.standing === "hidden") {
    throw new Forbidden("A moderator hid this comment, so it stays as it is.", { isOwners: false });
  }
  return await showEditing(c, web, { comment });
}

export async function saveEdit(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const comment = await getOwn(c, web);
  const { source = "", do: act } = await readForm(c);
  try {
    const parsed = parseComment(source);
    if (act === "preview") {
      await web.limits.preview(reader);
      return await showEditing(c, web, { comment, source, preview: parsed });
    }
    await web.limits.comment(reader);
    const now = web.clock();
    await editComment(web.db, { comment: comment.id, reader, source: parsed, now });
    const paper = await getPaperOf(web, comment);
    const place = await placeOfComment(c, web, { comment: comment.id, paper });
    return wantsJson(c) ? c.json({ place }) : c.redirect(place, 303);
  } catch (error) {
    if (wantsJson(c)) throw error;
    return await showEditing(c, web, { comment, source, refusal: refusalOf(c, error) });
  }
}

/** Whoever's it is may read what it says. @throws SignInFirst, NotFound */
export async function getOwn(c: Context, web: Web): Promise<Comment & { source: string }> {
  const reader = await getReader(c, web);
  const comment = await getCommentNamed(c, web);
  const { source } = comment;
  if (comment.by?.id !== reader.id || source === undefined) {
    throw new NotFound("You have no such comment.");
  }
  return { ...comment, source };
}

interface Editing {
  comment: Comment & { source: string };
  /** What is typed so far, where that is not what the comment says. */
  source?: string;
  /** The same, where it is to be shown. */
  preview?: string;
  refusal?: Refusal;
}

async function showEditing(
  c: Context,
  web: Web,
  { comment, source, preview, refusal }: Editing,
): Promise<Response> {
  const { id } = await getReader(c, web);
  const paper = await getPaperOf(web, comment);
  return await renderPage(
    c,
    web,
    { title: "Edit your comment", robots: "noindex" },
    <div class="comment-page">
      <CommentPath paper={paper} here="Edit" />
      <h1>Edit your comment</h1>
      <p class="comment-note">
        It is marked as edited, and everybody can see in its history what it said before.
      </p>
      {preview !== undefined && (
        <CommentPreview source={preview} people={peopleOf(await findMentioned(web.db, preview))} />
      )}
      <CommentForm
        action={links.commentEdit(comment.id)}
        source={source ?? comment.source}
        fault={refusal?.says}
        isBack={source !== undefined}
        label="Your comment"
        send="Save"
        reader={id}
        cancel={links.comment(comment.id)}
      />
    </div>,
    refusal?.status ?? 200,
  );
}
