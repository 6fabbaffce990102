// Ending a subscription: by a button on the page behind the link in each letter, or by the mail
// program itself in one click (RFC 8058). Whoever only wants less is offered that.
import type { Context } from "hono";
import { signLink } from "../../email/subscriptions/link-tokens.ts";
import { endSubscription, findSubscription } from "../../email/subscriptions/subscriptions.ts";
import type { Subscription } from "../../email/subscriptions/subscription.ts";
import { links } from "../../links.ts";
import { keeperOf, type Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { Sentence } from "../views/sentence.tsx";
import { SubscribeBox } from "../views/subscribe-box.tsx";
import { HiddenWish } from "../views/wish-form.tsx";
import { draftOfWish } from "../wishes.ts";
import { showUnknownToken } from "./unknown-token.tsx";
import { Form } from "../views/form.tsx";

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
      <Form action={links.unsubscribe(token)}>
        <button class="button button-main" type="submit">
          Yes, unsubscribe me
        </button>
      </Form>
      {subscription.status === "confirmed" && <Instead web={web} subscription={subscription} />}
    </Sentence>,
  );
}

/** What else there is for those to whom it is only too much. */
function Instead({ web, subscription }: { web: Web; subscription: Subscription }) {
  const manage = signLink(web.secret, "manage", subscription);
  const { wish, pausedUntil } = subscription;
  return (
    <section class="instead">
      <h2>Or instead</h2>
      <ul>
        {pausedUntil === undefined && (
          <li>
            <Form action={links.subscriptionPause(manage)}>
              <button class="link" type="submit" name="for" value="month">
                Pause for a month
              </button>
            </Form>
          </li>
        )}
        {wish.frequency !== "weekly" && (
          <li>
            <Form action={links.subscription(manage)}>
              <HiddenWish web={web} draft={{ ...draftOfWish(wish, web), frequency: "weekly" }} />
              <button class="link" type="submit">
                Once a week instead
              </button>
            </Form>
          </li>
        )}
        <li>
          <a href={links.subscription(manage)}>Change what you get</a>
        </li>
      </ul>
    </section>
  );
}

export async function unsubscribe(c: Context, web: Web): Promise<Response> {
  const form = await readForm(c);
  const oneClick = form["List-Unsubscribe"] === "One-Click";
  // RFC 8058, 3.1: the mail program must get its answer without a redirect.
  const subscription = await findEndable(web, c.req.param("token") ?? "");
  if (!subscription) {
    return oneClick
      ? c.text("This link is not known here.\n", 404)
      : await showUnknownToken(c, web);
  }
  const { db } = web;
  const keeper = keeperOf(web);
  const { id, addressKey } = subscription;
  await endSubscription(db, keeper, { id, addressKey, now: web.clock() });
  return oneClick ? c.text("You are unsubscribed.\n") : await showEnded(c, web, subscription);
}

async function showEnded(
  c: Context,
  web: Web,
  { address, wish: { frequency } }: Subscription,
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

async function findEndable({ secret, db }: Web, token: string) {
  return await findSubscription(db, { secret, purpose: "unsubscribe", token });
}
