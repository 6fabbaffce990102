// A link that is cut off, too old, or not one of ours.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { Sentence } from "../views/sentence.tsx";

/** `explanation` says why, and what to do; the usual one is for links from letters. */
export async function showUnknownToken(
  c: Context,
  web: Web,
  explanation: Child = <LostLetter />,
): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "This link does not work", robots: "noindex" },
    <Sentence says="This link does not work any more." code={404}>
      {explanation}
    </Sentence>,
    404,
  );
}

function LostLetter() {
  return (
    <p>
      It may be too old, or have been cut off on its way: a mail program sometimes breaks a long
      link in two. Nothing was changed. You can ask for a new letter below.
    </p>
  );
}
