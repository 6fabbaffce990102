// One paper as it stands in a digest, as HTML and as text. Written once an edition and used in every
// mail that holds the paper.
import { raw } from "hono/html";
import type { Entry } from "../editions/standings.ts";
import { links } from "../links.ts";
import { opening } from "../papers/opening.ts";
import { primaryCategory } from "../papers/paper.ts";
import { namedAuthors } from "../papers/named-authors.ts";
import { texToMailHtml, texToText } from "../papers/tex/tex.ts";
import { mainReasons } from "../ranking/reason.ts";
import type { Letterhead } from "./letterhead.ts";
import { absolute, safeUrl } from "./mail-links.ts";
import { asHtml, colour, Links, Row, Rule, sans, serif } from "./mail-page.tsx";
import { wrap } from "./plain-text.ts";

export interface Card {
  paper: number;
  identifier: string;
  /** In plain text. */
  title: string;
  /** As the first of a mail. */
  leadHtml: string;
  html: string;
  /** Without its number. */
  text: string;
}

export function makeCard(letterhead: Letterhead, { paper, reasons }: Entry): Card {
  // The ellipsis never stands alone on a line.
  const summary = opening(paper.abstract).replace(/ …$/, "\u00a0…");
  const title = texToText(paper.title);
  const facts: Facts = {
    titleHtml: texToMailHtml(paper.title),
    url: absolute(letterhead, links.paper(paper.identifier)),
    authors: authorsLine(paper.authors),
    category: primaryCategory(paper),
    summaryHtml: texToMailHtml(summary),
    why: mainReasons(reasons).join(" · "),
    codeUrl: safeUrl(paper.codeUrl),
    projectUrl: safeUrl(paper.projectUrl),
  };
  return {
    paper: paper.id,
    identifier: paper.identifier,
    title,
    leadHtml: asHtml(<CardRows {...facts} lead />),
    html: asHtml(<CardRows {...facts} />),
    text: textOf({ ...facts, title, summary: texToText(summary) }),
  };
}

interface Facts {
  titleHtml: string;
  url: string;
  authors: string;
  category: string | undefined;
  summaryHtml: string;
  why: string;
  codeUrl: string | undefined;
  projectUrl: string | undefined;
}

function CardRows({ lead = false, ...facts }: Facts & { lead?: boolean }) {
  const { titleHtml, url, authors, category, summaryHtml, why, codeUrl, projectUrl } = facts;
  const title = lead ? "700 29px/34px" : "700 20px/27px";
  const summary = lead ? "18px/27px" : "17px/27px";
  const summaryInk = lead ? ["ink", colour.ink] : ["ink-2", colour.ink2];
  return (
    <>
      {!lead && <Rule kind="hair" />}
      <Row style="padding-top:22px;padding-bottom:24px">
        <h2
          class={lead ? "lead" : ""}
          style={`margin:0 0 4px;font:${title} ${serif};letter-spacing:-.005em`}
        >
          <a class="ink" href={url} style={`color:${colour.ink};text-decoration:none`}>
            {raw(titleHtml)}
          </a>
        </h2>
        <p class="ink-2" style={`margin:0 0 4px;font:14px/22px ${sans};color:${colour.ink2}`}>
          {authors && <>{authors}&nbsp; </>}
          {category && (
            <span class="ink-3" style={`color:${colour.ink3};white-space:nowrap`}>
              {category}
            </span>
          )}
        </p>
        <p
          class={summaryInk[0]}
          style={`margin:0 0 8px;font:${summary} ${serif};color:${summaryInk[1]}`}
        >
          {raw(summaryHtml)}
        </p>
        <p class="ink-2" style={`margin:0 0 4px;font:14px/22px ${sans};color:${colour.ink2}`}>
          <span
            class="rubric"
            style={`font-size:11.5px;font-weight:600;letter-spacing:.09em;color:${colour.rubric}`}
          >
            WHY
          </span>
          &nbsp; {why}
        </p>
        <Links
          links={[
            { text: "Read", url },
            { text: "Code", url: codeUrl },
            { text: "Project", url: projectUrl },
          ]}
        />
      </Row>
    </>
  );
}

function textOf(facts: Facts & { title: string; summary: string }): string {
  const { title, authors, category, summary, why, url, codeUrl, projectUrl } = facts;
  const indent = "   ";
  const lines = [
    wrap(title, { indent }).trimStart(),
    wrap([authors, category].filter(Boolean).join(" · "), { indent }),
    "",
    wrap(summary, { indent }),
    "",
    wrap(`Why: ${why}`, { indent }),
    `${indent}Read: ${url}`,
    ...(codeUrl ? [`${indent}Code: ${codeUrl}`] : []),
    ...(projectUrl ? [`${indent}Project: ${projectUrl}`] : []),
  ];
  return lines.join("\n");
}

/** `Ada Lovelace, Mary Somerville, Emmy Noether and 6 more` */
function authorsLine(authors: readonly string[]): string {
  const { names, more } = namedAuthors(authors);
  const line = names.map((name) => name.slice(0, 80)).join(", ");
  return more > 0 ? `${line} and ${more} more` : line;
}
