// The letter about a subscription itself: with the link to the page whose button confirms, or saying
// that there is nothing to confirm. It is written whenever somebody types the address.
import { randomBytes } from "node:crypto";
import { plainDate } from "../../papers/period.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import type { Asked } from "./link-tokens.ts";
import {
  absolute,
  confirmUrl,
  manageUrl,
  neverUrl,
  unsubscribeUrl,
} from "../letters/mail-links.ts";
import {
  colour,
  Links,
  mailPage,
  Nameplate,
  Row,
  Rule,
  sans,
  serif,
} from "../letters/mail-page.tsx";
import { buildLetter, type Letter } from "../letters/message.ts";
import { wrap } from "../letters/plain-text.ts";
import type { Subscription } from "./subscription.ts";
import { rhythm, writeWish, type Wish } from "./wish.ts";

interface Words {
  subject: string;
  /** Paragraphs. */
  before: string[];
  button?: { text: string; url: string };
  after: string[];
}

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
  return buildLetter({
    letterhead,
    to: subscription.address,
    subject: words.subject,
    text: textOf(letterhead, words, links),
    html: htmlOf(letterhead, words, links),
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

interface Link {
  text: string;
  url: string;
}

function textOf({ siteName, siteUrl }: Letterhead, words: Words, links: readonly Link[]): string {
  const { before, button, after } = words;
  const paragraphs = [
    ...before.map((each) => wrap(each)),
    ...(button ? [button.url] : []),
    ...after.map((each) => wrap(each)),
    ["-- ", siteName, siteUrl.origin, ...links.map(({ text, url }) => `${text}: ${url}`)].join(
      "\n",
    ),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function htmlOf(letterhead: Letterhead, words: Words, links: readonly Link[]): string {
  const { subject, before, button, after } = words;
  return mailPage({
    title: subject,
    preheader: before[0] ?? "",
    children: (
      <>
        <Nameplate siteName={letterhead.siteName} home={absolute(letterhead, "/")} />
        <Rule kind="double" />
        <Row style="padding:20px 0">
          {before.map((each) => (
            <Paragraph text={each} />
          ))}
          {button && (
            // A cell, since Outlook gives links no room around their words.
            <table role="presentation" cellpadding="0" cellspacing="0" style="margin:20px 0">
              <tr>
                <td
                  class="button"
                  style={`background-color:${colour.ink};border-radius:2px;mso-padding-alt:10px 20px`}
                >
                  <a
                    href={button.url}
                    style={`display:inline-block;padding:10px 20px;font:600 15px/24px ${sans};color:${colour.paper};text-decoration:none`}
                  >
                    {button.text}
                  </a>
                </td>
              </tr>
            </table>
          )}
          {after.map((each) => (
            <Paragraph text={each} />
          ))}
        </Row>
        <Rule kind="hair" />
        <Row style="padding:12px 0 24px">
          <Links
            links={[{ text: letterhead.siteName, url: absolute(letterhead, "/") }, ...links]}
          />
        </Row>
      </>
    ),
  });
}

function Paragraph({ text }: { text: string }) {
  return (
    <p class="ink" style={`margin:0 0 12px;font:17px/27px ${serif};color:${colour.ink}`}>
      {text}
    </p>
  );
}
