// An account gets its new address, and a letter tells the one before; or nothing happens.
import { sql } from "kysely";
import type { NewAddress } from "../../community/accounts/new-address.ts";
import { demandUnrestricted } from "../../community/moderation/restrictions.ts";
import { withdrawLetters } from "../../community/notifications/letters.ts";
import { changeAddress } from "../../community/readers.ts";
import type { Database } from "../../store/tables.ts";
import { writeAddressChanged } from "../letters/account-letters.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { putIntoOutbox } from "./outbox.ts";

/** @returns whether it could be had: another reader may have it. @throws Forbidden */
export async function takeAddress(
  db: Database,
  { wanted, letterhead, now }: { wanted: NewAddress; letterhead: Letterhead; now: Date },
): Promise<boolean> {
  return await db.transaction().execute(async (db) => {
    await demandUnrestricted(db, { reader: wanted.reader, now });
    if (!(await changeAddress(db, wanted))) return false;
    // What others said goes to the new one.
    await withdrawLetters(db, sql`reader_id = ${wanted.reader}`);
    const letter = writeAddressChanged({ letterhead, to: wanted.from, now });
    await putIntoOutbox(db, { kind: "notice", reader: wanted.reader, letter, now });
    return true;
  });
}
