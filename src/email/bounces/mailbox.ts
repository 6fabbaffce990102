// Reads the mailbox of the return address. A message is marked as read once what it means is on the
// disk; after a crash in between it is read again, and counts once.
import type { Database } from "../../store/tables.ts";
import type { Keeper } from "../subscriptions/suppression.ts";
import { mostBytes } from "./excerpt.ts";
import { MailboxFailed, openMailbox, type Mailbox } from "./imap.ts";
import { takeReport, type Taken } from "./take-report.ts";

export interface ReadOptions {
  /** `imaps://user:password@host/INBOX` */
  imap: URL;
  /** MAIL_BOUNCES */
  bounces: string | undefined;
  clock: () => Date;
  /** Told of each message. */
  log?: ((taken: Taken) => void) | undefined;
  /** Takes no further message. */
  signal?: AbortSignal | undefined;
}

export type ReadReceipt = Record<Taken["kind"], number> & {
  read: number;
  /** Still unread, for the next time. */
  waiting: number;
  /** Why not everything was read; a sentence. */
  stopped?: string;
};

const mostMessages = 500;
const longestMs = 5 * 60_000;

export async function readMailbox(
  db: Database,
  keeper: Keeper,
  options: ReadOptions,
): Promise<ReadReceipt> {
  const kinds = { hard: 0, soft: 0, complaint: 0, left: 0, policy: 0, ignored: 0 };
  const receipt: ReadReceipt = { read: 0, waiting: 0, ...kinds };
  let mailbox: Mailbox | undefined;
  try {
    mailbox = await openMailbox(options.imap);
    await takeUnread(db, keeper, { ...options, mailbox, receipt });
  } catch (error) {
    if (!(error instanceof MailboxFailed)) throw error;
    receipt.stopped = error.message;
  } finally {
    await mailbox?.close();
  }
  return receipt;
}

async function takeUnread(
  db: Database,
  keeper: Keeper,
  run: ReadOptions & { mailbox: Mailbox; receipt: ReadReceipt },
): Promise<void> {
  const { mailbox, receipt, bounces, clock, log, signal } = run;
  const until = performance.now() + longestMs;
  const unread = await mailbox.listUnread();
  receipt.waiting = unread.length;
  for (const id of unread.slice(0, mostMessages)) {
    if (signal?.aborted || performance.now() > until) return;
    const message = await mailbox.find(id, mostBytes);
    if (!message) continue;
    const taken = await takeReport(db, keeper, { bounces, message, now: clock() });
    log?.(taken);
    await mailbox.markRead(id);
    receipt.read++;
    receipt.waiting--;
    receipt[taken.kind]++;
  }
}
