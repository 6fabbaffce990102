// Whether a work is here already, under whatever name: by identifier, DOI or title, as saving it would
// find it. Nothing is written.
import type { PaperRecord } from "../papers/paper.ts";
import type { Database } from "../store/tables.ts";
import { findKnownRows, findMatches } from "./matching.ts";
import { namesOf } from "./names.ts";

/** The number of its paper; a paper of the sample is not here, since it leaves. */
export async function findWork(db: Database, record: PaperRecord): Promise<number | undefined> {
  const names = namesOf(record);
  const known = await findKnownRows(db, [names]);
  const matches = findMatches(known, record, names).map(({ row }) => row);
  // A title may be too short to tell; with the page on which the work stands it is the same.
  const paged = [...known.rows.values()].filter(
    (row) => record.projectUrl !== undefined && row.project_url === record.projectUrl,
  );
  return [...matches, ...paged].find((row) => row.sample === 0)?.id;
}
