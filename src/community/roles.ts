// Giving readers a role, and taking it.
import { Invalid } from "../errors.ts";
import type { Database } from "../store/tables.ts";
import { findRestriction } from "./moderation/restrictions.ts";
import { findReader, leavesAnOwner, onlyOwner, type Role } from "./readers.ts";

/** @throws Invalid when it would leave the site without an owner, and for whoever may not write. */
export async function giveRole(
  db: Database,
  { reader, role, now }: { reader: number; role: Role; now: Date },
): Promise<void> {
  if (role !== "reader") await demandNoRestriction(db, { reader, now });
  const { numUpdatedRows } = await db
    .updateTable("readers")
    .set({ role })
    .where("id", "=", reader)
    .$if(role !== "owner", (query) => query.where(leavesAnOwner(reader)))
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw onlyOwner();
}

/** Nobody could give an owner the voice back. @throws Invalid */
async function demandNoRestriction(db: Database, of: { reader: number; now: Date }): Promise<void> {
  const restriction = await findRestriction(db, of);
  if (!restriction) return;
  const { name, handle } = (await findReader(db, of.reader))!;
  throw new Invalid(
    `${name} is ${restriction.kind}, and can have no role. First \`broadsheet moderate lift ${handle}\`.`,
  );
}
