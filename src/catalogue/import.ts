// Takes a file of papers into the catalogue, in batches that are each saved whole. Killed at any
// point and started again it ends with the same catalogue.
import { openSnapshot } from "../sources/snapshot.ts";
import type { PaperRecord } from "../papers/paper.ts";
import type { Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { savePapers } from "./save-papers.ts";

export interface ImportReceipt {
  read: number;
  new: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

export interface ImportProgress extends ImportReceipt {
  /** Share of the file that was read, 0 to 1. */
  share: number;
}

export interface ImportOptions {
  /** The day of a saved page, in place of its date line. */
  date?: Day | undefined;
  now: Date;
  onProgress?: (progress: ImportProgress) => void;
  /** Told of each line that holds no paper. */
  onRejected?: (rejected: { line: number; reason: string }) => void;
}

const batchSize = 1000;

/** @throws Invalid when the file cannot be read or is of no known kind. */
export async function importFile(
  db: Database,
  path: string,
  { date, now, onProgress, onRejected }: ImportOptions,
): Promise<ImportReceipt> {
  const snapshot = await openSnapshot(path, { date, now });
  const receipt: ImportReceipt = { read: 0, new: 0, changed: 0, unchanged: 0, rejected: 0 };
  let batch: PaperRecord[] = [];

  async function saveBatch() {
    for (const outcome of await savePapers(db, batch, { now })) receipt[outcome]++;
    batch = [];
    const share = snapshot.size > 0 ? Math.min(1, snapshot.read() / snapshot.size) : 1;
    onProgress?.({ ...receipt, share });
  }

  for await (const entry of snapshot.entries) {
    receipt.read++;
    if ("record" in entry) {
      batch.push(entry.record);
    } else {
      receipt.rejected++;
      onRejected?.(entry);
    }
    if (batch.length >= batchSize) await saveBatch();
  }
  await saveBatch();
  return receipt;
}
