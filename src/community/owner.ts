// The link that makes its opener the owner of this instance, or signs the owner in again. Whoever can
// run the command line may print one; a first start prints one by itself.
import { randomBytes } from "node:crypto";
import { isSignedBy, sign } from "../store/instance.ts";
import type { Database } from "../store/tables.ts";
import { addReader, findOwner, findReaderByAddress, type Reader } from "./readers.ts";
import { giveRole } from "./roles.ts";

const linkHoldsMs = 3_600_000;

const linkToken = /^([\w-]{16})\.([\w-]{32})$/;

/** A link's row in `instance`, which holds until when it works. It goes when the link is used. */
const linkRow = (id: string) => `owner link ${id}`;

interface Signed {
  secret: string;
  now: Date;
}

/** The token of a new link. */
export async function makeOwnerLink(
  db: Database,
  { secret, now, holdsMs = linkHoldsMs }: Signed & { holdsMs?: number },
): Promise<string> {
  const id = randomBytes(12).toString("base64url");
  const until = new Date(now.getTime() + holdsMs).toISOString();
  await db.transaction().execute(async (db) => {
    await links(db).where("value", "<=", now.toISOString()).execute();
    await db
      .insertInto("instance")
      .values({ name: linkRow(id), value: until })
      .execute();
  });
  return `${id}.${sign(secret, linkRow(id))}`;
}

/** Whether the link works; to ask uses nothing up. */
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

/**
 * Uses the link up, for one of all that press at once on every server: the site is the claimant's,
 * with the account of that address if there is one. Once it has an owner, the link signs that one in.
 * @returns the owner; `undefined` where the link works no more, and then nothing is changed.
 */
export async function claimSite(
  db: Database,
  { claimant, ...link }: Signed & { token: string; claimant: Pick<Reader, "name" | "address"> },
): Promise<Reader | undefined> {
  return await db.transaction().execute(async (db) => {
    if (!(await takeOwnerLink(db, link))) return undefined;
    const owner =
      (await findOwner(db)) ??
      (await findReaderByAddress(db, claimant.address)) ??
      (await addReader(db, { ...claimant, role: "owner", now: link.now }));
    await giveRole(db, { reader: owner.id, role: "owner", now: link.now });
    await voidOwnerLinks(db);
    return { ...owner, role: "owner" };
  });
}

async function takeOwnerLink(
  db: Database,
  { secret, token, now }: Signed & { token: string },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("instance")
    .where("name", "=", linkRowOf(secret, token))
    .where("value", ">", now.toISOString())
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Signs every owner out everywhere and makes every link void. */
export async function revokeOwner(db: Database): Promise<void> {
  await db.transaction().execute(async (db) => {
    await links(db).execute();
    await db
      .deleteFrom("sessions")
      .where("reader_id", "in", (readers) =>
        readers.selectFrom("readers").select("id").where("role", "=", "owner"),
      )
      .execute();
  });
}

/** The links that wait: once a site has its owner, nobody comes by one that was printed before. */
export async function voidOwnerLinks(db: Database): Promise<void> {
  await links(db).execute();
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
