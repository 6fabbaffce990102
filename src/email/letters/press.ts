// Puts digests together from what is rendered already: the frames and the cards of the editions that
// are on their way are kept as they will be written, and only what belongs to one reader is filled in.
import { whyOf } from "../digests/why.ts";
import { escapeHtml } from "../../papers/tex/escape.ts";
import { links } from "../../links.ts";
import { plainDate } from "../../papers/period.ts";
import type { Card } from "../digests/card.ts";
import type { DigestContents, DigestEntry } from "../digests/contents.ts";
import { digestGaps, digestHtml, digestText, type FrameContents } from "./digest-message.tsx";
import {
  forYou,
  forYouHtml,
  moreHtml,
  moreText,
  shortTitle,
  titleHtml,
  titlesGap,
  titleText,
} from "./digest-parts.tsx";
import type { Letterhead } from "./letterhead.ts";
import { signLink, type Signatory } from "../subscriptions/link-tokens.ts";
import { absolute, manageUrl, unsubscribeUrl } from "./mail-links.ts";
import { cardGaps, cardHtml, cardText, changedHtml, whyText } from "./paper-card.tsx";
import { wrap } from "../../papers/documents/wrap.ts";
import { subjectOf } from "../digests/subject.ts";
import { keeping } from "./keeping.ts";
import { cut, fill, type Template, type Writing } from "./template.ts";

/** For whom a digest is. */
export interface Addressee extends Signatory {
  address: string;
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

/** Pieces of some editions of some hundred papers; then it begins anew. */
const mostPieces = 4000;

/**
 * `write` says how text stands in what comes out: as it is, or quoted for mail. Whoever has a letter
 * with `controls` can change the subscription, and end it.
 */
export function openPress(
  letterhead: Letterhead,
  { write, controls }: { write: Writing; controls: boolean },
): (sheet: Sheet) => Printed {
  const kept = keeping<Template>(mostPieces);
  const keptTexts = keeping<string>(mostPieces);
  const piece = (name: string, render: () => string) => kept(name, () => cut(render(), write));
  const writtenOnce = (name: string, render: () => string) =>
    keptTexts(name, () => write(render()));

  function whyLine(
    name: string,
    entry: DigestEntry,
    cards: Sheet["cards"],
    form: (line: string) => string,
  ): string {
    const line = () => form(whyOf(entry, cards.get(entry.paper)!));
    // Who follows something has lines of their own; too many to keep.
    return entry.follows ? write(line()) : writtenOnce(`${name} ${entry.paper}`, line);
  }

  function cardsHtml({ contents: { edition, entries }, cards }: Sheet, manage: string): string {
    return entries
      .map((entry, index) => {
        const lead = index === 0;
        const card = piece(`html ${lead} ${edition} ${entry.paper}`, () =>
          cardHtml({ letterhead, card: cards.get(entry.paper)!, lead, controls }),
        );
        return fill(card, {
          [cardGaps.manage]: manage,
          [cardGaps.why]: whyLine(`why html ${edition}`, entry, cards, escapeHtml),
          [cardGaps.changed]: entry.changed ? write(changedHtml(entry.changed)) : "",
        });
      })
      .join("");
  }

  function cardsText({ contents: { edition, entries }, cards }: Sheet, manage: string): string {
    return entries
      .map((entry, index) => {
        const card = piece(`text ${edition} ${entry.paper}`, () =>
          cardText({ letterhead, card: cards.get(entry.paper)!, controls }),
        );
        return fill(card, {
          [cardGaps.number]: writtenOnce(`number ${index}`, () => String(index + 1)),
          [cardGaps.manage]: manage,
          [cardGaps.why]: whyLine(`why text ${edition}`, entry, cards, whyText),
          [cardGaps.changed]: entry.changed ? write(`   ${entry.changed}\n`) : "",
        });
      })
      .join(write("\n\n"));
  }

  /** The titles after the lead, which the subject names. */
  function preheader({ contents: { edition, entries }, cards }: Sheet): string {
    const titles = entries
      .slice(1, 4)
      .map(({ paper }) =>
        writtenOnce(`short ${edition} ${paper}`, () => escapeHtml(shortTitle(cards.get(paper)!))),
      );
    return titles.join(write(" · "));
  }

  /** The titles of what stands next. */
  function more({ contents: { edition, more }, cards }: Sheet, form: MoreForm): string {
    if (more.length === 0) return "";
    const titles = more.map((paper) =>
      writtenOnce(`${form.name} title ${edition} ${paper}`, () =>
        form.title(letterhead, cards.get(paper)!),
      ),
    );
    const all = piece(`${form.name} ${more.length} more`, () => form.all(more.length));
    return fill(all, { [titlesGap]: titles.join(write(form.between)) });
  }

  return (sheet) => {
    const { addressee, cards, contents } = sheet;
    const { edition, entries } = contents;
    const lead = entries[0]!.paper;
    const common = frameOf(contents);
    const frame = { letterhead, controls, contents: common };
    const key = JSON.stringify(common);
    const manage = manageUrl(letterhead, addressee);
    const written = write(manage);
    const why = whyYou(addressee, contents);
    const words = forYou(contents);
    const addresses = {
      [digestGaps.read]: write(readUrl(letterhead, addressee, contents)),
      [digestGaps.manage]: written,
      [digestGaps.pause]: write(`${manage}#pause`),
      [digestGaps.unsubscribe]: write(unsubscribeUrl(letterhead, addressee)),
    };
    const html = piece(`html ${key}`, () => digestHtml(frame));
    const text = piece(`text ${key}`, () => digestText(frame));
    return {
      html: fill(html, {
        ...addresses,
        [digestGaps.subject]: writtenOnce(`subject ${edition} ${lead} ${entries.length}`, () =>
          escapeHtml(subjectOf(contents, cards)),
        ),
        [digestGaps.preheader]: preheader(sheet),
        [digestGaps.forYou]: writtenOnce(`for you ${words}`, () => forYouHtml(contents)),
        [digestGaps.cards]: cardsHtml(sheet, written),
        [digestGaps.more]: more(sheet, moreInHtml),
        [digestGaps.whyYou]: write(escapeHtml(why)),
      }),
      text: fill(text, {
        ...addresses,
        [digestGaps.forYou]: write(words === undefined ? "" : ` · ${words}`),
        [digestGaps.cards]: cardsText(sheet, written),
        [digestGaps.more]: more(sheet, moreInText),
        [digestGaps.whyYou]: write(wrap(why)),
      }),
    };
  };
}

interface MoreForm {
  name: string;
  all: (count: number) => string;
  title: (letterhead: Letterhead, card: Card) => string;
  between: string;
}

const moreInHtml: MoreForm = { name: "html", all: moreHtml, title: titleHtml, between: " · " };
const moreInText: MoreForm = { name: "text", all: moreText, title: titleText, between: "\n\n" };

/** Without what differs from reader to reader. */
function frameOf(contents: DigestContents): FrameContents {
  const { edition, frequency, total, receipt, sample, parts, next } = contents;
  return { edition, frequency, total, receipt, sample, parts, next };
}

function readUrl(letterhead: Letterhead, of: Signatory, { edition }: DigestContents): string {
  return absolute(letterhead, links.letter(signLink(letterhead.secret, "read", of), edition));
}

function whyYou({ address, confirmedAt }: Addressee, { rhythm }: DigestContents): string {
  const since = plainDate((confirmedAt ?? "").slice(0, 10));
  return `You asked for this on ${since} with ${address}: ${rhythm}. No opens or clicks are counted.`;
}
