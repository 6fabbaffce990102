// A page as a text to be read without a browser. One document is written as Markdown and as plain text.
// The lines of a page that are words and links alone are made of the same pieces (src/web/views/pieces.tsx).
import { dateIn, type DateForm } from "../date-words.ts";
import { momentIn, type Clock } from "../moments.ts";
import { dayIn, type Day } from "../period.ts";

/** What stands within a line: words from anywhere, or more. */
export type Piece =
  string | { tex: string } | { strong: string | Piece[]; as?: Look | undefined } | Dated | Link;

/** A page writes dates in the language that its reader chose for them. */
export type Dated = { day: Day; form: DateForm } | ({ at: string } & Clock);

/** How a page shows it: in red, since it is fewer than there should be; as what one types. */
type Look = "short" | "query";

/** The address is behind the words, one of this site as its path; plain text has the words alone. */
export interface Link {
  words: Piece[];
  href: string;
  as?: Look | undefined;
}

/** What is said of one thing; several are below one another on a page. */
export interface Fact {
  name: string;
  said: Piece[][];
}

export type Block =
  /** With its number in a list; in plain text an address stands below the words. */
  | { kind: "heading"; level: 1 | 2; number?: number; words: Piece[]; href?: string }
  | { kind: "paragraph"; pieces: Piece[]; isQuote?: boolean | undefined }
  | { kind: "facts"; facts: Fact[] }
  | { kind: "list"; items: { words: Piece[]; href: string; rest: Piece[] }[] }
  | { kind: "links"; links: Link[] }
  /** What somebody wrote, of several lines, and who it was. */
  | { kind: "quote"; lead: Piece[]; text: string };

export type Document = readonly Block[];

export function paragraph(...pieces: Piece[]): Block {
  return { kind: "paragraph", pieces };
}

export function linkTo(words: string, href: string): Link {
  return { words: [words], href };
}

/** With `between` between them. */
export function joined(parts: readonly Piece[][], between: string): Piece[] {
  return parts.flatMap((part, index) => (index > 0 ? [between, ...part] : part));
}

/** Between the parts of a line. */
export const dot = " · ";

/** `at 07:12 UTC`, `on 24 March at 07:12 UTC` */
export function when(at: string, { timeZone, now }: Clock): Piece[] {
  const isToday = dayIn(timeZone, new Date(at)) === dayIn(timeZone, now);
  return [isToday ? "at " : "on ", { at, timeZone, now }];
}

/** In the site's own English. */
export function datedWords(piece: Dated): string {
  if ("day" in piece) return dateIn("en-GB", piece.form, piece.day);
  return momentIn(piece.timeZone, piece.at, piece.now);
}
