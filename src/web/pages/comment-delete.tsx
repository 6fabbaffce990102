// Deleting one's own comment, once it is clear what that does.
import type { Context } from "hono";
import { deleteComment } from "../../community/discussion/commenting.ts";
import { findComment } from "../../community/discussion/comments.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { placeOfComment, readOrder } from "../discussion.ts";
import { getOwnComment, getPaperOf } from "../named-comment.ts";
import { readReading } from "../reading.ts";
import { renderPage } from "../render.tsx";
import { CommentArticle } from "../views/comment.tsx";
import { CommentPath } from "../views/comment-path.tsx";
import { Form } from "../views/form.tsx";

export async function askToDelete(c: Context, web: Web): Promise<Response> {
  const comment = await getOwnComment(c, web);
  const paper = await getPaperOf(web, comment);
  const order = readOrder(c);
  const place = await placeOfComment(c, web, { comment: comment.id, paper, order });
  const reading = await readReading(c, web, { comments: [comment], page: links.home });
  return await renderPage(
    c,
    web,
    { title: "Delete your comment", robots: "noindex" },
    <div class="comment-page">
      <CommentPath paper={paper} here="Delete" />
      <h1>Shall this comment be deleted?</h1>
      <CommentArticle comment={comment} reading={reading} still />
      <p class="comment-note">
        Its words go for good, and all that it said before with them; nobody can bring them back.
        Where others have replied, their replies stay, and in its place stands “Deleted by its
        author”.
      </p>
      <Form action={links.commentDelete(comment.id, order)}>
        <p class="comment-buttons">
          <button class="button button-main" type="submit">
            Delete it
          </button>
          <a href={place}>Keep it</a>
        </p>
      </Form>
    </div>,
  );
}

export async function deleteOwn(c: Context, web: Web): Promise<Response> {
  const { id, by } = await getOwnComment(c, web);
  await deleteComment(web, { comment: id, reader: by!.id });
  const comment = await findComment(web.db, { id, viewer: undefined });
  const paper = await getPaperOf(web, comment!);
  const place = await placeOfComment(c, web, { comment: id, paper, order: readOrder(c) });
  const isLeftOut = place.startsWith("/comments/");
  return c.redirect(isLeftOut ? links.discussion(paper.identifier) : place, 303);
}
