// What the running server does by itself: digests at the hours of their readers, and mail as soon as it is due.
// Nothing is kept here: work lies in SQL tables, so a restart forgets nothing.
import { Cron } from "croner";
import { sweepNotifications } from "./community/notifications/inbox.ts";
import { forgetNetworks } from "./community/votes/vote-networks.ts";
import type { Config } from "./config.ts";
import { findAwaited } from "./editions/awaited.ts";
import { bringOutDuePicks, pickClock } from "./editions/pick-days.ts";
import { composeDigests } from "./email/digests/digest.ts";
import { readMailbox } from "./email/bounces/mailbox.ts";
import type { Letterhead } from "./email/letters/letterhead.ts";
import { composeNotifications } from "./email/notifications/compose-notifications.ts";
import { findPause } from "./email/sending/mail-pause.ts";
import type { Mailer } from "./email/sending/mailer.ts";
import { sendDue, sendingOf, type SendReceipt } from "./email/sending/send.ts";
import type { Keeper } from "./email/subscriptions/suppression.ts";
import { followsAnything } from "./email/digests/subscribers.ts";
import { tidyMail } from "./email/sending/tidy.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { dayIn, type Day } from "./papers/period.ts";
import type { Judges } from "./ranking/judgements.ts";
import { waitForIndex } from "./search/index-awaited.ts";
import type { Finder } from "./search/retrieval/clause.ts";
import type { SavedSection } from "./search/sections.ts";
import type { Database } from "./store/tables.ts";

export interface SchedulerOptions {
  db: Database;
  config: Config;
  letterhead: Letterhead;
  /** `undefined` while mail is held back. */
  mailer: Mailer | undefined;
  /** The editor's model. */
  judge: Judges;
  keeper: Keeper;
  /** The search, for what subscriptions follow. */
  finder: Finder;
  sections: readonly SavedSection[];
  clock: () => Date;
  log: (message: string, fields?: object) => void;
}

export interface Scheduler {
  /** Sends soon: something was put into the outbox. */
  wake: () => void;
  /** Papers came: they are mailed now to those whose hour has passed. */
  editionChanged: () => void;
  nextRuns: () => { task: string; at: Date }[];
  stop: () => Promise<void>;
}

const outboxEveryS = 30;
/** How late a digest is at most. */
const roundEveryMinutes = 5;
const reportsEveryMinutes = 10;
const longestPauseMs = 3_600_000;

