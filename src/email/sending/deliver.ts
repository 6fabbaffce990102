// One run over what is due of one channel: several workers, each with one message at a time.
import type { Database } from "../../store/tables.ts";
import { openCarriers, type Carry } from "./carriers.ts";
import { DeliveryFailed } from "./delivery-failed.ts";
import { markSent, takeMail, type Tried } from "./handling.ts";
import { openLedger } from "./ledger.ts";
import { findPause, sayPaused } from "./mail-pause.ts";
import type { Mailer } from "./mailer.ts";
import type { Outgoing } from "./outbox.ts";
import { giveUpOutlived } from "./outlived.ts";
import { pace } from "./pace.ts";
import { openQueue } from "./queue.ts";
import type { SendOptions, SendReceipt } from "./sending.ts";
import type { Sender } from "./senders.ts";
import { openSettling } from "./settling.ts";
import { listWanted } from "./wanted.ts";
import { allowanceOf } from "./warm-up.ts";

export interface SendRun extends SendOptions {
  channel: Outgoing["channel"];
  sender: Sender;
  receipt: SendReceipt;
  onSent: () => void;
}

/** A message that may leave at once. */
interface Ready {
  mail: Outgoing;
  carry: Carry;
}

/** One that nobody else sends now. */
interface Taken extends Ready {
  tried: Tried;
}

/** So many broken connections without a message between them end a run. */
const strikesAllowed = 3;

export async function deliver(db: Database, mailer: Mailer, run: SendRun): Promise<void> {
  const { channel, clock, concurrency, keeper, letterhead, sender, receipt, signal } = run;
  const makeReady = openCarriers(db, { mailer, letterhead });
  const ledger = openLedger(db);
  const settling = openSettling(db, { ledger, keeper, clock, sender: sender.name, receipt });
  const turn = pace(() => run.ratePerS * sender.share());
  const carriedBy = channel === "webhook" ? channel : mailer.kind;
  // Who sends no mail over the network needs nobody's trust.
  const first = carriedBy === "smtp" ? (run.warmUp ?? 0) : 0;
  const queue = openQueue({
    rates: run.domainRates ?? new Map(),
    share: sender.share,
    ahead: concurrency * 4,
    async refill(known) {
      const now = clock();
      const pause = await findPause(db, channel);
      if (!pause) {
        if (channel === "mail") receipt.failed += await giveUpOutlived(db, now);
        await allow(now);
        return await listWanted(db, keeper, { channel, now, ...known });
      }
      receipt.stopped ??= sayPaused(pause);
      receipt.paused = true;
      return [];
    },
  });
  /** How many this run has taken, and how many it may. */
  let taken = 0;
  let allowed = Infinity;
  let strikes = 0;
  let round = 0;

  function mayGoOn(): boolean {
    if (receipt.stopped !== undefined || signal?.aborted) return false;
    if (!sender.isHeld()) receipt.stopped = "This process was taken for dead by another.";
    return receipt.stopped === undefined;
  }

  /** Counted in turn with what is written, so that each mail taken meanwhile counts once. */
  async function allow(now: Date): Promise<void> {
    if (first === 0) return;
    const before = taken;
    const more = await ledger.write((db) => allowanceOf(db, { first, now }));
    allowed = before + Math.ceil(more * sender.share());
  }

  /** Asked where there is one more, so that a list which is through says nothing. */
  function isAllowed(): boolean {
    if (taken < allowed) return true;
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
      taken++;
      const [tried] = await Promise.all([
        ledger.write((db) => takeMail(db, held(mail))),
        lastWritten,
      ]);
      queue.taken(mail);
      if (tried) return { ...next, tried };
      // Another sender was quicker. That costs neither a turn nor a place of the domain.
      taken--;
      queue.giveBack(mail);
    }
    return undefined;
  }

  /** Answers once the server has; what is to be written then is on its way to the disk. */
  async function sendOne(
    { mail, carry, tried }: Taken,
    onHandedOver: () => void,
  ): Promise<{ written: Promise<void> }> {
    const begunIn = round;
    try {
      await carry(onHandedOver);
    } catch (failure) {
      if (!(failure instanceof DeliveryFailed)) throw failure;
      if (failure.kind === "broken") countStrike(failure, begunIn);
      return watched(settling.fail({ mail, tried, failure }));
    }
    receipt.sent++;
    strikes = 0;
    settling.accept(mail);
    run.onSent();
    return watched(
      ledger.write((db) => markSent(db, { ...held(mail), by: carriedBy, now: clock() })),
    );
  }

  /** Connections that break together are one strike. */
  function countStrike({ message }: DeliveryFailed, begunIn: number): void {
    if (begunIn === round) {
      round++;
      strikes++;
    }
    if (strikes < strikesAllowed) return;
    receipt.stopped ??= `The connection to the mail server keeps breaking. ${message}`;
  }

  function held({ id }: Outgoing) {
    return { id, sender: sender.name };
  }

  async function stopTheOthers(): Promise<void> {
    try {
      await work();
    } catch (error) {
      receipt.stopped ??= "Sending failed.";
      throw error;
    }
  }

  const workers = await Promise.allSettled(Array.from({ length: concurrency }, stopTheOthers));
  await settling.finish();
  for (const worker of workers) if (worker.status === "rejected") throw worker.reason;
}

/** Whoever waits for it hears of a failure, however late that is. */
function watched(written: Promise<void>): { written: Promise<void> } {
  written.catch(() => {});
  return { written };
}
