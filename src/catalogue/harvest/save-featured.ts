// Takes the papers that stood on a front page elsewhere into the catalogue: what is new of them, on
// which day they stood there, and how they are counted there by now.
import type { Day } from "../../papers/period.ts";
import type { FeaturedPaper } from "../../sources/hugging-face/daily-papers.ts";
import type { Database } from "../../store/tables.ts";
import { addAppearances } from "../appearances.ts";
import { saveWithin } from "../save-papers.ts";
import { saveCounts } from "../signals.ts";

const source = "hugging-face";

/** Inside a transaction that the caller has open. */
export async function saveFeatured(
  db: Database,
  { day, papers, now }: { day: Day; papers: readonly FeaturedPaper[]; now: Date },
): Promise<{ new: number; changed: number }> {
  const saved = await saveWithin(
    db,
    papers.map((each) => each.record),
    { now },
  );
  const ids = saved.map((each) => each.id);
  const before = await findFeaturedBefore(db, { day, papers: ids });
  const stands = ids.filter((id) => !before.has(id));
  const added = await addAppearances(
    db,
    stands.map((id) => ({ day, paper_id: id, kind: "featured" as const, source })),
  );
  const at = now.toISOString();
  await saveCounts(
    db,
    papers.flatMap(({ counts }, index) =>
      counts.map((count) => ({ ...count, paper: ids[index]!, source, at })),
    ),
  );
  const placed = new Set(added.map((index) => stands[index]!));
  return {
    new: saved.filter(({ outcome }) => outcome === "new").length,
    changed: saved.filter(
      ({ outcome, id }) => outcome === "changed" || (outcome === "unchanged" && placed.has(id)),
    ).length,
  };
}

/**
 * A paper is featured there once. A day that had none is answered with the papers of the day before,
 * and not every answer says so of itself.
 */
async function findFeaturedBefore(
  db: Database,
  { day, papers }: { day: Day; papers: readonly number[] },
): Promise<Set<number>> {
  if (papers.length === 0) return new Set();
  const rows = await db
    .selectFrom("appearances")
    .select("paper_id")
    .where("paper_id", "in", [...papers])
    .where("source", "=", source)
    .where("day", "<", day)
    .execute();
  return new Set(rows.map((row) => row.paper_id));
}
