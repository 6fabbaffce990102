// What a letter of notifications says, whether as text or as HTML.
import { kindNames, namesOfKinds } from "../../community/notifications/notification-kinds.ts";
import type { Notification } from "../../community/notifications/notification.ts";
import { links } from "../../links.ts";
import type { Clock } from "../../papers/moments.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { absolute } from "../letters/mail-links.ts";
import { signOff } from "./off-link.ts";

export interface NotificationLetter {
  letterhead: Letterhead;
  /** Whose letter it is, where it goes, and by which clock it tells moments. */
  reader: { id: number; address: string; timeZone: string };
  /** At least one. */
  notifications: readonly Notification[];
  now: Date;
}

export type Contents = NotificationLetter & {
  kinds: readonly Notification["kind"][];
  clock: Clock;
  subject: string;
};

/** The rest of a long letter is told in a line: Gmail cuts letters off at 102 KB. */
const mostTold = 20;
/** In characters; of a longer comment the beginning. */
const longestText = 1500;
/** The same in a letter of more than five. */
const longestOfMany = 500;

/** In the order in which they come. */
export function byPaper(notifications: readonly Notification[]): Notification[][] {
  const told = notifications.slice(0, mostTold);
  return [...Map.groupBy(told, ({ paper }) => paper?.id ?? 0).values()];
}

/** How much of a comment it says, in characters. */
export function limitOf({ notifications }: Contents): number {
  return notifications.length > 5 ? longestOfMany : longestText;
}

export function moreLine({ notifications }: Contents): string | undefined {
  const more = notifications.length - mostTold;
  return more > 0 ? `And ${more} more, which stand among your notifications.` : undefined;
}

export function whyLine({ letterhead, kinds }: Contents): string {
  const names = namesOfKinds(kinds);
  return `You have an account at ${letterhead.siteName}, and are told of ${names} by mail.`;
}

interface Link {
  text: string;
  url: string;
}

export function linksOf(contents: Contents, { about }: Notification): Link[] {
  const comment =
    about.is === "comment" ? about.comment.id : about.is === "act" ? about.comment : null;
  if (comment === null) return [];
  const read = urlOf(contents, links.comment(comment));
  if (about.is !== "comment") return [{ text: "Your comment", url: read }];
  return [
    { text: "Read and reply", url: read },
    { text: "Mute this thread", url: urlOf(contents, links.commentMute(comment)) },
  ];
}

export function footerLinks(contents: Contents): Link[] {
  return [
    ...contents.kinds.map((kind) => ({
      text: `No letters about ${kindNames[kind]}`,
      url: offUrl(contents, [kind]),
    })),
    { text: "All notifications", url: urlOf(contents, links.notifications) },
    { text: "Settings", url: urlOf(contents, `${links.settings}#notifications`) },
  ];
}

/** Where letters of these kinds end. */
export function offUrl(
  { letterhead, reader }: NotificationLetter,
  kinds: readonly Notification["kind"][],
): string {
  const token = signOff(letterhead.secret, { reader: reader.id, kinds });
  return absolute(letterhead, links.notificationsOff(token));
}

export function urlOf({ letterhead }: Contents, path: string): string {
  return absolute(letterhead, path);
}
