// A link from a letter that is cut off, too old, or not one of ours.
import type { Context } from "hono";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { Sentence } from "../views/sentence.tsx";

export async function showUnknownToken(c: Context, web: Web): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "This link does not work", robots: "noindex" },
    <Sentence says="This link does not work any more." code={404}>
      <p>
        It may be too old, or have been cut off on its way: a mail program sometimes breaks a long
        link in two. Nothing was changed. You can ask for a new letter below.
      </p>
    </Sentence>,
    404,
  );
}
