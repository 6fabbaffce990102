// The large search field.
import { links } from "../../links.ts";
import { longestQuery } from "../../search/language/parse.ts";
import { Lens } from "./icons.tsx";

interface SearchFormProps {
  query?: string;
  /** Whether what is wrong with the query is told below. */
  mistaken?: boolean;
  /** On the page of the results they follow what is typed. */
  asTyped?: boolean;
}

export function SearchForm({ query = "", mistaken = false, asTyped = false }: SearchFormProps) {
  return (
    <form
      class="search-form"
      action={links.search()}
      role="search"
      aria-label="Search all papers"
      data-as-typed={asTyped ? "" : undefined}
    >
      <input
        type="search"
        name="q"
        value={query.slice(0, longestQuery)}
        maxlength={longestQuery}
        aria-label="Search papers"
        aria-describedby={mistaken ? "mistakes" : undefined}
        placeholder="Title, author, identifier …"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
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
