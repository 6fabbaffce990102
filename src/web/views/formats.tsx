// In what else a list can be had: always by these names, and in this order.
import type { Child } from "hono/jsx";

/** Where each form of a list is; what is left out there is none of. */
export interface Forms {
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
} as const satisfies Record<keyof Forms, string>;

export function FormatLinks({ forms }: { forms: Forms }): Child {
  return (Object.keys(names) as (keyof Forms)[]).flatMap((each) =>
    forms[each] === undefined ? [] : [<a href={forms[each]}>{names[each]}</a>, " "],
  );
}

/** At the head of a page, where the window is wide. */
export function Formats({ forms }: { forms: Forms }) {
  return (
    <p class="formats wide-only">
      <FormatLinks forms={forms} />
    </p>
  );
}

/** Below the end of a list: on a phone there is no room for them above it. */
export function FormatsBelow({ forms }: { forms: Forms }) {
  return (
    <p class="formats formats-below phone-only">
      <FormatLinks forms={forms} />
    </p>
  );
}
