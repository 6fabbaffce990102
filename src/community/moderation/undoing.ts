// Taking an act back: what it changed is as it was before, where nothing newer has changed it.
import { Forbidden, Invalid, NotFound } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { notifyOfAct, notifyOfComment, recallComment } from "../notifications/notify.ts";
import { formerReader, type Reader, type Role } from "../readers.ts";
import type { ActWords } from "./act-words.ts";
import { demandModerator, saveAct, whyNotOn, type ActDetail, type ActKind } from "./acts.ts";
import { banAddress, freeAddress } from "./banned-addresses.ts";
import { putHeldWord, takeHeldWord } from "./held-words.ts";

interface Undoing {
  act: number;
  by: Reader;
  words?: Partial<ActWords>;
  now: Date;
}

/** @returns the number of the act that undoes it. @throws Forbidden, Invalid, NotFound */
export async function undoAct(db: Database, { act: id, by, words, now }: Undoing): Promise<number> {
  return await db.transaction().execute(async (db) => {
    await demandModerator(db, { by, now });
    const act = await getAct(db, id);
    demandMayUndo(act, by);
    const undoing = await saveAct(db, {
      kind: act.kind,
      by,
      reader: act.reader_id,
      comment: act.comment_id,
      words: { reason: null, sentence: "", note: "", ...words },
      undoes: id,
      now,
    });
    const changed = await restore(db, { act, now });
    if (!changed) {
      throw new Invalid("There is nothing to take back: what it changed has changed since.");
    }
    if (act.reader_id !== null && act.kind !== "dismiss") {
      await notifyOfAct(db, { act: undoing, reader: act.reader_id, now });
    }
    return undoing;
  });
}

async function getAct(db: Database, id: number) {
  const row = await db
    .selectFrom("moderation_acts as acts")
    .leftJoin("readers", "readers.id", "acts.reader_id")
    .leftJoin("readers as moderators", "moderators.id", "acts.moderator_id")
    .leftJoin("moderation_acts as undoing", "undoing.undoes", "acts.id")
    .leftJoin("readers as undoers", "undoers.id", "undoing.moderator_id")
    .select([
      "acts.id",
      "acts.kind",
      "acts.reader_id",
      "acts.comment_id",
      "acts.detail",
      "acts.until",
      "acts.undoes",
      "acts.at",
      "readers.role",
      "moderators.role as moderators_role",
      "undoing.id as undone_by",
      "undoers.name as undoer",
    ])
    .where("acts.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound("There is no such act in the log.");
  return { ...row, detail: JSON.parse(row.detail) as ActDetail };
}

type Act = Awaited<ReturnType<typeof getAct>>;

/** @throws Forbidden, Invalid */
function demandMayUndo(act: Act, by: Reader): void {
  if (act.undoes !== null) {
    throw new Invalid("What was taken back stays so. Do what you want to be done anew.");
  }
  if (act.undone_by !== null) {
    throw new Invalid(`${act.undoer ?? formerReader} has taken it back already.`);
  }
  if (act.moderators_role === "owner" && by.role !== "owner") {
    throw new Forbidden("Only the owner of this site takes back what the owner did.", {
      isOwners: true,
    });
  }
  const on = act.reader_id === null ? undefined : { id: act.reader_id, role: act.role as Role };
  const why = whyNotOn(by, on);
  if (why !== undefined) throw new Forbidden(why, { isOwners: false });
}

interface Restoring {
  act: Act;
  now: Date;
}

/** @returns whether there was anything to restore */
async function restore(db: Database, restoring: Restoring): Promise<boolean> {
  const { act, now } = restoring;
  const parts = [
    await restoreComments(db, restoring),
    await restoreReports(db, act.id),
    await restoreVoice(db, act, now),
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

/** Those that still stand as the act left them. */
async function restoreComments(
  db: Database,
  { act: { id, kind, detail }, now }: Restoring,
): Promise<boolean> {
  const standing = gave[kind];
  const before = detail.comments ?? [];
  if (!standing || before.length === 0) return false;
  const unchanged = await db
    .selectFrom("comments")
    .select("id")
    .where("act_id", "=", id)
    .where("standing", "=", standing)
    .execute();
  const left = new Set(unchanged.map((each) => each.id));
  const restored = before.filter((each) => left.has(each.id));
  for (const each of restored) {
    await db
      .updateTable("comments")
      .set({ standing: each.standing, held_because: each.because, act_id: each.act })
      .where("id", "=", each.id)
      .execute();
    if (each.standing === "shown") await notifyOfComment(db, { comment: each.id, now });
    else await recallComment(db, each.id);
  }
  return restored.length > 0;
}

/** What was reported waits again. */
async function restoreReports(db: Database, act: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("reports")
    .set({ act_id: null })
    .where("act_id", "=", act)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

async function restoreVoice(db: Database, act: Act, now: Date): Promise<boolean> {
  const { kind, detail, reader_id: reader, id } = act;
  const key = detail.address;
  if (key === undefined) return false;
  const before = detail.restriction ?? null;
  // Of whoever deleted the account the hash of the address is all that is left.
  if (reader === null) {
    if (kind === "lift") return false;
    await freeAddress(db, key);
    return true;
  }
  const present = await db
    .selectFrom("restrictions")
    .select("act_id")
    .where("reader_id", "=", reader)
    .executeTakeFirst();
  if (present?.act_id !== (kind === "lift" ? undefined : id)) return false;
  await db.deleteFrom("restrictions").where("reader_id", "=", reader).execute();
  if (before === null) {
    await freeAddress(db, key);
    return true;
  }
  await db
    .insertInto("restrictions")
    .values({ reader_id: reader, ...before })
    .execute();
  await banAddress(db, { key, until: before.until, now });
  return true;
}

async function restoreWord(db: Database, { kind, detail }: Act, now: Date): Promise<boolean> {
  if (!detail.word) return false;
  return kind === "hold-word"
    ? await takeHeldWord(db, detail.word)
    : await putHeldWord(db, { ...detail.word, reader: null, now });
}
