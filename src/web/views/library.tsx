// The page of a library: what it holds, what to see of it, the rows, what to do with those ticked.
import type { ShelfCounts, ShelfOrder, ShelfRow } from "../../community/library/shelf.ts";
import { links } from "../../links.ts";
import type { Query } from "../../search/language/parse.ts";
import { sayDone, type Done } from "../library-done.ts";
import { partOf, type LibraryPart } from "../library-part.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import { Paging } from "./paging.tsx";
import { LibraryActions } from "./library-actions.tsx";
import { LibraryRow } from "./library-row.tsx";
import { Mistakes } from "./search-understood.tsx";
import { Sentence } from "./sentence.tsx";
import { count, figure } from "../../papers/words.ts";
import { TakeAlong } from "./take-along.tsx";

interface LibraryPageProps {
  part: LibraryPart;
  query: Query | undefined;
  counts: ShelfCounts;
  shelf: { rows: readonly ShelfRow[]; total: number };
  paging: { page: number; pages: number; perPage: number };
  /** What the form did that led here. */
  done: Done | undefined;
  fault: { says: string; ticked: readonly number[]; tags: string } | undefined;
  timeZone: string;
}

export function LibraryPage(props: LibraryPageProps) {
  const { part, query, counts, shelf, paging, done, fault, timeZone } = props;
  if (counts.saved === 0) return <EmptyLibrary done={done} />;
  const address = (change: Partial<LibraryPart>) =>
    links.libraryPart(partOf({ ...part, page: 1, ...change }));
  return (
    <div class="columns">
      <div class="library">
        <div class="page-head">
          <h1>Library</h1>
          <p>
            {count(counts.saved, "paper")} saved, {figure(counts.unread)} unread.
          </p>
        </div>
        <Told done={done} />
        <LibrarySearch part={part} mistaken={(query?.mistakes.length ?? 0) > 0} />
        {query && <Mistakes text={query.text} mistakes={query.mistakes} />}
        <Choices part={part} counts={counts} address={address} />
        {shelf.total === 0 ? (
          <NothingOfIt everything={links.library} />
        ) : (
          <>
            <ol class="shelf">
              {shelf.rows.map((row) => (
                <LibraryRow
                  row={row}
                  ticked={fault?.ticked.includes(row.id) ?? false}
                  timeZone={timeZone}
                  back={address({ page: part.page })}
                />
              ))}
            </ol>
            <LibraryActions part={part} total={shelf.total} fault={fault} />
            <Paging {...paging} total={shelf.total} address={(page) => address({ page })} />
          </>
        )}
      </div>
      <TakeAlong tag={part.tag} />
    </div>
  );
}

function Told({ done }: { done: Done | undefined }) {
  return (
    <p class="told" role="status">
      {done && sayDone(done)}
    </p>
  );
}

function LibrarySearch({ part, mistaken }: { part: LibraryPart; mistaken: boolean }) {
  const { q, tag, unread, sort } = partOf(part);
  return (
    <form class="library-search" action={links.library} role="search" aria-label="Your library">
      <label for="library-q">Search in it</label>
      <input
        id="library-q"
        type="search"
        name="q"
        value={q ?? ""}
        maxlength={1000}
        autocomplete="off"
        aria-describedby={mistaken ? "mistakes" : undefined}
      />
      <HiddenFields of={{ tag, unread, sort }} />
      <button class="button" type="submit">
        Search
      </button>
    </form>
  );
}

const orders: [order: ShelfOrder, name: string][] = [
  ["saved", "Last saved"],
  ["announced", "Newest"],
  ["title", "By title"],
];

interface ChoicesProps {
  part: LibraryPart;
  counts: ShelfCounts;
  address: (change: Partial<LibraryPart>) => string;
}

/** Each choice is a link; where one is, it is bold and leads nowhere. */
function Choices({ part, counts, address }: ChoicesProps) {
  return (
    <nav class="library-choices" aria-label="What is shown">
      <ul>
        <Choice name="All" here={!part.unread && part.tag === undefined} href={links.library} />
        <Choice name="Unread" here={part.unread} href={address({ unread: true })} />
        {part.q !== "" && <Choice name="Without the search" href={address({ q: "" })} />}
      </ul>
      {counts.tags.length > 0 && (
        <ul aria-label="Tags">
          {counts.tags.map(({ tag, papers }) => (
            <Choice
              name={tag}
              papers={papers}
              here={tag === part.tag}
              href={address({ tag: tag === part.tag ? undefined : tag })}
              leave={tag === part.tag}
            />
          ))}
        </ul>
      )}
      <ul aria-label="Order">
        {orders.map(([order, name]) => (
          <Choice name={name} here={order === part.order} href={address({ order })} />
        ))}
      </ul>
    </nav>
  );
}

interface ChoiceProps {
  name: string;
  papers?: number;
  here?: boolean;
  href: string;
  /** Following the link ends the choice. */
  leave?: boolean;
}

function Choice({ name, papers, here = false, href, leave = false }: ChoiceProps) {
  return (
    <li>
      {here && !leave ? (
        <strong aria-current="true">{name}</strong>
      ) : (
        <a href={href} aria-current={here ? "true" : undefined}>
          {name}
          {leave && <span aria-hidden="true"> ×</span>}
        </a>
      )}
      {papers !== undefined && <span class="tag-count"> {figure(papers)}</span>}
    </li>
  );
}

function NothingOfIt({ everything }: { everything: string }) {
  return (
    <p class="note">
      Nothing in your library is like that. <a href={everything}>See all of it</a>
    </p>
  );
}

function EmptyLibrary({ done }: { done: Done | undefined }) {
  return (
    <Sentence
      says={done?.deed === "remove" ? "Nothing is saved any more." : "Nothing is saved yet."}
    >
      <Told done={done} />
      <p>
        Press <em>Save</em> under a paper of <a href={links.home}>today’s edition</a>, or the key{" "}
        <kbd>s</kbd>, and it stands here until you have read it. Tags and notes are yours alone.
      </p>
      <p>
        What you have collected elsewhere comes along:{" "}
        <a href={links.libraryImport}>import a bibliography</a> in BibTeX, RIS or CSL-JSON.
      </p>
    </Sentence>
  );
}
