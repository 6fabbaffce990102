// Many small writes, one commit: what several workers have to write at the same moment is written in
// one transaction, since a commit waits for the disk.
import type { Database } from "../store/tables.ts";

export interface Ledger {
  /** Resolves once what was written is durable. */
  write<Result>(act: (db: Database) => Promise<Result>): Promise<Result>;
}

interface Entry {
  act: (db: Database) => Promise<unknown>;
  done: (answer: unknown) => void;
  failed: (cause: unknown) => void;
}

export function openLedger(db: Database): Ledger {
  let waiting: Entry[] = [];
  let isWriting = false;

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
      const answers = await db.transaction().execute(async (db) => {
        const answers: unknown[] = [];
        for (const { act } of entries) answers.push(await act(db));
        return answers;
      });
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
