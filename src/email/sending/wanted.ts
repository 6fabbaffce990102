// What is due and may leave. Whatever the subscriptions say, for they may have come from a backup, the
// suppression list is asked last, when a letter is about to leave; and so is whether what a letter tells
// may be told still.
import { withdrawStale } from "../../community/notifications/letters.ts";
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
    const telling = due.filter(({ kind }) => kind === "notification").map(({ id }) => id);
    const stale = telling.length > 0 ? await withdrawStale(db, telling) : new Set<number>();
    const unwanted = await findUnwanted(db, keeper, due);
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
  due: readonly Outgoing[],
): Promise<Set<number>> {
  const keys = due.map(({ recipient }) => addressKey(recipient));
  const suppressed = await listSuppressed(db, keeper, keys);
  const unwanted = due.filter(({ kind, recipient }) => {
    const reason = suppressed.get(addressKey(recipient));
    if (reason === undefined) return false;
    // Who left the digests chose these by themselves; a mailbox that is full needs none.
    if (kind === "notification") return reason !== "unsubscribed";
    return !(isAskedFor.has(kind) && mayBeAsked.has(reason));
  });
  return new Set(unwanted.map(({ id }) => id));
}
