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
import { keeping, type Keeping } from "./keeping.ts";
import { cut, fill, type Template } from "./template.ts";

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

/** The same in pieces, which stand one behind the other. */
interface Pieces<Piece> {
  html: Piece[];
  text: Piece[];
}

/** Of some hundred papers each; then it begins anew. */
const mostEditions = 4;
const mostPapers = 1000;
/** Of frames, and of lines that many share. */
const mostPieces = 4000;
/** Those who follow the same find the same papers; each of these lines is short. */
const mostReasons = 10_000;

/** What is said of a paper in any letter, each made when it is first asked for. */
interface Plates<Kept> {
  lead: () => Template<Kept>;
  html: () => Template<Kept>;
  text: () => Template<Kept>;
  short: () => Kept;
  title: Record<MoreForm["name"], () => Kept>;
}

/**
 * As it is read on the web. Whoever has a letter with `controls` can change the subscription, and end it.
 */
export function openPress(
  letterhead: Letterhead,
  { controls }: { controls: boolean },
): (sheet: Sheet) => Printed {
  const print = openMailPress(letterhead, {
    write: (text) => text,
    keep: (text) => text,
    controls,
  });
  return (sheet) => {
    const { html, text } = print(sheet);
    return { html: html.join(""), text: text.join("") };
  };
}

/**
 * `write` says how text stands in what comes out: as it is, or quoted for mail; `keep`, in what form that
 * waits which many letters share.
 */
