// What the search page says when it has no papers to show.
import { links } from "../../links.ts";
import type { Query } from "../../search/language/parse.ts";
import { shortened } from "../requests.ts";
import { count } from "../views/words.ts";
import type { SearchExample } from "./search-examples.ts";
import type { Nearest } from "./search-nearest.ts";
import { ExampleList } from "../views/example-list.tsx";

interface NoResultProps {
  query: Query;
  nearest: readonly Nearest[];
}

export function NoResult({ query, nearest }: NoResultProps) {
  return (
    <section class="sentence results" id="results">
      <h1>Nothing for “{shortened(query.text)}”.</h1>
      {nearest.length > 0 ? (
        <ul class="nearest">
          {nearest.map((near) => (
            <li>
              <a href={links.search(near.query)}>{count(near.papers, "paper")}</a> without{" "}
              {near.without.map((filter, index) => (
                <>
                  {index > 0 && " "}
                  <code>{filter}</code>
                </>
              ))}
            </li>
          ))}
        </ul>
      ) : query.similarTo.length > 0 ? (
        <p>
          No paper of that name is here, or none is like it. Names are written as in{" "}
          <code>similar:2310.07896</code>.
        </p>
      ) : (
        <p>
          No paper here holds any of it, however it is spelled. Try a word that its title would
          have, or its author’s name; look through the <a href={links.sections}>sections</a>; or
          read what a <a href={links.searchHelp}>search can say</a>.
        </p>
      )}
    </section>
  );
}

interface NothingAskedProps {
  typed: string;
  examples: readonly SearchExample[];
}

export function NothingAsked({ typed, examples }: NothingAskedProps) {
  return (
    <section class="sentence">
      <h1>{typed ? `There is nothing to look for in “${typed}”.` : "Search"}</h1>
      <p>
        A search looks in titles, abstracts, authors and identifiers, for papers that hold every
        word, whatever its ending. An identifier or an address from arXiv or Hugging Face leads
        straight to its paper. <a href={links.searchHelp}>What else a search can say</a>
      </p>
      {examples.length > 0 && <ExampleList examples={examples} />}
    </section>
  );
}
