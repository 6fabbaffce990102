// The letters of one subscription as a feed, at an address that only its reader knows and that can
// do nothing else.
import { letterheadOf } from "../../../email/letters/letterhead.ts";
import { listNewestDigests, outlineDigests } from "../../../email/digests/newest-digests.ts";
import { findSubscription } from "../../../email/subscriptions/subscriptions.ts";
import { links } from "../../../links.ts";
import { sendNoFeed, type FeedHandler } from "./send-feed.ts";

const mostLetters = 30;

export const lettersFeed: FeedHandler = async (c, web) => {
  const { db, secret, config } = web;
  const token = c.req.param("token") ?? "";
  const subscription = await findSubscription(db, { secret, purpose: "read", token });
  if (!subscription) {
    return sendNoFeed(c, { says: "There is no feed at this address.", status: 404 });
  }
  if (subscription.status === "unsubscribed") {
    return sendNoFeed(c, {
      says: "This subscription was ended, and its feed with it.",
      status: 410,
    });
  }
  const newest = await listNewestDigests(db, { subscription: subscription.id, limit: mostLetters });
  return {
    of: links.letters(token),
    isPrivate: true,
    // Letters never change, so to know which there are is enough for most who ask.
    state: JSON.stringify(newest),
    async tell() {
      const digests = await outlineDigests(db, letterheadOf(web), newest);
      return {
        title: "Letters",
        subtitle: "Your papers, one entry a letter. Keep this address to yourself.",
        page: links.letters(token),
        entries: digests.map(({ name, edition, subject, composedAt, html, text }) => ({
          name: `letter ${name}`,
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
      };
    },
  };
};
