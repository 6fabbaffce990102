// What a webhook gets of a digest: its papers in plain text for programs, and the same as a short
// message in the fields that chats read. Nothing in it belongs to one reader: no token, no address.
import { links } from "../../links.ts";
import { parsePeriod, type Period } from "../../papers/period.ts";
import { chatContent, chatHtml, chatText } from "./chat-message.ts";
import type { DigestPart } from "../digests/contents.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { absolute } from "../letters/mail-links.ts";
import { plain, plainPaper, plainTitle } from "../letters/plain-paper.ts";
import type { Sheet } from "../letters/press.ts";

/** The fields always come in this order. */
export function webhookBody(
  letterhead: Letterhead,
  {
    title,
    composedAt,
    sheet: { contents, cards },
  }: { title: string; composedAt: string; sheet: Sheet },
): string {
  const period = parsePeriod(contents.edition)!;
  const papers = contents.entries.map((entry) =>
    plainPaper(letterhead, entry, cards.get(entry.paper)!),
  );
  const message = {
    title: plain(title),
    papers,
    url: absolute(letterhead, links.edition(period)),
  };
  return JSON.stringify({
    type: "digest",
    timestamp: composedAt,
    edition: contents.edition,
    title: message.title,
    text: chatText(message),
    content: chatContent(message),
    html: chatHtml(message),
    // Discord: whatever stands in a title, it calls nobody.
    allowed_mentions: { parse: [] },
    url: message.url,
    papers,
    more: contents.more.map((paper) => plainTitle(letterhead, cards.get(paper)!)),
    sections: contents.parts.map((part) => sectionOf(letterhead, part, period)),
  });
}

function sectionOf(letterhead: Letterhead, { name, address, papers }: DigestPart, period: Period) {
  const url = absolute(letterhead, links.edition(period, { section: address }));
  return { name: plain(name), papers, url };
}
