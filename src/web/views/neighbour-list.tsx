// The best of a neighbouring edition, for those who came on an empty day.
import type { Edition } from "../../editions/edition.ts";
import { links } from "../../links.ts";
import { primaryCategory } from "../../papers/paper.ts";
import { Tex } from "./tex.tsx";
import { count, figure, authorsInShort } from "./words.ts";

interface NeighbourListProps {
  edition: Edition;
  name: string;
  /** It came before. */
  before: boolean;
}

export function NeighbourList({ edition, name, before }: NeighbourListProps) {
  const { period, section, entries, total } = edition;
  return (
    <section class="neighbour-list">
      <h2>
        <a href={links.edition(period, { section })}>
          {before && <span aria-hidden="true">← </span>}
          {name}
          {!before && <span aria-hidden="true"> →</span>}
        </a>{" "}
        <small>{count(total, "paper")}</small>
      </h2>
      <ol>
        {entries.map(({ paper }) => (
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
              {[authorsInShort(paper.authors), primaryCategory(paper)].filter(Boolean).join(" · ")}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
