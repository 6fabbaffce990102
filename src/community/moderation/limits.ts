// How much somebody may say, and what of newcomers is looked at first. The numbers are in one place; the
// rows are the count, so that a restart forgets nothing.
import { sql } from "kysely";
import { TooMany } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import type { Role } from "../readers.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const pace = {
  /** Who arrives with a question asks it and answers back; who advertises wants more than that. */
  firstDay: 5,
  /** A lively newcomer; three an evening. */
  firstWeek: 20,
  /** Nobody reads a hundred papers a day. It stops a script with the cookie of somebody known. */
  always: 100,
  /** Edits a day: who mends and mends again does so before sending. */
  edits: 60,
  /** People whom one comment mentions, all its versions together: each of them gets a letter. */
  mentionsOfComment: 20,
  /** People mentioned a day, by newcomers and by everybody else. */
  newcomersMentions: 20,
  mentions: 200,
  /** Reports an hour: who finds more has found a wave, of which a moderator needs to see a few. */
  reportsAnHour: 20,
} as const;

export const newcomers = {
  /** So many comments that others see make somebody known; spammers' first ones are hidden soon. */
  known: 3,
  /** More links than that in one comment are a list of links. */
  links: 3,
  /** Whoever has been here for two weeks and said a few things is trusted. */
  trustedAfterDays: 14,
  trustedComments: 5,
  /** A text as short as this, "Thank you!", says nothing when it comes twice. */
  shortText: 20,
  /** How far back the same text is looked for. */
  sameTextDays: 30,
} as const;

export interface Trust {
  /** Free of what newcomers are held for. */
  isTrusted: boolean;
  role: Role;
  /** How many of their comments others see. */
  shown: number;
  ageMs: number;
}

/** Known by a role, or by two weeks and some comments that stand. */
export async function readTrust(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<Trust> {
  const { role, created_at, shown } = await db
    .selectFrom("readers")
    .select((select) => [
      "role",
      "created_at",
      select
        .selectFrom("comments")
        .select((count) => count.fn.countAll<number>().as("shown"))
        .whereRef("comments.reader_id", "=", "readers.id")
        .where("standing", "=", "shown")
        .as("shown"),
    ])
    .where("id", "=", reader)
    .executeTakeFirstOrThrow();
  const ageMs = now.getTime() - Date.parse(created_at);
  const isSettled =
    ageMs >= newcomers.trustedAfterDays * dayMs && shown! >= newcomers.trustedComments;
  return { isTrusted: role !== "reader" || isSettled, role, shown: shown!, ageMs };
}

function mostADay({ isTrusted, ageMs }: Trust): number {
  if (isTrusted || ageMs >= 7 * dayMs) return pace.always;
  return ageMs < dayMs ? pace.firstDay : pace.firstWeek;
}

/** Whether they may say something more, within the transaction that says it. @throws TooMany */
export async function demandPace(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<void> {
  const trust = await readTrust(db, { reader, now });
  const most = mostADay(trust);
  const waitMs = await untilLess(db, { table: "comments", reader, now, most, withinMs: dayMs });
  if (waitMs === undefined) return;
  const why =
    most === pace.always
      ? "Nobody writes more than that here."
      : "That is all for an account as new as yours; it will be more soon.";
  const comments = most === 1 ? "a comment" : `${most} comments`;
  throw new TooMany(
    `You have written ${comments} within a day. ${why} You can go on in ${inWords(waitMs)}.`,
    Math.ceil(waitMs / 1000),
  );
}

/** Whether they may change what they said once more. @throws TooMany */
export async function demandEditPace(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<void> {
  const since = new Date(now.getTime() - dayMs).toISOString();
  // All texts but the first of a comment came by an edit; the last of them is the comment's own.
  const { rows } = await sql<{ edits: number }>`
    select count(*) + (select count(*) from comment_versions
        where comment_versions.at > ${since} and version > 1 and comment_id in
          (select id from comments where reader_id = ${reader} and edited_at > ${since})) as edits
    from comments where reader_id = ${reader} and edited_at > ${since}
  `.execute(db);
  if (rows[0]!.edits < pace.edits) return;
  throw new TooMany(
    `You have changed comments ${pace.edits} times within a day. Look at the preview first; you can go on tomorrow.`,
    hourMs / 1000,
  );
}

/**
 * How many more people a comment may mention, of those whom it wants to.
 * @throws TooMany where its author has mentioned as many within a day as they may
 */
export async function allowMentions(
  db: Database,
  { comment, wanted, now }: { comment: number; wanted: number; now: Date },
): Promise<number> {
  const { reader_id: reader, people_mentioned } = await db
    .selectFrom("comments")
    .select(["reader_id", "people_mentioned"])
    .where("id", "=", comment)
    .executeTakeFirstOrThrow();
  const allowed = Math.min(wanted, pace.mentionsOfComment - people_mentioned);
  if (allowed <= 0) return 0;
  const since = new Date(now.getTime() - dayMs).toISOString();
  const { rows } = await sql<{ mentioned: number }>`
    select coalesce(sum(people_mentioned), 0) as mentioned from comments
    where reader_id = ${reader} and (at > ${since} or edited_at > ${since})
  `.execute(db);
  const { isTrusted } = await readTrust(db, { reader: reader!, now });
  const most = isTrusted ? pace.mentions : pace.newcomersMentions;
  if (rows[0]!.mentioned + allowed <= most) return allowed;
  throw new TooMany(
    `Whoever is told of it gets a letter, so you may mention ${most} people a day. Write it without the @ before names.`,
    hourMs / 1000,
  );
}

/** @throws TooMany */
export async function demandReportPace(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<void> {
  const most = pace.reportsAnHour;
  const waitMs = await untilLess(db, { table: "reports", reader, now, most, withinMs: hourMs });
  if (waitMs === undefined) return;
  throw new TooMany(
    `You have reported ${most} comments within an hour. Thank you; moderators see them. You can go on in ${inWords(waitMs)}.`,
    Math.ceil(waitMs / 1000),
  );
}

interface Counted {
  table: "comments" | "reports";
  reader: number;
  now: Date;
  most: number;
  withinMs: number;
}

/** How long until there are fewer than so many within the time; `undefined` where there are. */
async function untilLess(
  db: Database,
  { table, reader, now, most, withinMs }: Counted,
): Promise<number | undefined> {
  const oldest = await db
    .selectFrom(table)
    .select("at")
    .where("reader_id", "=", reader)
    .where("at", ">", new Date(now.getTime() - withinMs).toISOString())
    .orderBy("at", "desc")
    .offset(most - 1)
    .limit(1)
    .executeTakeFirst();
  return oldest && Math.max(1000, Date.parse(oldest.at) + withinMs - now.getTime());
}

function inWords(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes < 60) return minutes === 1 ? "a minute" : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? "an hour" : `${hours} hours`;
}
