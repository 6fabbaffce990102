// A comment as an entry of a feed.
import { formerReader } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import { texToText } from "../../../papers/tex/tex.ts";
import type { Said } from "../../said.ts";
import type { Web } from "../../context.ts";
import type { ToldEntry } from "./feed.ts";

export function commentEntry(
  { comment, paper, people }: Said,
  { renderForFeeds }: Pick<Web, "renderForFeeds">,
): ToldEntry {
  const { id, by, at, editedAt } = comment;
  const source = comment.source ?? "";
  const name = by?.name ?? formerReader;
  return {
    name: `comment ${id}`,
    title: `${name} on “${texToText(paper.title)}”`,
    page: links.comment(id),
    updated: editedAt ?? at,
    published: at,
    authors: [name],
    categories: [],
    related: [],
    summary: renderForFeeds.text(source, people),
    html: renderForFeeds.html(source, people),
  };
}
