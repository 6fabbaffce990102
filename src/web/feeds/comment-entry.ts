// A comment as an entry of a feed.
import { formerReader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import { markdownToFeedHtml, markdownToText } from "../../papers/markdown/markdown.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Said } from "../said.ts";
import type { FeedEntry } from "./feed.ts";

export function commentEntry({ comment, paper, people }: Said, site: URL): FeedEntry {
  const { id, by, at, editedAt } = comment;
  const source = comment.source ?? "";
  const name = by?.name ?? formerReader;
  return {
    id: `urn:broadsheet:comment:${id}`,
    title: `${name} on “${texToText(paper.title)}”`,
    page: links.comment(id),
    updated: editedAt ?? at,
    published: at,
    authors: [name],
    categories: [],
    related: [],
    summary: markdownToText(source),
    html: markdownToFeedHtml(source, { people, site }),
  };
}
