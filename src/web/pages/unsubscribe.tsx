// Ending a subscription: by a button on the page behind the link in each letter, or by the mail
// program itself in one click (RFC 8058).
import type { Context } from "hono";
import { endSubscription, findSubscription } from "../../email/subscriptions.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { rejectForeignButToken } from "../foreign.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { Sentence } from "../views/sentence.tsx";
import { SubscribeBox } from "../views/subscribe-box.tsx";
import { showUnknownToken } from "./unknown-token.tsx";

export async function showUnsubscribe(c: Context, web: Web): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const subscription = await findEndable(web, token);
  if (!subscription) return await showUnknownToken(c, web);
  if (subscription.status === "unsubscribed") return await showEnded(c, web, subscription);
  return await renderPage(
    c,
    web,
    { title: "Unsubscribe", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="Shall the letters end?">
      <p>
        Those to <strong>{subscription.address}</strong>. Nothing changes until you press the
        button.
      </p>
      <form method="post" action={links.unsubscribe(token)}>
        <button class="button button-main" type="submit">
          Yes, unsubscribe me
        </button>
      </form>
    </Sentence>,
  );
}

export async function unsubscribe(c: Context, web: Web): Promise<Response> {
  const form = await readForm(c);
  const oneClick = form["List-Unsubscribe"] === "One-Click";
  // RFC 8058, 3.1: the mail program's request comes from anywhere, without cookies, and must get
  // its answer without a redirect.
  if (!oneClick) rejectForeignButToken(c, web.config.SITE_URL);
  const subscription = await findEndable(web, c.req.param("token") ?? "");
  if (!subscription) {
    return oneClick
      ? c.text("This link is not known here.\n", 404)
      : await showUnknownToken(c, web);
  }
  await endSubscription(web.db, { id: subscription.id, now: web.clock() });
  return oneClick ? c.text("You are unsubscribed.\n") : await showEnded(c, web, subscription);
}

type Subscription = NonNullable<Awaited<ReturnType<typeof findEndable>>>;

async function showEnded(
  c: Context,
  web: Web,
  { address, frequency }: Subscription,
): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "You are unsubscribed", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="You are unsubscribed.">
      <p>
        No further letter goes to <strong>{address}</strong>. If that was a slip, ask for the papers
        again; a letter with a button comes first, as before.
      </p>
      <SubscribeBox class="subscribe-page" typed={{ address, frequency }} />
    </Sentence>,
  );
}

async function findEndable(web: Web, token: string) {
  const { secret, db } = web;
  return await findSubscription(db, { secret, purpose: "unsubscribe", token, now: web.clock() });
}
