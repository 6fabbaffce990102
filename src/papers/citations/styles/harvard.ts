// Harvard, as Cite Them Right has it (12th edition).
import { initials, type Author, type Person } from "../author.ts";
import { addressOf } from "../work.ts";
import { inList, inverted, isRange, italic, parts, type Part, type Style } from "./words.ts";

const mostNamed = 3;

export const harvard: Style = (work) => {
  const { title, authors, issued, journal, repository } = work;
  const year = `(${issued?.year ?? "no date"})`;
  const named = `‘${title.replaceAll("‘", "“").replaceAll(/’(?!\p{L})/gu, "”")}’`;
  const address = addressOf(work);
  return parts(
    authors.length > 0 ? [...authorsIn(authors), ` ${year} ${named}`] : `${named} ${year}`,
    journal
      ? parts(
          ", ",
          italic(journal.name),
          journal.volume && `, ${journal.volume}${journal.issue ? `(${journal.issue})` : ""}`,
          journal.pages && `, ${isRange(journal.pages) ? "pp." : "p."} ${journal.pages}`,
        )
      : repository && [", ", italic(repository), " [Preprint]"],
    ".",
    address && ` Available at: ${address}.`,
  );
};

function authorsIn(authors: readonly Author[]): Part[] {
  const names = authors.slice(0, mostNamed).map((author) => inverted(author, closeInitials));
  return authors.length > mostNamed
    ? [`${names[0]} `, italic("et al.")]
    : [inList(names, { serial: false })];
}

/** `A.B.` */
function closeInitials({ given }: Person): string {
  return initials(given, ".", "");
}
