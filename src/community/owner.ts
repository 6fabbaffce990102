// The owner of this instance, until accounts arrive: whoever can run its command line. That prints
// a link, which signs one browser in, once and within an hour; the browser stays signed in for
// thirty days, or until the owner is signed out everywhere.
import { randomBytes } from "node:crypto";
import { isSignedBy, sign } from "../store/instance.ts";
import type { Database } from "../store/tables.ts";

const linkHoldsMs = 3_600_000;
export const sessionHoldsS = 30 * 86_400;

const linkToken = /^([\w-]{16})\.([\w-]{32})$/;
const session = /^([0-9a-z]{1,9})\.([\w-]{32})$/;

/** A link's row in `instance`, which holds until when it works. It goes when the link is used. */
const linkRow = (id: string) => `owner link ${id}`;
/** The row whose value every session is signed with; another value ends them all. */
const generationRow = "owner generation";

interface Signed {
  secret: string;
  now: Date;
}

/** The token of a new link. */
export async function makeOwnerLink(db: Database, { secret, now }: Signed): Promise<string> {
  const id = newName();
  const until = new Date(now.getTime() + linkHoldsMs).toISOString();
  await db.transaction().execute(async (db) => {
    await links(db).where("value", "<=", now.toISOString()).execute();
    await db
      .insertInto("instance")
      .values({ name: linkRow(id), value: until })
      .execute();
  });
  return `${id}.${sign(secret, linkRow(id))}`;
}

/** Whether the link would sign in; to ask uses nothing up. */
export async function isOwnerLink(
  db: Database,
  { secret, token, now }: Signed & { token: string },
): Promise<boolean> {
  const row = await db
    .selectFrom("instance")
    .select("name")
    .where("name", "=", linkRowOf(secret, token))
    .where("value", ">", now.toISOString())
    .executeTakeFirst();
  return row !== undefined;
}

/** The session that the link is good for; `undefined` when it was used before, or is none. */
export async function signInOwner(
  db: Database,
  { secret, token, now }: Signed & { token: string },
): Promise<string | undefined> {
  return await db.transaction().execute(async (db) => {
    // Whoever deletes the row has used the link: one of all that press at once, on every server.
    const { numDeletedRows } = await db
      .deleteFrom("instance")
      .where("name", "=", linkRowOf(secret, token))
      .where("value", ">", now.toISOString())
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return undefined;
    const until = (now.getTime() + sessionHoldsS * 1000).toString(36);
    return `${until}.${sign(secret, signedOf(until, await findGeneration(db)))}`;
  });
}

/** Until when the session holds; `undefined` when it does not. */
export async function findOwnerUntil(
  db: Database,
  { secret, session: written, now }: Signed & { session: string },
): Promise<Date | undefined> {
  const [, until, signature] = session.exec(written) ?? [];
  if (until === undefined || signature === undefined) return undefined;
  const ends = new Date(Number.parseInt(until, 36));
  const isOurs = isSignedBy(secret, signedOf(until, await findGeneration(db)), signature);
  return isOurs && now < ends ? ends : undefined;
}

/** Ends every session and makes every link void. */
export async function revokeOwner(db: Database): Promise<void> {
  await db.transaction().execute(async (db) => {
    await links(db).execute();
    const value = newName();
    await db
      .insertInto("instance")
      .values({ name: generationRow, value })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
      .execute();
  });
}

function links(db: Database) {
  return db.deleteFrom("instance").where("name", "like", linkRow("%"));
}

/** The row that the token names; of one that is not ours a row that there cannot be. */
function linkRowOf(secret: string, token: string): string {
  const [, id, signature] = linkToken.exec(token) ?? [];
  const isOurs = id !== undefined && isSignedBy(secret, linkRow(id), signature!);
  return linkRow(isOurs ? id : "");
}

async function findGeneration(db: Database): Promise<string> {
  const row = await db
    .selectFrom("instance")
    .select("value")
    .where("name", "=", generationRow)
    .executeTakeFirst();
  return row?.value ?? "first";
}

function signedOf(until: string, generation: string): string {
  return `owner until ${until} ${generation}`;
}

/** 16 characters that nobody guesses. */
function newName(): string {
  return randomBytes(12).toString("base64url");
}
