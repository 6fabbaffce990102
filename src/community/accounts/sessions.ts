// Where a reader is signed in, and with which devices.
import type { Database } from "../../store/tables.ts";
import { freshS } from "./rules.ts";

export interface Session {
  id: number;
  /** The browser, as it calls itself. */
  agent: string;
  since: string;
  /** Until when it holds if it is not used; each day of use prolongs it. */
  until: string;
}

/** The newest first. */
export async function listSessions(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<Session[]> {
  const rows = await db
    .selectFrom("sessions")
    .select(["id", "user_agent as agent", "created_at as since", "expires_at as until"])
    .where("reader_id", "=", reader)
    .where("expires_at", ">", now.toISOString())
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({ ...row, agent: row.agent ?? "" }));
}

/** Whether somebody signed in there so lately that it may change by what they sign in. */
export function isFresh({ since }: Pick<Session, "since">, now: Date): boolean {
  return now.getTime() - Date.parse(since) < freshS * 1000;
}

export async function endSession(
  db: Database,
  { reader, session }: { reader: number; session: number },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("sessions")
    .where("reader_id", "=", reader)
    .where("id", "=", session)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** All, but for the one that is named. */
export async function endSessions(
  db: Database,
  { reader, but }: { reader: number; but?: number | undefined },
): Promise<void> {
  await db
    .deleteFrom("sessions")
    .where("reader_id", "=", reader)
    .$if(but !== undefined, (query) => query.where("id", "<>", but!))
    .execute();
}

export interface Passkey {
  id: number;
  name: string;
  since: string | null;
  /** Whether it is kept in an account of the device's maker, and so on more than one device. */
  isShared: boolean;
}

export async function listPasskeys(db: Database, reader: number): Promise<Passkey[]> {
  const rows = await db
    .selectFrom("passkeys")
    .select(["id", "name", "created_at as since", "backed_up"])
    .where("reader_id", "=", reader)
    .orderBy("id")
    .execute();
  return rows.map(({ id, name, since, backed_up }) => ({
    id,
    name: name || "Passkey",
    since,
    isShared: backed_up === 1,
  }));
}

/**
 * A passkey that is shared between devices counts on none of them, so a count that stands still says
 * nothing of a copy (W3C WebAuthn, 6.1.1); with 0 it is not compared.
 */
export async function forgetCount(db: Database, credential: string): Promise<void> {
  await db
    .updateTable("passkeys")
    .set({ counter: 0 })
    .where("credential_id", "=", credential)
    .where("counter", ">", 0)
    .execute();
}

/** The one that was made last. */
export async function nameNewestPasskey(
  db: Database,
  { reader, name }: { reader: number; name: string },
): Promise<void> {
  const newest = db.selectFrom("passkeys").select((of) => of.fn.max("id").as("id"));
  await db
    .updateTable("passkeys")
    .set({ name })
    .where("id", "=", newest.where("reader_id", "=", reader))
    .execute();
}

export async function namePasskey(
  db: Database,
  { reader, passkey, name }: { reader: number; passkey: number; name: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("passkeys")
    .set({ name })
    .where("reader_id", "=", reader)
    .where("id", "=", passkey)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export async function removePasskey(
  db: Database,
  { reader, passkey }: { reader: number; passkey: number },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("passkeys")
    .where("reader_id", "=", reader)
    .where("id", "=", passkey)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
