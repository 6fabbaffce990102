// What a letter of notifications says in its subject: what is in it.
import { headlineOf } from "../../community/notifications/notification-words.ts";
import type { Notification } from "../../community/notifications/notification.ts";
import type { Clock } from "../../papers/moments.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { shortened } from "../letters/plain-text.ts";

const longestTitle = 60;

/** `Ada Lovelace replied to you: List Estimation`, `3 comments: List Estimation`, `5 comments on 2 papers` */
export function subjectOf(notifications: readonly Notification[], clock: Clock): string {
  const [first] = notifications;
  const headline = headlineOf(first!, clock);
  const papers = new Map(
    notifications.flatMap(({ paper }) => (paper ? [[paper.id, paper.title]] : [])),
  );
  const [title] = papers.values();
  const of = papers.size === 1 ? `: ${shortened(texToText(title!), longestTitle)}` : "";
  const count = notifications.length;
  if (count === 1) return headline + of;
  if (!notifications.every(({ about }) => about.is === "comment")) {
    return `${headline}, and ${count - 1} more`;
  }
  return `${count} comments${of || ` on ${papers.size} papers`}`;
}
