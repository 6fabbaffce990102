// Which comments wait for a moderator before others see them.
import type { Database } from "../../store/tables.ts";

/** Why a text of this reader waits, in words for its author; `undefined` when it does not. */
export async function whyHold(
  _db: Database,
  _: { reader: number; source: string; now: Date },
): Promise<string | undefined> {
  return undefined;
}
