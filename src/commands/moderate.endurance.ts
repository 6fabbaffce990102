// Killed at any moment while it bans somebody with all that they wrote, or takes that back, the program has
// done all of it or nothing.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { startBroadsheet } from "../../fixtures/program.ts";
import { paper } from "../../fixtures/web.ts";
import { addReader } from "../community/readers.ts";
import { seededRandom } from "../search/evaluation/random.ts";
import { checkDatabase } from "../store/health.ts";

const kills = 30;
const comments = 2000;

test(`${kills} kills in the middle of a ban and of its undo leave all or nothing of it`, async () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
  const random = seededRandom(seed);
  const { db, dataDir, save } = await openInstance();
  await save(paper());
  const now = new Date();
  const add = async (name: string, role: "owner" | "reader") =>
    await addReader(db, { name, address: `${name}@university.edu`, role, now });
  await add("olga", "owner");
  const { id: reader_id } = await add("ada", "reader");
  await db.transaction().execute(async (db) => {
    for (let id = 1; id <= comments; id++) {
      await db
        .insertInto("comments")
        .values({
          id,
          root_id: id,
          paper_id: 1,
          reader_id,
          parent_id: null,
          source: `Remark ${id}.`,
          at: now.toISOString(),
        })
        .execute();
    }
  });
  const count = async (table: "restrictions" | "banned_addresses" | "moderation_acts") =>
    (await db.selectFrom(table).selectAll().execute()).length;
  const hidden = async () =>
    (await db.selectFrom("comments").select("id").where("standing", "=", "hidden").execute())
      .length;
  const told = { seed, killed: 0, whole: 0, nothing: 0 };
  let typicalMs = 1500;
  while (told.killed < kills) {
    const acts = await count("moderation_acts");
    const isBanned = (await hidden()) > 0;
    const last = await db
      .selectFrom("moderation_acts")
      .select((select) => select.fn.max("id").as("id"))
      .executeTakeFirstOrThrow();
    const words = isBanned
      ? ["undo", String(last.id)]
      : ["ban", "ada", "--reason", "spam", "--hide-comments"];
    const program = startBroadsheet(["moderate", ...words], { DATA_DIR: dataDir });
    program.stdout.resume();
    program.stderr.resume();
    const ended = once(program, "exit");
    const began = Date.now();
    await Promise.race([ended, sleep(typicalMs * (0.5 + 0.6 * random()))]);
    if (program.exitCode === null) {
      program.kill("SIGKILL");
      told.killed++;
    } else typicalMs = (typicalMs + Date.now() - began) / 2;
    await ended;
    const after = await count("moderation_acts");
    const isDone = after === acts + 1;
    expect(after - acts).toBeLessThanOrEqual(1);
    const shouldBeBanned = isDone !== isBanned;
    told[isDone ? "whole" : "nothing"]++;
    expect([await hidden(), await count("restrictions"), await count("banned_addresses")]).toEqual(
      shouldBeBanned ? [comments, 1, 1] : [0, 0, 0],
    );
  }
  console.log(`Moderation, killed: ${JSON.stringify(told)}`);
  expect(await checkDatabase(db)).toMatchObject({ faults: [] });
}, 300_000);
