import { expect, onTestFinished, test } from "vitest";
import { simulatedClock } from "../../fixtures/clock.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { openDatabase } from "./database.ts";
import { findTurns, liftRefusal, openTurns } from "./turns.ts";

const start = new Date("2026-03-27T04:05:00Z");
const ask = { source: "arxiv-feed", patienceMs: 60_000 };

/** Two processes of one instance, as far as the database can tell. */
function twoProcesses() {
  const folder = temporaryFolder();
  const clock = simulatedClock(start);
  return [1, 2].map(() => {
    const db = openDatabase(folder);
    onTestFinished(() => db.destroy());
    return { db, clock, turns: openTurns(db, { host: "arxiv", clock }) };
  });
}

test("two processes never ask at once, and three seconds lie between two requests", async () => {
  const processes = twoProcesses();
  const { clock } = processes[0]!;
  const asked: { began: number; ended: number }[] = [];
  await Promise.all(
    processes.map(async ({ turns }) => {
      for (let count = 0; count < 5; count++) {
        const turn = await turns.take(ask);
        const began = clock.now().getTime();
        await clock.sleep(700);
        asked.push({ began, ended: clock.now().getTime() });
        await turn.end({ status: 200 });
      }
    }),
  );
  expect(asked).toHaveLength(10);
  const gaps = asked.slice(1).map(({ began }, index) => began - asked[index]!.ended);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
});

test("a restart does not forget the last request", async () => {
  const [first, second] = twoProcesses();
  await (await first!.turns.take(ask)).end({ status: 200 });
  const before = first!.clock.now().getTime();
  await second!.turns.take(ask);
  expect(second!.clock.now().getTime() - before).toBeGreaterThanOrEqual(3000);
});

test("when a process dies in the middle of a request, another goes on after a pause", async () => {
  const [first, second] = twoProcesses();
  await first!.turns.take(ask);
  // No process has this number.
  const dead = (await findTurns(first!.db, { host: "arxiv", now: start }))!.holder!.replace(
    / \d+ /,
    " 999999999 ",
  );
  await first!.db.updateTable("turns").set({ holder: dead }).execute();
  const before = first!.clock.now().getTime();
  await second!.turns.take(ask);
  const waited = second!.clock.now().getTime() - before;
  expect(waited).toBeGreaterThanOrEqual(3000);
  expect(waited).toBeLessThan(20_000);
});

test("a host that wants to be left alone is left alone, by every process", async () => {
  const [first, second] = twoProcesses();
  const until = new Date(start.getTime() + 40_000);
  await (await first!.turns.take(ask)).end({ status: 503, waitUntil: until });
  await expect(second!.turns.take({ ...ask, patienceMs: 10_000 })).rejects.toMatchObject({
    trouble: "busy",
    message: "arXiv asked us to wait until 04:05 UTC on 27 March.",
    retryAt: until,
  });
  await second!.turns.take(ask);
  expect(second!.clock.now().getTime()).toBeGreaterThanOrEqual(until.getTime());
});

test("a host that refused is not asked again until the owner says so", async () => {
  const [first, second] = twoProcesses();
  await (await first!.turns.take(ask)).end({ status: 403, refused: "arXiv refuses us (403)." });
  await expect(second!.turns.take(ask)).rejects.toMatchObject({
    trouble: "refused",
    message: "arXiv refuses us (403).",
  });
  await liftRefusal(second!.db, "arxiv");
  await second!.turns.take(ask);
});

test("a clock that was set back by years does not stop the asking", async () => {
  const [first] = twoProcesses();
  const until = new Date(start.getTime() + 60_000);
  await (await first!.turns.take(ask)).end({ status: 503, waitUntil: until });
  first!.clock.set(new Date("2020-01-01T00:00:00Z"));
  await first!.turns.take(ask);
  expect(first!.clock.now().getUTCFullYear()).toBe(2020);
});

test("requests are written down with what came of them, and kept for a day", async () => {
  const [first] = twoProcesses();
  await (await first!.turns.take(ask)).end({ status: 500, error: "broken" });
  first!.clock.set(new Date(start.getTime() + 2 * 86_400_000));
  await (await first!.turns.take({ ...ask, source: "arxiv-oai" })).end({ status: 200 });
  const rows = await first!.db.selectFrom("requests").select(["source", "status"]).execute();
  expect(rows).toEqual([{ source: "arxiv-oai", status: 200 }]);
});
