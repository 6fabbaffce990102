// As whom the command line moderates, and whom and what it names.
import type { Command } from "commander";
import { findHandleHolder } from "../community/handles.ts";
import {
  findOwner,
  findReader,
  findReaderByAddress,
  may,
  type Reader,
} from "../community/readers.ts";
import { parseAddress } from "../email/subscriptions/address.ts";
import { Forbidden, Invalid, NotFound } from "../errors.ts";
import type { Database } from "../store/tables.ts";
import { withDatabase, type Run } from "./terminal.ts";

export interface As {
  as?: string;
}

export function withAs(command: Command): Command {
  return command.option("--as <address>", "the moderator who does it; else the owner");
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
  await withDatabase(run, async (db) => {
    const by = await getModerator(db, as);
    try {
      await act({ db, by, now: new Date() });
    } catch (error) {
      // Whoever has the database is let in; what they may not do as somebody they asked wrongly.
      if (error instanceof Forbidden) throw new Invalid(error.message, { cause: error });
      throw error;
    }
  });
}

async function getModerator(db: Database, as: string | undefined): Promise<Reader> {
  if (as === undefined) {
    const owner = await findOwner(db);
    if (owner) return owner;
    throw new NotFound("This site has no owner yet. `broadsheet owner` prints the link for one.");
  }
  const address = parseAddress(as);
  const reader = await findReaderByAddress(db, address);
  if (!reader) {
    throw new NotFound(
      `There is no account of ${address}. \`broadsheet user list\` shows all of them.`,
    );
  }
  if (may(reader, "moderate")) return reader;
  throw new Invalid(
    `${reader.name} is no moderator: \`broadsheet user role ${address} moderator\`.`,
  );
}

/** @throws NotFound */
export async function getByHandle(db: Database, written: string): Promise<Reader> {
  const handle = written.replace(/^@/, "").toLowerCase();
  const id = await findHandleHolder(db, handle);
  const reader = id === undefined ? undefined : await findReader(db, id);
  if (reader) return reader;
  throw new NotFound(`There is nobody called @${handle} here.`);
}

/** @throws Invalid */
export function numberOf(written: string, what: "comment" | "act"): number {
  if (/^[1-9]\d{0,14}$/.test(written)) return Number(written);
  const where = what === "act" ? "`broadsheet moderate log` lists them" : "as in /comments/12";
  throw new Invalid(
    `"${written}" is no number of ${what === "act" ? "an act" : "a comment"}; ${where}.`,
  );
}
