// What the search page says when it has no papers to show.
import { findNewestEdition, getEdition } from "../../editions/edition.ts";
import { links } from "../../links.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { dayPeriod } from "../../papers/period.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { wordsOf } from "../../search/query.ts";
import type { Web } from "../context.ts";
import { Keys } from "../views/rail.tsx";
import { Tex } from "../views/tex.tsx";
import { count } from "../views/words.ts";

export function NotUnderstood({ says }: { says: string }) {
  return (
    <section class="sentence">
      <h1>That is too long for a search.</h1>
      <p class="error">
        <strong aria-hidden="true">!</strong> {says}
      </p>
    </section>
  );
}

/** Beside the results: how they were found. */
export function SearchRail() {
  return (
    <aside class="rail" aria-label="About this search">
      <section>
        <h2>How search works</h2>
        <p>
          Every word must stand in the title, the abstract, the authors or the identifier, whatever
          its ending. A word in the title counts most, then one in the authors.
        </p>
      </section>
      <section>
        <h2>More exactly</h2>
        <dl class="hints">
          <dt>
            <code>"side by side"</code>
          </dt>
          <dd>these words, next to each other</dd>
          <dt>
            <code>2310.07896</code>
          </dt>
          <dd>an identifier or an address leads to its paper</dd>
        </dl>
      </section>
      <Keys />
    </aside>
  );
}

interface NoResultProps {
  query: string;
  alternative:
    { word: string; papers: number; query: string; first: Paper | undefined } | undefined;
}

export function NoResult({ query, alternative }: NoResultProps) {
  return (
    <section class="sentence">
      <h1>Nothing for “{query}”.</h1>
      {alternative ? (
        <p>
          <a href={links.search(alternative.query)}>{count(alternative.papers, "paper")}</a> without{" "}
          <em>{alternative.word}</em>
          {alternative.first && (
            <>
              :{" "}
              <a href={links.paper(alternative.first.identifier)}>
                <Tex source={alternative.first.title} />
              </a>
            </>
          )}
          {alternative.papers > 1 ? " and others." : "."}
        </p>
      ) : (
        <p>
          A search finds papers that hold every word. Try fewer words, or look through the{" "}
          <a href={links.sections}>sections</a>.
        </p>
      )}
    </section>
  );
}

export interface Example {
  query: string;
  explains: string;
}

export function NothingAsked({ typed, examples }: { typed: string; examples: readonly Example[] }) {
  return (
    <section class="sentence">
      <h1>{typed ? `There is no word in “${typed}”.` : "Search"}</h1>
      <p>
        A search looks in titles, abstracts, authors and identifiers, for papers that hold every
        word, whatever its ending. An identifier or an address from arXiv or Hugging Face leads
        straight to its paper.
      </p>
      {examples.length > 0 && (
        <dl class="examples">
          {examples.map(({ query, explains }) => (
            <div>
              <dt>
                <a href={links.search(query)}>
                  <code>{query}</code>
                </a>
              </dt>
              <dd>{explains}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Queries that find something here: they are made from the newest edition's papers. */
export async function listExamples(web: Web): Promise<Example[]> {
  const day = await findNewestEdition(web.db);
  if (day === undefined) return [];
  const { entries } = await getEdition(web.db, {
    period: dayPeriod(day),
    perPage: 5,
    now: web.clock(),
  });
  const papers = entries.map((entry) => entry.paper);
  const words = papers.map((paper) =>
    wordsOf(texToText(paper.title)).filter((word) => /^\p{L}{5,}$/u.test(word)),
  );
  const titled = words.find((each) => each.length >= 2);
  const phrased = papers
    .map((paper) => /\p{L}{4,} \p{L}{4,}/u.exec(texToText(paper.title))?.[0])
    .find((phrase) => phrase !== undefined);
  const author = papers.find((paper) => paper.authors.length > 0)?.authors[0];
  const named = papers.find((paper) => !paper.identifier.startsWith("title:"));
  const examples: (Example | undefined)[] = [
    titled && {
      query: titled.slice(0, 2).join(" ").toLowerCase(),
      explains: "both words, anywhere",
    },
    phrased === undefined
      ? undefined
      : { query: `"${phrased.toLowerCase()}"`, explains: "these words side by side" },
    author === undefined ? undefined : { query: `"${texToText(author)}"`, explains: "an author" },
    named && { query: bareIdentifier(named.identifier), explains: "one paper" },
  ];
  return examples.filter((each) => each !== undefined);
}
