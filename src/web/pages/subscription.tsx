// One subscription, for whoever holds its signed address: what comes and when, the form that changes
// it, a pause, and what else there is of it. Opening a page changes nothing; buttons do.
import type { Context } from "hono";
import { listPapers } from "../../catalogue/papers.ts";
import { listLessLike } from "../../email/subscriptions/less-like.ts";
import { signLink } from "../../email/subscriptions/link-tokens.ts";
import { findServed } from "../../email/subscriptions/served.ts";
import { listDigests } from "../../email/digests/read-digest.ts";
import { changeSubscription, findSubscription } from "../../email/subscriptions/subscriptions.ts";
import type { Subscription } from "../../email/subscriptions/subscription.ts";
import { listSuppressed, type SuppressionReason } from "../../email/subscriptions/suppression.ts";
import { links } from "../../links.ts";
import { dayIn, plainDate } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { readerKey } from "../../community/readers.ts";
import { findReader } from "../reader.ts";
import { findNextLetter, isLetterSoon } from "../next-letter.ts";
import { renderPage } from "../render.tsx";
import { readFields } from "../requests.ts";
import { policyOfPage } from "../gates/security-headers.ts";
import { Sentence } from "../views/sentence.tsx";
import { SubscribeBox } from "../views/subscribe-box.tsx";
import {
  Elsewhere,
  LessLike,
  pausedLine,
  PastLetters,
  PauseButtons,
  Part,
} from "../views/subscription-parts.tsx";
import { WishFields } from "../views/wish-form.tsx";
import { NextLetterLine } from "../views/wish-words.tsx";
import {
  draftOf,
  draftOfWish,
  readWish,
  sayWish,
  type WishDraft,
  type WishFaults,
} from "../wishes.ts";
import { showPreview } from "./preview.tsx";
import { showUnknownToken } from "./unknown-token.tsx";
import { Form } from "../views/form.tsx";

const mostLessShown = 20;

