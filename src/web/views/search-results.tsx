// The papers that a search found: those that hold everything, then those that hold some of it.
import { links } from "../../links.ts";
import type { Day } from "../../papers/period.ts";
import type { Paper } from "../../papers/paper.ts";
import { whyFound } from "../../search/why-found.ts";
import type { SearchResult } from "../../search/search.ts";
import { Card } from "./card.tsx";
import { foundSummary } from "./found-summary.ts";
import { remembering } from "./found-words.ts";
import { hitReasons, readSought } from "./hit-reasons.ts";
import { paperDate } from "./paper-date.tsx";
import { Paging } from "./paging.tsx";
import { SearchHead } from "./search-head.tsx";
import { corrected } from "./search-queries.ts";
import { count, figure } from "../../papers/words.ts";
import type { OwnMarks } from "../own-marks.ts";

interface SearchResultsProps {
  found: SearchResult;
  marks: OwnMarks;
  back: string;
  today: Day;
  /** What becomes of a page's address. */
  address: (own: string) => string;
}

export function SearchResults({ found, marks, back, today, address }: SearchResultsProps) {
  const { query, papers, foundBy, total, nearly, near, page, pages, perPage } = found;
  const sought = readSought(found, today);
  const inTitle = remembering((word) => sought.matches(word, "title"));
  const inAbstract = remembering((word) => sought.matches(word, "abstract"));
  const shown = (paper: Paper, place: number) => (
    <Card
      paper={paper}
      size="found"
      reasons={[...whyFound(foundBy[place]), ...hitReasons(paper, sought)]}
      marks={marks}
      back={back}
      date={paperDate(paper)}
      found={{ inTitle, inAbstract, summary: foundSummary(paper.abstract, inAbstract) }}
    />
  );
  return (
    <div class="results" id="results">
      <SearchHead found={found} />
      <Forgiven text={query.text} forgiven={found.forgiven} />
      {found.isRough && (
        <p class="note">
          This phrase is so common that not every place was looked at: some of these papers hold its
          words, but not side by side.
        </p>
      )}
      {total === 0 && nearly + near > 0 && (
        <h2 class="nearly">{count(nearly + near, "paper comes near", "papers come near")}</h2>
      )}
      {papers.map(shown)}
      <Paging
        page={page}
        pages={pages}
        perPage={perPage}
        total={(total < perPage ? total + nearly : total) + near}
        address={(each) => address(links.search(query.text, each))}
      />
    </div>
  );
}

/** Words that no paper holds, what was looked for instead, and the search that says so. */
function Forgiven({ text, forgiven }: { text: string; forgiven: SearchResult["forgiven"] }) {
  if (forgiven.length === 0) return null;
  const instead = corrected(text, forgiven);
  return (
    <p class="forgiven">
      {forgiven.map(({ typed, instead: shown }) => (
        <>
          No paper says “{typed}”. Shown: <strong>{shown}</strong>.{" "}
        </>
      ))}
      {instead !== text && (
        <>
          Did you mean <a href={links.search(instead)}>{instead}</a>?
        </>
      )}
    </p>
  );
}

/** While the index is being made, not everything is found. */
export function Indexing({ done, of }: { done: number; of: number }) {
  return (
    <p class="note">
      The index is being made: {figure(done)} of {count(of, "paper")} so far; not everything is
      found yet.
    </p>
  );
}
