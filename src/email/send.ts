// Delivers what is due from the outbox, then ends. Every state is committed before the next step,
// so that a kill at any moment loses nothing; what was in flight then is sent again, with the same
// Message-ID, since nobody can know whether it arrived.
import { setTimeout as sleep } from "node:timers/promises";
import { takeLease, type Lease } from "../store/leases.ts";
import type { Database } from "../store/tables.ts";
import { DeliveryFailed } from "./delivery-failed.ts";
import type { Mailer } from "./mailer.ts";
import {
  countDue,
  expireMail,
  hasWork,
  listDue,
  markFailed,
  markSent,
  putBack,
  recoverMail,
  takeMail,
  type Outgoing,
} from "./outbox.ts";
import { pace } from "./pace.ts";
import { progressLine } from "./progress.ts";

export interface SendOptions {
  clock: () => Date;
  /** The envelope's sender. */
  from: string;
  concurrency: number;
  /** Over all connections together. */
  ratePerS: number;
  /** How long to wait while another process sends; by default not at all. */
  waitForLeaseMs?: number;
  onProgress?: ((line: string) => void) | undefined;
  /** Takes no further message; what is in flight is finished. */
  signal?: AbortSignal | undefined;
}

export interface SendReceipt {
  sent: number;
  failed: number;
  /** To be tried again later. */
  deferred: number;
  /** Why the run ended with mail left that is due; a sentence. */
  stopped?: string;
}

const expiresAfterMs = 5 * 86_400_000;
const delayMinutes = [1, 5, 15, 60, 240];
/** So many broken connections without a message between them end a run. */
const strikesAllowed = 3;

export async function sendDue(
  db: Database,
  mailer: Mailer,
  options: SendOptions,
): Promise<SendReceipt> {
  const receipt: SendReceipt = { sent: 0, failed: 0, deferred: 0 };
  if (!(await hasWork(db, options.clock()))) return receipt;
  const lease = await waitForLease(db, options);
  if (!lease) return { ...receipt, stopped: "Another process is sending the mail." };
  try {
    await recoverMail(db);
    receipt.failed += await expireMail(db, new Date(options.clock().getTime() - expiresAfterMs));
    await deliver(db, mailer, { ...options, lease, receipt });
  } finally {
    await lease.release();
  }
  return receipt;
}

async function waitForLease(
  db: Database,
  { waitForLeaseMs = 0, onProgress, signal }: SendOptions,
): Promise<Lease | undefined> {
  const until = performance.now() + waitForLeaseMs;
  for (;;) {
    const answer = await takeLease(db, "sender");
    if ("lease" in answer) return answer.lease;
    if (performance.now() >= until || signal?.aborted) return undefined;
    onProgress?.("Another process is sending the mail; waiting for it to end.");
    await sleep(500);
  }
}

async function deliver(
  db: Database,
  mailer: Mailer,
  run: SendOptions & { lease: Lease; receipt: SendReceipt },
): Promise<void> {
  const { clock, concurrency, lease, receipt, signal } = run;
  const turn = pace(run.ratePerS);
  const began = performance.now();
  const total = await countDue(db, clock());
  let strikes = 0;
  let round = 0;
  let waiting: number[] = [];
  let refilling: Promise<void> | undefined;

  function mayGoOn(): boolean {
    if (receipt.stopped !== undefined || signal?.aborted) return false;
    // Asked before each message: a process that slept may have lost it to another.
    if (!lease.isHeld()) receipt.stopped = "Another process has taken over the sending.";
    return receipt.stopped === undefined;
  }

  /** Few at a time, so that a confirmation overtakes a hundred thousand digests. */
  async function nextDue(): Promise<number | undefined> {
    if (waiting.length === 0) {
      refilling ??= listDue(db, { now: clock(), limit: concurrency * 4 }).then((ids) => {
        waiting = ids;
        refilling = undefined;
      });
      await refilling;
    }
    return waiting.shift();
  }

  async function work(): Promise<void> {
    for (;;) {
      await turn();
      if (!mayGoOn()) return;
      const id = await nextDue();
      if (id === undefined) return;
      const mail = await takeMail(db, id);
      if (mail) await sendOne(mail);
    }
  }

  async function sendOne(mail: Outgoing): Promise<void> {
    const { id, messageId, recipient, message } = mail;
    const begunIn = round;
    try {
      await mailer.send({ id: messageId, from: run.from, to: recipient, raw: message });
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      // Connections that break together are one strike.
      if (error.kind === "broken" && begunIn === round) {
        round++;
        strikes++;
      }
      await settleFailure(mail, error);
      return;
    }
    await markSent(db, id, clock());
    receipt.sent++;
    strikes = 0;
    run.onProgress?.(progressLine({ done: receipt.sent, total, verb: "sent", began }));
  }

  async function settleFailure({ id, attempts }: Outgoing, failure: DeliveryFailed): Promise<void> {
    const { kind, message: error } = failure;
    const later = new Date(clock().getTime() + delayMs(attempts));
    switch (kind) {
      case "refused":
        receipt.failed++;
        return await markFailed(db, id, error);
      case "later":
        receipt.deferred++;
        return await putBack(db, id, { due: later, error });
      case "policy":
        // Only this one waits, so that a later run finds out with another whether it was it.
        receipt.deferred++;
        receipt.stopped ??= `Sending is paused, nobody was given up. ${error}`;
        return await putBack(db, id, { due: later, error });
      case "unreachable":
        receipt.stopped ??= `Nothing can be sent now. ${error}`;
        return await putBack(db, id, { error, untried: true });
      case "broken":
        if (strikes >= strikesAllowed) {
          receipt.stopped ??= `The connection to the mail server keeps breaking. ${error}`;
        }
        // Once more at once; a message that breaks connections must not stand in front for ever.
        if (attempts === 1) return await putBack(db, id, { error });
        receipt.deferred++;
        return await putBack(db, id, { due: later, error });
    }
  }

  const workers = await Promise.allSettled(Array.from({ length: concurrency }, stopTheOthers));
  for (const worker of workers) if (worker.status === "rejected") throw worker.reason;

  async function stopTheOthers(): Promise<void> {
    try {
      await work();
    } catch (error) {
      receipt.stopped ??= "Sending failed.";
      throw error;
    }
  }
}

/** Growing with each attempt, the first being 1. */
function delayMs(attempts: number): number {
  return (delayMinutes[attempts - 1] ?? delayMinutes.at(-1)!) * 60_000;
}
