// Whoever has left gets nothing more, whatever was on its way, and whatever comes back from a backup.
import { once } from "node:events";
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../fixtures/instance.ts";
import { startIn } from "../../../fixtures/killing.ts";
import {
  mailTo,
  minutesLater,
  officeWithMail,
  plainWish,
  sendTo,
  statesIn,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { copiesIn, openPostOffice } from "../../../fixtures/post-office.ts";
import { backUp } from "../../store/backup.ts";
import { databaseFile, openDatabase } from "../../store/database.ts";
import { endSubscription, requestSubscription } from "../subscriptions/subscriptions.ts";
import {
  recallSuppressions,
  suppress,
  type SuppressionReason,
} from "../subscriptions/suppression.ts";

const reader = "reader0@example.net";

async function leave({ db, keeper }: Office, address = reader): Promise<void> {
  const { id } = await db
    .selectFrom("subscriptions")
    .select("id")
    .where("address_key", "=", address)
    .executeTakeFirstOrThrow();
  await endSubscription(db, keeper, { id, addressKey: address, now: new Date() });
}

test("a backup that is restored does not write to whoever has left since", async () => {
  const office = await officeWithMail(3);
  const copy = join(temporaryFolder(), "copy.sqlite");
  backUp(office.dataDir, copy);
  await leave(office);
  await office.db.destroy();
  for (const ending of ["-wal", "-shm"]) {
    rmSync(join(office.dataDir, databaseFile + ending), { force: true });
  }
  copyFileSync(copy, join(office.dataDir, databaseFile));
  const db = openDatabase(office.dataDir);
  const restored = { ...office, db };
  const server = await openPostOffice();
  await recallSuppressions(db, office.keeper);
  expect((await mailTo(restored, reader)).state).toBe("queued");
  expect(await sendTo(restored, server.url)).toEqual({ sent: 2, failed: 0, deferred: 0 });
  expect(copiesIn(server).has(reader)).toBe(false);
  expect(await mailTo(restored, reader)).toMatchObject({
    state: "suppressed",
    last_error: expect.stringContaining("the list of those") as string,
  });
  await db.destroy();
});

test("a list of nothing but suppressed addresses is gone through to its end", async () => {
  const office = await officeWithMail(40);
  for (let each = 0; each < 39; each++) {
    const addressKey = `reader${each}@example.net`;
    await suppress(office.db, office.keeper, { addressKey, reason: "hard", now: new Date() });
  }
  const server = await openPostOffice();
  expect(await sendTo(office, server.url)).toMatchObject({ sent: 1 });
  expect(await statesIn(office)).toEqual({ sent: 1, suppressed: 39 });
});

test.each<[SuppressionReason, boolean]>([
  ["unsubscribed", true],
  ["soft", true],
  ["hard", false],
  ["complaint", false],
  ["owner", false],
])("of an address that is suppressed as %s a confirmation is sent: %s", async (reason, isSent) => {
  const office = await officeWithMail(0);
  const { db, keeper, letterhead } = office;
  const address = "ada@example.net";
  const now = minutesLater(0);
  await requestSubscription(db, { address, wish: plainWish, letterhead, now });
  await suppress(db, keeper, { addressKey: address, reason, now });
  const server = await openPostOffice();
  await sendTo(office, server.url);
  expect(server.received).toHaveLength(isSent ? 1 : 0);
});

test("whoever leaves after a kill gets nothing more of what was on its way", async () => {
  const office = await officeWithMail(1, { now: new Date() });
  const server = await openPostOffice();
  const program = startIn(office, ["send"], { SMTP_URL: server.url.href });
  server.mood = (stage) => {
    if (stage !== "recipient") return undefined;
    program.kill("SIGKILL");
    return "drop";
  };
  await once(program, "exit");
  expect((await mailTo(office, reader)).state).toBe("sending");
  await leave(office);
  server.mood = () => undefined;
  const later = new Date(Date.now() + 600_000);
  await sendTo(office, server.url, { clock: () => later });
  expect(server.received).toEqual([]);
  expect(await statesIn(office)).toEqual({ suppressed: 1 });
}, 30_000);

test.each(["450 4.2.1 Greylisted", "drop"])(
  "whoever leaves while the server says %s gets nothing later",
  async (reply) => {
    const office = await officeWithMail(1);
    const server = await openPostOffice();
    let left: Promise<void> | undefined;
    server.mood = (stage) => {
      if (stage !== "end") return undefined;
      left ??= leave(office);
      return reply;
    };
    await sendTo(office, server.url);
    await left;
    server.mood = () => undefined;
    await sendTo(office, server.url, { clock: () => minutesLater(600) });
    // Who hangs up after the last dot may have it.
    expect(server.received).toHaveLength(reply === "drop" ? 1 : 0);
    expect(await statesIn(office)).toEqual({ suppressed: 1 });
  },
);
