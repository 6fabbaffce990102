// The letter about a subscription itself: with the link to the page whose button confirms, or saying
// that there is nothing to confirm. It is written whenever somebody types the address.
import { randomBytes } from "node:crypto";
import { plainDate } from "../../papers/period.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import type { Asked } from "./link-tokens.ts";
import { confirmUrl, manageUrl, neverUrl, unsubscribeUrl } from "../letters/mail-links.ts";
import type { Letter } from "../letters/message.ts";
import { writePlainLetter, type Words } from "../letters/plain-letter.tsx";
import type { Subscription } from "./subscription.ts";
import { rhythm, writeWish, type Wish } from "./wish.ts";

export function writeConfirmation(options: {
  letterhead: Letterhead;
  /** As it stands, before what is asked for. */
  subscription: Subscription;
  asked: Asked;
  wish: Wish;
  now: Date;
}): Letter {
  const { letterhead, subscription, now } = options;
  const words = wordsOf(options);
  const isSubscribed = subscription.status === "confirmed";
  const links = [
    ...(isSubscribed
      ? [
          { text: "Change what you get", url: manageUrl(letterhead, subscription) },
          { text: "Unsubscribe", url: unsubscribeUrl(letterhead, subscription) },
        ]
      : []),
    { text: "Never write to this address again", url: neverUrl(letterhead, subscription) },
  ];
  return writePlainLetter({
    letterhead,
    to: subscription.address,
    words,
    links,
    kind: "confirmation",
    name: `subscription.${subscription.id}.${randomBytes(9).toString("hex")}`,
    date: now,
  });
}

function wordsOf({
  letterhead,
  subscription,
  asked,
  wish,
}: Parameters<typeof writeConfirmation>[0]): Words {
  const { siteName } = letterhead;
  const url = confirmUrl(letterhead, asked);
  const wanted = rhythm(wish, letterhead);
  const ignore = "The link is good for 7 days. If it was not you, do nothing, and nothing changes.";
  if (subscription.status !== "confirmed") {
    return {
      subject: `Confirm your subscription to ${siteName}`,
      before: [
        `Somebody, probably you, asked for ${siteName} at this address: ${wanted}.`,
        "To get it, follow this link and press the button on its page:",
      ],
      button: { text: "Confirm the subscription", url },
      after: [ignore],
    };
  }
  const since = plainDate((subscription.confirmedAt ?? "").slice(0, 10));
  const state = `You get ${siteName} ${rhythm(subscription.wish, letterhead)}, since ${since}.`;
  if (writeWish(subscription.wish) === writeWish(wish)) {
    return {
      subject: `You are subscribed to ${siteName} already`,
      before: [
        `Somebody, probably you, asked for ${siteName} at this address once more.`,
        `${state} There is nothing to do.`,
      ],
      after: [],
    };
  }
  return {
    subject: `Change your subscription to ${siteName}?`,
    before: [
      `Somebody, probably you, asked for ${siteName} at this address: ${wanted}.`,
      `${state} To change that, follow this link and press the button on its page:`,
    ],
    button: { text: "Change the subscription", url },
    after: [ignore],
  };
}
