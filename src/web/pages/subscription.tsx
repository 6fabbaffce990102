// One subscription, for whoever holds its signed address: what comes and when, the form that changes
// it, a pause, and what else there is of it. Opening a page changes nothing; buttons do.
import type { Context } from "hono";
import { listPapers } from "../../catalogue/papers.ts";
import { listLessLike } from "../../email/less-like.ts";
import { signLink } from "../../email/link-tokens.ts";
import { findServed } from "../../email/served.ts";
import { listDigests } from "../../email/read-digest.ts";
import { changeSubscription, findSubscription } from "../../email/subscriptions.ts";
import type { Subscription } from "../../email/subscription.ts";
import { listSuppressed } from "../../email/suppression.ts";
import { links } from "../../links.ts";
import { dayIn, plainDate } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { rejectForeignButToken } from "../foreign.ts";
import { findNextLetter, isLetterSoon } from "../next-letter.ts";
import { renderPage } from "../render.tsx";
import { policyOfPage } from "../security-headers.ts";
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
  readFields,
  readWish,
  sayWish,
  type WishDraft,
  type WishFaults,
} from "../wishes.ts";
import { showPreview } from "./preview.tsx";
import { showUnknownToken } from "./unknown-token.tsx";

export async function showSubscription(c: Context, web: Web): Promise<Response> {
  const subscription = await findManaged(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  if (subscription.status !== "confirmed") return await showInactive(c, web, subscription);
  return await showForm(c, web, subscription, draftOfWish(subscription.wish, web));
}

export async function saveSubscription(c: Context, web: Web): Promise<Response> {
  rejectForeignButToken(c, web.config.SITE_URL);
  const subscription = await findManaged(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  if (subscription.status !== "confirmed") return await showInactive(c, web, subscription);
  const draft = draftOf(await readFields(c), web);
  const read = readWish(draft, web);
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
  const read = readWish(draft, web);
  if ("faults" in read) return await showForm(c, web, subscription, draft, read.faults);
  return await showPreview(c, web, { subscription, wish: read.wish });
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
  const keeper = { secret, dataDir: config.DATA_DIR };
  const isSuppressed = (await listSuppressed(db, keeper, [addressKey])).has(addressKey);
  const less = await listPapers(db, await listLessLike(db, { subscription: id }));
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
      {isSuppressed ? (
        <Suppressed subscription={subscription} />
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
          <form class="wish" method="post" action={links.subscription(token)}>
            <WishFields web={web} draft={draft} faults={faults} />
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
          </form>
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
      <LessLike token={token} papers={less} />
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

function Suppressed({ subscription: { address, wish } }: { subscription: Subscription }) {
  return (
    <div class="subscription-next">
      <p class="error">
        <strong aria-hidden="true">!</strong> Nothing is sent to this address at present: mail to it
        came back, or was marked as unwanted.
      </p>
      <p>
        If that is mended, ask once more. A letter with a button comes, and the button ends this.
      </p>
      <SubscribeBox class="subscribe-page" typed={{ address, frequency: wish.frequency }} />
    </div>
  );
}

/** One that nobody has confirmed, or that was ended, is no more to be managed. */
async function showInactive(
  c: Context,
  web: Web,
  { status, address, wish: { frequency } }: Subscription,
): Promise<Response> {
  const isEnded = status === "unsubscribed";
  return await renderPage(
    c,
    web,
    { title: "Your subscription", robots: "noindex", ownSubscribeBox: true },
    <Sentence says={isEnded ? "You are unsubscribed." : "One step is missing."}>
      <p>
        {isEnded ? (
          <>
            No letter goes to <strong>{address}</strong> any more, so there is nothing to change. To
            get the papers again, ask for them; a letter with a button comes first.
          </>
        ) : (
          <>
            Nobody has confirmed yet that letters shall go to <strong>{address}</strong>. The letter
            with the button may lie among unwanted mail; or ask for another one.
          </>
        )}
      </p>
      <SubscribeBox class="subscribe-page" typed={{ address, frequency }} />
    </Sentence>,
  );
}
