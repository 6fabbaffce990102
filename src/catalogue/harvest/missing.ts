// Fetches what was announced and is not here, one by one from arXiv's API: entries of the feed that
// could not be read.
import type { Clock } from "../../clock.ts";
import { easternDay } from "../../papers/announcement-calendar.ts";
import { fetchPapers } from "../../sources/arxiv/api.ts";
import type { Asking } from "../../sources/http/http.ts";
import type { Database } from "../../store/tables.ts";
import { linkAnnouncements, listMissing } from "./announcements.ts";
import { standsInEdition } from "./feed.ts";
import type { HarvestRun } from "./harvests.ts";
import { saveWithin } from "../save-papers.ts";

export async function harvestMissing(
  db: Database,
  run: HarvestRun,
  { asking, url, clock }: { asking: Asking; url: URL; clock: Clock },
): Promise<void> {
  const missing = await listMissing(db, easternDay(clock.now()));
  const identifiers = [...new Set(missing.map((each) => each.identifier))];
  const days = new Map(
    missing.filter(standsInEdition).map(({ identifier, day }) => [identifier, day]),
  );
  let done = 0;
  for await (const records of fetchPapers(asking, { url, identifiers })) {
    await db.transaction().execute(async (db) => {
      const saved = await saveWithin(
        db,
        records.map((record) => {
          const day = record.identifier && days.get(record.identifier);
          return day ? { ...record, appearances: [{ day, kind: "announced" as const }] } : record;
        }),
        { now: clock.now() },
      );
      const papers = saved.flatMap(({ id, outcome }, index) => {
        if (outcome !== "unchanged") run.add({ [outcome]: 1 });
        const { identifier } = records[index]!;
        return identifier ? [{ identifier, id }] : [];
      });
      await linkAnnouncements(db, papers, clock.now());
    });
    done += records.length;
    run.add({ received: records.length });
    await run.say(`Fetching what is missing: ${done} of ${identifiers.length} papers`);
  }
  if (done < identifiers.length) {
    run.note(`${identifiers.length - done} announced papers are not known to arXiv’s API yet.`);
  }
}
