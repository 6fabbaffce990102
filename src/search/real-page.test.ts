// The saved page that started it all; it lies beside the checkout, not in it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { noJudgements } from "../../fixtures/judgements.ts";
import { importFile } from "../catalogue/import.ts";
import { getEdition } from "../editions/edition.ts";
import { titleIdentifier } from "../papers/identifier.ts";
import { dayPeriod } from "../papers/period.ts";
import { openSnapshot } from "../sources/files/snapshot.ts";

const page = join(import.meta.dirname, "../../../shared/seed/daily-papers-jul-31.txt");
const missing = existsSync(page) ? "" : ` (skipped: ${page} is not here)`;
const now = new Date("2026-11-24T08:00:00Z");

describe.skipIf(missing !== "")(`a whole saved page${missing}`, () => {
  test("gives 73 papers of one July 31, each found first by its own title", async () => {
    const { db, search } = await openInstance();
    const { receipt } = await importFile(db, page, { now });
    expect(receipt).toMatchObject({ read: 73, new: 73, rejected: 0 });
    const edition = await getEdition(db, {
      period: dayPeriod("2026-07-31"),
      perPage: 100,
      judge: noJudgements,
    });
    expect(edition.entries).toHaveLength(73);
    for await (const { record, reason } of (await openSnapshot(page, { now })).entries) {
      if (!record) throw new Error(reason);
      const { title } = record;
      const { papers } = await search(title);
      expect(papers[0]?.identifier).toBe(titleIdentifier(title));
    }
  });
});
