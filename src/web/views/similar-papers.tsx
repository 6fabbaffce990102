// Papers that are about what a paper is about, beside it.
import type { Child } from "hono/jsx";
import { links } from "../../links.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import { primaryCategory, type Paper } from "../../papers/paper.ts";
import { paperDate } from "./paper-date.tsx";
import { Tex } from "./tex.tsx";
import { authorsInShort } from "../../papers/words.ts";

export function SimilarPapers({ to, papers }: { to: Paper; papers: readonly Paper[] }) {
  if (papers.length === 0) return null;
  const hasName = !to.identifier.startsWith("title:");
  return (
    <section class="similar">
      <h2>Similar papers</h2>
      <ul>
        {papers.map((paper) => (
          <li>
            <a class="title" href={links.paper(paper.identifier)}>
              <Tex source={paper.title} />
            </a>
            <p class="by">{byline(paper)}</p>
          </li>
        ))}
      </ul>
      {hasName && (
        <p>
          <a href={links.search(`similar:${bareIdentifier(to.identifier)}`)}>More like this</a>
        </p>
      )}
    </section>
  );
}

function byline(paper: Paper): Child {
  const said = [authorsInShort(paper.authors), primaryCategory(paper)].filter(Boolean).join(" · ");
  const date = paperDate(paper);
  return (
    <>
      {said}
      {said && date && " · "}
      {date}
    </>
  );
}
