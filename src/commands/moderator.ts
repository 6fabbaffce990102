// As whom the command line moderates, and whom and what it names.
import type { Command } from "commander";
import {
  findOwner,
  findReaderByAddress,
  getReaderByHandle,
  may,
  type Reader,
} from "../community/readers.ts";
import { parseAddress } from "../email/subscriptions/address.ts";
import { Forbidden, Invalid, NotFound } from "../errors.ts";
import type { Database } from "../store/tables.ts";
import { withInstance, type Run } from "./terminal.ts";

export interface As {
  as?: string | undefined;
}

export function withAs(command: Command): Command {
  return command.option("--as <who>", "by handle or mail address, whoever does it; else the owner");
}

export interface Desk {
  db: Database;
  by: Reader;
  now: Date;
}

/** @throws Invalid, NotFound */
export async function asModerator(
  run: Run,
  { as }: As,
  act: (desk: Desk) => Promise<void>,
): Promise<void> {
  await withInstance(run, async (db) => {
    const by = await getModerator(db, as);
    await forbiddenAsInvalid(() => act({ db, by, now: new Date() }));
  });
}

/** Whoever has the database is let in; what they may not do as somebody they asked wrongly. @throws Invalid */
export async function forbiddenAsInvalid(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Forbidden) throw new Invalid(error.message, { cause: error });
    throw error;
  }
}

async function getModerator(db: Database, as: string | undefined): Promise<Reader> {
  if (as === undefined) {
    const owner = await findOwner(db);
    if (owner) return owner;
    throw new NotFound("This site has no owner yet. `broadsheet owner` prints the link for one.");
  }
  const reader = await getReaderNamed(db, as);
  if (may(reader, "moderate")) return reader;
  throw new Invalid(
    `${reader.name} is no moderator: \`broadsheet user role ${reader.address} moderator\`.`,
  );
}

/** @param written a handle, with or without `@`, or a mail address @throws Invalid, NotFound */
export async function getReaderNamed(db: Database, written: string): Promise<Reader> {
  if (!written.trim().includes("@", 1)) return await getReaderByHandle(db, written);
  const address = parseAddress(written);
  const reader = await findReaderByAddress(db, address);
  if (reader) return reader;
  throw new NotFound(
    `There is no account of ${address}. \`broadsheet user list\` shows all of them.`,
  );
}

/** @throws Invalid */
export function numberOf(written: string, what: "comment" | "act"): number {
  if (/^[1-9]\d{0,14}$/.test(written)) return Number(written);
  const where = what === "act" ? "`broadsheet moderate log` lists them" : "as in /comments/12";
  throw new Invalid(
    `"${written}" is no number of ${what === "act" ? "an act" : "a comment"}; ${where}.`,
  );
}

export function saysUndo(act: number): string {
  return `\`broadsheet moderate undo ${act}\` takes that back.`;
}
