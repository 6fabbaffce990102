// A paper as an entry of a feed.
import type { Child } from "hono/jsx";
import { raw } from "hono/html";
import type { Submission } from "../../../community/submissions/submissions.ts";
import { asHtml } from "../../../email/letters/mail-page.tsx";
import { links } from "../../../links.ts";
import { categoryName } from "../../../papers/category.ts";
import { firstDayOf, momentOf } from "../../../papers/dates-of-paper.ts";
import { arxivOf } from "../../../papers/identifier.ts";
import type { Paper } from "../../../papers/paper.ts";
import { saidBy } from "../../../papers/said-by.ts";
import { texToMailHtml, texToText } from "../../../papers/tex/tex.ts";
import { isWebAddress } from "../../../papers/web-address.ts";
import { mainReasons, pickAmong, type Reason } from "../../../ranking/reason.ts";
import { authorsInShort } from "../../../papers/words.ts";
import type { Related, ToldEntry } from "./feed.ts";

const untold = "Its abstract is not known here.";
const msPerMinute = 60_000;
/** Of a collaboration of thousands the first. */
const mostAuthors = 30;

interface Beside {
  /** What speaks for it. */
  reasons: readonly Reason[];
  /** Who brought it here. */
  submission: Submission | undefined;
  /** What stands before its reasons. */
  why?: readonly string[];
}

export function paperEntry(paper: Paper, { reasons, submission, why = [] }: Beside): ToldEntry {
  const { identifier, title, abstract, authors, categories } = paper;
  const named = authors.slice(0, mostAuthors).map(texToText).filter(Boolean);
  const picked = pickAmong(reasons);
  const said = [
    picked && saidBy(`Picked by ${picked.name}`, picked.sentence),
    submission && saidBy(`Submitted by ${submission.name}`, submission.sentence),
  ].filter((each) => each !== undefined);
  const whole = [...why, ...mainReasons(reasons)];
  const reason = whole.length > 0 ? `Why: ${whole.join(" · ")}` : "";
  const related = relatedTo(paper);
  return {
    name: `paper ${identifier}`,
    title: texToText(title),
    page: links.paper(identifier),
    updated: updatedAt(paper),
    published: momentOf(firstDayOf(paper)) ?? momentOf(paper.submittedAt),
    authors: named.length > 0 ? named : ["Unknown"],
    categories: categories.map((each) => ({ term: each, label: categoryName(each) })),
    related,
    summary: [...said, abstract ? texToText(abstract) : untold, reason]
      .filter(Boolean)
      .join("\n\n"),
    html: asHtml(
      <>
        {[...said, bylineOf(paper)].filter(Boolean).map((each) => (
          <p>{each}</p>
        ))}
        <p>{abstract ? raw(texToMailHtml(abstract)) : untold}</p>
        {reason && <p>{reason}</p>}
        <Elsewhere related={related} />
      </>,
    ),
  };
}

/** `Ada Lovelace, Mary Somerville · cs.RO`: many readers name the first author alone, or none. */
export function bylineOf({ authors, categories, withdrawn }: Paper): string {
  const names = authorsInShort(authors);
  return [names, categories[0], withdrawn && "withdrawn"].filter(Boolean).join(" · ");
}

function Elsewhere({ related }: { related: readonly Related[] }): Child {
  if (related.length === 0) return null;
  return (
    <p>
      {related.map(({ href, title }, index) => (
        <>
          {index > 0 && " · "}
          <a href={href}>{title}</a>
        </>
      ))}
    </p>
  );
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
  return { title, type: "text/html", href: strictAddress(href) };
}

/** Browsers allow signs in an address that RFC 3986 does not. */
function strictAddress(href: string): string {
  return new URL(href).href.replaceAll(/[^\w\-.~:/?#[\]@!$&'()*+,;=%]/g, encodeURIComponent);
}

/** Listed, or replaced after that. */
function updatedAt(paper: Paper): string | undefined {
  const moments = [listedAt(paper), momentOf(paper.updatedAt)];
  const known = moments.filter((each) => each !== undefined).toSorted();
  return known.at(-1) ?? momentOf(paper.submittedAt);
}

/** A list has a day and no hour; papers of one day that differ by a moment keep an order everywhere. */
function listedAt(paper: Paper): string | undefined {
  const day = firstDayOf(paper);
  return day && new Date(Date.parse(day) + (paper.id % msPerMinute)).toISOString();
}
