// A write that does not wait while another process writes. SQLite would wait with the whole thread,
// and an import holds the database for half a second at a time: so long no reader would be answered.
import { busyTimeoutMs } from "./database.ts";
import type { Database } from "./tables.ts";
import { withPragma } from "./with-pragma.ts";

const waitNot = { during: "busy_timeout = 0", after: `busy_timeout = ${busyTimeoutMs}` };

/** Of SQLite's results the lower eight bits are what went wrong. */
const busy = 5;

/** Does `act`, or answers `undefined` and has done nothing where another process writes just now. */
export async function unlessBusy<Result>(
  db: Database,
  act: (db: Database) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await withPragma(db, waitNot, act);
  } catch (cause) {
    const { errcode = 0 } = cause as { errcode?: number };
    if ((errcode & 0xff) === busy) return undefined;
    throw cause;
  }
}
