// What readers are told of, and how: nothing, on the site alone, or by mail too.
import type { Selectable } from "kysely";
import type { Tables } from "../../store/tables.ts";

export type NotificationKind = Selectable<Tables["notifications"]>["kind"];

/** `site` is on the site alone; `mail` and `digest` are there too, by mail at once or once a day. */
export type NotificationWay = "none" | "site" | "mail" | "digest";

/** The strongest first: a comment is told by the first that fits. */
export const notificationKinds: readonly NotificationKind[] = [
  "reply",
  "mention",
  "own",
  "followed",
  "moderation",
  "claim",
];

export const notificationWays: readonly NotificationWay[] = ["none", "site", "mail", "digest"];

export type NotificationSettings = { [Kind in NotificationKind]?: NotificationWay };

/** For whoever has not chosen. */
export const usualWays: Record<NotificationKind, NotificationWay> = {
  reply: "mail",
  mention: "mail",
  own: "mail",
  followed: "digest",
  moderation: "mail",
  claim: "mail",
};

/** What moderators and editors decide about somebody is always told on the site. */
export function isAlwaysTold(kind: NotificationKind): boolean {
  return kind === "moderation" || kind === "claim";
}

export function waysOf(settings: {
  notifications?: NotificationSettings;
}): Record<NotificationKind, NotificationWay> {
  return { ...usualWays, ...settings.notifications };
}

/** What one is told of, as a noun. */
export const kindNames: Record<NotificationKind, string> = {
  reply: "replies",
  mention: "mentions",
  own: "comments on your papers",
  followed: "discussions that you follow",
  moderation: "decisions of moderators",
  claim: "your claims",
};

/** `replies, mentions and your claims` */
export function namesOfKinds(kinds: readonly NotificationKind[]): string {
  const names = kinds.map((kind) => kindNames[kind]);
  const last = names.pop() ?? "";
  return names.length > 0 ? `${names.join(", ")} and ${last}` : last;
}
