// Takes in arXiv's OAI-PMH lists, one set after the other: the history, then day by day what changed.
// After every page it is written down how far it has got, so that a kill costs one page.
import type { Clock } from "../../clock.ts";
import { SourceError } from "../../errors.ts";
import type { Deferrals } from "../../papers/announcement-calendar.ts";
import type { Day } from "../../papers/period.ts";
import {
  BadFormat,
  BadToken,
  listRecords,
  setOf,
  type OaiPage,
  type OaiRecord,
} from "../../sources/arxiv/oai.ts";
import type { Asking } from "../../sources/http/http.ts";
import type { Database } from "../../store/tables.ts";
import { findCheckpoint, saveCheckpoint, type Checkpoint } from "./checkpoints.ts";
import type { HarvestRun } from "./harvests.ts";
import { saveRecords } from "./save-records.ts";

export interface OaiOptions {
  asking: Asking;
  url: URL;
  categories: readonly string[];
  deferrals: Deferrals;
  clock: Clock;
  /** Where to begin, in place of where the last list ended: a day, or `all` for the whole history. */
  since?: string | undefined;
  /** Where a set begins that was never asked for; nothing is the whole history. */
  firstSince?: Day | undefined;
  dryRun?: boolean | undefined;
}

const source = "arxiv-oai";

export async function harvestOai(
  db: Database,
  run: HarvestRun,
  options: OaiOptions,
): Promise<void> {
  const sets = [...new Set(options.categories.map(setOf))];
  let records = 0;
  for (const [index, set] of sets.entries()) {
    const place = sets.length > 1 ? `${set}, ${index + 1} of ${sets.length} sets` : set;
    records += await harvestSet(db, run, { ...options, set, place });
  }
  if (records === 0) {
    throw new SourceError(
      "empty",
      "arXiv says that nothing has changed in any set, which is not to be believed. It is asked again later.",
    );
  }
}

type SetOptions = OaiOptions & { set: string; place: string };

/** @returns how many records came. */
async function harvestSet(db: Database, run: HarvestRun, options: SetOptions): Promise<number> {
  const { set, clock, dryRun = false } = options;
  let checkpoint = startOf(await findCheckpoint(db, { source, set }), options);
  let expired = 0;
  let records = 0;
  for (;;) {
    let page: OaiPage;
    try {
      page = await readPage(db, run, { ...options, checkpoint });
    } catch (error) {
      if (!(error instanceof BadToken) || checkpoint.token === undefined || expired > 0) {
        throw error;
      }
      // Tokens die at midnight UTC. Lists in order of datestamp go on where they were; others
      // begin again, which costs time and no paper.
      expired++;
      checkpoint = {
        ...checkpoint,
        token: undefined,
        listSince: checkpoint.newestDatestamp ?? checkpoint.listSince,
      };
      continue;
    }
    // The day of the last list is asked for again, so an empty answer says nothing: it stays there.
    if (page.records === 0 && checkpoint.token === undefined) return records;
    records += page.records;
    if (page.records > 0) expired = 0;
    checkpoint = after(page, checkpoint);
    if (!dryRun) await saveCheckpoint(db, { source, set, checkpoint, now: clock.now() });
    if (checkpoint.token === undefined) return records;
  }
}

/** Goes on with a list that was interrupted, if it is the one that is wanted; else begins one. */
function startOf(found: Checkpoint | undefined, { since, firstSince }: SetOptions): Checkpoint {
  const wanted =
    since === "all" ? undefined : (since ?? (found ? found.since : undefined) ?? firstSince);
  if (found?.listing && (since === undefined || found.placeSince === wanted)) return found;
  return { since: found?.since, listing: false, listSince: wanted, placeSince: wanted, records: 0 };
}

/** What is known of the list once this page was taken in. */
function after({ token, responseDate, ...page }: OaiPage, before: Checkpoint): Checkpoint {
  const responded = before.responseDate ?? responseDate;
  const records = before.records + page.records;
  if (token === undefined) {
    // The next list begins with the day on which the server answered for the first time: what
    // changed while this one was read comes then.
    return { since: responded.slice(0, 10), listing: false, records };
  }
  const inOrder =
    page.inOrder && (before.token === undefined || before.newestDatestamp !== undefined);
  return {
    ...before,
    listing: true,
    responseDate: responded,
    token,
    newestDatestamp: inOrder ? page.newestDatestamp : undefined,
    records,
  };
}

async function readPage(
  db: Database,
  run: HarvestRun,
  options: SetOptions & { checkpoint: Checkpoint },
): Promise<OaiPage> {
  const { asking, url, set, place, checkpoint, categories, deferrals, clock, dryRun } = options;
  let records = checkpoint.records;

  async function take(batch: OaiRecord[]): Promise<void> {
    if (!dryRun) {
      const saved = await saveRecords(db, batch, {
        categories,
        deferrals,
        since: checkpoint.placeSince,
        now: clock.now(),
      });
      run.add(saved);
    }
    run.add({ received: batch.length });
    records += batch.length;
    await run.say(`Gathering ${place}: ${records} records`);
  }

  const list = {
    url,
    onFault: (fault: string) => run.note(`A record could not be read. ${fault}`),
    ...(checkpoint.token === undefined
      ? { set, since: checkpoint.listSince }
      : { token: checkpoint.token }),
  };
  await run.say(`Asking arXiv for ${place}`);
  try {
    return await listRecords(asking, { ...list, format: "arXivRaw" }, take);
  } catch (error) {
    // arXivRaw knows every version; a server without it still has the newest one.
    if (!(error instanceof BadFormat) || checkpoint.token !== undefined) throw error;
    return await listRecords(asking, { ...list, format: "arXiv" }, take);
  }
}
