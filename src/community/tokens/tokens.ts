// Tokens: what a reader gives to a program, so that it may ask and act in their name. The token is
// told once, when it is made; of it the hash alone is kept.
import { createHash, randomBytes } from "node:crypto";
import { Invalid, NotFound } from "../../errors.ts";
import { readableLine } from "../../papers/one-line.ts";
import type { Database } from "../../store/tables.ts";
import { findReader, type Reader } from "../readers.ts";
import { scopeNames, type Scope } from "./scopes.ts";

export interface AccessToken {
  id: number;
  name: string;
  scopes: readonly Scope[];
  /** When it was made, ISO 8601. */
  since: string;
  /** The last day of use in UTC; `undefined` where it was never used. */
  usedOn: string | undefined;
  /** When it ends by itself, ISO 8601. */
  until: string | undefined;
}

/** Who holds a token, and what it is good for. */
export interface Holder {
  reader: Reader;
  scopes: ReadonlySet<Scope>;
}

/** The form that asks for a token was sent before, and made one. */
export class MadeAlready extends Error {
  override name = "MadeAlready";
}

interface NewToken {
  reader: number;
  name: string;
  scopes: readonly string[];
  /** After how many days it ends by itself. */
  days?: number | undefined;
  /** What the form was known by that asks for it: with the same key no second one is made. */
  formKey?: string | undefined;
  now: Date;
}

/** By which a token of this program is known. */
export const tokenPrefix = "bsh_";

export const longestTokenName = 60;
const mostTokens = 50;
const written = /^bsh_[\w-]{43}$/;
const dayMs = 86_400_000;

/** @throws Invalid */
export function parseTokenName(written: string): string {
  const name = readableLine(written);
  if (name === "") throw new Invalid("Say what the token is for, so that you know it again.");
  if ([...name].length > longestTokenName) {
    throw new Invalid(`The name of a token has ${longestTokenName} characters at most.`);
  }
  return name;
}

/** @throws Invalid */
export function parseScopes(written: readonly string[]): Scope[] {
  const unknown = written.find((each) => !(scopeNames as readonly string[]).includes(each));
  if (unknown !== undefined) {
    throw new Invalid(`A token is good for ${scopeNames.join(", ")}, and for nothing else.`);
  }
  const given = scopeNames.filter((each) => written.includes(each));
  if (given.length === 0) throw new Invalid("Choose what the token is good for.");
  return given;
}

/** @returns the token, which nobody can be told again. @throws Invalid, MadeAlready */
export async function makeToken(
  db: Database,
  { reader, name, scopes, days, formKey, now }: NewToken,
): Promise<string> {
  const called = parseTokenName(name);
  const given = parseScopes(scopes);
  const token = `${tokenPrefix}${randomBytes(32).toString("base64url")}`;
  await db.transaction().execute(async (db) => {
    await demandNew(db, { reader, formKey });
    const known = await listTokens(db, { reader });
    if (known.length >= mostTokens) {
      throw new Invalid(`There are ${mostTokens} tokens already; end one that you need no more.`);
    }
    await db
      .insertInto("access_tokens")
      .values({
        reader_id: reader,
        name: called,
        token_hash: hashOf(token),
        scopes: given.join(" "),
        at: now.toISOString(),
        until: days === undefined ? null : new Date(now.getTime() + days * dayMs).toISOString(),
        ...(formKey !== undefined && { form_key: formKey }),
      })
      .execute();
  });
  return token;
}

/** @throws MadeAlready */
async function demandNew(
  db: Database,
  { reader, formKey }: Pick<NewToken, "reader" | "formKey">,
): Promise<void> {
  if (formKey === undefined) return;
  const made = await db
    .selectFrom("access_tokens")
    .select("name")
    .where("reader_id", "=", reader)
    .where("form_key", "=", formKey)
    .executeTakeFirst();
  if (made) {
    throw new MadeAlready(
      `“${made.name}” was made already, and a token is shown only once. If you have not kept it, end it and make another.`,
    );
  }
}

/** The newest first; those that ended by themselves too. */
export async function listTokens(
  db: Database,
  { reader }: { reader: number },
): Promise<AccessToken[]> {
  const rows = await db
    .selectFrom("access_tokens")
    .select(["id", "name", "scopes", "at", "used_day", "until"])
    .where("reader_id", "=", reader)
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ id, name, scopes, at, used_day, until }) => ({
    id,
    name,
    scopes: scopesIn(scopes),
    since: at,
    usedOn: used_day ?? undefined,
    until: until ?? undefined,
  }));
}

/** `undefined` where the token is nobody's, or nobody's any more. */
export async function findHolder(
  db: Database,
  { token, now }: { token: string; now: Date },
): Promise<Holder | undefined> {
  if (!written.test(token)) return undefined;
  const row = await db
    .selectFrom("access_tokens")
    .select(["id", "reader_id", "scopes", "used_day"])
    .where("token_hash", "=", hashOf(token))
    .where((where) =>
      where.or([where("until", "is", null), where("until", ">", now.toISOString())]),
    )
    .executeTakeFirst();
  const reader = row && (await findReader(db, row.reader_id));
  if (!reader) return undefined;
  // One write a day: who asks often is not to write as often.
  const today = now.toISOString().slice(0, 10);
  if (row.used_day !== today) {
    await db
      .updateTable("access_tokens")
      .set({ used_day: today })
      .where("id", "=", row.id)
      .execute();
  }
  return { reader, scopes: new Set(scopesIn(row.scopes)) };
}

/** @throws NotFound */
export async function endToken(
  db: Database,
  { id, reader }: { id: number; reader: number },
): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom("access_tokens")
    .where("id", "=", id)
    .where("reader_id", "=", reader)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new NotFound("There is no such token any more.");
}

/** All of a reader's. @returns how many there were */
export async function endTokens(db: Database, { reader }: { reader: number }): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("access_tokens")
    .where("reader_id", "=", reader)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Whether it ended by itself. */
export function hasEnded({ until }: Pick<AccessToken, "until">, now: Date): boolean {
  return until !== undefined && until <= now.toISOString();
}

function scopesIn(text: string): Scope[] {
  const words = text.split(" ");
  return scopeNames.filter((each) => words.includes(each));
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
