// Changing one's own comment; what it said before stays in its history.
import type { Context } from "hono";
import { editComment, parseComment } from "../../community/discussion/commenting.ts";
import type { Comment } from "../../community/discussion/comments.ts";
import type { Order } from "../../community/discussion/threads.ts";
import { findVersion } from "../../community/discussion/versions.ts";
import { Forbidden, Outdated } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { orderOf, placeOfComment, readOrder } from "../discussion.ts";
import { getOwnComment, getPaperOf } from "../named-comment.ts";
import { getReader, whyNoVoice } from "../reader.ts";
import { readReading } from "../reading.ts";
import { readPreview } from "../preview.ts";
import { refusalOf, type Refusal } from "../refusal.ts";
import { renderPage } from "../render.tsx";
import { readForm, readNumber, wantsJson } from "../requests.ts";
import { CommentArticle } from "../views/comment.tsx";
import { CommentForm } from "../views/comment-form.tsx";
import { CommentPath } from "../views/comment-path.tsx";
import { CommentPreview } from "../views/comment-preview.tsx";

export async function showEdit(c: Context, web: Web): Promise<Response> {
  const comment = await getOwnComment(c, web);
  if (comment.standing === "hidden") {
    throw new Forbidden("A moderator hid this comment, so it stays as it is.");
  }
  return await showEditing(c, web, { comment, order: readOrder(c) });
}

export async function saveEdit(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const comment = await getOwnComment(c, web);
  const { source = "", do: act, order, version: written } = await readForm(c);
  const editing = { comment, source, order: orderOf(order) };
  const version = readNumber(written);
  try {
    if (act === "preview") {
      const preview = parseComment(source);
      await web.limits.preview(reader);
      return await showEditing(c, web, { ...editing, version, preview });
    }
    await editComment(web, { comment: comment.id, reader, source, version });
    const paper = await getPaperOf(web, comment);
    const place = await placeOfComment(c, web, { ...editing, comment: comment.id, paper });
    return wantsJson(c) ? c.json({ place }) : c.redirect(place, 303);
  } catch (error) {
    if (wantsJson(c)) throw error;
    const refusal = refusalOf(c, error);
    if (!(error instanceof Outdated)) {
      return await showEditing(c, web, { ...editing, version, refusal });
    }
    // Whoever has seen the newer text may replace it.
    return await showEditing(c, web, { ...editing, comment: await getOwnComment(c, web), refusal });
  }
}

interface Editing {
  comment: Comment & { source: string };
  order: Order;
  /** Which version is edited, where that is not the newest. */
  version?: number | undefined;
  /** What is typed so far, where that is not what the comment says. */
  source?: string;
  /** The same, where it is to be shown. */
  preview?: string;
  refusal?: Refusal;
}

async function showEditing(
  c: Context,
  web: Web,
  { comment, order, version, source, preview, refusal }: Editing,
): Promise<Response> {
  const { id } = await getReader(c, web);
  // What was sent already is not lost: it comes back in the form.
  const silence = source === undefined ? await whyNoVoice(c, web) : undefined;
  const paper = await getPaperOf(web, comment);
  const place = await placeOfComment(c, web, { comment: comment.id, paper, order });
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
      {refusal?.status === 409 && (
        <>
          <p class="comment-note">
            {refusal.says} Here is what it says now, and in the form what you typed. Saving puts
            that in its place.
          </p>
          <CommentArticle
            comment={comment}
            reading={await readReading(c, web, { comments: [comment], page: place, order })}
            still
          />
        </>
      )}
      {preview !== undefined && <CommentPreview {...await readPreview(web, preview)} />}
      {silence === undefined ? (
        <CommentForm
          action={links.commentEdit(comment.id)}
          order={order}
          version={version ?? (await findVersion(web.db, comment.id))}
          source={source ?? comment.source}
          fault={refusal?.says}
          isBack={source !== undefined}
          label="Your comment"
          send="Save"
          reader={id}
          cancel={place}
        />
      ) : (
        <p>{silence}</p>
      )}
    </div>,
    refusal?.status ?? 200,
  );
}
