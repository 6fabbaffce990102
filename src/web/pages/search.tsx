// Search: a plain form; what is an identifier or an address of a paper leads straight there.
import type { Context } from "hono";
import { findPaper } from "../../catalogue/papers.ts";
import { listVoted } from "../../community/votes.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import { plainDate } from "../../papers/period.ts";
import type { Paper } from "../../papers/paper.ts";
import { matcher } from "../../search/marks.ts";
import { searchPapers, type SearchResult } from "../../search/search.ts";
import { findVisitor } from "../cookies.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { ownPath, readPageNumber, shortened } from "../requests.ts";
import { Card } from "../views/card.tsx";
import { hitReasons } from "../views/hit-reasons.ts";
import { Paging } from "../views/paging.tsx";
import { SearchForm } from "../views/search-form.tsx";
import { count, figure } from "../views/words.ts";
import {
  listExamples,
  NoResult,
  NothingAsked,
  NotUnderstood,
  SearchRail,
} from "./search-answers.tsx";
import { showMissingPaper } from "./missing-paper.tsx";

const perPage = 20;

export async function search(c: Context, web: Web): Promise<Response> {
  const query = (c.req.query("q") ?? "").trim();
  const pasted = parseIdentifier(query);
  if (pasted) return await goToPaper(c, web, pasted.identifier);
  const page = readPageNumber(c);
  const began = performance.now();
  const found = await searchPapers(web.db, { query, page, perPage }).catch(asInvalid);
  const ms = Math.max(1, Math.round(performance.now() - began));
  if (found instanceof Invalid) return await showInvalid(c, web, query, found);
  if (found.terms.length === 0) return await showNothingAsked(c, web, query);
  if (page > found.pages) throw new NotFound(`This search has ${count(found.pages, "page")}.`);
  return await showResult(c, web, query, found, ms);
}

type PastedIdentifier = NonNullable<ReturnType<typeof parseIdentifier>>["identifier"];

async function goToPaper(c: Context, web: Web, identifier: PastedIdentifier): Promise<Response> {
  const paper = await findPaper(web.db, identifier);
  if (paper) return c.redirect(links.paper(paper.identifier), 303);
  return await showMissingPaper(c, web, { name: "", identifier });
}

function asInvalid(error: unknown): Invalid {
  if (error instanceof Invalid) return error;
  throw error;
}

async function showInvalid(c: Context, web: Web, query: string, error: Invalid): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "Search", nav: "search", robots: "noindex" },
    <>
      <SearchForm query={query} />
      <NotUnderstood says={error.message} />
    </>,
    400,
  );
}

async function showNothingAsked(c: Context, web: Web, query: string): Promise<Response> {
  const examples = await listExamples(web);
  return await renderPage(
    c,
    web,
    { title: "Search", canonical: links.search(), nav: "search" },
    <>
      <SearchForm query={query} />
      <NothingAsked typed={shortened(query)} examples={examples} />
    </>,
  );
}

async function showResult(
  c: Context,
  web: Web,
  query: string,
  found: SearchResult,
  ms: number,
): Promise<Response> {
  const visitor = findVisitor(c, web);
  const voted = await listVoted(web.db, { visitor, papers: found.papers.map((each) => each.id) });
  const alternative = found.without && (await findAlternative(web, found));
  return await renderPage(
    c,
    web,
    { title: `Search: ${shortened(query)}`, nav: "search", robots: "noindex" },
    <>
      <SearchForm query={query} />
      {found.total === 0 ? (
        <NoResult query={shortened(query)} alternative={alternative} />
      ) : (
        <div class="columns">
          <div class="results">
            <div class="results-head">
              <h1>{count(found.total, "paper")}</h1>
              <p>in {figure(ms)} ms</p>
              <p class="formats">
                <a href={links.apiSearch(query)}>JSON</a>
              </p>
            </div>
            {found.papers.map((paper) => (
              <Card
                paper={paper}
                size="found"
                reasons={hitReasons(paper, found.terms)}
                voted={voted.has(paper.id)}
                back={ownPath(c)}
                date={dateOf(paper)}
                marks={matcher(found.terms)}
              />
            ))}
            <Paging
              page={found.page}
              pages={found.pages}
              perPage={perPage}
              total={found.total}
              address={(each) => links.search(query, each)}
            />
          </div>
          <SearchRail />
        </div>
      )}
    </>,
  );
}

/** The nearest query that finds something, with its first paper. */
async function findAlternative(web: Web, { terms, without }: SearchResult) {
  const rest = terms.map((words) => words.join(" ")).filter((words) => words !== without!.word);
  const query = rest.map((words) => (words.includes(" ") ? `"${words}"` : words)).join(" ");
  const { papers } = await searchPapers(web.db, { query, perPage: 1 });
  return { ...without!, query, first: papers[0] };
}

function dateOf(paper: Paper): string | undefined {
  const day = paper.appearances[0]?.day ?? paper.submittedAt?.slice(0, 10);
  return day && plainDate(day);
}
