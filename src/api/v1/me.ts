// Whoever the token is of, and what is theirs alone.
import { z } from "zod";
import { listPapers } from "../../catalogue/papers.ts";
import { findRestriction } from "../../community/moderation/restrictions.ts";
import { listMutes } from "../../community/mutes.ts";
import { countUnread, listNotifications } from "../../community/notifications/inbox.ts";
import type { Notification } from "../../community/notifications/notification.ts";
import { notificationKinds } from "../../community/notifications/notification-kinds.ts";
import { headlineOf, sentenceOf } from "../../community/notifications/notification-words.ts";
import { listVotedBy } from "../../community/people/contributions.ts";
import { scopeNames } from "../../community/tokens/scopes.ts";
import { findOwnSubscription } from "../../email/subscriptions/own-subscription.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import type { Clock } from "../../papers/moments.ts";
import { offsetCursor, pageOf, pageQuery, readOffset } from "../reading/cursor.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { route } from "./route.ts";
import { day, moment } from "../shapes/values.ts";
import { personShape, tellPerson } from "../shapes/person.ts";

const notificationShape = z
  .object({
    id: z.int(),
    kind: z.enum(notificationKinds),
    at: moment,
    isRead: z.boolean(),
    headline: z.string().meta({ description: "What happened, as the page says it." }),
    sentence: z.string().meta({ description: "What was said with it; may be empty." }),
    paper: z.string().nullable().meta({ description: "The identifier of the paper." }),
    comment: z.int().nullable().meta({ description: "The number of the comment." }),
  })
  .meta({ id: "Notification" });

function tellNotification(
  notification: Notification,
  clock: Clock,
): z.input<typeof notificationShape> {
  const { id, kind, at, isRead, paper, about } = notification;
  const comment =
    about.is === "comment" ? about.comment.id : about.is === "act" ? about.comment : null;
  return {
    id,
    kind,
    at,
    isRead,
    headline: headlineOf(notification, clock),
    sentence: sentenceOf(notification),
    paper: paper ? bareIdentifier(paper.identifier) : null,
    comment,
  };
}

const follow = z.union([
  z.object({ section: z.string() }),
  z.object({ query: z.string() }),
  z.object({ following: z.literal(true) }).meta({ description: "Whatever the account follows." }),
]);

const subscriptionShape = z
  .object({
    status: z.enum(["pending", "confirmed", "unsubscribed"]),
    frequency: z.enum(["daily", "weekly", "alert"]),
    follows: z.array(follow).meta({ description: "Empty for the whole edition." }),
    papers: z.int().nullable().meta({ description: "How many at most." }),
    minutes: z.int().nullable().meta({ description: "Of reading, at most." }),
    hour: z.int().nullable().meta({ description: "Minutes after midnight." }),
    timeZone: z.string().nullable(),
    pausedUntil: day.nullable(),
  })
  .meta({ id: "Subscription" });

export const meRoutes = [
  route({
    method: "get",
    path: "/me",
    operationId: "getMe",
    tag: "You",
    summary: "Whose token it is, and what it is good for",
    scope: "read",
    answer: personShape.extend({
      since: moment,
      scopes: z.array(z.enum(scopeNames)),
      unread: z.int().meta({ description: "How many notifications are unread; 100 for more." }),
      mayWrite: z.boolean().meta({ description: "False while a moderator does not let you." }),
    }),
    async handle({ asker: { reader, scopes } }, { db, config, clock }) {
      const restriction = await findRestriction(db, { reader: reader.id, now: clock() });
      return {
        ...tellPerson(reader, config.SITE_URL),
        since: reader.since,
        scopes: [...scopes],
        unread: await countUnread(db, reader.id),
        mayWrite: restriction === undefined,
      };
    },
  }),
  route({
    method: "get",
    path: "/me/hidden",
    operationId: "listHidden",
    tag: "You",
    summary: "What you never want to see",
    scope: "read",
    answer: z.object({
      items: z.array(z.object({ kind: z.enum(["word", "author", "category"]), value: z.string() })),
    }),
    handle: async ({ asker: { reader } }, { db }) => ({ items: await listMutes(db, reader.id) }),
  }),
  route({
    method: "get",
    path: "/me/notifications",
    operationId: "listNotifications",
    tag: "You",
    summary: "What you are told of, the newest first",
    description: "To look changes nothing; what is unread stays unread.",
    scope: "read",
    query: pageQuery({ most: 100, usual: 40 }),
    answer: pageOf(notificationShape).extend({ unread: z.int() }),
    async handle({ query: { cursor, limit }, asker }, { db, config, clock }) {
      const { id: reader, settings } = asker.reader;
      const before = cursor === undefined ? undefined : readOffset(cursor);
      const { notifications, older } = await listNotifications(db, { reader, before, limit });
      const timeZone = settings.timeZone ?? config.TIME_ZONE;
      return {
        items: notifications.map((each) => tellNotification(each, { timeZone, now: clock() })),
        next: older === undefined ? null : offsetCursor(older, Infinity),
        unread: await countUnread(db, reader),
      };
    },
  }),
  route({
    method: "get",
    path: "/me/votes",
    operationId: "listVotes",
    tag: "You",
    summary: "The papers that you voted for, the newest vote first",
    scope: "read",
    query: pageQuery(),
    answer: pageOf(paperShape),
    async handle({ query: { cursor, limit }, asker: { reader } }, options) {
      const offset = readOffset(cursor);
      // One more than asked for tells whether there are more.
      const page = { reader: reader.id, limit: limit + 1, offset };
      const voted = await listVotedBy(options.db, page);
      const papers = await listPapers(options.db, voted.slice(0, limit));
      return {
        items: await tellPapers(papers, options),
        next: offsetCursor(offset + limit, offset + voted.length),
      };
    },
  }),
  route({
    method: "get",
    path: "/me/subscriptions",
    operationId: "listSubscriptions",
    tag: "You",
    summary: "What your address gets by mail",
    scope: "read",
    answer: z.object({ items: z.array(subscriptionShape) }),
    async handle({ asker: { reader } }, { db }) {
      const own = await findOwnSubscription(db, reader);
      if (!own) return { items: [] };
      const { frequency, follows, papers = null, minutes = null, hour = null } = own.wish;
      const { timeZone = null } = own.wish;
      const { status, pausedUntil = null } = own;
      const when = { hour, timeZone, pausedUntil };
      return { items: [{ status, frequency, follows, papers, minutes, ...when }] };
    },
  }),
];
