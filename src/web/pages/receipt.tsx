// The receipt of an edition, spelt out: the counts, what is missing, what is hidden and by which rule.
import type { Context } from "hono";
import { getReceipt, listUnshown, type Receipt, type Unshown } from "../../editions/receipt.ts";
import { links } from "../../links.ts";
import {
  nextListingDay,
  whyNoListing,
  type Deferrals,
} from "../../papers/announcement-calendar.ts";
import { arxivOf, bareIdentifier } from "../../papers/identifier.ts";
import { periodTitle, type Day, type Period } from "../../papers/period.ts";
import type { Handler, Web } from "../context.ts";
import { zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readPeriod } from "../requests.ts";
import { PeriodTitle, ShortDate } from "../views/dates.tsx";
import { External } from "../views/external.tsx";
import { FormatLinks } from "../views/formats.tsx";
import { Tally } from "../views/receipt.tsx";
import { Tex } from "../views/tex.tsx";
import { authorsInShort, count, figure } from "../../papers/words.ts";

export function showReceipt(kind: Period["kind"]): Handler {
  return (c, web) => showIt(c, web, readPeriod(c, kind));
}

async function showIt(c: Context, web: Web, period: Period): Promise<Response> {
  const receipt = await getReceipt(web.db, { period });
  const quiet = receipt.known ? undefined : quietDay(period, web.config.ARXIV_DEFERRALS);
  const unshown = await listUnshown(web.db, { period });
  const missing = unshown.filter((each) => each.rule === undefined);
  const hidden = Map.groupBy(
    unshown.filter((each) => each.rule !== undefined),
    (each) => each.rule!,
  );
  return await renderPage(
    c,
    web,
    {
      title: `Receipt of ${periodTitle(period)}`,
      canonical: links.receipt(period),
      robots: "noindex",
    },
    <div class="receipt-page">
      <p class="path">
        <a href={links.edition(period)}>
          <PeriodTitle period={period} />
        </a>
      </p>
      <h1>{quiet ? `Nothing is announced on a ${quiet.why}.` : sentenceOf(receipt)}</h1>
      {quiet ? (
        <p>
          {quiet.why === "holiday"
            ? "arXiv keeps a holiday: it makes no announcement that would bear this date."
            : "arXiv announces papers from Monday to Friday."}{" "}
          So nothing is missing here. The next announcement bears the date of{" "}
          <ShortDate day={quiet.next} />.
        </p>
      ) : receipt.known ? (
        <Tally
          receipt={receipt}
          period={period}
          timeZone={await zoneOf(c, web)}
          now={web.clock()}
        />
      ) : (
        <p>
          No source said what was announced; the papers of this edition, if it has any, came from
          files. So nobody can say whether some are missing.
        </p>
      )}
      {missing.length > 0 && (
        <List
          id="missing"
          title="Missing"
          papers={receipt.missing}
          says="They were announced and did not come yet. They are asked for again with every harvest."
          unshown={missing}
          period={period}
        />
      )}
      {[...hidden].map(([rule, those], index) => (
        <List
          id={index === 0 ? "hidden" : `hidden-${rule}`}
          title={ruleNames.get(rule)?.title ?? `Hidden: ${rule}`}
          papers={receipt.hiddenBy.find((each) => each.rule === rule)?.papers ?? those.length}
          says={ruleNames.get(rule)?.says ?? "A rule of this instance keeps them out."}
          unshown={those}
          period={period}
        />
      ))}
      <p class="formats">
        <FormatLinks formats={{ json: links.apiReceipt(period) }} />
      </p>
    </div>,
  );
}

/** Why arXiv announces nothing under a date, and what the next announcement bears. */
function quietDay(
  period: Period,
  deferrals: Deferrals,
): { why: "holiday" | "weekend"; next: Day } | undefined {
  const why = period.kind === "day" ? whyNoListing(period.key, deferrals) : undefined;
  return why && { why, next: nextListingDay(period.last, deferrals) };
}

const ruleNames = new Map([
  [
    "older-cross-list",
    {
      title: "Hidden: older papers, newly cross-listed",
      says: "They were announced before and have only joined another category, so they are not shown as new. They can be found and read like any other.",
    },
  ],
]);

/** Each count of which there is any; whether something is missing is always said. */
function sentenceOf({ known, announced, here, merged, hidden, missing }: Receipt): string {
  if (!known) return "What was announced is not known here.";
  const parts = [
    `${figure(here)} ${here === 1 ? "is" : "are"} here`,
    ...(merged > 0 ? [`${figure(merged)} merged with another`] : []),
    ...(hidden > 0 ? [`${figure(hidden)} hidden`] : []),
    missing > 0 ? `${figure(missing)} missing` : "none is missing",
  ];
  return `${figure(announced)} ${announced === 1 ? "was" : "were"} announced: ${parts.join(", ")}.`;
}

interface ListProps {
  id: string;
  title: string;
  /** Of how many these are the first. */
  papers: number;
  says: string;
  unshown: readonly Unshown[];
  period: Period;
}

function List({ id, title, papers, says, unshown, period }: ListProps) {
  return (
    <section id={id} class="unshown" tabindex={-1}>
      <h2>
        {title} <small>{count(papers, "paper")}</small>
      </h2>
      <p>{says}</p>
      <ul class={unshown.some((each) => each.paper) ? undefined : "unshown-names"}>
        {unshown.map((each) => (
          <li>
            <Named unshown={each} />
            {period.kind !== "day" && (
              <span class="categories">
                <ShortDate day={each.day} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {unshown.length < papers && <p>These are the first {figure(unshown.length)}.</p>}
    </section>
  );
}

function Named({ unshown: { identifier, paper } }: { unshown: Unshown }) {
  const arxiv = arxivOf(identifier);
  if (paper) {
    return (
      <>
        <a class="title" href={links.paper(paper.identifier)}>
          <Tex source={paper.title} />
        </a>
        <p class="by">
          <span class="names">{authorsInShort(paper.authors)} </span>
          <span class="categories">{paper.categories.slice(0, 3).join(" · ")}</span>
        </p>
      </>
    );
  }
  return arxiv ? (
    <External href={links.abstractAt(arxiv)}>arXiv {arxiv}</External>
  ) : (
    <>{bareIdentifier(identifier)}</>
  );
}
