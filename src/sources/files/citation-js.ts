// The two parsers of citation-js that are used, called by their names. It has no types of its own,
// and loads a client for HTTP with it, so it is only loaded where a bibliography is read.
import { z } from "zod";
// @ts-expect-error The package brings no types.
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";

const parse = (plugins as { input: { data: (input: unknown, type: string) => unknown } }).input
  .data;

const entries = z.array(
  z.object({ properties: z.record(z.string(), z.union([z.string(), z.number()])) }),
);
const withAuthors = z.array(
  z.object({
    author: z.array(
      z.object({
        given: z.string().optional(),
        family: z.string().optional(),
        literal: z.string().optional(),
        suffix: z.string().optional(),
        "non-dropping-particle": z.string().optional(),
        "dropping-particle": z.string().optional(),
      }),
    ),
  }),
);

/** @throws Error when it is no BibTeX. */
export function parseEntries(text: string): z.infer<typeof entries> {
  return entries.parse(parse(text, "@bibtex/text"));
}

/** `Lindqvist, Ada and {The Team}` as "Ada Lindqvist", "The Team". */
export function parseNames(authors: string): string[] {
  const entry = { type: "misc", label: "x", properties: { author: authors } };
  const [{ author } = { author: [] }] = withAuthors.parse(parse([entry], "@bibtex/entries+list"));
  return author.map((name) =>
    [
      name.given,
      name["dropping-particle"],
      name["non-dropping-particle"],
      name.family,
      name.literal,
      name.suffix,
    ]
      .filter(Boolean)
      .join(" "),
  );
}
