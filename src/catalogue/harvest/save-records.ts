// Takes a batch of OAI-PMH records into the catalogue, each under the listing date where it belongs.
import type { Deferrals } from "../../papers/announcement-calendar.ts";
import { primaryCategory, type PaperRecord } from "../../papers/paper.ts";
import type { Day } from "../../papers/period.ts";
import type { OaiRecord } from "../../sources/arxiv/oai.ts";
import type { Database } from "../../store/tables.ts";
import { findAnnouncedDays, recordAnnouncements, type AnnouncementRow } from "./announcements.ts";
import { placeByRecord } from "./placing.ts";
import { placeAmongNeighbours } from "./neighbours.ts";
import { addAppearances, saveWithin } from "../save-papers.ts";

const source = "arxiv-oai";

export interface SaveRecordsOptions {
  /** What is gathered; a paper whose primary category is elsewhere is a cross-list. */
  categories: readonly string[];
  deferrals: Deferrals;
  since: Day | undefined;
  now: Date;
}

/** One transaction; what was deleted at the source or cannot be read is left out. */
export async function saveRecords(
  db: Database,
  batch: readonly OaiRecord[],
  { categories, deferrals, since, now }: SaveRecordsOptions,
): Promise<{ new: number; changed: number; day: Day | undefined }> {
  const read = batch.flatMap((each) =>
    each.record && !each.deleted ? [{ ...each, record: each.record }] : [],
  );
  return await db.transaction().execute(async (db) => {
    const saved = await saveWithin(
      db,
      read.map((each) => each.record),
      { now },
    );
    const announced = await findAnnouncedDays(
      db,
      saved.map((each) => each.id),
    );
    const rows: AnnouncementRow[] = [];
    let newest: Day | undefined;
    for (const [index, { identifier, record, datestamp }] of read.entries()) {
      const { id, outcome } = saved[index]!;
      const known = announced.get(id);
      // Whether it is news is settled when a paper is seen for the first time.
      const placed =
        known ??
        (outcome === "new"
          ? await placeAmongNeighbours(db, identifier, {
              day: placeByRecord(record, { datestamp, since, deferrals }),
              deferrals,
            })
          : undefined);
      if (placed === undefined) continue;
      const kind = isOurs(record, categories) ? "new" : "cross";
      rows.push({ day: placed, identifier, source, kind, paper: id, hiddenBy: undefined });
      if (known === undefined && placed > (newest ?? "")) newest = placed;
    }
    await addAppearances(
      db,
      rows.map(({ day, paper }) => ({ day, paper_id: paper!, kind: "announced" as const })),
    );
    await recordAnnouncements(db, rows, now);
    return {
      new: saved.filter((each) => each.outcome === "new").length,
      changed: saved.filter((each) => each.outcome === "changed").length,
      day: newest,
    };
  });
}

function isOurs(record: PaperRecord, categories: readonly string[]): boolean {
  const primary = primaryCategory({ categories: record.categories ?? [] });
  return categories.some((each) => each === primary || primary?.startsWith(`${each}.`));
}
