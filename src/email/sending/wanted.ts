// What is due and may leave. Whatever the subscriptions say, for they may have come from a backup, the
// suppression list is asked last, when a letter is about to leave; and so is whether what a letter tells
// may be told still.
import { listTelling, withdrawStale } from "../../community/notifications/letters.ts";
import type { Database } from "../../store/tables.ts";
import { addressKey } from "../subscriptions/address.ts";
import { listDue, suppressListed, type Outgoing } from "./outbox.ts";
import {
  listSuppressed,
  type Keeper,
  type SuppressionReason,
} from "../subscriptions/suppression.ts";

/**
 * Who left, or whose mailbox was full, may ask to come back, and is written to about that; and may
 * have an account.
 */
const mayBeAsked: ReadonlySet<SuppressionReason> = new Set(["unsubscribed", "soft"]);

const isAskedFor: ReadonlySet<Outgoing["kind"]> = new Set(["confirmation", "sign-in", "notice"]);

const why = "Not sent: the address is on the list of those to whom nothing is sent.";

/** As listDue; empty only where nothing is due any more. */
export async function listWanted(
  db: Database,
  keeper: Keeper,
  which: Parameters<typeof listDue>[1],
): Promise<Outgoing[]> {
  for (;;) {
    const due = await listDue(db, which);
    if (which.channel !== "mail" || due.length === 0) return due;
    const notices = due.filter(({ kind }) => kind === "notice").map(({ id }) => id);
    const stale = notices.length > 0 ? await withdrawStale(db, notices) : new Set<number>();
    const telling = notices.length > 0 ? await listTelling(db, notices) : new Set<number>();
    const unwanted = await findUnwanted(db, keeper, { due, telling });
    if (unwanted.size + stale.size === 0) return due;
    if (unwanted.size > 0) await suppressListed(db, { ids: [...unwanted], why });
    const wanted = due.filter(({ id }) => !unwanted.has(id) && !stale.has(id));
    if (wanted.length > 0) return wanted;
  }
}

/** The numbers of those that must not leave. */
async function findUnwanted(
  db: Database,
  keeper: Keeper,
  { due, telling }: { due: readonly Outgoing[]; telling: ReadonlySet<number> },
): Promise<Set<number>> {
  const keys = due.map(({ recipient }) => addressKey(recipient));
  const suppressed = await listSuppressed(db, keeper, keys);
  const unwanted = due.filter(({ id, kind, recipient }) => {
    const reason = suppressed.get(addressKey(recipient));
    if (reason === undefined) return false;
    // Who left the digests chose these by themselves; a mailbox that is full needs none.
    if (telling.has(id)) return reason !== "unsubscribed";
    return !(isAskedFor.has(kind) && mayBeAsked.has(reason));
  });
  return new Set(unwanted.map(({ id }) => id));
}
