// Delivers what is due from the outbox, then ends. Every state is committed before the next step,
// so that a kill at any moment loses nothing; what was in flight then is uncertain, and is sent once
// more with the same Message-ID, since nobody can know whether it arrived.
import type { Config } from "../config.ts";
import type { Database } from "../store/tables.ts";
import { classifyAnswer } from "./bounces/classify.ts";
import { recordBounce } from "./bounces/record-bounce.ts";
import { openCarriers, type Carry } from "./carriers.ts";
import { DeliveryFailed } from "./delivery-failed.ts";
import { openLedger } from "./ledger.ts";
import type { Letterhead } from "./letterhead.ts";
import { findPause, pauseMail, sayPaused } from "./mail-pause.ts";
import type { Mailer } from "./mailer.ts";
import {
  countDue,
  expireMail,
  hasExpired,
  listDue,
  markFailed,
  markSent,
  putBack,
  takeMail,
  type Outgoing,
} from "./outbox.ts";
import { pace } from "./pace.ts";
import { progressLine } from "./progress.ts";
import { openQueue, type DomainRates } from "./queue.ts";
import { becomeSender, recoverMail, type Sender } from "./senders.ts";
import type { Keeper } from "./suppression.ts";
import { allowanceOf } from "./warm-up.ts";

export interface SendOptions extends Sending {
  letterhead: Letterhead;
  keeper: Keeper;
  clock: () => Date;
  onProgress?: ((line: string) => void) | undefined;
  /** Takes no further message; what is in flight is finished. */
  signal?: AbortSignal | undefined;
}

/** How much at once, as it is set. */
interface Sending {
  concurrency: number;
  /** Over all connections, and all that send, together. */
  ratePerS: number;
  domainRates?: DomainRates;
  /** What may be sent on the first day of a sender that nobody knows; 0 for no limit. */
  warmUp?: number;
}

export function sendingOf(config: Config): Sending {
  return {
    concurrency: config.MAIL_CONCURRENCY,
    ratePerS: config.MAIL_RATE_PER_S,
    domainRates: config.MAIL_RATE_PER_DOMAIN,
    warmUp: config.MAIL_WARM_UP,
  };
}

export interface SendReceipt {
  sent: number;
  failed: number;
  /** To be tried again later. */
  deferred: number;
  /** Why the run ended with mail left that is due; a sentence. */
  stopped?: string;
  /** Nobody is tried until the owner says so. */
  paused?: boolean;
}

const expiresAfterMs = 5 * 86_400_000;
const delayMinutes = [1, 5, 15, 60, 240];
/** So many broken connections without a message between them end a run. */
const strikesAllowed = 3;
const nothing = { sent: 0, failed: 0, deferred: 0 };

export async function sendDue(
  db: Database,
  mailer: Mailer,
  options: SendOptions,
): Promise<SendReceipt> {
  const pause = await findPause(db);
  if (pause) return { ...nothing, stopped: sayPaused(pause), paused: true };
  const receipt: SendReceipt = { ...nothing };
  await recoverMail(db);
  const now = options.clock();
  receipt.failed += await giveUpOld(db, options, now);
  const total = await countDue(db, now);
  if (total === 0) return receipt;
  const sender = await becomeSender(db);
  try {
    await deliver(db, mailer, { ...options, sender, receipt, total });
  } finally {
    await sender.release();
  }
  return receipt;
}

