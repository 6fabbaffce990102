// Killed while it composes and sends, the program tells everybody of what was said, and tells it in one
// letter alone.
import { once } from "node:events";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { followedPaper } from "../../../fixtures/followed-paper.ts";
import { killWhen, startIn } from "../../../fixtures/killing.ts";
import { openPostOffice } from "../../../fixtures/post-office.ts";
import { seededRandom } from "../../search/evaluation/random.ts";
import type { Database } from "../../store/tables.ts";
import { composeNotifications } from "./compose-notifications.ts";

const followers = 600;
const kills = 8;

test("kill -9 while letters about a discussion are composed and sent loses none and tells nobody twice", async () => {
  const { office } = await followedPaper(followers, new Date(Date.now() - 10 * 60_000));
  const { db } = office;
  const server = await openPostOffice({ delayMs: 1, keepsMail: false });
  const settings = { SMTP_URL: server.url.href };
  const random = seededRandom(27);
  const inFlight = new Set<number>();
  let amidComposing = 0;
  for (let kill = 0; kill < kills; kill++) {
    const isAmidComposing = kill % 2 === 0;
    const begun = await countComposed();
    const target = isAmidComposing
      ? begun + Math.ceil(random() * 120)
      : server.received.length + Math.ceil(random() * 60);
    const program = startIn(office, ["send"], settings);
    const isKilled = await killWhen(program, async () =>
      isAmidComposing ? (await countComposed()) >= target : server.received.length >= target,
    );
    if (isKilled && (await countComposed()) < followers) amidComposing++;
    const sending = await db
      .selectFrom("outbox")
      .select("id")
      .where("state", "=", "sending")
      .execute();
    for (const { id } of sending) inFlight.add(id);
  }
  // Two at a time make an end of it.
  const last = [startIn(office, ["send"], settings), startIn(office, ["send"], settings)];
  await Promise.all(last.map(async (each) => await once(each, "exit")));

  const messages = new Set(server.received.map(({ to, messageId }) => `${to} ${messageId}`));
  const doubled = server.received.length - messages.size;
  console.log("notifications under kills:", {
    kills,
    amidComposing,
    inFlight: inFlight.size,
    doubled,
  });
  expect(new Set(server.received.map(({ to }) => to)).size).toBe(followers);
  expect(messages.size).toBe(followers);
  expect(doubled).toBeLessThanOrEqual(inFlight.size);

  async function countComposed(): Promise<number> {
    return (await db.selectFrom("outbox").select("id").execute()).length;
  }
}, 120_000);

test("a comment that ten thousand follow is told in batches, and nobody waits long for anything else", async () => {
  const began = performance.now();
  const { office, followers, said } = await followedPaper(
    10_000,
    new Date(Date.now() - 10 * 60_000),
  );
  const { db, letterhead } = office;
  console.log(`notifications: told ${followers} within ${said.toFixed(0)} ms, in one statement`);
  let [longest, last, done] = [0, performance.now(), false];
  const watch = async () => {
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      await countWaiting(db);
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
  };
  const watching = watch();
  const composing = performance.now();
  expect(await composeNotifications(db, { letterhead, now: new Date() })).toBe(followers);
  const took = performance.now() - composing;
  done = true;
  await watching;
  console.log(
    `notifications: ${followers} letters in ${(took / 1000).toFixed(1)} s, longest wait of another ` +
      `query ${longest.toFixed(0)} ms (${((performance.now() - began) / 1000).toFixed(1)} s in all)`,
  );
  expect(await countWaiting(db)).toBe(0);
}, 60_000);

async function countWaiting(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from notifications where mail_due is not null and outbox_id is null
  `.execute(db);
  return rows[0]!.count;
}
