// How a reader is told of what, as they choose it.
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import { textsIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { saveReaderSettings, type Reader } from "../readers.ts";
import { withdrawLetters } from "./letters.ts";
import {
  isAlwaysTold,
  notificationKinds,
  notificationWays,
  waysOf,
  type NotificationKind,
  type NotificationSettings,
  type NotificationWay,
} from "./notification-kinds.ts";

/** What a form says. @throws Invalid */
export function parseWay(
  kindWritten: string,
  wayWritten: string,
): { kind: NotificationKind; way: NotificationWay } {
  const kind = notificationKinds.find((each) => each === kindWritten);
  const way = notificationWays.find((each) => each === wayWritten);
  if (!kind || !way || (way === "none" && isAlwaysTold(kind))) {
    throw new Invalid("There is no such way to be told.");
  }
  return { kind, way };
}

/** Whatever waits to be told by mail, is told as is chosen now. */
export async function chooseWays(
  db: Database,
  { reader, notifications }: { reader: Reader; notifications: NotificationSettings },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    await saveReaderSettings(db, { reader, change: { notifications } });
    await withdrawLetters(
      db,
      sql`reader_id = ${reader.id} and kind in ${textsIn(Object.keys(notifications))}`,
    );
  });
}

/** What was told by mail, is told on the site alone. */
export async function noLettersOf(
  db: Database,
  { reader, kinds }: { reader: Reader; kinds: readonly NotificationKind[] },
): Promise<void> {
  const ways = waysOf(reader.settings);
  const mailed = kinds.filter((kind) => ways[kind] === "mail" || ways[kind] === "digest");
  if (mailed.length === 0) return;
  const notifications = Object.fromEntries(mailed.map((kind) => [kind, "site" as const]));
  await chooseWays(db, { reader, notifications });
}
