// IEEE Reference Guide.
import { initials, type Author } from "../author.ts";
import { addressOf } from "../work.ts";
import { inList, isRange, italic, parts, quoted, type Style } from "./words.ts";

const mostNamed = 6;

export const ieee: Style = (work) => {
  const { title, authors, issued, journal, repository, arxiv, doi } = work;
  const rest = journal
    ? [
        journal.volume && `vol. ${journal.volume}`,
        journal.issue && `no. ${journal.issue}`,
        journal.pages && `${isRange(journal.pages) ? "pp." : "Art. no."} ${journal.pages}`,
        issued?.year,
        doi && `doi: ${doi}`,
      ]
    : [
        issued?.year,
        arxiv ? `arXiv:${arxiv}` : (repository ?? undefined),
        !arxiv && addressOf(work),
      ];
  const written = rest.filter(Boolean).join(", ");
  return parts(
    authors.length > 0 && `${authorsIn(authors)}, `,
    quoted(title, written === "" && !journal ? "." : ","),
    journal && [" ", italic(journal.name)],
    written !== "" && `${journal ? ", " : " "}${written}`,
    written !== "" && !written.includes("://") && ".",
  );
};

function authorsIn(authors: readonly Author[]): string {
  const names = authors.slice(0, mostNamed).map(nameOf);
  return authors.length > mostNamed ? `${names[0]} et al.` : inList(names);
}

/** `A. B. Lindqvist Jr.` */
function nameOf(author: Author): string {
  if ("literal" in author) return author.literal;
  return [initials(author.given), author.family, author.suffix].filter(Boolean).join(" ");
}
