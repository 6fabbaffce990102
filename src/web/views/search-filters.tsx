// What a search can be narrowed to, each with how many papers that would show. A form, so that it
// works without a script; with one it is sent as soon as a box is ticked.
import { links } from "../../links.ts";
import { FoundHistogram, type barsOf, type When } from "./found-histogram.tsx";
import { figure } from "../../papers/words.ts";

export interface FilterChoice {
  /** As the query language writes it: `cat:cs.CV`. */
  filter: string;
  name: string;
  papers: number;
  chosen: boolean;
}

export interface Filters {
  query: string;
  categories: FilterChoice[];
  sources: FilterChoice[];
  has: FilterChoice[];
  bars: ReturnType<typeof barsOf>;
  /** Newest first; none where there is one only. */
  years: { name: string; papers: number; chosen: boolean; address: string }[];
  /** The search narrowed to a month or a year. */
  address: (when: When) => string;
}

export function SearchFilters({ filters }: { filters: Filters }) {
  const { query, categories, sources, has, bars, years, address } = filters;
  const chosen = [...categories, ...sources, ...has].filter((each) => each.chosen).length;
  return (
    <details class="filters" id="filters">
      <summary>
        Filter{chosen > 0 && <span class="filters-chosen"> · {figure(chosen)}</span>}
      </summary>
      <form action={links.searchFilters} aria-label="Filters" data-filters>
        <input type="hidden" name="query" value={query} />
        {categories.length > 0 && <Choices name="Category" choices={categories} />}
        {bars.length > 0 && (
          <section>
            <h2>Announced</h2>
            <FoundHistogram bars={bars} address={address} />
          </section>
        )}
        {years.length > 0 && (
          <section>
            <h2>Year</h2>
            <ul class="choices">
              {years.map((year) => (
                <li class={year.papers === 0 ? "none" : undefined}>
                  <a href={year.address} aria-current={year.chosen ? "true" : undefined}>
                    {year.name}
                  </a>
                  <Count papers={year.papers} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <Choices name="Has" choices={has} />
        {(sources.length > 1 || sources.some((each) => each.chosen)) && (
          <Choices name="Source" choices={sources} />
        )}
        <button type="submit" class="button">
          Show
        </button>
      </form>
    </details>
  );
}

function Choices({ name, choices }: { name: string; choices: readonly FilterChoice[] }) {
  return (
    <fieldset>
      <legend>{name}</legend>
      <ul class="choices">
        {choices.map((choice) => (
          <li class={choice.papers === 0 ? "none" : undefined}>
            <label>
              <input
                type="checkbox"
                name="filter"
                value={choice.filter}
                checked={choice.chosen}
                id={`filter-${choice.filter.toLowerCase()}`}
              />
              <span>{choice.name}</span>
              <Count papers={choice.papers} />
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Count({ papers }: { papers: number }) {
  return (
    <span class="choice-count">
      {figure(papers)}
      <span class="hidden">{papers === 1 ? " paper" : " papers"}</span>
    </span>
  );
}
