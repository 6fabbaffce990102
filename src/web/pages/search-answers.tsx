// What the search page says when it has no papers to show.
import { links } from "../../links.ts";
import type { Query } from "../../search/language/parse.ts";
import { shortened } from "../requests.ts";
import { count } from "../../papers/words.ts";
import type { SearchExample } from "./search-examples.ts";
import type { Nearest } from "../../search/nearest.ts";
import { ExampleList } from "../views/example-list.tsx";

interface NoResultProps {
  query: Query;
  /** How much of it the reader hides. */
  mutedCount: number;
  isSignedIn: boolean;
  nearest: readonly Nearest[];
}

export function NoResult({ query, mutedCount, isSignedIn, nearest }: NoResultProps) {
  const own = isSignedIn && mutedCount === 0 ? ownSays(query) : undefined;
  return (
    <section class="sentence results" id="results">
      <h1>{own ?? `Nothing for “${shortened(query.text)}”.`}</h1>
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
      ) : mutedCount > 0 ? (
        <p>All that it finds is on your own list of what to hide.</p>
      ) : query.own.length > 0 ? (
        <p>
          Press <em>Save</em> under a paper to find it here, and see{" "}
          <a href={links.library}>your library</a>, where each has its note and tags.
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

/** Where it asks for nothing but what the reader has. */
function ownSays({ tree }: Query): string | undefined {
  if (tree?.kind !== "filter" || tree.asks.kind !== "own") return undefined;
  const { filter } = tree.asks;
  switch (filter.which) {
    case "saved":
      return "You have saved nothing yet.";
    case "read":
      return "You have marked nothing as read yet.";
    case "unread":
      return "You have read all that you saved.";
    case "tag":
      return `You have no tag “${filter.tag}”.`;
  }
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
