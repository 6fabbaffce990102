// Taking an act back: what it changed is as it was before, where nothing newer has changed it.
import { Invalid, NotFound } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { notifyOfComment, notifyOfUndoing, recallComments } from "../notifications/notify.ts";
import type { Reader } from "../readers.ts";
import type { ActWords } from "./act-words.ts";
import {
  actsWithPeople,
  demandModerator,
  saveAct,
  whyNotUndo,
  type ActDetail,
  type ActKind,
  type Before,
  type RestrictionRow,
} from "./acts.ts";
import { banAddress, freeAddress, freeAddressOf } from "./banned-addresses.ts";
import { putHeldWord, takeHeldWord } from "./held-words.ts";

interface Undoing {
  act: number;
  by: Reader;
  words?: Partial<ActWords>;
  /** The first act of those that are done at once. */
  press?: number | undefined;
  now: Date;
}

/** @returns the number of the act that undoes it. @throws Forbidden, Invalid, NotFound */
export async function undoAct(
  db: Database,
  { act: id, by, words, press, now }: Undoing,
): Promise<number> {
  return await db.transaction().execute(async (db) => {
    await demandModerator(db, { by, now });
    const act = await getAct(db, id);
    const why = whyNotUndo(act, by);
    if (why) throw why;
    const undoing = await saveAct(db, {
      kind: act.kind,
      by,
      reader: act.reader_id,
      comment: act.comment_id,
      words: { reason: null, sentence: "", note: "", ...words },
      undoes: id,
      press,
      now,
    });
    const changed = await restore(db, { act, now });
    if (!changed) {
      throw new Invalid("There is nothing to take back: what it changed has changed since.");
    }
    if (act.reader_id !== null && act.kind !== "dismiss") {
      await notifyOfUndoing(db, { act: id, undoneBy: undoing, reader: act.reader_id, now });
    }
    return undoing;
  });
}

