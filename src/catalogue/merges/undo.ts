// Takes a merge back: the paper that went returns with what it had, the one that stayed loses what
// came only from it, and the two are never merged by themselves again.
import { Invalid, NotFound } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { fieldsIn, type Fields, type Row } from "../fields.ts";
import { giveBackMarks } from "./give-back-marks.ts";
import { keepApart } from "./kept-apart.ts";
import type { Before } from "./merges.ts";
import type { Whole } from "./moving.ts";
import { insertRows, updateRows } from "../rows.ts";

/**
 * What reached the kept paper after the merge stays with it.
 * @throws NotFound; Invalid when it was undone before, or a later merge of this paper stands.
 */
export async function undoMerge(db: Database, mergeId: number, now: Date): Promise<Before> {
  return await db.transaction().execute(async (db) => {
    const before = await getMerge(db, mergeId);
    const { kept, gone } = before;
    const row = await db
      .selectFrom("papers")
      .selectAll()
      .where("id", "=", kept.row.id)
      .executeTakeFirstOrThrow();
    const at = now.toISOString();
    // The better name may have come from the one that went, and is needed for it.
    await updateRows(db, [{ ...row, ...fieldsAgain(row, before), changed_at: at }]);
    await insertRows(db, [{ ...gone.row, changed_at: at }]);
    await giveBackNames(db, before);
    await giveBackMarks(db, before);
    await giveBackSignals(db, before);
    await giveBackAppearances(db, before);
    await giveBackAnnouncements(db, before);
    await giveBackDigests(db, before);
    await keepApart(db, { one: gone.row.identifier, other: kept.row.identifier, now });
    await db.updateTable("merges").set({ undone_at: at }).where("id", "=", mergeId).execute();
    return before;
  });
}

async function getMerge(db: Database, id: number): Promise<Before> {
  const merge = await db.selectFrom("merges").selectAll().where("id", "=", id).executeTakeFirst();
  if (!merge) throw new NotFound(`There is no merge ${id} here.`);
  if (merge.undone_at !== null) {
    throw new Invalid(`Merge ${id} was undone on ${merge.undone_at.slice(0, 10)} already.`);
  }
  const later = await db
    .selectFrom("merges")
    .select("id")
    .where("id", ">", id)
    .where("undone_at", "is", null)
    .where((where) =>
      where.or([where("kept_id", "=", merge.kept_id), where("gone_id", "=", merge.kept_id)]),
    )
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (later) {
    throw new Invalid(
      `Merge ${later.id} came later and holds the same paper. Undo merge ${later.id} first, then merge ${id}.`,
    );
  }
  return JSON.parse(merge.gone) as Before;
}

/** A field that says what the other paper said, and did not before, got it from there. */
function fieldsAgain(row: Row, { kept, gone }: Before): Fields {
  const [now, before, other] = [row, kept.row, gone.row].map(fieldsIn) as [Fields, Fields, Fields];
  const taken = (Object.keys(before) as (keyof Fields)[]).filter(
    (name) => now[name] === other[name],
  );
  return { ...now, ...Object.fromEntries(taken.map((name) => [name, before[name]])) };
}

async function giveBackNames(db: Database, { kept, gone }: Before): Promise<void> {
  // insertRows writes no names, so those of the one that went are still with the other.
  await db
    .updateTable("identifiers")
    .set({ paper_id: gone.row.id })
    .where("paper_id", "=", kept.row.id)
    .where("identifier", "in", gone.names)
    .execute();
  const title = `title:${gone.row.title_hash}`;
  if (kept.names.includes(title) || gone.names.includes(title)) return;
  if (kept.row.title_hash === gone.row.title_hash) return;
  await db
    .deleteFrom("identifiers")
    .where("paper_id", "=", kept.row.id)
    .where("identifier", "=", title)
    .execute();
}

/** What was counted since the merge stays. */
async function giveBackSignals(db: Database, { kept, gone }: Before): Promise<void> {
  const own = new Map(kept.signals?.map((each) => [signalKey(each), each]));
  for (const signal of gone.signals ?? []) {
    await db
      .insertInto("signals")
      .values({ ...signal, paper_id: gone.row.id })
      .execute();
    const { numDeletedRows } = await db
      .deleteFrom("signals")
      .where("paper_id", "=", kept.row.id)
      .where("source", "=", signal.source)
      .where("kind", "=", signal.kind)
      .where("day", "=", signal.day)
      .where("at", "=", signal.at)
      .executeTakeFirstOrThrow();
    const had = own.get(signalKey(signal));
    if (!had || numDeletedRows === 0n) continue;
    await db
      .insertInto("signals")
      .values({ ...had, paper_id: kept.row.id })
      .execute();
  }
}

function signalKey({ source, kind, day }: NonNullable<Whole["signals"]>[number]): string {
  return `${day} ${source} ${kind}`;
}

async function giveBackAppearances(db: Database, { kept, gone }: Before): Promise<void> {
  const own = new Map(kept.appearances.map((each) => [`${each.day} ${each.kind}`, each]));
  for (const { day, kind, source = null } of gone.appearances) {
    await db
      .insertInto("appearances")
      .values({ paper_id: gone.row.id, day, kind, source })
      .execute();
    const had = own.get(`${day} ${kind}`);
    if (!had) {
      await db
        .deleteFrom("appearances")
        .where("paper_id", "=", kept.row.id)
        .where("day", "=", day)
        .where("kind", "=", kind)
        .execute();
    } else if (!had.source && source !== null) {
      // It learnt from the one that went who featured it.
      await db
        .updateTable("appearances")
        .set({ source: null })
        .where("paper_id", "=", kept.row.id)
        .where("day", "=", day)
        .where("kind", "=", kind)
        .where("source", "=", source)
        .execute();
    }
  }
}

/** With those that came after the merge under a name of the one that went. */
async function giveBackAnnouncements(db: Database, { kept, gone }: Before): Promise<void> {
  const stays = new Set(kept.announcements.map(announcementKey));
  const now = await db
    .selectFrom("announcements")
    .select(["day", "identifier", "source"])
    .where("paper_id", "=", kept.row.id)
    .execute();
  const had = new Set(gone.announcements.map(announcementKey));
  for (const each of now) {
    const key = announcementKey(each);
    if (stays.has(key) || !(had.has(key) || gone.names.includes(each.identifier))) continue;
    await db
      .updateTable("announcements")
      .set({ paper_id: gone.row.id })
      .where("day", "=", each.day)
      .where("identifier", "=", each.identifier)
      .where("source", "=", each.source)
      .execute();
  }
}

function announcementKey({ day, identifier, source }: Whole["announcements"][number]): string {
  return `${day} ${source} ${identifier}`;
}

/** Digests whose subscriber has left since are gone for good. */
async function giveBackDigests(db: Database, { kept, gone }: Before): Promise<void> {
  const had = new Set(kept.digests.map((each) => each.subscription_id));
  for (const { subscription_id, digest_id } of gone.digests) {
    const digest = await db
      .selectFrom("digests")
      .select("id")
      .where("id", "=", digest_id)
      .executeTakeFirst();
    if (!digest) continue;
    await db
      .insertInto("digest_papers")
      .values({ paper_id: gone.row.id, subscription_id, digest_id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (had.has(subscription_id)) continue;
    await db
      .deleteFrom("digest_papers")
      .where("paper_id", "=", kept.row.id)
      .where("subscription_id", "=", subscription_id)
      .where("digest_id", "=", digest_id)
      .execute();
  }
}
