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
import { oneMore, onePage, pageQuery, readNumber, readPage } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { route } from "./route.ts";
import { day, howMany, moment, number } from "../shapes/values.ts";
import { personShape, tellPerson } from "../shapes/person.ts";

const notificationShape = z
  .object({
    id: number,
    kind: z.enum(notificationKinds),
    at: moment,
    isRead: z.boolean(),
    headline: z.string().meta({ description: "What happened, as the page says it." }),
    sentence: z.string().meta({ description: "What was said with it; may be empty." }),
    paper: z.string().nullable().meta({ description: "The identifier of the paper." }),
    comment: number.nullable().meta({ description: "The number of the comment." }),
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
    papers: howMany.nullable().meta({ description: "How many at most." }),
    minutes: howMany.nullable().meta({ description: "Of reading, at most." }),
    hour: howMany.nullable().meta({ description: "Minutes after midnight." }),
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
    answer: personShape
      .and(
        z.object({
          since: moment,
          scopes: z.array(z.enum(scopeNames)),
          unread: howMany.meta({ description: "How many notifications are unread; 100 for more." }),
          mayWrite: z.boolean().meta({ description: "False while a moderator does not let you." }),
        }),
      )
      .meta({ id: "Me" }),
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
    answer: z
      .object({
        items: z.array(
          z
            .object({ kind: z.enum(["word", "author", "category"]), value: z.string() })
            .meta({ id: "Hidden" }),
        ),
      })
      .meta({ id: "HiddenList" }),
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
    answer: pageOf("NotificationPage", notificationShape, { unread: howMany }),
    async handle({ query: { cursor, limit }, asker }, { db, config, clock }) {
      const { id: reader, settings } = asker.reader;
      // The list grows at its head, and so the cursor is the number of the last that was given.
      const before = cursor === undefined ? undefined : readNumber(cursor);
      const { notifications, older } = await listNotifications(db, { reader, before, limit });
      const timeZone = settings.timeZone ?? config.TIME_ZONE;
      return {
        items: notifications.map((each) => tellNotification(each, { timeZone, now: clock() })),
        next: older === undefined ? null : String(older),
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
    answer: pageOf("PaperPage", paperShape),
    async handle({ query, asker: { reader } }, options) {
      const page = readPage(query);
      const voted = await listVotedBy(options.db, { reader: reader.id, ...oneMore(page) });
      const { some, next } = onePage(voted, page);
      return { items: await tellPapers(await listPapers(options.db, some), options), next };
    },
  }),
  route({
    method: "get",
    path: "/me/subscriptions",
    operationId: "listSubscriptions",
    tag: "You",
    summary: "What your address gets by mail",
    scope: "read",
    answer: z.object({ items: z.array(subscriptionShape) }).meta({ id: "SubscriptionList" }),
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
