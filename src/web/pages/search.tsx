// Search: a plain form, filters and results; what is an identifier or an address of a paper leads
// straight there. With a script the results follow what is typed; see client/search.ts.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { findPaper } from "../../catalogue/papers.ts";
import { sectionOptions } from "../../editions/sections.ts";
import { links } from "../../links.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import { searchAs } from "../../search/asking.ts";
import type { Query } from "../../search/language/parse.ts";
import { titleOfQuery } from "../../search/language/title.ts";
import { understand } from "../../search/language/understand.ts";
import { longestFollowed, queryFollow } from "../../search/followable.ts";
import { findNearest } from "../../search/nearest.ts";
import { searchPapers, type Searcher, type SearchResult } from "../../search/search.ts";
import { readFollowability } from "../following.ts";
import { readMarks } from "../own-marks.ts";
import type { Web } from "../context.ts";
import { searchBibliographies } from "../doors/bibliographies/bibliographies.ts";
import { searchDocuments } from "../doors/documents/list-documents.ts";
import { chooseFormat, inFormat } from "../doors/formats.ts";
import { findReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { keepingShown, showsAll } from "../hidden-papers.ts";
import { demandPage, ownPath, readPageNumber, shortened } from "../requests.ts";
import { followSearch } from "../views/follow.ts";
import { FollowButton } from "../views/follow-button.tsx";
import { FormatsBelow, type FormatPaths } from "../views/formats.tsx";
import { SearchFilters } from "../views/search-filters.tsx";
import { SearchForm } from "../views/search-form.tsx";
import { foundInWords } from "../views/search-head.tsx";
import { Indexing, SearchResults } from "../views/search-results.tsx";
import { LanguageLine, Mistakes, UnderstoodLine } from "../views/search-understood.tsx";
import { HiddenNote } from "../views/hidden-note.tsx";
import { NoResult, NothingAsked } from "./search-answers.tsx";
import { listExamples } from "./search-examples.ts";
import { readFilters } from "./search-filters.ts";
import { showMissingPaper } from "./missing-paper.tsx";

export async function search(c: Context, web: Web): Promise<Response> {
  const send = chooseFormat(c, { ...searchDocuments, ...searchBibliographies }, undefined);
  if (send) return await send(c, web);
  const typed = c.req.query("q") ?? "";
  const pasted = parseIdentifier(typed);
  if (pasted) return await goToPaper(c, web, pasted.identifier);
  const page = readPageNumber(c);
  const { finder, today } = sectionOptions(web);
  const searcher = await readSearcher(c, web);
  const found = await searchPapers(web.db, finder, { query: typed, page, today, searcher });
  if (found.query.isEmpty) return await showNothingAsked(c, web, found);
  demandPage(page, found.pages, "search");
  return await showFound(c, web, { found, searcher });
}

type PastedIdentifier = NonNullable<ReturnType<typeof parseIdentifier>>["identifier"];

async function goToPaper(c: Context, web: Web, identifier: PastedIdentifier): Promise<Response> {
  const paper = await findPaper(web.db, identifier);
  if (paper) return c.redirect(links.paper(paper.identifier), 303);
  return await showMissingPaper(c, web, { name: "", identifier });
}

/** Searches are for everybody, and for readers without what they mute, unless all is shown once. */
async function readSearcher(c: Context, web: Web): Promise<Searcher | undefined> {
  const searcher = await searchAs(web, (await findReader(c, web))?.id);
  return searcher && showsAll(c) ? { ...searcher, muted: undefined } : searcher;
}

async function showNothingAsked(c: Context, web: Web, found: SearchResult): Promise<Response> {
  const { query } = found;
  const examples = await listExamples(web);
  return await renderPage(
    c,
    web,
    { title: "Search", canonical: links.search(), nav: "search" },
    <SearchPage web={web} query={query} says="">
      <NothingAsked typed={shortened(query.text)} examples={examples} />
    </SearchPage>,
  );
}

async function showFound(
  c: Context,
  web: Web,
  { found, searcher }: { found: SearchResult; searcher: Searcher | undefined },
): Promise<Response> {
  const { query, papers, total, nearly, near } = found;
  const { finder, today } = sectionOptions(web);
  const none = total + nearly + near === 0;
  const [filters, nearest, marks] = await Promise.all([
    readFilters(web, found, searcher),
    none && query.similarTo.length === 0
      ? findNearest(web.db, finder, { query, today, searcher })
      : [],
    readMarks(
      c,
      web,
      papers.map((each) => each.id),
    ),
  ]);
  const follow = await followOf(c, web, query);
  const formats = formatsOf(found);
  const title = `Search: ${shortened(query.text)}`;
  return await renderPage(
    c,
    web,
    {
      title,
      nav: "search",
      robots: "noindex",
      // A feed belongs to nobody, and so it has nothing of one reader's.
      ...(query.own.length === 0 && {
        feeds: [{ title: titleOfQuery(query), of: links.search(query.text) }],
        markdown: formats.markdown,
      }),
    },
    <SearchPage
      web={web}
      query={query}
      says={foundInWords(found)}
      follow={follow}
      formats={formats}
    >
      {query.own.length > 0 && !marks.reader && <SignInForOwn next={ownPath(c)} />}
      {marks.reader && <HiddenNote c={c} mutedCount={found.mutedCount} />}
      <div class="search-columns">
        <SearchFilters filters={filters} />
        {none ? (
          <NoResult
            query={query}
            mutedCount={found.mutedCount}
            isSignedIn={marks.reader !== undefined}
            nearest={nearest}
          />
        ) : (
          <SearchResults
            found={found}
            marks={marks}
            back={ownPath(c)}
            today={today}
            address={keepingShown(c)}
          />
        )}
      </div>
    </SearchPage>,
  );
}

/** What one reader has, no feed, no letter and no file for everybody can tell. */
function formatsOf({ query: { text, own }, page }: SearchResult): FormatPaths {
  const json = links.apiSearch(text);
  if (own.length > 0) return { json };
  return {
    mail: followSearch(text),
    feed: links.feedsOf({ q: text }),
    json,
    markdown: inFormat(links.search(text, page), "md"),
    bibtex: inFormat(links.search(text), "bibtex"),
  };
}

/** To somebody who is not signed in nothing is saved, read or tagged. */
function SignInForOwn({ next }: { next: string }) {
  return (
    <p class="note">
      <a href={links.signIn(next)}>Sign in</a> to search what you saved, read or tagged.
    </p>
  );
}

/** What could not be followed, or not for long, has no button. */
async function followOf(c: Context, web: Web, query: Query): Promise<Child> {
  const { text, mistakes, own } = query;
  if (text.length > longestFollowed || mistakes.length + own.length > 0) return null;
  const at = await readFollowability(c, web);
  return (
    <FollowButton what={queryFollow(text)} at={at} back={ownPath(c)}>
      <span class="wide-only">this search</span>
    </FollowButton>
  );
}

interface SearchPageProps {
  web: Web;
  query: Query;
  /** Told to those who hear the page, when the results follow what is typed. */
  says: string;
  follow?: Child;
  formats?: FormatPaths;
  children: Child;
}

function SearchPage({ web, query, says, follow, formats = {}, children }: SearchPageProps) {
  const indexing = web.intake?.();
  return (
    <>
      <SearchForm query={query.text} mistaken={query.mistakes.length > 0} asTyped />
      <p class="hidden" role="status" data-found-told />
      <div data-found={says}>
        {!query.isEmpty && (
          <UnderstoodLine
            text={query.text}
            understood={understand(query)}
            formats={formats}
            follow={follow}
          />
        )}
        <Mistakes text={query.text} mistakes={query.mistakes} />
        <LanguageLine />
        {indexing && <Indexing {...indexing} />}
        {children}
        <FormatsBelow formats={formats} />
      </div>
    </>
  );
}
