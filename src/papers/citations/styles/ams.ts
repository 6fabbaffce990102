// As the bibliographies of the American Mathematical Society have it (amsplain.bst).
import { addressOf } from "../work.ts";
import { inList, inOrder, italic, parts, type Style } from "./words.ts";

/** All authors are named; a collaboration of hundreds only begins. */
const mostNamed = 20;

export const ams: Style = (work) => {
  const { title, authors, issued, journal, repository, arxiv, category } = work;
  const names = authors.slice(0, mostNamed).map(inOrder);
  const year = issued?.year;
  const written = journal
    ? [
        `${[journal.name, journal.volume].filter(Boolean).join(" ")}${year ? ` (${year})` : ""}`,
        journal.issue && `no. ${journal.issue}`,
        journal.pages,
      ]
    : [
        repository && "preprint",
        year,
        arxiv ? `arXiv:${arxiv}${category ? ` [${category}]` : ""}` : addressOf(work),
      ];
  return parts(
    names.length > 0 && `${authors.length > mostNamed ? `${names[0]} et al.` : inList(names)}, `,
    italic(title),
    written.some(Boolean) && `, ${written.filter(Boolean).join(", ")}`,
    ".",
  );
};
