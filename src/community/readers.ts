// Readers: people with an account, and what their roles allow.
import { Forbidden, Invalid } from "../errors.ts";
import type { Database } from "../store/tables.ts";

export type Role = "reader" | "editor" | "moderator" | "owner";

export const roles: readonly Role[] = ["reader", "editor", "moderator", "owner"];

export interface Reader {
  id: number;
  /** As others see it. */
  name: string;
  address: string;
  role: Role;
  /** When the account was made, ISO 8601. */
  since: string;
  settings: ReaderSettings;
}

/** What is left out follows the device or the instance. */
export interface ReaderSettings {
  theme?: "light" | "dark";
  /** Whether single keys do something. */
  keys?: boolean;
  timeZone?: string;
  /** How dates are written, as a BCP 47 tag. */
  dates?: string;
}

/** What not every reader may do. */
export type Power = "pick" | "moderate" | "own";

const powers: Record<Role, readonly Power[]> = {
  reader: [],
  editor: ["pick"],
  moderator: ["moderate"],
  owner: ["pick", "moderate", "own"],
};

export function may(reader: Reader | undefined, power: Power): boolean {
  return reader !== undefined && powers[reader.role].includes(power);
}

const whose: Record<Power, string> = {
  pick: "Only editors of this site may do that.",
  moderate: "Only moderators of this site may do that.",
  own: "Only the owner of this site may do that.",
};

/** @throws Forbidden */
export function demandPower(reader: Reader | undefined, power: Power): asserts reader is Reader {
  if (!may(reader, power)) throw new Forbidden(whose[power]);
}

export async function findReader(db: Database, id: number): Promise<Reader | undefined> {
  const row = await readers(db).where("id", "=", id).executeTakeFirst();
  return row && toReader(row);
}

export async function findReaderByAddress(
  db: Database,
  address: string,
): Promise<Reader | undefined> {
  const row = await readers(db).where("email", "=", readerKey(address)).executeTakeFirst();
  return row && toReader(row);
}

/** Who has an account, the oldest first. */
export async function listReaders(db: Database): Promise<Reader[]> {
  return (await readers(db).orderBy("id").execute()).map(toReader);
}

/** The first of the owners; `undefined` until the site is claimed. */
export async function findOwner(db: Database): Promise<Reader | undefined> {
  const row = await readers(db).where("role", "=", "owner").orderBy("id").executeTakeFirst();
  return row && toReader(row);
}

/** @throws Invalid when the address has an account already. */
export async function addReader(
  db: Database,
  { address, name, role, now }: { address: string; name: string; role: Role; now: Date },
): Promise<Reader> {
  const at = now.toISOString();
  const row = await db
    .insertInto("readers")
    .values({
      name,
      email: readerKey(address),
      email_verified: 1,
      role,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning(["id", "name", "email", "role", "settings", "created_at"])
    .executeTakeFirst();
  if (!row) throw new Invalid(`${address} has an account already.`);
  return toReader(row);
}

export async function giveRole(
  db: Database,
  { reader, role }: { reader: number; role: Role },
): Promise<void> {
  await db.updateTable("readers").set({ role }).where("id", "=", reader).execute();
}

export const longestName = 60;

/** A name that others see. @throws Invalid */
export function parseName(written: string): string {
  const name = written.normalize("NFC").replaceAll(/\s+/g, " ").trim();
  if (name === "") throw new Invalid("A name has a letter or more.");
  if (/[\p{Cc}\p{Cf}<>@]/u.test(name)) {
    throw new Invalid("A name has no @, no < or >, and nothing that cannot be seen.");
  }
  if ([...name].length > longestName) {
    throw new Invalid(`A name has ${longestName} characters at most.`);
  }
  return name;
}

/** A name as somebody else wrote it, made fit to be shown; without one there is a plain one. */
export function fitName(written: string): string {
  try {
    return parseName([...written].slice(0, longestName).join(""));
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return "New reader";
  }
}

export async function rename(
  db: Database,
  { reader, name }: { reader: number; name: string },
): Promise<void> {
  await db.updateTable("readers").set({ name }).where("id", "=", reader).execute();
}

/** Whom a front page names: two of its editors, the owner first; and how many more have an account. */
export interface People {
  editors: string[];
  readers: number;
}

export async function countPeople(db: Database): Promise<People | undefined> {
  const editors = await db
    .selectFrom("readers")
    .select("name")
    .where("role", "in", ["owner", "editor"])
    .orderBy("role", "desc")
    .orderBy("id")
    .limit(2)
    .execute();
  if (editors.length === 0) return undefined;
  const { count } = await db
    .selectFrom("readers")
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { editors: editors.map(({ name }) => name), readers: count - editors.length };
}

/** An address as accounts know it; case does not tell two apart. */
export function readerKey(address: string): string {
  return address.trim().toLowerCase();
}

export async function saveReaderSettings(
  db: Database,
  { reader, change }: { reader: Reader; change: ReaderSettings },
): Promise<void> {
  const settings = JSON.stringify({ ...reader.settings, ...change });
  await db.updateTable("readers").set({ settings }).where("id", "=", reader.id).execute();
}

function readers(db: Database) {
  return db.selectFrom("readers").select(["id", "name", "email", "role", "settings", "created_at"]);
}

interface Row {
  id: number;
  name: string;
  email: string;
  role: Role;
  settings: string;
  created_at: string;
}

function toReader(row: Row): Reader {
  return {
    id: row.id,
    name: row.name,
    address: row.email,
    role: row.role,
    since: row.created_at,
    settings: JSON.parse(row.settings) as ReaderSettings,
  };
}
