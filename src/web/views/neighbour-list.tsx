// The best of a neighbouring edition, for those who came on an empty day.
import type { Child } from "hono/jsx";
import type { Edition } from "../../editions/edition.ts";
import { links } from "../../links.ts";
import { primaryCategory } from "../../papers/paper.ts";
import { WeekdayName } from "./dates.tsx";
import { Tex } from "./tex.tsx";
import { count, figure, authorsInShort } from "../../papers/words.ts";

interface NeighbourListProps {
  edition: Edition;
  name: Child;
  /** Whether it came before or after; a week that holds the day did neither. */
  side?: "before" | "after";
}

export function NeighbourList({ edition, name, side }: NeighbourListProps) {
  const { period, section, entries, total } = edition;
  return (
    <section class="neighbour-list">
      <h2>
        <a href={links.edition(period, { section: section?.address })}>
          {side === "before" && <span aria-hidden="true">← </span>}
          {name}
          {side === "after" && <span aria-hidden="true"> →</span>}
        </a>{" "}
        <small>{count(total, "paper")}</small>
      </h2>
      <ol>
        {entries.map(({ paper, day }) => (
          <li>
            <span class="count">
              {figure(paper.upvotes)}
              <span class="hidden"> {paper.upvotes === 1 ? "upvote" : "upvotes"}</span>
            </span>
            <h3>
              <a class="title" href={links.paper(paper.identifier)}>
                <Tex source={paper.title} />
              </a>
            </h3>
            <p class="by">
              {authorsInShort(paper.authors)}
              {period.kind === "day" ? (
                primaryCategory(paper) && ` · ${primaryCategory(paper)}`
              ) : (
                <>
                  {" · "}
                  <WeekdayName day={day} />
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
