// The Chicago Manual of Style, 18th edition, author and date.
import { addressOf } from "../work.ts";
import type { Author } from "../author.ts";
import {
  ended,
  inOrder,
  inList,
  inverted,
  italic,
  monthAndDay,
  parts,
  quoted,
  shortRange,
  type Style,
} from "./words.ts";

const mostNamed = 6;
const namedOfMore = 3;

export const chicago: Style = (work) => {
  const { title, authors, issued, journal, repository } = work;
  const year = `${issued?.year ?? "n.d"}.`;
  const named = quoted(title, ".");
  const day = issued && monthAndDay(issued);
  const preprint = [repository && "Preprint", repository, day].filter(Boolean).join(", ");
  const address = addressOf(work);
  return parts(
    authors.length > 0 ? `${ended(authorsIn(authors))} ${year} ${named} ` : `${named} ${year} `,
    journal
      ? parts(
          italic(journal.name),
          journal.volume && ` ${journal.volume}`,
          journal.issue && ` (${journal.issue})`,
          journal.pages && `: ${shortRange(journal.pages, figures)}`,
        )
      : preprint,
    ".",
    address && ` ${address}.`,
  );
};

function authorsIn(authors: readonly Author[]): string {
  const [first, ...others] = authors;
  const begin = inverted(first!);
  if (others.length === 0) return begin;
  if (authors.length > mostNamed) {
    return [begin, ...others.slice(0, namedOfMore - 1).map(inOrder), "et al."].join(", ");
  }
  if (others.length === 1) return `${begin}, and ${inOrder(others[0]!)}`;
  return inList([begin, ...others.map(inOrder)]);
}

/** `583–89`, `103–8`; all of them under a hundred and after a whole one: `100–104`. */
function figures(first: number): number {
  if (first < 100 || first % 100 === 0) return Infinity;
  return first % 100 < 10 ? 1 : 2;
}
