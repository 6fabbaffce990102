// Under the search field: what was understood of it, and what was not, each at its place.
import type { Child } from "hono/jsx";
import { links } from "../../links.ts";
import type { Mistake } from "../../search/language/parse.ts";
import { withoutFilter } from "../../search/language/filters.ts";
import type { Understood } from "../../search/language/understand.ts";
import { FormatLinks, type FormatPaths } from "./formats.tsx";
import { searchAddress } from "./search-queries.ts";

interface UnderstoodLineProps {
  text: string;
  understood: readonly Understood[];
  formats: FormatPaths;
  /** The button that follows this search. */
  follow: Child;
}

export function UnderstoodLine({ text, understood, formats, follow }: UnderstoodLineProps) {
  return (
    <div class="asked">
      <ul class="understood" aria-label="What was understood">
        {understood.map((part) => (
          <li class={`understood-${part.kind}`}>
            <code>{part.text}</code>
            {part.says && <span>{part.says}</span>}
            {(part.kind === "filter" || part.kind === "sort") && (
              <a
                href={searchAddress(withoutFilter(text, part.text))}
                aria-label={`Take out ${part.text}`}
              >
                <span aria-hidden="true">×</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      <div class="formats">
        <a class="phone-only" href={links.searchHelp}>
          All words
        </a>{" "}
        {follow}{" "}
        <span class="wide-only">
          <FormatLinks formats={formats} />
        </span>
      </div>
    </div>
  );
}

/** One line on the language, and where all of it is told. */
export function LanguageLine() {
  return (
    <p class="language-line wide-only">
      One language everywhere: <code>au:"Yue Liao"</code> <code>cat:cs.RO</code>{" "}
      <code>has:code</code> <code>-diffusion</code> <a href={links.searchHelp}>All words</a>
    </p>
  );
}

const around = 60;

/** Each mistake with the piece of the query that it is about. */
export function Mistakes({ text, mistakes }: { text: string; mistakes: readonly Mistake[] }) {
  if (mistakes.length === 0) return null;
  return (
    <ul class="mistakes" id="mistakes">
      {mistakes.map(({ from, to, says }) => (
        <li>
          <p class="mistake-place">
            <code>
              {from > around && "…"}
              {text.slice(Math.max(0, from - around), from)}
              <u>{text.slice(from, Math.min(to, from + 2 * around)) || "\u00a0"}</u>
              {text.slice(to, to + around)}
              {text.length > to + around && "…"}
            </code>
          </p>
          <p class="error">
            <strong aria-hidden="true">!</strong> {says}
          </p>
        </li>
      ))}
    </ul>
  );
}
