// The page behind the link in a confirmation letter. Opening it changes nothing, since mail scanners
// open every link; the button does.
import type { Context } from "hono";
import { signLink } from "../../email/subscriptions/link-tokens.ts";
import { confirmSubscription, findAsked } from "../../email/subscriptions/subscriptions.ts";
import { links } from "../../links.ts";
import { keeperOf, type Web } from "../context.ts";
import { findServed } from "../../email/subscriptions/served.ts";
import { findNextLetter, isLetterSoon } from "../next-letter.ts";
import { renderPage } from "../render.tsx";
import { Sentence } from "../views/sentence.tsx";
import { NextLetterLine, WishWords } from "../views/wish-words.tsx";
import { showUnknownToken } from "./unknown-token.tsx";
import { Form } from "../views/form.tsx";

export async function showConfirm(c: Context, web: Web): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const asked = await findIt(web, token);
  if (!asked) return await showUnknownToken(c, web);
  const { subscription, wish } = asked;
  const isChange = subscription.status === "confirmed";
  return await renderPage(
    c,
    web,
    { title: "Confirm your subscription", robots: "noindex", ownSubscribeBox: true },
    <Sentence
      says={isChange ? "Shall your letters be like this?" : "Shall the papers come by mail?"}
    >
      <p>
        This was asked for, to <strong>{subscription.address}</strong>:
      </p>
      <WishWords wish={wish} site={web} />
      <p>
        {isChange
          ? "Your letters stay as they are until you press the button."
          : "Nothing is sent until you press the button."}
      </p>
      <Form action={links.confirm(token)}>
        <button class="button button-main" type="submit">
          {isChange ? "Yes, change them" : "Yes, send me the papers"}
        </button>
      </Form>
    </Sentence>,
  );
}

export async function confirm(c: Context, web: Web): Promise<Response> {
  const asked = await findIt(web, c.req.param("token") ?? "");
  if (!asked) return await showUnknownToken(c, web);
  const { secret, db } = web;
  const now = web.clock();
  const keeper = keeperOf(web);
  await confirmSubscription(db, keeper, { ...asked, now });
  const { subscription, wish } = asked;
  const { status, pausedUntil, address } = subscription;
  const isNew = status !== "confirmed";
  const served = await findServed(db, { subscription: subscription.id });
  const waiting = { wish, served, pausedUntil: isNew ? undefined : pausedUntil };
  const soon = await isLetterSoon(web, waiting);
  const next = findNextLetter(web, waiting);
  return await renderPage(
    c,
    web,
    { title: "You are subscribed", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="You are subscribed.">
      <p>
        <NextLetterLine wish={wish} next={next} now={now} soon={soon} first={isNew} /> It goes to{" "}
        <strong>{address}</strong>.
      </p>
      <p>
        To change what you get, to pause or to leave, there is{" "}
        <a href={links.subscription(signLink(secret, "manage", subscription))}>
          a page for your subscription
        </a>
        ; every letter has a link to it. Meanwhile there is <a href={links.home}>today’s edition</a>
        .
      </p>
    </Sentence>,
  );
}

async function findIt({ secret, db, clock }: Web, token: string) {
  return await findAsked(db, { secret, token, now: clock() });
}
