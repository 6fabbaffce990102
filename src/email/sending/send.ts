// Delivers what is due from the outbox, then ends. Every state is committed before the next step,
// so that a kill at any moment loses nothing; what was in flight then is uncertain, and is sent once
// more with the same Message-ID, since nobody can know whether it arrived.
import type { Database } from "../../store/tables.ts";
import { recordBounce } from "../bounces/record-bounce.ts";
import { deliver } from "./deliver.ts";
import { expireMail, hasExpired } from "./handling.ts";
import { findPause, sayPaused } from "./mail-pause.ts";
import type { Mailer } from "./mailer.ts";
import { countDue, type Outgoing } from "./outbox.ts";
import { giveUpOutlived } from "./outlived.ts";
import { progressLine } from "./progress.ts";
import { becomeSender, recoverMail } from "./senders.ts";
import type { SendOptions, SendReceipt } from "./sending.ts";

export { sendingOf, type SendOptions, type SendReceipt } from "./sending.ts";

const expiresAfterMs = 5 * 86_400_000;
const nothing = { sent: 0, failed: 0, deferred: 0 };

/** What stops mail does not stop webhooks, and the other way round; the owner's pause stops both. */
export async function sendDue(
  db: Database,
  mailer: Mailer,
  options: SendOptions,
): Promise<SendReceipt> {
  const now = options.clock();
  const failed = await giveUpOutlived(db, now);
  const pause = await findPause(db, "mail");
  if (pause?.by === "owner") return { ...nothing, failed, stopped: sayPaused(pause), paused: true };
  await recoverMail(db);
  const receipt: SendReceipt = { ...nothing, failed: failed + (await giveUpOld(db, options, now)) };
  if (pause) Object.assign(receipt, { stopped: sayPaused(pause), paused: true });
  const due = {
    mail: pause ? 0 : await countDue(db, { channel: "mail", now }),
    webhook: await countDue(db, { channel: "webhook", now }),
  };
  const channels = (["mail", "webhook"] as const).filter((channel) => due[channel] > 0);
  if (channels.length === 0) return receipt;
  const receipts = await deliverAll(db, mailer, {
    ...options,
    channels,
    total: due.mail + due.webhook,
  });
  return receipts.reduce(together, receipt);
}

/** Each channel by itself, at the same time. */
async function deliverAll(
  db: Database,
  mailer: Mailer,
  {
    channels,
    total,
    ...options
  }: SendOptions & { channels: readonly Outgoing["channel"][]; total: number },
): Promise<SendReceipt[]> {
  const began = performance.now();
  let done = 0;
  const onSent = () =>
    options.onProgress?.(progressLine({ done: ++done, total, verb: "sent", began }));
  const sender = await becomeSender(db);
  try {
    const runs = await Promise.allSettled(
      channels.map(async (channel) => {
        const receipt: SendReceipt = { ...nothing };
        await deliver(db, mailer, { ...options, channel, sender, receipt, onSent });
        return receipt;
      }),
    );
    return runs.map((run) => {
      if (run.status === "rejected") throw run.reason;
      return run.value;
    });
  } finally {
    await sender.release();
  }
}

/** The first that stopped says why. */
function together(one: SendReceipt, other: SendReceipt): SendReceipt {
  return {
    ...other,
    ...one,
    sent: one.sent + other.sent,
    failed: one.failed + other.failed,
    deferred: one.deferred + other.deferred,
  };
}

/**
 * Nobody wants an old paper. That a mailbox took nothing for so long is remembered; a letter that
 * waited for us, or for the mail server, says nothing of its mailbox.
 */
async function giveUpOld(db: Database, { keeper }: SendOptions, now: Date): Promise<number> {
  const since = new Date(now.getTime() - expiresAfterMs);
  if (!(await hasExpired(db, since))) return 0;
  return await db.transaction().execute(async (db) => {
    const expired = await expireMail(db, since);
    for (const { id, channel, error, isAnswered } of expired) {
      if (channel !== "mail" || error === null || isAnswered === 0) continue;
      await recordBounce(db, keeper, {
        kind: "soft",
        source: "smtp",
        outboxId: id,
        says: error,
        now,
      });
    }
    return expired.length;
  });
}
