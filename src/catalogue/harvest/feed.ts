// Takes in arXiv's daily feed: what was announced, under its listing date. A feed that is empty,
// stale or cut on a day with an announcement is a failure, never an edition.
import type { Clock } from "../../clock.ts";
import { SourceError } from "../../errors.ts";
import {
  easternDay,
  expectedListingDay,
  isListingDay,
  type Deferrals,
} from "../../papers/announcement-calendar.ts";
import type { Identifier } from "../../papers/identifier.ts";
import { longDate, type Day } from "../../papers/period.ts";
import { FeedCut, readFeed, type Announcement } from "../../sources/arxiv/feed.ts";
import type { Asking } from "../../sources/http/http.ts";
import type { Database } from "../../store/tables.ts";
import { findAnnouncedBefore, recordAnnouncements, type AnnouncementRow } from "./announcements.ts";
import { forgetGuesses } from "./guesses.ts";
import type { HarvestRun } from "./harvests.ts";
import { isOlderCrossList, oldestNew } from "./older-cross-list.ts";
import { saveWithin } from "../save-papers.ts";

export interface FeedOptions {
  asking: Asking;
  url: URL;
  categories: readonly string[];
  deferrals: Deferrals;
  clock: Clock;
  dryRun?: boolean | undefined;
}

const source = "arxiv-feed";
const batchSize = 100;

export async function harvestFeed(
  db: Database,
  run: HarvestRun,
  { asking, url, categories, deferrals, clock, dryRun = false }: FeedOptions,
): Promise<void> {
  await run.say("Asking arXiv for the newest announcement");
  const faults: string[] = [];
  const { announcements: read, cut } = await readWhole(asking, {
    url,
    categories,
    onFault: (fault) => faults.push(fault),
  });
  const today = easternDay(clock.now());
  const announcements = await withoutRepeats(
    db,
    read.filter(({ day }) => day <= today),
  );
  if (announcements.length < read.length) {
    faults.push("Some bear a date in the future, or were announced before.");
  }
  await takeIn(db, run, { announcements, now: clock.now(), dryRun });
  if (cut) throw cut;
  if (faults.length > 0) {
    run.note(`${faults.length} entries of the feed could not be read. ${faults[0]}`);
  }
  judge(announcements, { now: clock.now(), deferrals, run });
}

/** A feed that is full cannot tell what it left out, but what it holds is good. */
async function readWhole(
  asking: Asking,
  options: Parameters<typeof readFeed>[1],
): Promise<{ announcements: Announcement[]; cut?: SourceError }> {
  try {
    return { announcements: await readFeed(asking, options) };
  } catch (error) {
    if (error instanceof FeedCut) return { announcements: error.announcements, cut: error };
    throw error;
  }
}

/**
 * A paper is announced as new once. What was new on an earlier date is left out.
 * @throws SourceError `stale` when that is most of it: yesterday's feed under today's date.
 */
async function withoutRepeats(
  db: Database,
  announcements: readonly Announcement[],
): Promise<Announcement[]> {
  const kept: Announcement[] = [];
  for (const [day, listed] of Map.groupBy(announcements, (each) => each.day)) {
    const fresh = listed.filter((each) => each.kind === "new");
    const before = await findAnnouncedBefore(db, {
      day,
      source,
      identifiers: fresh.map((each) => each.identifier),
    });
    if (before.size > fresh.length / 2) {
      throw new SourceError(
        "stale",
        `arXiv’s feed repeats an earlier announcement under ${longDate(day)}. It is asked again later.`,
      );
    }
    kept.push(...listed.filter((each) => each.kind !== "new" || !before.has(each.identifier)));
  }
  return kept;
}

async function takeIn(
  db: Database,
  run: HarvestRun,
  {
    announcements,
    now,
    dryRun,
  }: { announcements: readonly Announcement[]; now: Date; dryRun: boolean },
): Promise<void> {
  const oldest = oldestNew(announcements);
  let done = 0;
  for (let start = 0; start < announcements.length; start += batchSize) {
    const batch = announcements.slice(start, start + batchSize);
    if (!dryRun) await saveBatch(db, run, { batch, oldest, now });
    done += batch.length;
    for (const { day } of batch) run.add({ received: 1, day });
    await run.say(`Gathering arXiv’s announcement: ${done} of ${announcements.length} papers`);
  }
}

async function saveBatch(
  db: Database,
  run: HarvestRun,
  {
    batch,
    oldest,
    now,
  }: { batch: readonly Announcement[]; oldest: ReadonlyMap<Day, string>; now: Date },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const rows = batch.map((each): AnnouncementRow & Pick<Announcement, "record"> => ({
      ...each,
      source,
      paper: undefined,
      hiddenBy: isOlderCrossList(each, oldest) ? "older-cross-list" : undefined,
    }));
    const known = rows.flatMap((row) => (row.record ? [{ ...row, record: row.record }] : []));
    const saved = await saveWithin(
      db,
      known.map(({ record, ...row }) =>
        standsInEdition(row)
          ? { ...record, appearances: [{ day: row.day, kind: "announced" as const }] }
          : record,
      ),
      { now },
    );
    for (const [index, { outcome, id }] of saved.entries()) {
      known[index]!.paper = id;
      if (outcome !== "unchanged") run.add({ [outcome]: 1 });
    }
    const papers = new Map<Identifier, number | undefined>(
      known.map((row) => [row.identifier, row.paper]),
    );
    await recordAnnouncements(
      db,
      rows.map((row) => ({ ...row, paper: papers.get(row.identifier) })),
      now,
    );
    await forgetGuesses(
      db,
      known.flatMap(({ kind, day, identifier, paper }) =>
        kind === "new" && paper !== undefined ? [{ day, identifier, paper }] : [],
      ),
    );
  });
}

/** A replacement is no news, and neither is an old paper in a new category. */
export function standsInEdition({
  kind,
  hiddenBy,
}: Pick<AnnouncementRow, "kind" | "hiddenBy">): boolean {
  return (kind === "new" || kind === "cross") && hiddenBy === undefined;
}

function judge(
  announcements: readonly Announcement[],
  { now, deferrals, run }: { now: Date; deferrals: Deferrals; run: HarvestRun },
): void {
  const today = easternDay(now);
  const expected = expectedListingDay(now, deferrals);
  const newest = announcements.reduce<Day>((day, each) => (each.day > day ? each.day : day), "");
  if (newest >= expected) return;
  if (newest === "") {
    if (!isListingDay(today, deferrals)) {
      run.note(`Nothing is announced on ${longDate(today)}.`);
      return;
    }
    throw new SourceError(
      "empty",
      `arXiv’s feed holds nothing, though the announcement of ${longDate(expected)} is due. It is asked again later.`,
    );
  }
  throw new SourceError(
    "stale",
    `arXiv’s feed still shows ${longDate(newest)}, though the announcement of ${longDate(expected)} is due. It is asked again later.`,
  );
}
