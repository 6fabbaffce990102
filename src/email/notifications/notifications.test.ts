import { once } from "node:events";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { say } from "../../../fixtures/discussion.ts";
import { followedPaper } from "../../../fixtures/followed-paper.ts";
import { startIn } from "../../../fixtures/killing.ts";
import { sendTo } from "../../../fixtures/mail-office.ts";
import { openPostOffice } from "../../../fixtures/post-office.ts";
import { sweepNotifications } from "../../community/notifications/inbox.ts";
import { pauseMail, resumeMail } from "../sending/mail-pause.ts";
import { composeNotifications } from "./compose-notifications.ts";

const now = new Date("2026-03-27T09:30:00Z");
const minutesAgo = (count: number) => new Date(now.getTime() - count * 60_000);

test("two programs that compose and send at the same time tell everybody once", async () => {
  const { office, followers } = await followedPaper(60, new Date(Date.now() - 10 * 60_000));
  const server = await openPostOffice({ delayMs: 5, keepsMail: false });
  const programs = [1, 2].map(() => startIn(office, ["send"], { SMTP_URL: server.url.href }));
  expect(await Promise.all(programs.map((each) => once(each, "exit")))).toEqual([
    [0, null],
    [0, null],
  ]);
  expect(server.received).toHaveLength(followers);
  expect(new Set(server.received.map(({ to }) => to)).size).toBe(followers);
}, 30_000);

test("while mail is paused nothing is composed, and one letter tells all of it afterwards", async () => {
  const { office, author } = await followedPaper(1, minutesAgo(10));
  const { db, letterhead } = office;
  await pauseMail(db, { by: "owner", reason: "Holidays.", now });
  await say(db, { paper: 1, reader: author, source: "And more.", now: minutesAgo(5) });
  expect(await composeNotifications(db, { letterhead, now })).toBe(0);
  await resumeMail(db, now);
  expect(await composeNotifications(db, { letterhead, now })).toBe(1);
  const server = await openPostOffice();
  await sendTo(office, server.url, { clock: () => now });
  expect(server.received).toHaveLength(1);
  expect(server.received[0]!.raw).toContain("Subject: 2 comments: Paper 1");
});

test("what was read ninety days ago is swept away, and what nobody read after a year", async () => {
  const { office, author } = await followedPaper(1, minutesAgo(10));
  const { db } = office;
  const days = (count: number) => minutesAgo(count * 24 * 60);
  for (const count of [80, 100, 300, 400]) {
    await say(db, { paper: 1, reader: author, source: `${count} days ago.`, now: days(count) });
  }
  await sql`update notifications set read_at = at
    where at in (${days(80).toISOString()}, ${days(100).toISOString()})`.execute(db);
  expect(await sweepNotifications(db, now)).toBe(2);
  const left = await db.selectFrom("notifications").select("at").orderBy("at").execute();
  expect(left.map(({ at }) => at)).toEqual(
    [days(300), days(80), minutesAgo(10)].map((each) => each.toISOString()),
  );
});
