import { doiOf, type Annotation } from "./annotation.ts";
import { arxivOf, bareIdentifier } from "./identifier.ts";
import type { Paper } from "./paper.ts";
import { nameParts } from "./ris.ts";
import { texToText } from "./tex/tex.ts";
import { yearOf } from "./year.ts";

/** An item of CSL-JSON; the note stands in `annote`, which no style prints. */
export function cslItem(paper: Paper, { keywords = [], note = "" }: Annotation = {}): object {
  const arxiv = arxivOf(paper.identifier);
  const year = yearOf(paper);
  const doi = doiOf(paper);
  return {
    id: bareIdentifier(paper.identifier),
    type: paper.journalRef ? "article-journal" : "article",
    title: paper.title,
    author: paper.authors.map((name) => nameParts(texToText(name))),
    ...(year !== undefined && { issued: { "date-parts": [[Number(year)]] } }),
    ...(paper.journalRef && { "container-title": paper.journalRef }),
    ...(doi !== undefined && { DOI: doi }),
    ...(arxiv !== undefined && {
      number: `arXiv:${arxiv}`,
      publisher: "arXiv",
      URL: `https://arxiv.org/abs/${arxiv}`,
    }),
    ...(keywords.length > 0 && { keyword: keywords.join(", ") }),
    ...(note !== "" && { annote: note }),
  };
}
