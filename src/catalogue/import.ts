// Takes a file into the catalogue: papers in batches that are each saved whole, and what names papers
// without being one through the matching of lists. Killed at any point and started again it ends
// with the same catalogue.
import { basename } from "node:path";
import type { SourceError } from "../errors.ts";
import type { PaperRecord } from "../papers/paper.ts";
import type { Day } from "../papers/period.ts";
import { openSnapshot } from "../sources/files/snapshot.ts";
import type { Database } from "../store/tables.ts";
import type { List, Mentioned } from "./lists/lists.ts";
import type { LookUp, LookUpProgress } from "./lists/look-up.ts";
import { matchList } from "./lists/match-list.ts";
import { savePapers, type Saved } from "./save-papers.ts";
import { takeMatches } from "./lists/take-matches.ts";

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
  /** What to read in place of the file. */
  input?: AsyncIterable<Uint8Array> | undefined;
  /** How to ask arXiv for what is not here; nobody is asked without. */
  lookUp?: LookUp | undefined;
  /** Take what was matched by title. */
  apply?: boolean | undefined;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  onLookUp?: ((progress: LookUpProgress) => void) | undefined;
  /** Told of each line that holds no paper. */
  onRejected?: ((rejected: { line: number; reason: string }) => void) | undefined;
}

export interface Imported {
  receipt: ImportReceipt;
  /** What was to be matched, and how it was; none when nothing was. */
  list: List | undefined;
  /** Why arXiv could not be asked, or not for all. */
  trouble: SourceError | undefined;
  /** How many matches were taken. */
  taken: number;
  /** The lines whose papers are here, though by nothing but their title. */
  hereByTitle: ReadonlySet<number>;
}

const batchSize = 1000;

/** @throws Invalid when the file cannot be read or is of no known kind. */
export async function importFile(
  db: Database,
  path: string,
  options: ImportOptions,
): Promise<Imported> {
  const { now, lookUp, apply = false, onProgress, onLookUp, onRejected } = options;
  const snapshot = await openSnapshot(path, options);
  const receipt: ImportReceipt = { read: 0, new: 0, changed: 0, unchanged: 0, rejected: 0 };
  const mentioned: Mentioned[] = [];
  const hereByTitle = new Set<number>();
  let batch: { line: number; record: PaperRecord }[] = [];

  async function saveBatch() {
    const records = batch.map(({ record }) => record);
    const saved = await savePapers(db, records, { now });
    for (const { outcome } of saved) receipt[outcome]++;
    for (const each of await titlesIn(db, batch, saved)) {
      mentioned.push(each);
      if (!each.isHere) hereByTitle.add(each.line);
    }
    batch = [];
    const share = snapshot.size > 0 ? Math.min(1, snapshot.read() / snapshot.size) : 1;
    onProgress?.({ ...receipt, share });
  }

  for await (const { line, record, mention, reason } of snapshot.entries) {
    receipt.read++;
    if (record) batch.push({ line, record });
    else if (mention) mentioned.push({ line, mention });
    else {
      receipt.rejected++;
      onRejected?.({ line, reason });
    }
    if (batch.length >= batchSize) await saveBatch();
  }
  await saveBatch();

  const { list, trouble } = await matchList(db, mentioned, {
    name: basename(path),
    lookUp,
    now,
    onLookUp,
    onTaken: (outcome) => receipt[outcome]++,
  });
  const taken = list && apply ? await takeMatches(db, list, { now }) : 0;
  return { receipt, list, trouble, taken, hereByTitle };
}

/** What was given by title alone, and whether the catalogue has a better name for it. */
async function titlesIn(
  db: Database,
  batch: readonly { line: number; record: PaperRecord }[],
  saved: readonly Saved[],
): Promise<Mentioned[]> {
  const titled = batch.flatMap(({ line, record }, index) =>
    record.identifier ? [] : [{ line, record, id: saved[index]!.id }],
  );
  if (titled.length === 0) return [];
  const rows = await db
    .selectFrom("papers")
    .select("id")
    .where("identifier", "like", "title:%")
    .where(
      "id",
      "in",
      titled.map(({ id }) => id),
    )
    .execute();
  const nameless = new Set(rows.map(({ id }) => id));
  return titled.map(({ line, record: { title, abstract }, id }) => ({
    line,
    mention: { title, abstract },
    ...(!nameless.has(id) && { isHere: true }),
  }));
}
