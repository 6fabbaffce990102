// The letter that tells a reader what others said, and what was decided about them.
import { randomBytes } from "node:crypto";
import { notificationKinds } from "../../community/notifications/notification-kinds.ts";
import { domainOf } from "../letters/mail-domain.ts";
import { buildLetter, type Letter } from "../letters/message.ts";
import { offUrl, type NotificationLetter } from "./contents.ts";
import { htmlOf } from "./letter-html.tsx";
import { textOf } from "./letter-text.ts";
import { subjectOf } from "./subject.ts";

export function writeNotifications(letter: NotificationLetter): Letter {
  const { letterhead, reader, notifications, now } = letter;
  const kinds = notificationKinds.filter((kind) =>
    notifications.some((each) => each.kind === kind),
  );
  const clock = { timeZone: reader.timeZone, now };
  const subject = subjectOf(notifications, clock);
  const contents = { ...letter, kinds, clock, subject };
  return buildLetter({
    letterhead,
    to: reader.address,
    subject,
    kind: "notification",
    name: `notification.${randomBytes(12).toString("hex")}`,
    date: now,
    text: textOf(contents),
    html: htmlOf(contents),
    notifications: { off: offUrl(contents, kinds), follows: threadOf(letter), kinds },
  });
}

/**
 * Names of messages that never were: the discussion of the paper, and the thread. Mail programs put under
 * one roof what follows the same.
 */
function threadOf({ letterhead, notifications }: NotificationLetter): string[] {
  const one = (names: string[]) => (new Set(names).size === 1 ? [names[0]!] : []);
  const papers = one(notifications.map(({ paper }) => `discussion.${paper?.id ?? 0}`));
  if (notifications[0]?.paper === undefined || papers.length === 0) return [];
  const threads = one(
    notifications.map(({ about }) =>
      about.is === "comment" ? `thread.${about.comment.root}` : "",
    ),
  ).filter(Boolean);
  return [...papers, ...threads].map((name) => `<${name}@${domainOf(letterhead.from)}>`);
}