async function getAct(db: Database, id: number) {
  const row = await actsWithPeople(db)
    .select(["acts.reader_id", "acts.detail"])
    .where("acts.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound("There is no such act in the log.");
  const { reader_id: reader, role } = row;
  const on = reader === null ? undefined : { id: reader, role: role! };
  return { ...row, on, detail: JSON.parse(row.detail) as ActDetail };
}

type Act = Awaited<ReturnType<typeof getAct>>;

interface Restoring {
  act: Act;
  now: Date;
}

/** @returns whether there was anything to restore */
async function restore(db: Database, restoring: Restoring): Promise<boolean> {
  const { act, now } = restoring;
  const parts = [
    await restoreComments(db, restoring),
    await restoreReports(db, act),
    await restoreVoice(db, act),
    await restoreWord(db, act, now),
    // A warning changes nothing but that it was given.
    act.kind === "warn",
  ];
  return parts.some(Boolean);
}

const gave: Partial<Record<ActKind, "shown" | "hidden">> = {
  approve: "shown",
  show: "shown",
  hide: "hidden",
  suspend: "hidden",
  ban: "hidden",
};

/** Those that still stand as the act left them, with what was reported of them. */
async function restoreComments(
  db: Database,
  { act: { id, kind, detail }, now }: Restoring,
): Promise<boolean> {
  const standing = gave[kind];
  if (!standing || !detail.comments?.length) return false;
  const unchanged = await db
    .selectFrom("comments")
    .select("id")
    .where("act_id", "=", id)
    .where("standing", "=", standing)
    .orderBy("id")
    .execute();
  const takenBack = readerOfTakenBack(db);
  for (const { id: comment } of unchanged) {
    const { before, passed } = await standingBefore({ comment, act: id, takenBack });
    await db
      .updateTable("comments")
      .set({ standing: before.standing, held_because: before.because, act_id: before.act })
      .where("id", "=", comment)
      .execute();
    await db
      .updateTable("reports")
      .set({ act_id: null })
      .where("comment_id", "=", comment)
      .where("act_id", "in", passed)
      .execute();
    if (before.standing === "shown") await notifyOfComment(db, { comment, now, restored: true });
    else await recallComments(db, [comment]);
  }
  return unchanged.length > 0;
}

/** What an undo needs of an act, if that was taken back; `undefined` of one that counts. */
type TakenBack = (act: number) => Promise<ActDetail | undefined>;

/** It asks once for each act: many comments come from one. */
function readerOfTakenBack(db: Database): TakenBack {
  const known = new Map<number, ActDetail | undefined>();
  return async (act) => {
    if (!known.has(act)) {
      const row = await db
        .selectFrom("moderation_acts as acts")
        .innerJoin("moderation_acts as undoing", "undoing.undoes", "acts.id")
        .select("acts.detail")
        .where("acts.id", "=", act)
        .executeTakeFirst();
      known.set(act, row && (JSON.parse(row.detail) as ActDetail));
    }
    return known.get(act);
  };
}

interface Stood {
  comment: number;
  /** Which gave it the standing that is taken back. */
  act: number;
  takenBack: TakenBack;
}

/**
 * How a comment stood before an act; where that came from an act that was taken back itself, before that one.
 * @returns it, and the acts between
 */
async function standingBefore({
  comment,
  act,
  takenBack,
}: Stood): Promise<{ before: Before; passed: number[] }> {
  const passed: number[] = [];
  for (let next = act; ;) {
    passed.push(next);
    const detail = await takenBack(next);
    const before = detail!.comments!.find(({ id }) => id === comment)!;
    if (before.act === null || (await takenBack(before.act)) === undefined) {
      return { before, passed };
    }
    next = before.act;
  }
}

/** What was reported waits again, of an act that left the comment as it was. */
async function restoreReports(db: Database, { id, detail }: Act): Promise<boolean> {
  if (detail.comments?.length) return false;
  const { numUpdatedRows } = await db
    .updateTable("reports")
    .set({ act_id: null })
    .where("act_id", "=", id)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

async function restoreVoice(db: Database, act: Act): Promise<boolean> {
  const { kind, detail, reader_id: reader, id } = act;
  const key = detail.address;
  if (key === undefined) return false;
  // Of whoever deleted the account the hash of the address is all that is left.
  if (reader === null) {
    if (kind === "lift") return false;
    return await freeAddressOf(db, { key, until: act.until, at: act.at });
  }
  if (await isOutlived(db, { reader, act: id })) return false;
  const before = await restrictionBefore(db, detail);
  // The voice that was given back is nobody's to take: what took it was taken back, too.
  if (kind === "lift" && before === null) return false;
  await db.deleteFrom("restrictions").where("reader_id", "=", reader).execute();
  if (before === null) {
    await freeAddress(db, key);
    return true;
  }
  await db
    .insertInto("restrictions")
    .values({ reader_id: reader, ...before })
    .execute();
  await banAddress(db, { key, ...before });
  return true;
}

/** Whether a newer act, not taken back, has restricted the reader anew or lifted it. */
async function isOutlived(
  db: Database,
  { reader, act }: { reader: number; act: number },
): Promise<boolean> {
  const newer = await db
    .selectFrom("moderation_acts as acts")
    .leftJoin("moderation_acts as undoing", "undoing.undoes", "acts.id")
    .select("acts.id")
    .where("acts.reader_id", "=", reader)
    .where("acts.kind", "in", ["suspend", "ban", "lift"])
    .where("acts.id", ">", act)
    .where("acts.undoes", "is", null)
    .where("undoing.id", "is", null)
    .limit(1)
    .executeTakeFirst();
  return newer !== undefined;
}

/** What restricted the reader before an act, and was not taken back itself. */
async function restrictionBefore(
  db: Database,
  { restriction: before = null }: ActDetail,
): Promise<RestrictionRow | null> {
  const detail = before && (await readerOfTakenBack(db)(before.act_id));
  return detail ? await restrictionBefore(db, detail) : before;
}

async function restoreWord(db: Database, { kind, detail }: Act, now: Date): Promise<boolean> {
  if (!detail.word) return false;
  return kind === "hold-word"
    ? await takeHeldWord(db, detail.word)
    : await putHeldWord(db, { ...detail.word, reader: null, now });
}
