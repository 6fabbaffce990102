// How a reader is told of what, as they choose it.
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import { textsIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { saveReaderSettings, type Reader } from "../readers.ts";
import { withdrawLetters } from "./letters.ts";
import {
  isAlwaysTold,
  noticeKinds,
  noticeWays,
  waysOf,
  type NoticeKind,
  type NoticeSettings,
  type NoticeWay,
} from "./notice-kinds.ts";

/** What a form says. @throws Invalid */
export function parseWay(
  kindWritten: string,
  wayWritten: string,
): { kind: NoticeKind; way: NoticeWay } {
  const kind = noticeKinds.find((each) => each === kindWritten);
  const way = noticeWays.find((each) => each === wayWritten);
  if (!kind || !way || (way === "none" && isAlwaysTold(kind))) {
    throw new Invalid("There is no such way to be told.");
  }
  return { kind, way };
}

/** Whatever waits to be told by mail, is told as is chosen now. */
export async function chooseWays(
  db: Database,
  { reader, notices }: { reader: Reader; notices: NoticeSettings },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    await saveReaderSettings(db, { reader, change: { notices } });
    await withdrawLetters(
      db,
      sql`reader_id = ${reader.id} and kind in ${textsIn(Object.keys(notices))}`,
    );
  });
}

/** What was told by mail, is told on the site alone. */
export async function noLettersOf(
  db: Database,
  { reader, kinds }: { reader: Reader; kinds: readonly NoticeKind[] },
): Promise<void> {
  const ways = waysOf(reader.settings);
  const mailed = kinds.filter((kind) => ways[kind] === "mail" || ways[kind] === "digest");
  if (mailed.length === 0) return;
  const notices = Object.fromEntries(mailed.map((kind) => [kind, "site" as const]));
  await chooseWays(db, { reader, notices });
}
