// An edition as one entry of a feed: its papers in their order, each with why, as whoever reads the daily
// page wants it.
import { asHtml } from "../../../email/letters/mail-page.tsx";
import { OutlinedPaper } from "../../../email/letters/digest-outline.tsx";
import type { Edition } from "../../../editions/edition.ts";
import type { NewestEdition } from "../../../editions/newest-editions.ts";
import { links } from "../../../links.ts";
import { opening } from "../../../papers/opening.ts";
import { periodTitle } from "../../../papers/period.ts";
import { saidBy } from "../../../papers/said-by.ts";
import { texToText } from "../../../papers/tex/tex.ts";
import { isWebAddress } from "../../../papers/web-address.ts";
import { mainReasons, pickAmong } from "../../../ranking/reason.ts";
import { count } from "../../../papers/words.ts";
import type { ToldEntry } from "./feed.ts";
import { bylineOf } from "./paper-entry.tsx";

interface EditionEntry {
  edition: Edition;
  grownAt: NewestEdition["grownAt"];
  site: { url: URL; name: string };
}

export function editionEntry({ edition, grownAt, site }: EditionEntry): ToldEntry {
  const { period, entries, total, closed } = edition;
  const began = `${period.first}T00:00:00.000Z`;
  const changes = [began, grownAt, closed?.at].filter((each) => each !== undefined);
  const page = links.edition(period);
  const at = (path: string) => links.whole(path, site.url);
  const titles = entries.map(({ paper }) => texToText(paper.title));
  return {
    name: `edition ${period.key}`,
    title: periodTitle(period),
    page,
    published: began,
    updated: changes.toSorted().at(-1),
    authors: [site.name],
    categories: [],
    related: [],
    summary: `${count(total, "paper")}.\n\n${titles.map((each, index) => `${index + 1}. ${each}`).join("\n")}`,
    html: asHtml(
      <>
        <ol>
          {entries.map(({ paper, reasons }) => {
            const picked = pickAmong(reasons);
            return (
              <OutlinedPaper
                title={paper.title}
                url={at(links.paper(paper.identifier))}
                byline={bylineOf(paper)}
                pick={picked ? saidBy(`Picked by ${picked.name}`, picked.sentence) : ""}
                summary={opening(paper.abstract)}
                why={mainReasons(reasons).join(" · ")}
                codeUrl={isWebAddress(paper.codeUrl) ? paper.codeUrl : null}
                projectUrl={isWebAddress(paper.projectUrl) ? paper.projectUrl : null}
              />
            );
          })}
        </ol>
        {total > entries.length && (
          <p>
            <a href={at(page)}>All {count(total, "paper")} of this edition</a>
          </p>
        )}
      </>,
    ),
  };
}
