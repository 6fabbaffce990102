// The page behind the link in a confirmation letter. Opening it changes nothing, since mail scanners
// open every link; the button does.
import type { Context } from "hono";
import { confirmSubscription, findSubscription } from "../../email/subscriptions.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { rejectForeignButToken } from "../foreign.ts";
import { renderPage } from "../render.tsx";
import { Sentence } from "../views/sentence.tsx";
import { showUnknownToken } from "./unknown-token.tsx";

export async function showConfirm(c: Context, web: Web): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const subscription = await findConfirmable(web, token);
  if (!subscription) return await showUnknownToken(c, web);
  const { address, frequency } = subscription;
  return await renderPage(
    c,
    web,
    { title: "Confirm your subscription", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="Shall the papers come by mail?">
      <p>
        To <strong>{address}</strong>,{" "}
        {frequency === "weekly" ? "once a week" : "one letter for each edition"}. Nothing is sent
        until you press the button.
      </p>
      <form method="post" action={links.confirm(token)}>
        <button class="button button-main" type="submit">
          Yes, send me the papers
        </button>
      </form>
    </Sentence>,
  );
}

export async function confirm(c: Context, web: Web): Promise<Response> {
  rejectForeignButToken(c, web.config.SITE_URL);
  const subscription = await findConfirmable(web, c.req.param("token") ?? "");
  if (!subscription) return await showUnknownToken(c, web);
  const { id, address, frequency } = subscription;
  await confirmSubscription(web.db, { id, frequency, now: web.clock() });
  return await renderPage(
    c,
    web,
    { title: "You are subscribed", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="You are subscribed.">
      <p>
        The next {frequency === "weekly" ? "week’s papers come" : "edition comes"} to{" "}
        <strong>{address}</strong>. Every letter has a link that ends it.
      </p>
      <p>
        Meanwhile there is <a href={links.home}>today’s edition</a>.
      </p>
    </Sentence>,
  );
}

async function findConfirmable(web: Web, token: string) {
  const { secret, db } = web;
  return await findSubscription(db, { secret, purpose: "confirm", token, now: web.clock() });
}
