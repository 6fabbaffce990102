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
import { cardGaps, cardHtml, cardText, changedHtml } from "./paper-card.tsx";
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

export interface Press {
  html: (sheet: Sheet) => string;
  text: (sheet: Sheet) => string;
}

/** Some editions of some hundred cards; then it begins anew. */
const mostKept = 5000;

/** `write` says how text stands in what comes out: as it is, or quoted for mail. */
export function openPress(letterhead: Letterhead, write: Writing): Press {
  const kept = new Map<string, Template>();

  function template(key: string, render: () => string): Template {
    let made = kept.get(key);
    if (!made) {
      if (kept.size >= mostKept) kept.clear();
      made = cut(render(), write);
      kept.set(key, made);
    }
    return made;
  }

  function cardsHtml({ contents, cards, addressee }: Sheet): string {
    const { edition } = contents;
    const manage = write(manageUrl(letterhead, addressee));
    return contents.entries
      .map((entry, index) => {
        const card = cards.get(entry.paper)!;
        const lead = index === 0;
        const form = template(`html ${lead} ${edition} ${entry.paper}`, () =>
          cardHtml(letterhead, card, { lead }),
        );
        return fill(form, {
          [cardGaps.manage]: manage,
          [cardGaps.follows]: write(escapeHtml(followsLine(entry))),
          [cardGaps.changed]: write(changedHtml(entry.changed)),
        });
      })
      .join("");
  }

  function cardsText({ contents, cards, addressee }: Sheet): string {
    const { edition } = contents;
    const manage = write(manageUrl(letterhead, addressee));
    return contents.entries
      .map((entry, index) => {
        const card = cards.get(entry.paper)!;
        const form = template(`text ${edition} ${entry.paper}`, () => cardText(letterhead, card));
        return fill(form, {
          [cardGaps.number]: write(String(index + 1)),
          [cardGaps.manage]: manage,
          [cardGaps.follows]: write(followsLine(entry)),
          [cardGaps.changed]: write(entry.changed === undefined ? "" : `   ${entry.changed}\n`),
        });
      })
      .join(write("\n\n"));
  }

  /** Whatever stands in the frame of this digest. */
  function frameKey(kind: string, { contents }: Sheet): string {
    return `${kind} ${JSON.stringify(contents)}`;
  }

  return {
    html(sheet) {
      const frame = template(frameKey("html", sheet), () => digestHtml({ letterhead, ...sheet }));
      return fill(frame, {
        ...personal(sheet, (text) => write(escapeHtml(text))),
        [digestGaps.cards]: cardsHtml(sheet),
      });
    },
    text(sheet) {
      const frame = template(frameKey("text", sheet), () => digestText({ letterhead, ...sheet }));
      return fill(frame, {
        ...personal(sheet, (text) => write(wrap(text))),
        [digestGaps.cards]: cardsText(sheet),
      });
    },
  };

  function personal({ addressee, contents }: Sheet, say: Writing): Record<string, string> {
    const manage = manageUrl(letterhead, addressee);
    return {
      [digestGaps.whyYou]: say(whyYou(letterhead, addressee)),
      [digestGaps.read]: write(readUrl(letterhead, addressee, contents)),
      [digestGaps.manage]: write(manage),
      [digestGaps.pause]: write(`${manage}#pause`),
      [digestGaps.unsubscribe]: write(unsubscribeUrl(letterhead, addressee)),
    };
  }
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