export function startScheduler({
  db,
  config,
  letterhead,
  mailer,
  judge,
  keeper,
  finder,
  sections,
  clock,
  log,
}: SchedulerOptions): Scheduler {
  const stopping = new AbortController();
  let pauseMs = 0;
  let pausedUntil = 0;
  let isPauseSaid = false;
  const composing = oneAtATime(composeDue);
  const sending = oneAtATime(send);
  const telling = oneAtATime(composeDueNotifications);

  async function composeDue(): Promise<void> {
    await renewPicks();
    try {
      // Nobody wants a heap of old letters when it ends.
      if (await findPause(db)) return;
      await awaitIndex();
      const now = clock();
      const receipt = await composeDigests(db, {
        letterhead,
        keeper,
        today: dayIn(config.TIME_ZONE, now),
        awaited: await findAwaitedBy(now),
        now,
        dueOnly: true,
        judge,
        finder,
        saved: sections,
        deferrals: config.ARXIV_DEFERRALS,
      });
      if (receipt.composed > 0) log("Digests composed", receipt);
      wake();
    } catch (error) {
      log("Composing the digests failed", { error });
    }
  }

  /** What editors picked for today stands on top from now on, in the mail too. */
  async function renewPicks(): Promise<void> {
    try {
      await bringOutDuePicks(db, pickClock(config, clock()));
    } catch (error) {
      log("Bringing out the picks of the day failed", { error });
    }
  }

  /** Digests are made of what is found. */
  async function awaitIndex(): Promise<void> {
    if (!(await followsAnything(db))) return;
    const isDone = await waitForIndex(db, stopping.signal);
    if (isDone || stopping.signal.aborted) return;
    log("The search index lags behind; digests are composed without the newest papers");
  }

  /** Only where somebody else features papers may an edition begin before its announcement. */
  async function findAwaitedBy(now: Date): Promise<Day | undefined> {
    const { SOURCES, ARXIV_DEFERRALS: deferrals } = config;
    if (!SOURCES.has("arxiv") || SOURCES.size === 1) return undefined;
    return await findAwaited(db, { now, deferrals });
  }

  /** Where mail is held back, what there is to tell waits, and goes in one letter later. */
  async function composeDueNotifications(): Promise<void> {
    if (!mailer || stopping.signal.aborted) return;
    try {
      const { signal } = stopping;
      const letters = await composeNotifications(db, { letterhead, now: clock(), signal });
      if (letters > 0) log("Letters about notifications composed", { letters });
      if (letters > 0) wake();
    } catch (error) {
      log("Composing the letters about notifications failed", { error });
    }
  }

  function wake(): void {
    if (clock().getTime() >= pausedUntil) sending.start();
  }

  async function send(): Promise<void> {
    if (!mailer || stopping.signal.aborted) return;
    try {
      const receipt = await sendDue(db, mailer, {
        ...sendingOf(config),
        letterhead,
        keeper,
        clock,
        signal: stopping.signal,
      });
      if (receipt.sent + receipt.failed + receipt.deferred > 0) log("Mail sent", receipt);
      pauseAfter(receipt);
    } catch (error) {
      log("Sending mail failed", { error });
    }
  }

  /** A server that refuses us is asked less and less often; some ban whoever insists. */
  function pauseAfter({ sent, stopped, paused = false }: SendReceipt): void {
    // Until the owner ends it, to ask costs nothing.
    const isRefused = stopped !== undefined && !paused && sent === 0;
    pauseMs = isRefused ? Math.min(longestPauseMs, pauseMs * 2 || 60_000) : 0;
    pausedUntil = clock().getTime() + pauseMs;
    if (stopped && !(paused && isPauseSaid)) {
      log("Sending stopped", { error: stopped, nextTryInS: pauseMs / 1000 });
    }
    isPauseSaid = paused;
  }

  async function readReports(): Promise<void> {
    const { MAIL_BOUNCES: bounces, MAIL_BOUNCES_IMAP: imap } = config;
    if (!imap || bounces === undefined) return;
    try {
      const { signal } = stopping;
      const read = await readMailbox(db, keeper, { imap, bounces, clock, signal });
      if (read.read > 0 || read.stopped !== undefined) log("Reports of failures read", read);
    } catch (error) {
      log("The mailbox of MAIL_BOUNCES cannot be read", { error });
    }
  }

  async function tidy(): Promise<void> {
    try {
      const gone = await tidyMail(db, clock());
      if (gone > 0) log("Old mail tidied away", { rows: gone });
      const told = await sweepNotifications(db, clock());
      if (told > 0) log("Old notifications swept away", { notifications: told });
      const votes = await forgetNetworks(db, clock());
      if (votes > 0) log("The networks of old votes are forgotten", { votes });
    } catch (error) {
      log("Tidying old mail and votes failed", { error });
    }
  }

  const { hour, minute } = config.DIGEST_AT;
  const daily = new Cron(`${minute} ${hour} * * *`, { timezone: config.TIME_ZONE });
  const rounds = new Cron(`*/${roundEveryMinutes} * * * *`, { protect: true }, composing.start);
  const tidying = new Cron("13 3 * * *", { protect: true }, tidy);
  const reports = new Cron(`*/${reportsEveryMinutes} * * * *`, { protect: true }, readReports);
  const outbox = new Cron(`*/${outboxEveryS} * * * * *`, { protect: true }, () => {
    telling.start();
    wake();
  });
  // A machine that slept through an hour catches up; whoever has the edition gets it no more.
  composing.start();
  telling.start();
  wake();

  return {
    wake,
    editionChanged: composing.start,
    nextRuns() {
      const at = daily.nextRun();
      return at ? [{ task: "digest", at }] : [];
    },
    async stop() {
      rounds.stop();
      tidying.stop();
      reports.stop();
      outbox.stop();
      stopping.abort();
      await composing.settled();
      await telling.settled();
      await sending.settled();
    },
  };
}
