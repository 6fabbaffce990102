// The letters of a subscription, to be read again in a browser, at addresses that only read.
import type { Context } from "hono";
import { letterheadOf } from "../../email/letters/letterhead.ts";
import { listDigests, readDigest } from "../../email/digests/read-digest.ts";
import { findSubscription } from "../../email/subscriptions/subscriptions.ts";
import type { Subscription } from "../../email/subscriptions/subscription.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { sendLetter } from "../letter-document.ts";
import { renderPage } from "../render.tsx";
import { FeedAddresses } from "../views/feed-links.tsx";
import { Sentence } from "../views/sentence.tsx";
import { editionName, LetterRows, Part } from "../views/subscription-parts.tsx";
import { count } from "../../papers/words.ts";
import { showUnknownToken } from "./unknown-token.tsx";

export async function showLetters(c: Context, web: Web): Promise<Response> {
  const subscription = await findReadable(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  if (subscription.status === "unsubscribed") return await showEnded(c, web);
  const token = tokenOf(c);
  const letters = await listDigests(web.db, { subscription: subscription.id });
  return await renderPage(
    c,
    web,
    {
      title: "Letters",
      robots: "noindex",
      feeds: [{ title: "Letters", of: links.letters(token) }],
    },
    <div class="subscription">
      <div class="page-head">
        <h1>Letters</h1>
        <p>
          {letters.length === 0
            ? "None has been made yet. The first one stands here as soon as it is on its way."
            : `${count(letters.length, "letter")}, the newest first. Whoever has the address of this page can read them, so keep it to yourself.`}
        </p>
      </div>
      {letters.length > 0 && <LetterRows read={token} letters={letters} />}
      <Part id="feeds" title="In a feed reader">
        <FeedAddresses of={links.letters(token)} siteUrl={web.config.SITE_URL} />
      </Part>
    </div>,
  );
}

export async function showLetter(c: Context, web: Web): Promise<Response> {
  const subscription = await findReadable(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  if (subscription.status === "unsubscribed") return await showEnded(c, web);
  const edition = c.req.param("edition") ?? "";
  const letter = await readDigest(web.db, {
    letterhead: letterheadOf(web),
    subscription,
    edition,
  });
  if (letter) return sendLetter(c, letter);
  return await renderPage(
    c,
    web,
    { title: "No such letter", robots: "noindex" },
    <Sentence says={`There is no letter of ${editionName(edition)} here.`} code={404}>
      <p>
        None was made, or it is so old that it was tidied away. These are{" "}
        <a href={links.letters(tokenOf(c))}>the letters that there are</a>.
      </p>
    </Sentence>,
    404,
  );
}

async function showEnded(c: Context, web: Web): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "Subscription ended", robots: "noindex" },
    <Sentence says="This subscription was ended." code={410}>
      <p>
        Its letters are shown no more. Every edition can still be read <a href={links.home}>here</a>
        .
      </p>
    </Sentence>,
    410,
  );
}

async function findReadable(c: Context, web: Web): Promise<Subscription | undefined> {
  const { secret, db } = web;
  return await findSubscription(db, { secret, purpose: "read", token: tokenOf(c) });
}

function tokenOf(c: Context): string {
  return c.req.param("token") ?? "";
}
