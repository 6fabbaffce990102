// MLA, 9th edition: chapter 5, the template of core elements.
import { addressOf } from "../work.ts";
import type { Author } from "../author.ts";
import {
  dayMonthYear,
  ended,
  inOrder,
  inverted,
  isRange,
  italic,
  parts,
  quoted,
  shortRange,
  type Style,
} from "./words.ts";

const short = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(" ");

export const mla: Style = (work) => {
  const { title, authors, issued, journal, repository } = work;
  const container = journal?.name ?? repository;
  const date = issued && dayMonthYear(issued, short);
  const rest = [
    journal?.volume && `vol. ${journal.volume}`,
    journal?.issue && `no. ${journal.issue}`,
    date,
    journal?.pages &&
      `${isRange(journal.pages) ? "pp." : "p."} ${shortRange(journal.pages, figures)}`,
    addressOf(work),
  ].filter(Boolean);
  return parts(
    authors.length > 0 && `${ended(authorsIn(authors))} `,
    quoted(title, "."),
    container !== undefined && [" ", italic(container)],
    rest.length > 0 && `${container === undefined ? " " : ", "}${rest.join(", ")}`,
    (container !== undefined || rest.length > 0) && ".",
  );
};

/** Of more than two only the first. */
function authorsIn(authors: readonly Author[]): string {
  const [first, second] = authors;
  const begin = inverted(first!);
  if (second === undefined) return begin;
  return authors.length === 2 ? `${begin}, and ${inOrder(second)}` : `${begin}, et al.`;
}

/** `583–89`, and all of them under a hundred. */
function figures(first: number): number {
  return first < 100 ? Infinity : 2;
}
