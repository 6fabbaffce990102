// Takes a batch of OAI-PMH records into the catalogue, each under the listing date where it belongs.
import type { Identifier } from "../../papers/identifier.ts";
import type { Deferrals } from "../../papers/announcement-calendar.ts";
import { primaryCategory, type PaperRecord } from "../../papers/paper.ts";
import type { Day } from "../../papers/period.ts";
import type { OaiRecord } from "../../sources/arxiv/oai.ts";
import type { Database } from "../../store/tables.ts";
import {
  findAnnouncedDays,
  findHidden,
  recordAnnouncements,
  type AnnouncementRow,
} from "./announcements.ts";
import { placingOf } from "./placing.ts";
import { placeAmongNeighbours } from "./neighbours.ts";
import { addAppearances } from "../appearances.ts";
import { saveWithin } from "../save-papers.ts";

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
    const hidden = await findHidden(
      db,
      read.map((each) => each.identifier),
    );
    const rows: AnnouncementRow[] = [];
    let newest: Day | undefined;
    for (const [index, { identifier, record, datestamp }] of read.entries()) {
      if (hidden.has(identifier)) continue;
      const { id } = saved[index]!;
      const kind = isOurs(record, categories) ? "new" : "cross";
      const known = announced.get(id);
      const day =
        known ?? (await place(db, identifier, { record, kind, datestamp, deferrals, since }));
      if (day === undefined) continue;
      rows.push({ day, identifier, source, kind, paper: id, hiddenBy: undefined });
      if (known === undefined && day > (newest ?? "")) newest = day;
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

async function place(
  db: Database,
  identifier: Identifier,
  {
    record,
    kind,
    since,
    ...options
  }: {
    record: PaperRecord;
    kind: "new" | "cross";
    since: Day | undefined;
    datestamp: Day;
    deferrals: Deferrals;
  },
): Promise<Day | undefined> {
  const placing = placingOf(record, options);
  if (!placing) return undefined;
  if (since !== undefined && (placing.stamped ?? placing.earliest) < since) return undefined;
  // It may have joined our categories long after it was announced elsewhere.
  if (kind === "cross" && !placing.sure) return undefined;
  const day = await placeAmongNeighbours(db, identifier, placing);
  // What was announced before the list begins is not for it to place.
  return since !== undefined && day < since ? undefined : day;
}

function isOurs(record: PaperRecord, categories: readonly string[]): boolean {
  const primary = primaryCategory({ categories: record.categories ?? [] });
  return categories.some((each) => each === primary || primary?.startsWith(`${each}.`));
}
