// Handles: by which readers mention one another (@ada-l), and where a reader's page is.
import { Invalid } from "../errors.ts";
import { instanceSecret, sign } from "../store/instance.ts";
import type { Database } from "../store/tables.ts";

export const longestHandle = 30;

/**
 * Nobody is called what could be taken for the site, its people or all of them, nor what its addresses
 * are made of. The migration that brought handles has the same list.
 */
export const reservedHandles: ReadonlySet<string> = new Set(
  (
    "about abuse account accounts admin administrator administrators all anonymous api author " +
    "authors broadsheet comment comments contact discussion discussions editor editors everybody " +
    "everyone feed following goodbye guest help here hidden invitations legal library mail me " +
    "mod moderation moderator moderators mods news noreply notifications null official owner " +
    "owners paper papers people picks postmaster privacy ranking reader readers root search " +
    "sections security settings sign-in sign-out staff status submit subscribe support " +
    "system team trending undefined webmaster"
  ).split(" "),
);

const form = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Whoever has no name to make one of is called so, with their number. */
const plain = /^reader-\d+$/;

/** A handle as it was typed, with or without `@`. @throws Invalid */
export function parseHandle(written: string): string {
  const handle = asHandle(written);
  if (!form.test(handle) || handle.length < 2 || handle.length > longestHandle) {
    throw new Invalid(
      `A handle has from 2 to ${longestHandle} letters a to z and digits, with single hyphens between them.`,
    );
  }
  if (reservedHandles.has(handle) || plain.test(handle)) {
    throw new Invalid(`“${handle}” cannot be had. Choose another.`);
  }
  return handle;
}

/** A handle made of a name, and of a number where others have it. */
export async function freeHandle(db: Database, name: string): Promise<string> {
  const base = handleOf(name);
  const taken = new Set(
    (
      await db
        .selectFrom("readers")
        .select("handle")
        .where("handle", ">=", base)
        .where("handle", "<", `${base}.`)
        .union(
          db
            .selectFrom("former_handles")
            .select("handle")
            .where("handle", ">=", base)
            .where("handle", "<", `${base}.`),
        )
        .execute()
    ).map(({ handle }) => handle),
  );
  const mayBe = base.length > 1 && !reservedHandles.has(base) && !plain.test(base);
  if (mayBe && !taken.has(base) && !(await isGone(db, base))) return base;
  for (let number = 2; ; number++) {
    const handle = `${base}-${number}`;
    if (!taken.has(handle) && !plain.test(handle) && !(await isGone(db, handle))) return handle;
  }
}

/** `Ilse Brandt-Østergård` → `ilse-brandt-ostergard`; of what has no Latin letters `somebody`. */
function handleOf(name: string): string {
  const latin = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ø", "o")
    .replaceAll("ß", "ss")
    .replaceAll("ł", "l")
    .replaceAll("æ", "ae")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, longestHandle - 6)
    .replaceAll(/^-+|-+$/g, "");
  return latin === "" ? "somebody" : latin;
}

/** So many handles that a reader never had may be taken within thirty days. */
const mostChanges = 3;

/** Takes another handle; the one before leads to the reader from then on. @throws Invalid */
export async function changeHandle(
  db: Database,
  { reader: { id }, handle, now }: { reader: { id: number }; handle: string; now: Date },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const before = await getHandle(db, id);
    if (handle === before) return;
    const holder = await findHandleHolder(db, handle);
    const isTaken = holder === undefined ? await isGone(db, handle) : holder !== id;
    if (isTaken) throw new Invalid(`@${handle} is somebody else’s. Choose another.`);
    // To go back to a handle of one's own takes none away from others.
    if (holder === undefined) await demandFewChanges(db, { reader: id, now });
    await db.deleteFrom("former_handles").where("handle", "=", handle).execute();
    await db
      .insertInto("former_handles")
      .values({ handle: before, reader_id: id, at: now.toISOString() })
      .execute();
    await db.updateTable("readers").set({ handle }).where("id", "=", id).execute();
  });
}

async function getHandle(db: Database, reader: number): Promise<string> {
  const { handle } = await db
    .selectFrom("readers")
    .select("handle")
    .where("id", "=", reader)
    .executeTakeFirstOrThrow();
  return handle;
}

/** Each takes a name away from everybody else for good. @throws Invalid */
async function demandFewChanges(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<void> {
  const { changes } = await db
    .selectFrom("former_handles")
    .select((select) => select.fn.countAll<number>().as("changes"))
    .where("reader_id", "=", reader)
    .where("at", ">", new Date(now.getTime() - 30 * 86_400_000).toISOString())
    .executeTakeFirstOrThrow();
  if (changes >= mostChanges) {
    throw new Invalid(
      `You have taken ${mostChanges} new handles within thirty days. Keep this one for a while.`,
    );
  }
}

/** @param written a handle as it was typed, with or without `@` */
export function saysNobody(written: string): string {
  return `Nobody here is called @${asHandle(written).slice(0, 60)}.`;
}

function asHandle(written: string): string {
  return written.trim().replace(/^@/, "").toLowerCase();
}

/** Nobody else gets the handles of a reader who goes. Within the transaction that deletes them. */
export async function keepHandles(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<void> {
  const former = await db
    .selectFrom("former_handles")
    .select("handle")
    .where("reader_id", "=", reader)
    .execute();
  const handles = [await getHandle(db, reader), ...former.map(({ handle }) => handle)];
  const secret = await instanceSecret(db);
  const at = now.toISOString();
  await db
    .insertInto("gone_handles")
    .values(handles.map((handle) => ({ handle_hash: goneKey(secret, handle), at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whether a reader had this handle who is gone. */
async function isGone(db: Database, handle: string): Promise<boolean> {
  const row = await db
    .selectFrom("gone_handles")
    .select("at")
    .where("handle_hash", "=", goneKey(await instanceSecret(db), handle))
    .executeTakeFirst();
  return row !== undefined;
}

function goneKey(secret: string, handle: string): string {
  return sign(secret, `gone @${handle}`);
}

/** The number of the reader who has this handle, or had it. @param written as it was typed, with or without `@` */
export async function findHandleHolder(db: Database, written: string): Promise<number | undefined> {
  const handle = asHandle(written);
  const { id } =
    (await db.selectFrom("readers").select("id").where("handle", "=", handle).executeTakeFirst()) ??
    {};
  if (id !== undefined) return id;
  const former = await db
    .selectFrom("former_handles")
    .select("reader_id")
    .where("handle", "=", handle)
    .executeTakeFirst();
  return former?.reader_id;
}