/** Nobody wants an old paper. That its mailbox took nothing for so long is remembered. */
async function giveUpOld(db: Database, { keeper }: SendOptions, now: Date): Promise<number> {
  const since = new Date(now.getTime() - expiresAfterMs);
  if (!(await hasExpired(db, since))) return 0;
  return await db.transaction().execute(async (db) => {
    const expired = await expireMail(db, since);
    for (const { id, channel, error } of expired) {
      if (channel !== "mail" || error === null) continue;
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

/** A message that may leave at once. */
interface Ready {
  mail: Outgoing;
  carry: Carry;
}

/** One that nobody else sends now. */
interface Taken extends Ready {
  /** This one included. */
  attempts: number;
}

type SendRun = SendOptions & { sender: Sender; receipt: SendReceipt; total: number };

async function deliver(db: Database, mailer: Mailer, run: SendRun): Promise<void> {
  const { clock, concurrency, letterhead, sender, receipt, signal, total } = run;
  const makeReady = openCarriers(db, { mailer, letterhead });
  const ledger = openLedger(db);
  const turn = pace(() => run.ratePerS * sender.share());
  const queue = openQueue({
    rates: run.domainRates ?? new Map(),
    share: sender.share,
    ahead: concurrency * 4,
    async refill(known) {
      const now = clock();
      const pause = await findPause(db);
      if (!pause) {
        const allowed = await allowanceOf(db, { first: run.warmUp ?? 0, now });
        allowance = Math.ceil(allowed * sender.share());
        return await listDue(db, { now, ...known });
      }
      receipt.stopped ??= sayPaused(pause);
      receipt.paused = true;
      return [];
    },
  });
  let allowance = Infinity;
  const began = performance.now();
  let strikes = 0;
  let round = 0;

  function mayGoOn(): boolean {
    if (receipt.stopped !== undefined || signal?.aborted) return false;
    if (!sender.isHeld()) receipt.stopped = "This process was taken for dead by another.";
    return receipt.stopped === undefined;
  }

  /** Asked where there is one more, so that a list which is through says nothing. */
  function isAllowed(): boolean {
    if (allowance > 0) return true;
    receipt.stopped ??= "The warm-up (MAIL_WARM_UP) allows no more mail today; the rest waits.";
    return false;
  }

  /** The next one, made ready. */
  async function fetchNext(): Promise<Ready | undefined> {
    const mail = mayGoOn() ? await queue.next() : undefined;
    return mail && { mail, carry: await makeReady(mail) };
  }

  async function work(): Promise<void> {
    let written: Promise<void> | undefined;
    let coming: Promise<Ready | undefined> | undefined;
    const fetchAhead = () => {
      coming = fetchNext();
      coming.catch(() => {});
    };
    for (;;) {
      await turn();
      // What has just come back to the queue came after that was asked.
      const taken = await takeNext((await coming) ?? (await fetchNext()), written);
      if (!taken) break;
      coming = undefined;
      ({ written } = await sendOne(taken, fetchAhead));
    }
    await written;
  }

  /** What became of the last one is written in the commit that takes the next. */
  async function takeNext(
    first: Ready | undefined,
    lastWritten: Promise<void> | undefined,
  ): Promise<Taken | undefined> {
    for (let next = first; next && mayGoOn() && isAllowed(); next = await fetchNext()) {
      const { mail } = next;
      allowance--;
      const [attempts] = await Promise.all([
        ledger.write((db) => takeMail(db, held(mail))),
        lastWritten,
      ]);
      if (attempts !== undefined) return { ...next, attempts };
      // Another sender was quicker. That costs neither a turn nor a place of the domain.
      allowance++;
      queue.giveBack(mail);
    }
    return undefined;
  }

  /** Answers once the server has; what is to be written then is on its way to the disk. */
  async function sendOne(
    { mail, carry, attempts }: Taken,
    onHandedOver: () => void,
  ): Promise<{ written: Promise<void> }> {
    const begunIn = round;
    try {
      await carry(onHandedOver);
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      // Connections that break together are one strike.
      if (error.kind === "broken" && begunIn === round) {
        round++;
        strikes++;
      }
      return watched(settleFailure(mail, attempts, error));
    }
    receipt.sent++;
    strikes = 0;
    run.onProgress?.(progressLine({ done: receipt.sent, total, verb: "sent", began }));
    return watched(ledger.write((db) => markSent(db, { ...held(mail), now: clock() })));
  }

  function held({ id }: Outgoing) {
    return { id, sender: sender.name };
  }

  async function settleFailure(
    mail: Outgoing,
    attempts: number,
    failure: DeliveryFailed,
  ): Promise<void> {
    const { kind, message: error, maybeArrived } = failure;
    const now = clock();
    const later = new Date(now.getTime() + delayMs(attempts));
    const back = (how: Partial<Parameters<typeof putBack>[1]>) =>
      ledger.write((db) => putBack(db, { ...held(mail), error, uncertain: maybeArrived, ...how }));
    switch (kind) {
      case "refused":
        receipt.failed++;
        return await ledger.write(async (db) => {
          await markFailed(db, { ...held(mail), error });
          await recordRefusal(db, mail, failure, now);
        });
      case "later":
        receipt.deferred++;
        return await back({ due: later });
      case "policy":
        // Only this one waits, so that a later run finds out with another whether it was it.
        receipt.deferred++;
        receipt.stopped ??= `Sending is paused, nobody was given up. ${error}`;
        receipt.paused = true;
        await back({ due: later });
        return await pauseMail(db, { by: "policy", reason: error, now });
      case "unreachable":
        receipt.stopped ??= `Nothing can be sent now. ${error}`;
        return await back({ untried: true });
      case "broken":
        if (strikes >= strikesAllowed) {
          receipt.stopped ??= `The connection to the mail server keeps breaking. ${error}`;
        }
        // Once more at once; a message that breaks connections must not stand in front for ever.
        if (attempts === 1) return await back({});
        receipt.deferred++;
        return await back({ due: later });
    }
  }

  async function recordRefusal(
    db: Database,
    { id, channel }: Outgoing,
    { answer }: DeliveryFailed,
    now: Date,
  ): Promise<void> {
    if (channel !== "mail" || answer === undefined) return;
    const kind = classifyAnswer(answer);
    if (kind !== "hard" && kind !== "soft") return;
    const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1];
    await recordBounce(db, run.keeper, {
      kind,
      source: "smtp",
      outboxId: id,
      status,
      says: answer,
      now,
    });
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

/** Whoever waits for it hears of a failure, however late that is. */
function watched(written: Promise<void>): { written: Promise<void> } {
  written.catch(() => {});
  return { written };
}

/** Growing with each attempt, the first being 1. */
function delayMs(attempts: number): number {
  return (delayMinutes[attempts - 1] ?? delayMinutes.at(-1)!) * 60_000;
}
