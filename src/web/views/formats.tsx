// In what else a list can be had: always by these names, and in this order.
import type { Child } from "hono/jsx";

/** Where each format of a list is; what is left out there is none of. */
export interface FormatPaths {
  mail?: string | undefined;
  feed?: string | undefined;
  json?: string | undefined;
  markdown?: string | undefined;
  bibtex?: string | undefined;
}

const names = {
  mail: "By mail",
  feed: "Feed",
  json: "JSON",
  markdown: "Markdown",
  bibtex: "BibTeX",
} as const satisfies Record<keyof FormatPaths, string>;

export function FormatLinks({ formats }: { formats: FormatPaths }): Child {
  return (Object.keys(names) as (keyof FormatPaths)[]).flatMap((each) =>
    formats[each] === undefined ? [] : [<a href={formats[each]}>{names[each]}</a>, " "],
  );
}

/** At the head of a page, where the window is wide. */
export function Formats({ formats }: { formats: FormatPaths }) {
  return (
    <p class="formats wide-only">
      <FormatLinks formats={formats} />
    </p>
  );
}

/** Below the end of a list: on a phone there is no room for them above it. */
export function FormatsBelow({ formats }: { formats: FormatPaths }) {
  return (
    <p class="formats formats-below phone-only">
      <FormatLinks formats={formats} />
    </p>
  );
}
