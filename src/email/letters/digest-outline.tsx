// A digest as the entry of a feed: its papers as a plain list, in HTML and in text.
import { raw } from "hono/html";
import { saidBy } from "../../papers/said-by.ts";
import { texToMailHtml } from "../../papers/tex/tex.ts";
import type { Letterhead } from "./letterhead.ts";
import { asHtml } from "./mail-page.tsx";
import { plainPaper, plainTitle, type PlainPaper } from "./plain-paper.ts";
import type { Sheet } from "./press.ts";

/** Safe to show: lists, paragraphs, links, and mathematics as text with `sup`, `sub` and `i`. */
export function outlineHtml(letterhead: Letterhead, { contents, cards }: Sheet): string {
  const { entries, more } = contents;
  return asHtml(
    <>
      <ol>
        {entries.map((entry) => {
          const card = cards.get(entry.paper)!;
          const paper = plainPaper(letterhead, entry, card);
          return (
            <OutlinedPaper
              title={card.title}
              url={paper.url}
              byline={bylineOf(paper)}
              pick={pickOf(paper)}
              summary={card.summary}
              why={paper.why}
              codeUrl={paper.code_url}
              projectUrl={paper.project_url}
            />
          );
        })}
      </ol>
      {more.length > 0 && (
        <p>
          More:{" "}
          {more.map((each, index) => {
            const card = cards.get(each)!;
            return (
              <>
                {index > 0 && " · "}
                <a href={plainTitle(letterhead, card).url}>{raw(texToMailHtml(card.title))}</a>
              </>
            );
          })}
        </p>
      )}
    </>,
  );
}

interface OutlinedPaperProps {
  /** In TeX, as is the summary. */
  title: string;
  url: string;
  byline: string;
  /** Who put it on top, and why; it may be empty. */
  pick: string;
  summary: string;
  why: string;
  codeUrl: string | null;
  projectUrl: string | null;
}

/** A paper in such a list. */
export function OutlinedPaper(paper: OutlinedPaperProps) {
  const elsewhere = [
    ["Code", paper.codeUrl],
    ["Project", paper.projectUrl],
  ] as const;
  return (
    <li>
      <p>
        <a href={paper.url}>{raw(texToMailHtml(paper.title))}</a>
        <br />
        {paper.byline}
      </p>
      {paper.pick && <p>{paper.pick}</p>}
      <p>{raw(texToMailHtml(paper.summary))}</p>
      <p>
        Why: {paper.why}
        {elsewhere.map(
          ([name, href]) =>
            href && (
              <>
                {" · "}
                <a href={href}>{name}</a>
              </>
            ),
        )}
      </p>
    </li>
  );
}

export function outlineText(letterhead: Letterhead, { contents, cards }: Sheet): string {
  const papers = contents.entries.map((entry, index) => {
    const paper = plainPaper(letterhead, entry, cards.get(entry.paper)!);
    return [
      `${index + 1}. ${paper.title}`,
      bylineOf(paper),
      pickOf(paper),
      paper.summary,
      `Why: ${paper.why}`,
      paper.url,
    ]
      .filter(Boolean)
      .join("\n");
  });
  const more = contents.more.map((each) => plainTitle(letterhead, cards.get(each)!));
  return [...papers, ...more.map(({ title, url }) => `More: ${title}\n${url}`)].join("\n\n");
}

function pickOf({ picked_by, picked_because }: PlainPaper): string {
  if (picked_by === null) return "";
  return saidBy(`Picked by ${picked_by}`, picked_because);
}

/** `Ada Lovelace, Mary Somerville and 6 more · cs.RO · withdrawn` */
function bylineOf({ authors, more_authors, category, withdrawn, changed }: PlainPaper): string {
  const names = `${authors.join(", ")}${more_authors > 0 ? ` and ${more_authors.toLocaleString("en-US")} more` : ""}`;
  return [names, category, withdrawn && "withdrawn", changed].filter(Boolean).join(" · ");
}