export async function showSubscription(c: Context, web: Web): Promise<Response> {
  const subscription = await findManaged(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  if (subscription.status !== "confirmed") return await showInactive(c, web, subscription);
  return await showForm(c, web, subscription, draftOfWish(subscription.wish, web));
}

export async function saveSubscription(c: Context, web: Web): Promise<Response> {
  const subscription = await findManaged(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  if (subscription.status !== "confirmed") return await showInactive(c, web, subscription);
  const draft = draftOf(await readFields(c), web);
  const read = await readWishOf(c, web, subscription, draft);
  if ("faults" in read) return await showForm(c, web, subscription, draft, read.faults);
  await changeSubscription(web.db, {
    id: subscription.id,
    wish: read.wish,
    now: web.clock(),
  });
  return c.redirect(`${links.subscription(tokenOf(c))}?saved`, 303);
}

/** Of what is saved, or of what the form says and is not saved yet. */
export async function previewSubscription(c: Context, web: Web): Promise<Response> {
  const subscription = await findManaged(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  if (subscription.status !== "confirmed") return await showInactive(c, web, subscription);
  const fields = await readFields(c);
  if (!sayWish(fields)) return await showPreview(c, web, { subscription, wish: subscription.wish });
  const draft = draftOf(fields, web);
  const read = await readWishOf(c, web, subscription, draft);
  if ("faults" in read) return await showForm(c, web, subscription, draft, read.faults);
  return await showPreview(c, web, { subscription, wish: read.wish });
}

/** Whoever was given a letter can manage it, but not learn by it what its reader follows. */
async function readWishOf(c: Context, web: Web, subscription: Subscription, draft: WishDraft) {
  const hadIt = subscription.wish.follows.some((each) => "following" in each);
  if (draft.following && !hadIt && !(await isOwn(c, web, subscription))) {
    const says = `To get what you follow here, sign in as ${subscription.address} first.`;
    return { faults: new Map([["following", says]]) };
  }
  return await readWish(draft, web);
}

async function isOwn(c: Context, web: Web, { address }: Subscription): Promise<boolean> {
  return (await findReader(c, web))?.address === readerKey(address);
}

export async function findManaged(c: Context, web: Web): Promise<Subscription | undefined> {
  const { secret, db } = web;
  return await findSubscription(db, { secret, purpose: "manage", token: tokenOf(c) });
}

function tokenOf(c: Context): string {
  return c.req.param("token") ?? "";
}

async function showForm(
  c: Context,
  web: Web,
  subscription: Subscription,
  draft: WishDraft,
  faults: WishFaults = new Map(),
): Promise<Response> {
  const { db, secret, config } = web;
  const { id, address, addressKey, wish, pausedUntil, confirmedAt } = subscription;
  const now = web.clock();
  const token = tokenOf(c);
  const reason = (await listSuppressed(db, { secret }, [addressKey])).get(addressKey);
  const allLess = await listLessLike(db, { subscription: id });
  const less = await listPapers(db, allLess.slice(0, mostLessShown));
  const letters = await listDigests(db, { subscription: id });
  const waiting = { wish, pausedUntil, served: await findServed(db, { subscription: id }) };
  const since = confirmedAt && plainDate(dayIn(config.TIME_ZONE, new Date(confirmedAt)));
  const read = signLink(secret, "read", subscription);
  c.header("Content-Security-Policy", policyOfPage({ frames: true }));
  return await renderPage(
    c,
    web,
    { title: "Your subscription", robots: "noindex", ownSubscribeBox: true },
    <div class="subscription">
      <div class="page-head">
        <h1>Your subscription</h1>
        <p>
          Letters to <strong>{address}</strong>
          {since && `, since ${since}`}. Whoever has the address of this page can change it, so keep
          it to yourself.
        </p>
      </div>
      <p class="subscription-note" role="status">
        {noteOf(c)}
      </p>
      {reason ? (
        <Suppressed subscription={subscription} reason={reason} />
      ) : (
        <p class="subscription-next">
          {pausedUntil !== undefined && pausedLine(pausedUntil, web)}{" "}
          <NextLetterLine
            wish={wish}
            next={findNextLetter(web, waiting)}
            now={now}
            soon={await isLetterSoon(web, waiting)}
          />
        </p>
      )}
      <div class="subscription-columns">
        <section class="subscription-form">
          <h2 id="form">What you get</h2>
          {faults.size > 0 && (
            <p class="error" role="alert">
              <strong aria-hidden="true">!</strong> Nothing was saved: something below cannot be
              read; what is wrong stands at its place.
            </p>
          )}
          <Form class="wish" action={links.subscription(token)}>
            <WishFields
              web={web}
              draft={draft}
              faults={faults}
              offersFollowing={await isOwn(c, web, subscription)}
            />
            <p class="wish-buttons">
              <button class="button button-main" type="submit">
                Save
              </button>
              <button
                class="button"
                type="submit"
                formaction={links.subscriptionPreview(token)}
                formmethod="get"
              >
                Preview
              </button>
              <span class="wish-says">The preview saves nothing.</span>
            </p>
          </Form>
        </section>
        <section class="subscription-preview">
          <h2>How it looks</h2>
          <p class="wish-says">
            The letter of the newest edition, as saved. Open it{" "}
            <a href={links.subscriptionPreview(token)}>by itself</a> or{" "}
            <a href={`${links.subscriptionPreview(token)}?text`}>as plain text</a>.
          </p>
          <iframe
            src={`${links.subscriptionPreview(token)}?framed`}
            title="Your letter of the newest edition"
            loading="lazy"
          />
        </section>
      </div>
      <Part id="pause" title="Pause">
        <p>
          {pausedUntil === undefined
            ? "Nothing comes for a while, and all that you chose stays. What is missed can be read here."
            : pausedLine(pausedUntil, web)}
        </p>
        <PauseButtons token={token} isPaused={pausedUntil !== undefined} />
      </Part>
      <LessLike token={token} papers={less} more={allLess.length - less.length} />
      <PastLetters read={read} letters={letters.slice(0, 5)} more={letters.length > 5} />
      <Elsewhere read={read} siteUrl={config.SITE_URL} />
      <Part id="leave" title="Leave">
        <p>
          <a href={links.unsubscribe(signLink(secret, "unsubscribe", subscription))}>Unsubscribe</a>
          . One more button, and no letter comes any more.
        </p>
      </Part>
    </div>,
    faults.size > 0 ? 400 : 200,
  );
}

function noteOf(c: Context): string | undefined {
  if (c.req.query("saved") !== undefined) return "Saved. The next letter is made like this.";
  if (c.req.query("paused") !== undefined) return "Paused, as you said.";
  if (c.req.query("resumed") !== undefined) return "Your letters come again.";
  if (c.req.query("undone") !== undefined) return "Taken back.";
  return undefined;
}

/** Subscribed, and yet nothing goes there. */
function Suppressed({
  subscription: { status, address, wish },
  reason,
}: {
  subscription: Subscription;
  reason: SuppressionReason;
}) {
  const { why, isOpen } = standing(status, reason);
  const typed = { address: isOpen ? address : "", frequency: wish.frequency };
  return (
    <div class="subscription-next">
      <p class="error">
        <strong aria-hidden="true">!</strong> Nothing is sent to this address at present: {why}
      </p>
      <SubscribeBox class="subscribe-page" typed={typed} />
    </div>
  );
}

/** One that nobody has confirmed, or that was ended, is no more to be managed. */
async function showInactive(
  c: Context,
  web: Web,
  { status, address, addressKey, wish: { frequency } }: Subscription,
): Promise<Response> {
  const reason = (await listSuppressed(web.db, web, [addressKey])).get(addressKey);
  const { says, why, isOpen } = standing(status, reason);
  return await renderPage(
    c,
    web,
    { title: "Your subscription", robots: "noindex", ownSubscribeBox: true },
    <Sentence says={says}>
      <p>
        <strong>{address}</strong>: {why}
      </p>
      {/* Where no letter goes, another address may be asked for, not this one. */}
      <SubscribeBox class="subscribe-page" typed={{ address: isOpen ? address : "", frequency }} />
    </Sentence>,
  );
}

/** `isOpen`: a letter goes there when somebody asks for one. */
function standing(
  status: Subscription["status"],
  reason: SuppressionReason | undefined,
): { says: string; why: string; isOpen: boolean } {
  if (reason === "hard") {
    return {
      says: "Mail to you came back.",
      why: "a mail server said that there is no such mailbox, so no letter goes there any more. Subscribe with another address; or, if this one works, ask whoever runs this site to restore it.",
      isOpen: false,
    };
  }
  if (reason === "soft") {
    return {
      says: "Mail to you came back.",
      why: "a mail server refused our mail again and again, as one does whose mailbox is full, so the letters have ended. If that is mended, ask for them again; a letter with a button comes first.",
      isOpen: true,
    };
  }
  if (reason === "complaint" || reason === "owner") {
    return {
      says: "Nothing is sent to you.",
      why: "our mail was marked as unwanted there, so no letter goes there any more. If that was a slip, ask whoever runs this site to restore it.",
      isOpen: false,
    };
  }
  if (status === "unsubscribed") {
    return {
      says: "You are unsubscribed.",
      why: "no letter goes there any more, so there is nothing to change. To get the papers again, ask for them; a letter with a button comes first.",
      isOpen: true,
    };
  }
  return {
    says: "One step is missing.",
    why: "nobody has confirmed yet that letters shall go there. The letter with the button may lie among unwanted mail; or ask for another one.",
    isOpen: true,
  };
}
