// When the day of a pick has come, its paper stands in that edition, wherever it was announced.
import { sql } from "kysely";
import { addAppearances } from "../../catalogue/appearances.ts";
import type { Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";

/**
 * Puts the picks of all days up to this one on top of their editions, and the papers into them that
 * do not stand there. Doing so twice is doing so once.
 */
export async function bringOutPicks(db: Database, { until }: { until: Day }): Promise<void> {
  await db.transaction().execute(async (db) => {
    const due = await db
      .selectFrom("picks")
      .select(["paper_id", "day", "appearance"])
      .where("day", "<=", until)
      .where("day", "not in", (closed) => closed.selectFrom("closed_editions").select("day"))
      .where((pick) =>
        pick.or([
          pick("appearance", "is", null),
          // A paper that stood there may have been moved to another day since.
          pick.not(
            pick.exists(
              pick
                .selectFrom("appearances")
                .select(sql.lit(1).as("one"))
                .whereRef("appearances.day", "=", "picks.day")
                .whereRef("appearances.paper_id", "=", "picks.paper_id"),
            ),
          ),
        ]),
      )
      .execute();
    for (const { paper_id, day, appearance } of due) {
      const stands = await db
        .selectFrom("appearances")
        .select("kind")
        .where("day", "=", day)
        .where("paper_id", "=", paper_id)
        .executeTakeFirst();
      if (!stands) await addAppearances(db, [{ paper_id, day, kind: "featured", source: null }]);
      await db
        .updateTable("picks")
        .where("paper_id", "=", paper_id)
        .where("day", "=", day)
        .set({ appearance: stands ? (appearance ?? "found") : "made" })
        .execute();
    }
  });
}
