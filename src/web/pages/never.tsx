// "Never write to this address again", the link in a letter that somebody else may have asked for.
// Opening it changes nothing, since mail scanners open every link; the button does.
import type { Context } from "hono";
import { endSubscription, findSubscription } from "../../email/subscriptions/subscriptions.ts";
import { links } from "../../links.ts";
import { keeperOf, type Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { Sentence } from "../views/sentence.tsx";
import { showUnknownToken } from "./unknown-token.tsx";
import { Form } from "../views/form.tsx";

export async function showNever(c: Context, web: Web): Promise<Response> {
  const subscription = await findIt(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  return await renderPage(
    c,
    web,
    { title: "No more mail", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="Shall nothing be written to you any more?">
      <p>
        Then no mail goes to <strong>{subscription.address}</strong>, whoever asks for it, and a
        subscription ends. Nothing changes until you press the button.
      </p>
      <Form action={links.never(tokenOf(c))}>
        <button class="button button-main" type="submit">
          Never write to this address again
        </button>
      </Form>
    </Sentence>,
  );
}

export async function neverAgain(c: Context, web: Web): Promise<Response> {
  const subscription = await findIt(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  const { db } = web;
  const { id, addressKey, address } = subscription;
  const keeper = keeperOf(web);
  await endSubscription(db, keeper, { id, addressKey, reason: "complaint", now: web.clock() });
  return await renderPage(
    c,
    web,
    { title: "No more mail", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="Nothing is written to you any more.">
      <p>
        No mail goes to <strong>{address}</strong> from now on. Should you change your mind, ask
        whoever runs this site.
      </p>
    </Sentence>,
  );
}

async function findIt(c: Context, { secret, db }: Web) {
  return await findSubscription(db, { secret, purpose: "never", token: tokenOf(c) });
}

function tokenOf(c: Context): string {
  return c.req.param("token") ?? "";
}
