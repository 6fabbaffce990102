import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { say } from "../../../fixtures/discussion.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import type { Database } from "../../store/tables.ts";
import { addReader, findReader, type Role } from "../readers.ts";
import { deleteReader } from "../accounts/delete-reader.ts";
import { castVote } from "../votes/votes.ts";
import { listCommentSignals } from "./comment-signals.ts";
import { voteForComment } from "./comment-votes.ts";

const monday = new Date("2026-03-02T09:00:00Z");
const hour = 3_600_000;
const after = (hours: number) => new Date(monday.getTime() + hours * hour);

async function community() {
  const { db, save } = await openInstance();
  await save(
    aPaper({ identifier: "arxiv:2603.00001" }),
    aPaper({ identifier: "arxiv:2603.00002" }),
  );
  const join = async (name: string, role: Role = "editor"): Promise<number> => {
    const address = `${name.toLowerCase()}@university.edu`;
    return (await addReader(db, { name, address, role, now: monday })).id;
  };
  return { db, join };
}

async function voicesOf(db: Database, paper = 1) {
  const signals = await listCommentSignals(db, [paper]);
  return signals.map(({ by, at, weight }) => [by, at, weight] as const);
}

test("a reader who comments is one voice, from the first comment that others can read", async () => {
  const { db, join } = await community();
  const [ada, ben, cyd] = [await join("Ada"), await join("Ben"), await join("Cyd", "reader")];
  const first = await say(db, { paper: 1, reader: ada, now: after(1) });
  for (let n = 2; n < 20; n++) await say(db, { paper: 1, reader: ada, now: after(n) });
  const reply = await say(db, { paper: 1, reader: cyd, parent: first, now: after(24) });
  await say(db, { paper: 2, reader: ben, now: after(3) });
  await voteForComment(actingAt(db, after(30)), { comment: reply, reader: ben, up: true });
  // On the first day a newcomer counts half; nothing voted for yet, that does not grow.
  expect(await voicesOf(db)).toEqual([
    [ada, after(1).toISOString(), 1],
    [cyd, after(24).toISOString(), 0.5],
  ]);
  await castVote(db, { paper: 1, reader: cyd, up: true, now: after(20) });
  expect((await voicesOf(db))[1]![2]).toBeCloseTo(0.5 + 0.5 / 14);
  expect(await voicesOf(db, 2)).toEqual([[ben, after(3).toISOString(), 1]]);

  for (const standing of ["held", "hidden", "deleted"] as const) {
    await db.updateTable("comments").set({ standing }).where("id", "=", first).execute();
    expect((await voicesOf(db))[0]).toEqual([ada, after(2).toISOString(), 1]);
  }
});

test("who wrote the paper, who was banned and who has gone have no voice", async () => {
  const { db, join } = await community();
  const [ada, ben, cyd, dan] = [
    await join("Ada"),
    await join("Ben"),
    await join("Cyd"),
    await join("Dan"),
  ];
  for (const [n, reader] of [ada, ben, cyd, dan].entries()) {
    await say(db, { paper: 1, reader, now: after(n) });
    await say(db, { paper: 2, reader, now: after(n) });
  }
  const at = monday.toISOString();
  const claim = { paper_id: 1, reader_id: ada, author: "Ada Lindqvist", at };
  await db
    .insertInto("claims")
    .values({ ...claim, state: "asked", proof: null })
    .execute();
  expect(await voicesOf(db)).toHaveLength(4);
  await db.updateTable("claims").set({ state: "proved", proof: "editor" }).execute();
  const { act_id } = await db
    .insertInto("moderation_acts")
    .values({ kind: "ban", moderator_id: dan, reader_id: ben, at })
    .returning("id as act_id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("restrictions")
    .values({ reader_id: ben, kind: "banned", until: null, act_id, at })
    .execute();
  const gone = (await findReader(db, cyd))!;
  await db.transaction().execute((db) => deleteReader(db, { reader: gone, now: monday }));
  expect((await voicesOf(db)).map(([by]) => by)).toEqual([dan]);
  expect((await voicesOf(db, 2)).map(([by]) => by)).toEqual([ada, dan]);
});