export function openMailPress<Kept>(
  letterhead: Letterhead,
  {
    write,
    keep,
    controls,
  }: { write: (text: string) => string; keep: (written: string) => Kept; controls: boolean },
): (sheet: Sheet) => Pieces<string | Kept> {
  type Piece = string | Kept;
  const kept = (text: string) => keep(write(text));
  const frames = keeping<Template<Kept>>(mostPieces);
  const lines = keeping<Kept>(mostPieces);
  const reasons = keeping<Record<"html" | "text", string>>(mostReasons);
  const editions = keeping<Keeping<Plates<Kept>, number>>(mostEditions);
  const numbers = keeping<Kept, number>(mostPieces);
  const days = keeping<string>(mostPieces);
  const between = { cards: kept("\n\n"), titles: kept(" · ") };
  const once = (name: string, render: () => string) => lines(name, () => kept(render()));

  function platesOf({ contents: { edition }, cards }: Sheet, paper: number): Plates<Kept> {
    const plates = editions(edition, () => keeping(mostPapers));
    return plates(paper, () => {
      const card = cards.get(paper)!;
      const inHtml = (lead: boolean) =>
        made(() => cut(cardHtml({ letterhead, card, lead, controls }), kept));
      return {
        lead: inHtml(true),
        html: inHtml(false),
        text: made(() => cut(cardText({ letterhead, card, controls }), kept)),
        short: made(() => kept(escapeHtml(shortTitle(card)))),
        title: {
          html: made(() => kept(titleHtml(letterhead, card))),
          text: made(() => kept(titleText(letterhead, card))),
        },
      };
    });
  }

  function whyLine(entry: DigestEntry, cards: Sheet["cards"]): Record<"html" | "text", string> {
    const line = whyOf(entry, cards.get(entry.paper)!);
    return reasons(line, () => ({ html: write(escapeHtml(line)), text: write(whyText(line)) }));
  }

  /** All cards, as HTML and as text. */
  function printCards(sheet: Sheet, manage: Kept): Pieces<Piece> {
    const printed: Pieces<Piece> = { html: [], text: [] };
    for (const [index, entry] of sheet.contents.entries.entries()) {
      const plate = platesOf(sheet, entry.paper);
      const why = whyLine(entry, sheet.cards);
      const { changed } = entry;
      if (index > 0) printed.text.push(between.cards);
      fill(
        index === 0 ? plate.lead() : plate.html(),
        {
          [cardGaps.manage]: [manage],
          [cardGaps.why]: [why.html],
          [cardGaps.changed]: changed ? [write(changedHtml(changed))] : [],
        },
        printed.html,
      );
      fill(
        plate.text(),
        {
          [cardGaps.number]: [numbers(index + 1, () => kept(String(index + 1)))],
          [cardGaps.manage]: [manage],
          [cardGaps.why]: [why.text],
          [cardGaps.changed]: changed ? [write(`   ${changed}\n`)] : [],
        },
        printed.text,
      );
    }
    return printed;
  }

  /** The titles after the lead, which the subject names. */
  function preheader(sheet: Sheet): Piece[] {
    const titles = sheet.contents.entries.slice(1, 4);
    return joined(
      titles.map(({ paper }) => platesOf(sheet, paper).short()),
      between.titles,
    );
  }

  /** The titles of what stands next. */
  function more(sheet: Sheet, form: MoreForm): Piece[] {
    const { more } = sheet.contents;
    if (more.length === 0) return [];
    const titles = more.map((paper) => platesOf(sheet, paper).title[form.name]());
    const all = frames(`${form.name} ${more.length} more`, () => cut(form.all(more.length), kept));
    const printed: Piece[] = [];
    fill(all, { [titlesGap]: joined(titles, between[form.between]) }, printed);
    return printed;
  }

  return (sheet) => {
    const { addressee, cards, contents } = sheet;
    const { edition, entries } = contents;
    const lead = entries[0]!.paper;
    const common = frameOf(contents);
    const frame = { letterhead, controls, contents: common };
    const key = JSON.stringify(common);
    const manage = manageUrl(letterhead, addressee);
    const written = kept(manage);
    const day = (addressee.confirmedAt ?? "").slice(0, 10);
    const since = days(day, () => plainDate(day));
    const why = whyYou(addressee, contents, since);
    const words = forYou(contents);
    const printed = printCards(sheet, written);
    const addresses = {
      [digestGaps.read]: [write(readUrl(letterhead, addressee, contents))],
      [digestGaps.manage]: [written],
      [digestGaps.pause]: [write(`${manage}#pause`)],
      [digestGaps.unsubscribe]: [write(unsubscribeUrl(letterhead, addressee))],
    };
    const [html, text]: [Piece[], Piece[]] = [[], []];
    fill(
      frames(`html ${key}`, () => cut(digestHtml(frame), kept)),
      {
        ...addresses,
        [digestGaps.subject]: [
          once(`subject ${edition} ${lead} ${entries.length}`, () =>
            escapeHtml(subjectOf(contents, cards)),
          ),
        ],
        [digestGaps.preheader]: preheader(sheet),
        [digestGaps.forYou]: [once(`for you ${words}`, () => forYouHtml(contents))],
        [digestGaps.cards]: printed.html,
        [digestGaps.more]: more(sheet, moreInHtml),
        [digestGaps.whyYou]: [write(escapeHtml(why))],
      },
      html,
    );
    fill(
      frames(`text ${key}`, () => cut(digestText(frame), kept)),
      {
        ...addresses,
        [digestGaps.forYou]: words === undefined ? [] : [write(` · ${words}`)],
        [digestGaps.cards]: printed.text,
        [digestGaps.more]: more(sheet, moreInText),
        [digestGaps.whyYou]: [write(wrap(why))],
      },
      text,
    );
    return { html, text };
  };
}

/** Made when it is first asked for. */
function made<Thing>(make: () => Thing): () => Thing {
  let thing: Thing | undefined;
  return () => (thing ??= make());
}

function joined<Piece>(pieces: readonly Piece[], between: Piece): Piece[] {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [between, piece]));
}

interface MoreForm {
  name: "html" | "text";
  all: (count: number) => string;
  between: "titles" | "cards";
}

const moreInHtml: MoreForm = { name: "html", all: moreHtml, between: "titles" };
const moreInText: MoreForm = { name: "text", all: moreText, between: "cards" };

/** Without what differs from reader to reader. */
function frameOf(contents: DigestContents): FrameContents {
  const { edition, frequency, total, receipt, sample, parts, next } = contents;
  return { edition, frequency, total, receipt, sample, parts, next };
}

function readUrl(letterhead: Letterhead, of: Signatory, { edition }: DigestContents): string {
  return absolute(letterhead, links.letter(signLink(letterhead.secret, "read", of), edition));
}

function whyYou({ address }: Addressee, { rhythm }: DigestContents, since: string): string {
  return `You asked for this on ${since} with ${address}: ${rhythm}. No opens or clicks are counted.`;
}
