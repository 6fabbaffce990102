// Readers: people with an account, and what their roles allow.
import { sql, type Selectable } from "kysely";
import { Forbidden, Invalid, NotFound } from "../errors.ts";
import type { DateLanguage } from "../papers/date-words.ts";
import type { Database, Tables } from "../store/tables.ts";
import { numbersIn } from "../store/values-in.ts";
import { findHandleHolder, freeHandle, saysNobody } from "./handles.ts";
import type { NotificationSettings } from "./notifications/notification-kinds.ts";

export type Role = Selectable<Tables["readers"]>["role"];

export const roles: readonly Role[] = ["reader", "editor", "moderator", "owner"];

export interface Reader {
  id: number;
  /** As others see it. */
  name: string;
  /** By which others mention them; nobody else has it. */
  handle: string;
  address: string;
  role: Role;
  /** When the account was made, ISO 8601. */
  since: string;
  settings: ReaderSettings;
}

/** A reader as others see them. */
export type Person = Pick<Reader, "id" | "name" | "handle" | "role">;

/** What is left out follows the device or the instance. */
export interface ReaderSettings {
  theme?: "light" | "dark";
  /** Whether single keys do something. */
  keys?: boolean;
  /** By whose clock pages tell moments. */
  timeZone?: string;
  dates?: DateLanguage;
  /** Whether a letter tells when somebody signs in on a browser that was not here before. */
  signInNotice?: boolean;
  /** Whether others see on the reader’s page which papers they vote for. */
  showVotes?: boolean;
  /** How often the address of the feed of what is followed was made anew. */
  followFeed?: number;
  /** How they are told of what others say; see community/notifications. */
  notifications?: NotificationSettings;
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
  if (may(reader, power)) return;
  throw new Forbidden(whose[power], { needs: power === "own" ? "owner" : "role" });
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

/** Who has this handle, or had it. @param written as it was typed, with or without `@` */
export async function findReaderByHandle(
  db: Database,
  written: string,
): Promise<Reader | undefined> {
  const id = await findHandleHolder(db, written);
  return id === undefined ? undefined : await findReader(db, id);
}

/** The same. @throws NotFound */
export async function getReaderByHandle(db: Database, written: string): Promise<Reader> {
  const reader = await findReaderByHandle(db, written);
  if (reader) return reader;
  throw new NotFound(saysNobody(written));
}

/** Who has an account, the oldest first. */
export async function listReaders(db: Database): Promise<Reader[]> {
  return (await readers(db).orderBy("id").execute()).map(toReader);
}

/** Those of these that have an account, as others see them, by their numbers. */
export async function findPeople(
  db: Database,
  numbers: readonly number[],
): Promise<Map<number, Person>> {
  const rows = await db
    .selectFrom("readers")
    .select(["id", "name", "handle", "role"])
    .where("id", "in", numbersIn(numbers))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Few have one, and an index of these is used only where a query says so in these words. */
const hasRole = sql<boolean>`role <> 'reader'`;

/** The first of the owners; `undefined` until the site is claimed. */
export async function findOwner(db: Database): Promise<Reader | undefined> {
  const row = await readers(db)
    .where(hasRole)
    .where("role", "=", "owner")
    .orderBy("id")
    .executeTakeFirst();
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
      handle: await freeHandle(db, name),
      email: readerKey(address),
      email_verified: 1,
      role,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning(columns)
    .executeTakeFirst();
  if (!row) throw new Invalid(`${address} has an account already.`);
  return toReader(row);
}

/** Whether there is still an owner, or as little of one as before, when this reader is none. */
export function leavesAnOwner(reader: number) {
  return sql<boolean>`(readers.role <> 'owner' or exists
    (select 1 from readers as others where others.role = 'owner' and others.id <> ${reader}))`;
}

export async function isOnlyOwner(db: Database, { id }: Pick<Reader, "id">): Promise<boolean> {
  const row = await db
    .selectFrom("readers")
    .select("id")
    .where("id", "=", id)
    .where(leavesAnOwner(id))
    .executeTakeFirst();
  return row === undefined;
}

/** Within a transaction it holds until the end of it. @throws Invalid for the only owner. */
export async function demandAnotherOwner(db: Database, reader: Pick<Reader, "id">): Promise<void> {
  if (await isOnlyOwner(db, reader)) throw onlyOwner();
}

export function onlyOwner(): Invalid {
  return new Invalid(
    "This is the only owner of the site. Make somebody else an owner first: `broadsheet user role ADDRESS owner`.",
  );
}

/** How somebody is called who deleted the account. */
export const formerReader = "a former reader";
export const formerEditor = "a former editor";
export const formerModerator = "a former moderator";

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
    .where(hasRole)
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

/** @returns whether it could be had: another reader may have it. */
export async function changeAddress(
  db: Database,
  { reader, from, to }: { reader: number; from: string; to: string },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update or ignore readers set email = ${readerKey(to)}, email_verified = 1
    where id = ${reader} and email = ${from}
  `.execute(db);
  return numAffectedRows > 0n;
}

/** An address as accounts know it; case does not tell two apart. */
export function readerKey(address: string): string {
  return address.trim().toLowerCase();
}

/** What of the settings is to be otherwise; `undefined` follows the device or the instance again. */
export type SettingsChange = {
  [Each in keyof ReaderSettings]: ReaderSettings[Each] | undefined;
};

export async function saveReaderSettings(
  db: Database,
  { reader, change }: { reader: Reader; change: SettingsChange },
): Promise<void> {
  // RFC 7396: what is null goes.
  const patch = JSON.stringify(change, (_, value: unknown) => value ?? null);
  await db
    .updateTable("readers")
    .set({ settings: sql`json_patch(settings, ${patch})` })
    .where("id", "=", reader.id)
    .execute();
}

const columns = ["id", "name", "handle", "email", "role", "settings", "created_at"] as const;

function readers(db: Database) {
  return db.selectFrom("readers").select(columns);
}

interface Row {
  id: number;
  name: string;
  handle: string;
  email: string;
  role: Role;
  settings: string;
  created_at: string;
}

function toReader(row: Row): Reader {
  return {
    id: row.id,
    name: row.name,
    handle: row.handle,
    address: row.email,
    role: row.role,
    since: row.created_at,
    settings: JSON.parse(row.settings) as ReaderSettings,
  };
}
