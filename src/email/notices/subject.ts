// What a letter of notifications says in its subject: what is in it.
import { headlineOf } from "../../community/notifications/notice-words.ts";
import type { Told } from "../../community/notifications/told.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { shortened } from "../letters/plain-text.ts";

const longestTitle = 60;

/** `Ada Lovelace replied to you: List Estimation`, `3 comments: List Estimation`, `5 comments on 2 papers` */
export function noticeSubject(told: readonly Told[]): string {
  const [first] = told;
  const papers = new Map(told.flatMap(({ paper }) => (paper ? [[paper.id, paper.title]] : [])));
  const [title] = papers.values();
  const of = papers.size === 1 ? `: ${shortened(texToText(title!), longestTitle)}` : "";
  if (told.length === 1) return headlineOf(first!) + of;
  if (!told.every(({ about }) => about.is === "comment")) {
    return `${headlineOf(first!)}, and ${told.length - 1} more`;
  }
  return `${told.length} comments${of || ` on ${papers.size} papers`}`;
}
