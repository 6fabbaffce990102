// The letters of one subscription as a feed, at an address that only its reader knows and that can
// do nothing else.
import { letterheadOf } from "../../email/letters/letterhead.ts";
import { listNewestDigests, outlineDigests } from "../../email/digests/newest-digests.ts";
import { findSubscription } from "../../email/subscriptions/subscriptions.ts";
import { links } from "../../links.ts";
import type { Handler } from "../context.ts";
import type { Format } from "../feeds/feed.ts";
import { isKnown, sendFeed } from "../feeds/send-feed.ts";

const mostLetters = 30;
const caching = "private, no-cache";

export function sendLettersFeed(format: Format): Handler {
  return async (c, web) => {
    const { db, secret, config } = web;
    const token = c.req.param("token") ?? "";
    c.header("X-Robots-Tag", "noindex");
    c.header("Cache-Control", "no-store");
    const subscription = await findSubscription(db, { secret, purpose: "read", token });
    if (!subscription) return c.text("There is no feed at this address.\n", 404);
    if (subscription.status === "unsubscribed") {
      return c.text("This subscription was ended, and its feed with it.\n", 410);
    }
    const newest = await listNewestDigests(db, {
      subscription: subscription.id,
      limit: mostLetters,
    });
    // Letters never change, so to know which there are is enough for most who ask.
    const state = JSON.stringify([format, config.SITE_URL, config.SITE_NAME, newest]);
    if (isKnown(c, { state, caching })) return c.body(null, 304);
    const digests = await outlineDigests(db, letterheadOf(web), newest);
    return sendFeed(c, web, {
      format,
      caching,
      state,
      title: "Letters",
      subtitle: "Your papers, one entry a letter. Keep this address to yourself.",
      self: { atom: links.lettersFeed(token), json: links.lettersJsonFeed(token) },
      page: links.letters(token),
      entries: digests.map(({ name, edition, subject, composedAt, html, text }) => ({
        id: `urn:broadsheet:${name}`,
        title: subject,
        page: links.letter(token, edition),
        updated: composedAt,
        published: composedAt,
        authors: [config.SITE_NAME],
        categories: [],
        related: [],
        summary: text,
        html,
      })),
    });
  };
}
