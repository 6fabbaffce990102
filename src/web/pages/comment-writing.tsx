// Writing a comment: what is answered, what it would look like, the form; and sending it.
import type { Context } from "hono";
import { parseComment, writeComment } from "../../community/discussion/commenting.ts";
import { findComment, type Comment } from "../../community/discussion/comments.ts";
import type { Order } from "../../community/discussion/threads.ts";
import { formerReader } from "../../community/readers.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Web } from "../context.ts";
import { orderOf, placeOfComment, readOrder } from "../discussion.ts";
import { getCommentNamed, getPaperOf } from "../named-comment.ts";
import { getPaperNamed } from "../named-paper.ts";
import { getReader, whyNoVoice } from "../reader.ts";
import { readPreview } from "../preview.ts";
import { readReading } from "../reading.ts";
import { renderPage } from "../render.tsx";
import { readForm, readNumber, wantsJson } from "../requests.ts";
import { refusalOf, type Refusal } from "../refusal.ts";
import { findViewer } from "../viewer.ts";
import { CommentArticle } from "../views/comment.tsx";
import { CommentForm } from "../views/comment-form.tsx";
import { CommentPath } from "../views/comment-path.tsx";
import { CommentPreview } from "../views/comment-preview.tsx";

/** The form below the comment that is to be answered. */
export async function showReply(c: Context, web: Web): Promise<Response> {
  await getReader(c, web);
  const parent = await getCommentNamed(c, web);
  if (parent.standing !== "shown") throw new NotFound("Nobody can reply to this comment any more.");
  const order = readOrder(c);
  return await showWriting(c, web, { paper: await getPaperOf(web, parent), parent, order });
}

/** Sends what was written, or shows what it would look like. */
export async function sendComment(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const paper = await getPaperNamed(c, web, "/discussion");
  const { source = "", do: act, parent: answered, order: shown } = await readForm(c);
  const parent = await findParent(c, web, { paper, written: answered });
  const order = orderOf(shown);
  const writing = { paper, parent, source, order };
  try {
    if (act === "preview") {
      const preview = parseComment(source);
      await web.limits.preview(reader);
      return await showWriting(c, web, { ...writing, preview });
    }
    const where = { paper: paper.id, reader, parent: parent?.id };
    const { id } = await writeComment(web, { ...where, source });
    const place = await placeOfComment(c, web, { comment: id, paper, order });
    return wantsJson(c) ? c.json({ place }) : c.redirect(place, 303);
  } catch (error) {
    if (wantsJson(c)) throw error;
    return await showWriting(c, web, { ...writing, refusal: refusalOf(c, error) });
  }
}

/** What a text would look like, to be put into a page. */
export async function previewComment(c: Context, web: Web): Promise<Response> {
  const { id } = await getReader(c, web);
  await web.limits.preview(id);
  const source = parseComment((await readForm(c))["source"] ?? "");
  c.header("Cache-Control", "no-store");
  return c.html(<CommentPreview {...await readPreview(web, source)} />);
}

/** @throws Invalid, NotFound */
async function findParent(
  c: Context,
  web: Web,
  { paper, written }: { paper: Paper; written: string | undefined },
): Promise<Comment | undefined> {
  if (written === undefined || written === "") return undefined;
  const id = readNumber(written);
  if (id === undefined) throw new Invalid("The comment that is replied to is a number.");
  const parent = await findComment(web.db, { id, viewer: await findViewer(c, web) });
  if (parent?.paper !== paper.id) throw new NotFound("There is no such comment here.");
  return parent;
}

interface Writing {
  paper: Paper;
  parent?: Comment | undefined;
  /** In which order the discussion was read. */
  order: Order;
  source?: string;
  /** The same, where it is to be shown. */
  preview?: string;
  refusal?: Refusal;
}

async function showWriting(
  c: Context,
  web: Web,
  { paper, parent, order, source, preview, refusal }: Writing,
): Promise<Response> {
  const { id } = await getReader(c, web);
  // What was sent already is not lost: it comes back in the form.
  const silence = source === undefined ? await whyNoVoice(c, web) : undefined;
  const what = parent ? "Reply" : "Comment";
  const reading = await readReading(c, web, { comments: parent ? [parent] : [], page: links.home });
  const place = parent
    ? await placeOfComment(c, web, { comment: parent.id, paper, order })
    : links.discussionPage(paper.identifier, { order });
  return await renderPage(
    c,
    web,
    { title: what, robots: "noindex" },
    <div class="comment-page">
      <CommentPath paper={paper} here={what} />
      <h1>{parent ? "Your reply" : "Your comment"}</h1>
      {parent && <CommentArticle comment={parent} reading={reading} still />}
      {preview !== undefined && <CommentPreview {...await readPreview(web, preview)} />}
      {silence === undefined ? (
        <CommentForm
          action={links.discussionForm(paper.identifier)}
          parent={parent?.id}
          order={order}
          source={source}
          fault={refusal?.says}
          isBack={source !== undefined}
          label={parent ? `Your reply to ${parent.by?.name ?? formerReader}` : "Your comment"}
          send="Send"
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
