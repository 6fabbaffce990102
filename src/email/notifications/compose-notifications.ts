// Composes the letters of what readers are to be told by mail. Each is put into the outbox in the
// transaction that notes that it was told, so that it is told once, whoever is killed and however many
// processes do this at a time.
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import { waysOf, type NotificationKind } from "../../community/notifications/notification-kinds.ts";
import { readNotifications, mayBeTold } from "../../community/notifications/notification.ts";
import type { ReaderSettings } from "../../community/readers.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { findPause } from "../sending/mail-pause.ts";
import { putIntoOutbox } from "../sending/outbox.ts";
import type { NotificationLetter } from "./contents.ts";
import { digestMomentOf, ripeMomentOf, waitsUntil } from "./due.ts";
import { writeNotifications } from "./letter.ts";

export interface ComposeOptions {
  letterhead: Letterhead;
  now: Date;
  /** No further letters are composed. */
  signal?: AbortSignal | undefined;
}

/** At a time, so that pages are answered in between. */
const readersAtOnce = 100;
const lettersAtOnce = 20;
/** Nobody wants a letter about what was said long ago; it stands among the notifications. */
const staleAfterMs = 7 * 86_400_000;
/** So many letters within a day; what else there is goes into the daily one, whoever writes to the reader. */
const mostADay = 20;

/** While sending is paused nothing is composed: one letter tells all of it afterwards. @returns how many letters. */
export async function composeNotifications(
  db: Database,
  { letterhead, now, signal }: ComposeOptions,
): Promise<number> {
  if (await findPause(db)) return 0;
  let letters = 0;
  while (!signal?.aborted) {
    const waiting = await listWaiting(db, now);
    if (waiting.length === 0) break;
    const byReader = Map.groupBy(waiting, ({ reader }) => reader);
    const counts = await countLetters(db, { readers: [...byReader.keys()], now });
    const decided = Array.from(byReader, ([reader, rows]) =>
      decide(rows, { letterhead, now, isMuch: (counts.get(reader) ?? 0) >= mostADay }),
    );
    await postpone(
      db,
      decided.flatMap(({ postponed }) => postponed),
    );
    letters += await writeAll(
      db,
      decided.flatMap(({ ready }) => ready),
      { letterhead, now },
    );
    await nextTurn();
  }
  return letters;
}

/** A notification that waits to be told by mail. */
interface Waiting {
  id: number;
  reader: number;
  settings: string;
  kind: NotificationKind;
  at: string;
  due: string;
  /** Whether it may be told still, and was not read meanwhile. */
  stands: 0 | 1;
}

