// Many small writes, few waits for the disk: what several workers have to write at the same moment is
// written in one transaction, and of transactions that follow each other closely only one in a while
// is synced. A kill loses nothing of it. A power cut may lose the last moment: what was sent in it is
// sent once more, under the same Message-ID.
import { commitQuickly } from "../../store/quick-commit.ts";
import type { Database } from "../../store/tables.ts";

export interface Ledger {
  /** Resolves once what was written survives this process. */
  write<Result>(act: (db: Database) => Promise<Result>): Promise<Result>;
}

interface Entry {
  act: (db: Database) => Promise<unknown>;
  done: (answer: unknown) => void;
  failed: (cause: unknown) => void;
}

/** What a power cut may cost, at most. */
const syncEveryMs = 100;

async function actAll(db: Database, entries: readonly Entry[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const { act } of entries) answers.push(await act(db));
  return answers;
}

export function openLedger(db: Database): Ledger {
  let waiting: Entry[] = [];
  let isWriting = false;
  let syncedAt = 0;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const entries = waiting;
      waiting = [];
      await writeTogether(entries);
    }
    isWriting = false;
  }

  async function writeTogether(entries: readonly Entry[]): Promise<void> {
    try {
      const isSynced = performance.now() - syncedAt >= syncEveryMs;
      const answers = await (isSynced
        ? db.transaction().execute((db) => actAll(db, entries))
        : commitQuickly(db, (db) => actAll(db, entries)));
      if (isSynced) syncedAt = performance.now();
      for (const [index, { done }] of entries.entries()) done(answers[index]);
    } catch (cause) {
      for (const { failed } of entries) failed(cause);
    }
  }

  return {
    write(act) {
      return new Promise((resolve, reject) => {
        waiting.push({ act, done: resolve as Entry["done"], failed: reject });
        // What comes in the same turn of the event loop goes along.
        if (!isWriting && waiting.length === 1) setImmediate(() => void writeAll());
      });
    },
  };
}
