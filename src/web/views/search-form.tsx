// The large search field.
import { links } from "../../links.ts";
import { longestQuery } from "../../search/query.ts";
import { Lens } from "./icons.tsx";

export function SearchForm({ query = "" }: { query?: string }) {
  return (
    <form class="search-form" action={links.search()} role="search" aria-label="Search all papers">
      <input
        type="search"
        name="q"
        value={query.slice(0, longestQuery)}
        maxlength={longestQuery}
        aria-label="Search papers"
        placeholder="Title, author, identifier …"
        autocomplete="off"
        data-search
      />
      <button type="submit">
        <span class="wide-only">Search</span>
        <span class="phone-only">
          <Lens />
          <span class="hidden">Search</span>
        </span>
      </button>
    </form>
  );
}
