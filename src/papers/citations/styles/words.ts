// What the styles share: parts of a reference, lists of names, dates in words.
import { initials, type Author, type Person } from "../author.ts";
import type { Issued, Work } from "../work.ts";

/** Words as they stand, or in italics. */
export type Part = string | { italic: string };

/** Writes the reference of a work. */
export type Style = (work: Work) => Part[];

/** Nothing is written of what is nothing. */
export function parts(...written: readonly (Part | readonly Part[] | undefined | false)[]): Part[] {
  return written.flatMap((each) =>
    each === undefined || each === false || each === "" ? [] : each,
  );
}

export function italic(text: string): Part {
  return { italic: text };
}

/** With a full stop, unless a sign ends it that is as good as one. */
export function ended(text: string, mark = "."): string {
  return /[.?!]["”’)]?$/.test(text) ? text : text + mark;
}

/** A comma or full stop stands within the quotes of American styles. */
export function quoted(title: string, mark: "," | "."): string {
  const within = title.replaceAll("“", "‘").replaceAll("”", "’");
  return `“${mark === "." || /[?!]$/.test(within) ? ended(within) : within + mark}”`;
}

/** `A`, `A and B`, `A, B, and C` */
export function inList(names: readonly string[], { and = "and", serial = true } = {}): string {
  if (names.length < 3) return names.join(` ${and} `);
  return `${names.slice(0, -1).join(", ")}${serial ? "," : ""} ${and} ${names.at(-1)}`;
}

/** `Ada Lindqvist Jr.` */
export function inOrder(author: Author): string {
  if ("literal" in author) return author.literal;
  return [author.given, author.family, author.suffix].filter(Boolean).join(" ");
}

/** `Lindqvist, Ada, Jr.`; `given` says how much of the given names there is. */
export function inverted(
  author: Author,
  given: (person: Person) => string = (person) => person.given,
): string {
  if ("literal" in author) return author.literal;
  return [author.family, given(author), author.suffix].filter(Boolean).join(", ");
}

/** `A. B.` */
export function initialsOf({ given }: Person): string {
  return initials(given);
}

const months =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** `October 12` */
export function monthAndDay({ month, day }: Issued): string | undefined {
  return month === undefined ? undefined : [months[month - 1], day].filter(Boolean).join(" ");
}

/** `12 Oct. 2023`, where short names of months are those that the style has. */
export function dayMonthYear({ year, month, day }: Issued, short: readonly string[]): string {
  return [day, month && short[month - 1], year].filter(Boolean).join(" ");
}

/** Whether these are the pages of an article, and not its number. */
export function isRange(pages: string): boolean {
  return pages.includes("–");
}

/**
 * A range whose last number is short: so many figures at least, or more where more have changed, or
 * all. What is no range of whole numbers stays.
 */
export function shortRange(pages: string, least: (first: number) => number, dash = "–"): string {
  const [, first = "", last = ""] = /^(\d+)–(\d+)$/.exec(pages) ?? [];
  if (first === "" || first.length !== last.length) return pages.replace("–", dash);
  const changed = [...last].findIndex((figure, index) => figure !== first[index]);
  const kept = Math.max(changed < 0 ? 0 : last.length - changed, least(Number(first)));
  return `${first}${dash}${last.slice(-kept)}`;
}
