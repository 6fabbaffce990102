// What the running server does by itself: the digest at its hour, and mail as soon as it is due.
// Nothing is kept here: work lies in SQL tables, so a restart forgets nothing.
import { Cron } from "croner";
import type { Config } from "./config.ts";
import { findAwaited } from "./editions/awaited.ts";
import { composeDigests } from "./email/digest.ts";
import type { CountParts } from "./email/issues.ts";
import type { Letterhead } from "./email/letterhead.ts";
import type { Mailer } from "./email/mailer.ts";
import { sendDue, type SendReceipt } from "./email/send.ts";
import { dayIn, type Day } from "./papers/period.ts";
import type { Judges } from "./ranking/judgements.ts";
import type { Database } from "./store/tables.ts";

export interface SchedulerOptions {
  db: Database;
  config: Config;
  letterhead: Letterhead;
  /** `undefined` while mail is held back. */
  mailer: Mailer | undefined;
  /** The editor's model. */
  judge: Judges;
  /** How many papers of an edition each section has. */
  countParts?: CountParts | undefined;
  clock: () => Date;
  log: (message: string, fields?: object) => void;
}

export interface Scheduler {
  /** Sends soon: something was put into the outbox. */
  wake: () => void;
  /** Papers came: where the hour of the digest has passed, they are mailed now. */
  editionChanged: () => void;
  nextRuns: () => { task: string; at: Date }[];
  stop: () => Promise<void>;
}

const outboxEveryS = 30;
const longestPauseMs = 3_600_000;

export function startScheduler({
  db,
  config,
  letterhead,
  mailer,
  judge,
  countParts,
  clock,
  log,
}: SchedulerOptions): Scheduler {
  const stopping = new AbortController();
  let sending: Promise<void> | undefined;
  let again = false;
  let pauseMs = 0;
  let pausedUntil = 0;

  async function compose(): Promise<void> {
    try {
      const now = clock();
      const today = dayIn(config.TIME_ZONE, now);
      const receipt = await composeDigests(db, {
        letterhead,
        today,
        awaited: await findAwaitedBy(now),
        now,
        judge,
        // A mail that does not name its sections is better than none.
        countParts: async (standings) =>
          (await countParts?.(standings).catch((error: unknown) => {
            log("Counting the papers of sections failed", { error });
          })) ?? [],
      });
      if (receipt.composed > 0) log("Digests composed", receipt);
      wake();
    } catch (error) {
      log("Composing the digests failed", { error });
    }
  }

  /** Only where somebody else features papers may an edition begin before its announcement. */
  async function findAwaitedBy(now: Date): Promise<Day | undefined> {
    const { SOURCES, ARXIV_DEFERRALS: deferrals } = config;
    if (!SOURCES.has("arxiv") || SOURCES.size === 1) return undefined;
    return await findAwaited(db, { now, deferrals });
  }

  /** One run at a time; what is put in while it goes on gets a run after it. */
  function wake(): void {
    if (!mailer || stopping.signal.aborted || clock().getTime() < pausedUntil) return;
    if (sending) {
      again = true;
      return;
    }
    sending = send(mailer).finally(() => {
      sending = undefined;
      if (again) {
        again = false;
        wake();
      }
    });
  }

  async function send(mailer: Mailer): Promise<void> {
    try {
      const receipt = await sendDue(db, mailer, {
        clock,
        from: config.MAIL_FROM,
        concurrency: config.MAIL_CONCURRENCY,
        ratePerS: config.MAIL_RATE_PER_S,
        signal: stopping.signal,
      });
      if (receipt.sent + receipt.failed + receipt.deferred > 0) log("Mail sent", receipt);
      pauseAfter(receipt);
    } catch (error) {
      log("Sending mail failed", { error });
    }
  }

  /** A server that refuses us is asked less and less often; some ban whoever insists. */
  function pauseAfter({ sent, stopped }: SendReceipt): void {
    pauseMs = stopped && sent === 0 ? Math.min(longestPauseMs, pauseMs * 2 || 60_000) : 0;
    pausedUntil = clock().getTime() + pauseMs;
    if (stopped) log("Sending stopped", { error: stopped, nextTryInS: pauseMs / 1000 });
  }

  const { hour, minute } = config.DIGEST_AT;
  const timezone = config.TIME_ZONE;
  const daily = new Cron(`${minute} ${hour} * * *`, { timezone, protect: true }, compose);
  const outbox = new Cron(`*/${outboxEveryS} * * * * *`, { protect: true }, wake);
  // A machine that slept through its hour catches up; whoever has the edition gets it no more.
  if (isPast(config, clock())) void compose();
  else wake();

  return {
    wake,
    editionChanged() {
      if (isPast(config, clock())) void compose();
    },
    nextRuns() {
      const at = daily.nextRun();
      return at ? [{ task: "digest", at }] : [];
    },
    async stop() {
      daily.stop();
      outbox.stop();
      stopping.abort();
      await sending;
    },
  };
}

/** Whether the hour of the digest has passed today, on the clock of this instance. */
function isPast({ DIGEST_AT, TIME_ZONE }: Config, now: Date): boolean {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, timeStyle: "short" });
  const [hour = 0, minute = 0] = time.format(now).split(":").map(Number);
  return hour * 60 + minute >= DIGEST_AT.hour * 60 + DIGEST_AT.minute;
}
