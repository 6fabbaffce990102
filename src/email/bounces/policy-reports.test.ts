import { expect, test } from "vitest";
import {
  addSent,
  bounces,
  openPostbag,
  reportOf,
  type Postbag,
} from "../../../fixtures/reports.ts";
import { listMailFailures } from "../figures/failures.ts";
import { findPause, resumeMail } from "../sending/mail-pause.ts";
import { takeReport } from "./take-report.ts";

const now = new Date("2026-03-27T09:00:00Z");

/** So many letters, of which the first come back by policy, one after the other. */
async function sendMany(
  office: Postbag,
  { letters, back, from = 0 }: { letters: number; back: number; from?: number },
) {
  for (let each = from; each < from + letters; each++) {
    const sent = await addSent(office, { recipient: `reader${each}@university.example` });
    await office.db
      .updateTable("outbox")
      .set({ sent_at: "2026-03-27T07:12:05.000Z" })
      .where("id", "=", sent.outboxId)
      .execute();
    if (each - from >= back) continue;
    const report = reportOf("outlook-5.7.515-policy", sent);
    // Whoever reports twice has not refused twice.
    await takeReport(office.db, office.keeper, { bounces, message: report, now });
    await takeReport(office.db, office.keeper, { bounces, message: report, now });
  }
}

test("letters that come back by policy are remembered, and end nothing", async () => {
  const office = await openPostbag();
  await sendMany(office, { letters: 4, back: 4 });
  expect(await findPause(office.db)).toBeUndefined();
  const failures = await listMailFailures(office.db, { now });
  expect(failures).toHaveLength(4);
  expect(failures[0]).toMatchObject({ kind: "policy", status: "5.7.515" });
});

test("five of twenty pause the mail, and after the owner resumed only new ones count", async () => {
  const office = await openPostbag();
  await sendMany(office, { letters: 5, back: 4 });
  await sendMany(office, { letters: 15, back: 0, from: 100 });
  await sendMany(office, { letters: 1, back: 1, from: 200 });
  const pause = await findPause(office.db);
  expect(pause?.reason).toMatch(/^Of 21 letters within a day 5 were refused by policy/);
  expect(pause?.reason).toContain("5.7.515");
  expect(pause?.reason).not.toContain("reader");
  await resumeMail(office.db, now);
  await sendMany(office, { letters: 1, back: 1, from: 300 });
  expect(await findPause(office.db)).toBeUndefined();
});

test("five of a hundred pause nothing", async () => {
  const office = await openPostbag();
  await sendMany(office, { letters: 95, back: 0 });
  await sendMany(office, { letters: 5, back: 5, from: 100 });
  expect(await findPause(office.db)).toBeUndefined();
});
