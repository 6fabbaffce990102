// Readers: people with an account, and what their roles allow.
import { sql, type Selectable } from "kysely";
import { Forbidden, Invalid } from "../errors.ts";
import type { DateLanguage } from "../papers/date-words.ts";
import { hidesSomething, readableLine } from "../papers/one-line.ts";
import type { Database, Tables } from "../store/tables.ts";
import { freeHandle } from "./handles.ts";
import type { NoticeSettings } from "./notifications/notice-kinds.ts";

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
  notices?: NoticeSettings;
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
  if (!may(reader, power)) throw new Forbidden(whose[power], { isOwners: power === "own" });
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

/** @throws Invalid when it would leave the site without an owner. */
export async function giveRole(
  db: Database,
  { reader, role }: { reader: number; role: Role },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("readers")
    .set({ role })
    .where("id", "=", reader)
    .$if(role !== "owner", (query) => query.where(leavesAnOwner(reader)))
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw onlyOwner();
}

/** Whether there is still an owner, or as little of one as before, when this reader is none. */
function leavesAnOwner(reader: number) {
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

function onlyOwner(): Invalid {
  return new Invalid(
    "This is the only owner of the site. Make somebody else an owner first: `broadsheet user role ADDRESS owner`.",
  );
}

/** How somebody is called who deleted the account. */
export const formerReader = "a former reader";
export const formerEditor = "a former editor";

export const longestName = 60;

/** A name that others see. @throws Invalid */
export function parseName(written: string): string {
  const name = readableLine(written);
  if (name === "") throw new Invalid("A name has a letter or more.");
  if (/[<>@]/.test(name) || hidesSomething(written)) {
    throw new Invalid("A name has no @, no < or >, and nothing that cannot be seen.");
  }
  if ([...name].length > longestName) {
    throw new Invalid(`A name has ${longestName} characters at most.`);
  }
  return name;
}

/**
 * A name for whoever takes it: nobody is called what somebody with a role is called.
 * @param reader who takes it; a newcomer has no number yet @throws Invalid
 */
export async function parseFreeName(
  db: Database,
  written: string,
  { reader }: { reader?: number } = {},
): Promise<string> {
  const name = parseName(written);
  const bearers = await db.selectFrom("readers").select(["id", "name"]).where(hasRole).execute();
  if (bearers.some((each) => each.id !== reader && folded(each.name) === folded(name))) {
    throw new Invalid(
      "An editor, a moderator or the owner of this site has this name. Add something to yours.",
    );
  }
  return name;
}

/** The same for names that look the same: case, spaces and compatible characters tell none apart. */
function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, "");
}

/** A newcomer's name as somebody else wrote it; where it is none, or not free, there is a plain one. */
export async function fitName(db: Database, written: string): Promise<string> {
  try {
    return await parseFreeName(db, [...written].slice(0, longestName).join(""));
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
