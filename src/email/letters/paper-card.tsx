// One paper as it stands in a digest, as HTML and as text. Rendered once an edition; what differs
// from reader to reader is left open: where "Less like this" leads, what they follow, what changed.
import { raw } from "hono/html";
import { links } from "../../links.ts";
import { saidBy } from "../../papers/said-by.ts";
import { texToMailHtml, texToText } from "../../papers/tex/tex.ts";
import type { Card } from "../digests/card.ts";
import type { Letterhead } from "./letterhead.ts";
import { absolute } from "./mail-links.ts";
import { asHtml, colour, Links, Row, Rule, sans, serif } from "./mail-page.tsx";
import { wrap } from "../../papers/documents/wrap.ts";
import { gap } from "./template.ts";

/** The gaps of a card. */
export const cardGaps = {
  /** What the reader follows and finds here, and the reasons that hold for everybody. */
  why: "why",
  changed: "changed",
  /** The address under which the subscription is changed. */
  manage: "manage",
  /** In the text part: its number. */
  number: "number",
};

interface CardOptions {
  letterhead: Letterhead;
  card: Card;
  /** Whether whoever reads it may change the subscription. */
  controls: boolean;
}

export function cardHtml(options: CardOptions & { lead: boolean }): string {
  return asHtml(<CardRows {...options} />);
}

/** What has changed since the reader got the paper. */
export function changedHtml(changed: string | undefined): string {
  if (changed === undefined) return "";
  const style = `margin:0 0 4px;font-weight:600;color:${colour.rubric}`;
  return asHtml(
    <p class="rubric" style={style}>
      {changed}
    </p>,
  );
}

function CardRows({ letterhead, card, lead, controls }: CardOptions & { lead: boolean }) {
  const { picked, identifier, category, votes, codeUrl, projectUrl, withdrawn } = card;
  const url = absolute(letterhead, links.paper(identifier));
  const authors = authorsLine(card).replace(/ (\d+) more$/, " $1\u00a0more");
  const title = lead ? "700 29px/34px" : "700 20px/27px";
  const summary = lead ? "18px/27px" : "17px/27px";
  return (
    <>
      {!lead && <Rule kind="hair" />}
      {/* What most of it is written in stands once: Gmail cuts long letters off. */}
      <Row
        class="card ink-2"
        style={`padding:22px 0 24px;font:14px/22px ${sans};color:${colour.ink2}`}
      >
        {picked && (
          <p style="margin:0 0 4px">
            <strong class="rubric" style={`font-weight:600;color:${colour.rubric}`}>
              Picked by {picked.name}
            </strong>
            {picked.sentence && ` “${picked.sentence}”`}
          </p>
        )}
        <h2 class={lead ? "lead" : undefined} style={`margin:0 0 4px;font:${title} ${serif}`}>
          <a class="ink" href={url} style={`color:${colour.ink};text-decoration:none`}>
            {raw(texToMailHtml(card.title))}
          </a>
        </h2>
        {raw(gap(cardGaps.changed))}
        <p style="margin:0 0 6px">
          {authors && <>{authors}&nbsp; </>}
          {category && (
            <span class="ink-3" style={`color:${colour.ink3};white-space:nowrap`}>
              {category}
            </span>
          )}
          {withdrawn && (
            <strong class="rubric" style={`color:${colour.rubric}`}>
              {" "}
              withdrawn
            </strong>
          )}
        </p>
        <p
          class={lead ? "ink" : undefined}
          style={`margin:0 0 8px;font:${summary} ${serif}${lead ? `;color:${colour.ink}` : ""}`}
        >
          {raw(texToMailHtml(card.summary))}
        </p>
        <p style="margin:0 0 4px">
          <span
            class="rubric"
            style={`font-size:11.5px;font-weight:600;letter-spacing:.09em;color:${colour.rubric}`}
          >
            WHY
          </span>
          &nbsp; {raw(gap(cardGaps.why))}
        </p>
        <Links
          links={[
            { text: "Read", url },
            { text: `▲ ${votes}`, url: votes > 0 ? url : undefined },
            { text: "Code", url: codeUrl },
            { text: "Project", url: projectUrl },
            { text: "Less like this", url: controls ? lessUrl(card) : undefined },
          ]}
        />
      </Row>
    </>
  );
}

/** Below the address under which the subscription is changed. */
function lessUrl({ identifier }: Card): string {
  const below = links.subscriptionLess("", identifier).slice(links.subscription("").length);
  return `${gap(cardGaps.manage)}${below}`;
}

export function cardText({ letterhead, card, controls }: CardOptions): string {
  const { picked, identifier, category, votes, codeUrl, projectUrl, withdrawn } = card;
  const line = [authorsLine(card), category, withdrawn && "withdrawn"].filter(Boolean).join(" · ");
  const lines = [
    `${gap(cardGaps.number)}. ${wrap(texToText(card.title), { indent }).trimStart()}`,
    ...(picked ? [wrap(saidBy(`Picked by ${picked.name}`, picked.sentence), { indent })] : []),
    ...(line ? [wrap(line, { indent })] : []),
    `${gap(cardGaps.changed)}`,
    wrap(texToText(card.summary), { indent }),
    "",
    gap(cardGaps.why),
    ...(votes > 0 ? [`${indent}Votes: ${votes}`] : []),
    `${indent}Read: ${absolute(letterhead, links.paper(identifier))}`,
    ...(codeUrl ? [`${indent}Code: ${codeUrl}`] : []),
    ...(projectUrl ? [`${indent}Project: ${projectUrl}`] : []),
    ...(controls ? [`${indent}Less like this: ${lessUrl(card)}`] : []),
  ];
  return lines.join("\n");
}

export function whyText(why: string): string {
  return wrap(`Why: ${why}`, { indent });
}

/** Below the number. */
const indent = "   ";

/** `Ada Lovelace, Mary Somerville, Emmy Noether and 6 more` */
function authorsLine({ authors, moreAuthors }: Card): string {
  const line = authors.join(", ");
  return moreAuthors > 0 ? `${line} and ${moreAuthors.toLocaleString("en-US")} more` : line;
}
