// A comment that was not taken since its writer is signed out, or has signed in since the form was opened:
// the form comes back with the text. Nothing is read for it but what was sent.
import type { Context } from "hono";
import type { Web } from "../context.ts";
import { orderOf } from "../discussion.ts";
import { links } from "../../links.ts";
import { findReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm, readNumber } from "../requests.ts";
import { CommentForm } from "../views/comment-form.tsx";

/** Whether the request sends a comment, written or changed. */
export function sendsComment(c: Context): boolean {
  return (
    c.req.method === "POST" && /^\/papers\/.+\/discussion$|^\/comments\/\d+\/edit$/.test(c.req.path)
  );
}

export async function showUnsent(c: Context, web: Web, status: 401 | 403): Promise<Response> {
  const reader = await findReader(c, web);
  const { source = "", parent: written, version, order } = await readForm(c);
  const parent = readNumber(written);
  const isEdit = c.req.path.endsWith("/edit");
  const what = parent === undefined ? "Your comment" : "Your reply";
  return await renderPage(
    c,
    web,
    { title: what, robots: "noindex" },
    <div class="comment-page">
      <h1>{what}</h1>
      <CommentForm
        action={c.req.path}
        parent={parent}
        order={orderOf(order)}
        version={readNumber(version)}
        source={source}
        fault={
          reader ? (
            "You have signed in since this form was opened, so nothing was sent. Your text is still here: look at it, and send it again."
          ) : (
            <>
              You are signed out, so nothing was sent. Your text is still here:{" "}
              <a href={links.signIn()} target="_blank">
                sign in
              </a>{" "}
              in another tab, and send it again.
            </>
          )
        }
        isBack
        label={what}
        send={isEdit ? "Save" : "Send"}
        reader={reader?.id}
      />
    </div>,
    status,
  );
}