/** All that waits for some of the readers for whom something is due. */
async function listWaiting(db: Database, now: Date): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select notifications.id, readers.id as reader, readers.settings,
      notifications.kind, notifications.at, notifications.mail_due as due,
      read_at is null and ${mayBeTold} as stands
    from notifications join readers on readers.id = notifications.reader_id
    where mail_due is not null and outbox_id is null and notifications.reader_id in (
      select distinct reader_id from notifications
      where mail_due is not null and outbox_id is null and mail_due <= ${now.toISOString()}
      limit ${readersAtOnce})
    order by notifications.id
  `.execute(db);
  return rows;
}

/** How many each was sent within a day. */
async function countLetters(
  db: Database,
  { readers, now }: { readers: readonly number[]; now: Date },
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom("outbox")
    .select((select) => ["reader_id", select.fn.countAll<number>().as("count")])
    .where("reader_id", "in", numbersIn(readers))
    .where("kind", "=", "notification")
    .where("state", "<>", "suppressed")
    .where("created_at", ">", new Date(now.getTime() - 86_400_000).toISOString())
    .groupBy("reader_id")
    .execute();
  return new Map(rows.map(({ reader_id, count }) => [reader_id!, count]));
}

/** Until when it waits, or that no letter is to tell it. */
type Postponed = readonly [id: number, due: string | null];

/** Of what waits for one reader: what a letter tells now. All else waits on, or is told by none. */
function decide(
  rows: readonly Waiting[],
  { letterhead, now, isMuch }: Pick<ComposeOptions, "letterhead" | "now"> & { isMuch: boolean },
): { ready: Waiting[]; postponed: Postponed[] } {
  const settings = JSON.parse(rows[0]!.settings) as ReaderSettings;
  const ways = waysOf(settings);
  const timeZone = settings.timeZone ?? letterhead.timeZone;
  const postponed: Postponed[] = [];
  const ready: Waiting[] = [];
  const ripe: Waiting[] = [];
  const unripe: Waiting[] = [];
  for (const row of rows) {
    const way = ways[row.kind];
    const isWanted = row.stands === 1 && Date.parse(row.at) > now.getTime() - staleAfterMs;
    if (!isWanted || (way !== "mail" && way !== "digest")) postponed.push([row.id, null]);
    else if (way === "mail" && !isMuch) (ripeMomentOf(row.at) > now ? unripe : ripe).push(row);
    else {
      const moment = digestMomentOf(row, timeZone);
      if (moment > now) postponed.push([row.id, moment.toISOString()]);
      else ready.push(row);
    }
  }
  const until = waitsUntil({ ripe, unripe, now });
  if (until === undefined) ready.push(...ripe);
  else postponed.push(...ripe.map(({ id }) => [id, until.toISOString()] as const));
  postponed.push(...unripe.map(({ id, at }) => [id, ripeMomentOf(at).toISOString()] as const));
  return { ready, postponed };
}

async function postpone(db: Database, postponed: readonly Postponed[]): Promise<void> {
  if (postponed.length === 0) return;
  await sql`
    update notifications set mail_due = given.value ->> 1
    from json_each(${JSON.stringify(postponed)}) as given
    where notifications.id = given.value ->> 0 and outbox_id is null and mail_due is not null
  `.execute(db);
}

/** @returns how many. */
async function writeAll(
  db: Database,
  ready: readonly Waiting[],
  options: Pick<ComposeOptions, "letterhead" | "now">,
): Promise<number> {
  const byReader = [...Map.groupBy(ready, ({ reader }) => reader).values()];
  let written = 0;
  for (let start = 0; start < byReader.length; start += lettersAtOnce) {
    const ids = byReader
      .slice(start, start + lettersAtOnce)
      .flatMap((rows) => rows.map(({ id }) => id));
    written += await db.transaction().execute((db) => writeLetters(db, ids, options));
    await nextTurn();
  }
  return written;
}

/** Within a transaction. What another process told meanwhile, or was taken back, is told no more. */
async function writeLetters(
  db: Database,
  ids: readonly number[],
  { letterhead, now }: Pick<ComposeOptions, "letterhead" | "now">,
): Promise<number> {
  const taken = await db
    .updateTable("notifications")
    .set({ mail_due: null })
    .where("id", "in", numbersIn(ids))
    .where("mail_due", "is not", null)
    .where("outbox_id", "is", null)
    .where("read_at", "is", null)
    .returning(["id", "reader_id as reader"])
    .execute();
  const told = await readNotifications(
    db,
    taken.map(({ id }) => id).toSorted((one, other) => one - other),
  );
  const readerOf = new Map(taken.map(({ id, reader }) => [id, reader]));
  const recipients = await listRecipients(db, [...readerOf.values()], letterhead);
  const letters = Map.groupBy(told, ({ id }) => readerOf.get(id)!);
  const links: [notification: number, outbox: number][] = [];
  for (const [id, notifications] of letters) {
    const reader = recipients.get(id)!;
    const letter = writeNotifications({ letterhead, reader, notifications, now });
    // The row outlives the letter, and whoever leaves takes their name along.
    const nameless = { ...letter, subject: "Notifications" };
    const outbox = await putIntoOutbox(db, {
      kind: "notification",
      reader: id,
      letter: nameless,
      now,
    });
    links.push(...notifications.map(({ id }): [number, number] => [id, outbox]));
  }
  await sql`
    update notifications set outbox_id = link.value ->> 1
    from json_each(${JSON.stringify(links)}) as link where notifications.id = link.value ->> 0
  `.execute(db);
  return letters.size;
}

async function listRecipients(
  db: Database,
  readers: readonly number[],
  letterhead: Letterhead,
): Promise<Map<number, NotificationLetter["reader"]>> {
  const rows = await db
    .selectFrom("readers")
    .select(["id", "email", "settings"])
    .where("id", "in", numbersIn(readers))
    .execute();
  return new Map(
    rows.map(({ id, email: address, settings }) => {
      const { timeZone = letterhead.timeZone } = JSON.parse(settings) as ReaderSettings;
      return [id, { id, address, timeZone }];
    }),
  );
}
