// A paper as an entry of a feed.
import type { Submission } from "../../community/submissions/submissions.ts";
import { links } from "../../links.ts";
import { categoryName } from "../../papers/category.ts";
import { arxivOf } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Day } from "../../papers/period.ts";
import { saidBy } from "../../papers/said-by.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import type { Picked } from "../../ranking/reason.ts";
import type { FeedEntry, Related } from "./feed.ts";

/** `why` it matters, in words. */
export function paperEntry(
  paper: Paper,
  why: readonly string[],
  picked: Picked | undefined,
  submission: Submission | undefined,
): FeedEntry {
  const { identifier, title, abstract, authors, categories } = paper;
  return {
    id: `urn:broadsheet:${encodeURI(identifier)}`,
    title: texToText(title),
    page: links.paper(identifier),
    updated: updatedAt(paper),
    published: momentOf(firstDay(paper)) ?? momentOf(paper.submittedAt),
    authors: (authors.length > 0 ? authors : ["Unknown"]).map(texToText),
    categories: categories.map((each) => ({ term: each, label: categoryName(each) })),
    related: relatedTo(paper),
    summary: [
      ...pickLine(picked),
      ...submittedLine(submission),
      texToText(abstract),
      ...whyLine(why),
    ].join("\n\n"),
  };
}

function pickLine(picked: Picked | undefined): string[] {
  if (!picked) return [];
  return [saidBy(`Picked by ${picked.name}`, picked.sentence)];
}

function submittedLine(submission: Submission | undefined): string[] {
  if (!submission) return [];
  const { name, sentence } = submission;
  return [saidBy(`Submitted by ${name}`, sentence)];
}

function whyLine(why: readonly string[]): string[] {
  return why.length > 0 ? [`Why: ${why.join(" · ")}`] : [];
}

function relatedTo({ identifier, doi, codeUrl, projectUrl }: Paper): Related[] {
  const arxiv = arxivOf(identifier);
  return [
    arxiv && page("arXiv", links.abstractAt(arxiv)),
    arxiv && { title: "PDF", type: "application/pdf", href: links.pdfAt(arxiv) },
    doi && page("DOI", links.doiAt(doi)),
    isWebAddress(codeUrl) && page("Code", codeUrl),
    isWebAddress(projectUrl) && page("Project", projectUrl),
  ].filter((each) => typeof each === "object" && each !== null);
}

function page(title: string, href: string): Related {
  return { title, type: "text/html", href };
}

/** Listed, or replaced after that. */
function updatedAt(paper: Paper): string {
  const moments = [momentOf(firstDay(paper)), momentOf(paper.updatedAt)];
  const known = moments.filter((each) => each !== undefined).toSorted();
  return known.at(-1) ?? momentOf(paper.submittedAt) ?? "1970-01-01T00:00:00.000Z";
}

function firstDay({ appearances }: Paper): Day | undefined {
  return (appearances.find((each) => each.kind === "announced") ?? appearances[0])?.day;
}

function momentOf(dayOrMoment: string | null | undefined): string | undefined {
  const time = Date.parse(dayOrMoment ?? "");
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
