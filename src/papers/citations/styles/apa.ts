// APA, 7th edition: 9.7–9.12 (authors), 10.1 (articles), 10.8 (preprints).
import { addressOf } from "../work.ts";
import { ended, initialsOf, inverted, italic, parts, type Style } from "./words.ts";
import type { Author } from "../author.ts";

const mostNamed = 20;

export const apa: Style = (work) => {
  const { title, authors, issued, journal, repository } = work;
  const year = `(${issued?.year ?? "n.d."}).`;
  const named = journal ? [ended(title)] : [italic(title), /[.?!]$/.test(title) ? "" : "."];
  return parts(
    authors.length > 0
      ? [ended(authorsIn(authors)), ` ${year} `, ...named]
      : [...named, ` ${year}`],
    journal
      ? parts(
          " ",
          italic(journal.name),
          journal.volume && [", ", italic(journal.volume)],
          journal.issue && `(${journal.issue})`,
          journal.pages && `, ${journal.pages}`,
          ".",
        )
      : repository && ` ${repository}.`,
    spaced(addressOf(work)),
  );
};

/** All of up to twenty; of more the first nineteen, then the last. */
function authorsIn(authors: readonly Author[]): string {
  const names = (some: readonly Author[]) => some.map((author) => inverted(author, initialsOf));
  if (authors.length > mostNamed) {
    return `${names(authors.slice(0, mostNamed - 1)).join(", ")}, . . . ${names(authors.slice(-1))[0]}`;
  }
  const all = names(authors);
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(", ")}, & ${all.at(-1)}`;
}

/** No full stop follows an address, which it would become a part of. */
function spaced(address: string | undefined): string | undefined {
  return address && ` ${address}`;
}
