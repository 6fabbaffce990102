// Puts digests together from what is rendered already: the frames and the cards of the editions that
// are on their way are kept as they will be written, and only what belongs to one reader is filled in.
import { escapeHtml } from "../papers/tex/escape.ts";
import { links } from "../links.ts";
import { plainDate } from "../papers/period.ts";
import type { Card } from "./card.ts";
import type { DigestContents, DigestEntry } from "./contents.ts";
import { digestGaps, digestHtml, digestText } from "./digest-message.tsx";
import type { Letterhead } from "./letterhead.ts";
import { signLink, type Signatory } from "./link-tokens.ts";
import { absolute, manageUrl, unsubscribeUrl } from "./mail-links.ts";
import { cardGaps, cardHtml, cardText, changedHtml, whyText } from "./paper-card.tsx";
import { wrap } from "./plain-text.ts";
import { cut, fill, type Template, type Writing } from "./template.ts";
import { rhythm, type Wish } from "./wish.ts";

/** For whom a digest is. */
export interface Addressee extends Signatory {
  address: string;
  wish: Wish;
  confirmedAt: string | null;
}

export interface Sheet {
  contents: DigestContents;
  cards: ReadonlyMap<number, Card>;
  addressee: Addressee;
}

export interface Printed {
  /** A whole document, and the part that stands alone. */
  html: string;
  text: string;
}

/** Some editions of some hundred cards, and the frames that many share; then it begins anew. */
const mostCards = 2000;
const mostFrames = 50;

/**
 * `write` says how text stands in what comes out: as it is, or quoted for mail. Whoever has a letter
 * with `controls` can change the subscription, and end it.
 */
export function openPress(
  letterhead: Letterhead,
  { write, controls }: { write: Writing; controls: boolean },
): (sheet: Sheet) => Printed {
  const cardOf = keeping(mostCards, write);
  const frameOf = keeping(mostFrames, write);

  function cardsHtml({ contents: { edition, entries }, cards }: Sheet, manage: string): string {
    return entries
      .map((entry, index) => {
        const lead = index === 0;
        const card = cardOf(`html ${lead} ${edition} ${entry.paper}`, () =>
          cardHtml({ letterhead, card: cards.get(entry.paper)!, lead, controls }),
        );
        return fill(card, {
          [cardGaps.manage]: manage,
          [cardGaps.follows]: write(escapeHtml(followsLine(entry))),
          [cardGaps.changed]: write(changedHtml(entry.changed)),
        });
      })
      .join("");
  }

  function cardsText({ contents: { edition, entries }, cards }: Sheet, manage: string): string {
    const whyOf = (entry: DigestEntry) => {
      const wrapped = () => whyText(followsLine(entry), cards.get(entry.paper)!);
      // Who follows something has lines of their own; too many to keep.
      if (entry.follows !== undefined) return write(wrapped());
      return fill(cardOf(`why ${edition} ${entry.paper}`, wrapped), {});
    };
    return entries
      .map((entry, index) => {
        const card = cardOf(`text ${edition} ${entry.paper}`, () =>
          cardText({ letterhead, card: cards.get(entry.paper)!, controls }),
        );
        return fill(card, {
          [cardGaps.number]: write(String(index + 1)),
          [cardGaps.manage]: manage,
          [cardGaps.why]: whyOf(entry),
          [cardGaps.changed]: write(entry.changed === undefined ? "" : `   ${entry.changed}\n`),
        });
      })
      .join(write("\n\n"));
  }

  return (sheet) => {
    const { addressee, contents } = sheet;
    const message = { letterhead, controls, ...sheet };
    const key = JSON.stringify(contents);
    const manage = manageUrl(letterhead, addressee);
    const written = write(manage);
    const why = whyYou(letterhead, addressee);
    const links = {
      [digestGaps.read]: write(readUrl(letterhead, addressee, contents)),
      [digestGaps.manage]: written,
      [digestGaps.pause]: write(`${manage}#pause`),
      [digestGaps.unsubscribe]: write(unsubscribeUrl(letterhead, addressee)),
    };
    const html = frameOf(`html ${key}`, () => digestHtml(message));
    const text = frameOf(`text ${key}`, () => digestText(message));
    return {
      html: fill(html, {
        ...links,
        [digestGaps.whyYou]: write(escapeHtml(why)),
        [digestGaps.cards]: cardsHtml(sheet, written),
      }),
      text: fill(text, {
        ...links,
        [digestGaps.whyYou]: write(wrap(why)),
        [digestGaps.cards]: cardsText(sheet, written),
      }),
    };
  };
}

/** What was rendered lately. */
function keeping(most: number, write: Writing) {
  const kept = new Map<string, Template>();
  return (key: string, render: () => string): Template => {
    let made = kept.get(key);
    if (!made) {
      if (kept.size >= most) kept.clear();
      made = cut(render(), write);
      kept.set(key, made);
    }
    return made;
  };
}

/** `you follow Robot learning · ` */
function followsLine({ follows = [] }: DigestEntry): string {
  return follows.length > 0 ? `you follow ${follows.join(", ")} · ` : "";
}

function readUrl(letterhead: Letterhead, of: Signatory, { edition }: DigestContents): string {
  return absolute(letterhead, links.letter(signLink(letterhead.secret, "read", of), edition));
}

function whyYou(letterhead: Letterhead, { address, wish, confirmedAt }: Addressee): string {
  const since = plainDate((confirmedAt ?? "").slice(0, 10));
  return `You asked for this on ${since} with ${address}: ${rhythm(wish, letterhead)}. No opens or clicks are counted.`;
}
