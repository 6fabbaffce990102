import fc from "fast-check";
import { expect, test } from "vitest";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import type { Database } from "../../store/tables.ts";
import { deleteReader } from "../accounts/delete-reader.ts";
import { makeInvitation, takeInvitation } from "../accounts/invitations.ts";
import { addReader, findReader, type Role } from "../readers.ts";
import { forgetNetworks } from "./vote-networks.ts";
import { newcomersVote } from "./vote-weights.ts";
import { listVoteSignals, tallyVotes } from "./vote-signals.ts";
import { countTogether, weighBallots, type Ballot } from "./vote-weights.ts";
import { castVote } from "./votes.ts";

const monday = new Date("2026-03-02T09:00:00Z");
const minute = 60_000;
const day = 24 * 60 * minute;

function after(ms: number): Date {
  return new Date(monday.getTime() + ms);
}

/** An instance with so many papers, numbered from 1, and ways to fill it. */
async function community(papers = 1) {
  const { db, save } = await openInstance();
  for (let n = 1; n <= papers; n++) await save(aPaper({ identifier: `arxiv:2603.0000${n}` }));
  const join = async (
    name: string,
    { by, role = "reader", since = monday }: { by?: number; role?: Role; since?: Date } = {},
  ): Promise<number> => {
    const address = `${name.toLowerCase()}@university.edu`;
    const { id } = await addReader(db, { name, address, role, now: since });
    if (by !== undefined) await bring(db, { reader: id, by });
    return id;
  };
  return { db, join };
}

async function bring(db: Database, { reader, by }: { reader: number; by: number }) {
  const token = await makeInvitation(db, { reader: by, mostUses: 1, now: monday });
  const invitation_id = await takeInvitation(db, { token, now: monday });
  await db
    .updateTable("readers")
    .set({ invitation_id: invitation_id! })
    .where("id", "=", reader)
    .execute();
}

async function weightsOf(db: Database, paper = 1): Promise<number[]> {
  const signals = await listVoteSignals(db, [paper]);
  return signals.flatMap((signal) =>
    signal.kind === "upvote" ? Number(signal.weight.toFixed(3)) : [],
  );
}

test("a reader's vote grows from a half to a whole in two weeks in which they voted on three days", async () => {
  const { db, join } = await community(6);
  const reader = await join("Ada");
  const at = [0, 7 * day, 7 * day + minute, 13 * day, 14 * day, 90 * day];
  for (const [index, ms] of at.entries()) {
    await castVote(db, { paper: index + 1, reader, up: true, now: after(ms) });
  }
  const weights = await Promise.all(at.map((_, index) => weightsOf(db, index + 1)));
  // Days with votes: 1, 2, 2, 3, 4, 5; days here: 0, 7, 7, 13, 14, 90.
  expect(weights.flat()).toEqual([0.5, 0.75, 0.75, 0.964, 1, 1]);
});

test("who comes back after months without a vote has to vote on three days as well", async () => {
  const { db, join } = await community(3);
  const reader = await join("Ada");
  for (let n = 0; n < 3; n++) {
    await castVote(db, { paper: n + 1, reader, up: true, now: after((90 + n) * day) });
  }
  expect([await weightsOf(db, 1), await weightsOf(db, 2), await weightsOf(db, 3)]).toEqual([
    [0.667],
    [0.833],
    [1],
  ]);
});

test("a visitor counts half, whoever has a role counts whole at once", async () => {
  const { db, join } = await community();
  const editor = await join("Ada", { role: "editor" });
  await castVote(db, { paper: 1, visitor: "ben", up: true, now: monday });
  await castVote(db, { paper: 1, reader: editor, up: true, now: after(minute) });
  expect(await weightsOf(db)).toEqual([0.5, 1]);
  expect(await tallyVotes(db)).toEqual([
    { paper: 1, votes: 2, counted: 1.5, first: monday.toISOString() },
  ]);
});

test("the votes of whoever is banned stay cast, and count nothing until the ban is lifted", async () => {
  const { db, join } = await community();
  const owner = await join("Olga", { role: "owner" });
  const editor = await join("Ada", { role: "editor" });
  for (const reader of [owner, editor]) {
    await castVote(db, { paper: 1, reader, up: true, now: monday });
  }
  const act = await db
    .insertInto("moderation_acts")
    .values({ kind: "ban", moderator_id: owner, reader_id: editor, at: monday.toISOString() })
    .returning("id as act_id")
    .executeTakeFirstOrThrow();
  const restriction = { reader_id: editor, ...act, at: monday.toISOString() };
  await db
    .insertInto("restrictions")
    .values({ ...restriction, kind: "suspended", until: after(day).toISOString() })
    .execute();
  expect(await weightsOf(db)).toEqual([1, 1]);
  await db.updateTable("restrictions").set({ kind: "banned", until: null }).execute();
  expect(await weightsOf(db)).toEqual([1, 0]);
  expect(await tallyVotes(db)).toMatchObject([{ votes: 2, counted: 1 }]);
  await db.deleteFrom("restrictions").execute();
  expect(await weightsOf(db)).toEqual([1, 1]);
});

test("a handful from one network counts whole, many within an hour or a day count as few, over two days all count", async () => {
  const { db } = await community(4);
  const vote = async (paper: number, n: number, ms: number, network: string) =>
    await castVote(db, { paper, visitor: `${network} ${n}`, up: true, network, now: after(ms) });
  for (let n = 0; n < 5; n++) await vote(1, n, n * minute, "one");
  for (let n = 0; n < 40; n++) await vote(2, n, n * minute, n < 20 ? "one" : "two");
  for (let n = 0; n < 24; n++) await vote(3, n, n * 120 * minute, "one");
  for (let n = 0; n < 24; n++) await vote(4, n, n * 60 * minute, "one");
  const counted = (await tallyVotes(db)).map((tally) => tally.counted / newcomersVote);
  const twenty = 4 + Math.log2(17);
  expect(counted.map((each) => each.toFixed(6))).toEqual(
    [5, 2 * twenty, 24, 19 + Math.log2(6)].map((each) => each.toFixed(6)),
  );
});

test("who came by one person's invitations counts as few in a burst, though somebody between has left", async () => {
  const { db, join } = await community(2);
  const owner = await join("Olga", { role: "owner" });
  const ada = await join("Ada", { by: owner });
  const ben = await join("Ben", { by: ada });
  const below = await Promise.all(Array.from({ length: 6 }, (_, n) => join(`B${n}`, { by: ben })));
  const others = await Promise.all(
    Array.from({ length: 6 }, (_, n) => join(`C${n}`, { by: owner })),
  );
  const branch = [ada, ...below];
  const gone = (await findReader(db, ben))!;
  await db.transaction().execute((db) => deleteReader(db, { reader: gone, now: monday }));
  for (const [n, reader] of branch.entries()) {
    await castVote(db, { paper: 1, reader, up: true, now: after(n * minute) });
  }
  for (const [n, reader] of others.entries()) {
    await castVote(db, { paper: 2, reader, up: true, now: after(n * minute) });
  }
  const counted = (await tallyVotes(db)).map((tally) => tally.counted / newcomersVote);
  expect(counted[0]).toBeCloseTo(countTogether(branch.length), 2);
  expect(counted[1]).toBeCloseTo(others.length, 2);
});

test("networks are forgotten after a month, and what counted as few still does", async () => {
  const { db } = await community(2);
  for (let n = 0; n < 12; n++) {
    const vote = { visitor: `v${n}`, up: true, network: "one", now: after(n * minute) };
    await castVote(db, { paper: 1, ...vote });
    if (n < 4) await castVote(db, { paper: 2, ...vote });
  }
  const late = { visitor: "late", up: true, network: "one", now: after(20 * day) };
  await castVote(db, { paper: 2, ...late });
  const before = await tallyVotes(db);
  expect(await forgetNetworks(db, after(29 * day))).toBe(0);
  expect(await forgetNetworks(db, after(31 * day))).toBe(16);
  expect(await forgetNetworks(db, after(31 * day))).toBe(0);
  const left = await db
    .selectFrom("votes")
    .select(["visitor", "network"])
    .where("network", "is not", null)
    .execute();
  expect(left).toEqual([{ visitor: "late", network: "one" }]);
  // Where nobody stood out, nothing is left at all.
  const crowds = await db.selectFrom("votes").select(["paper_id", "crowd"]).distinct().execute();
  expect(crowds).toHaveLength(2);
  expect(crowds).toContainEqual({ paper_id: 2, crowd: null });
  expect(crowds.every(({ crowd }) => crowd === null || !crowd.includes("one"))).toBe(true);
  expect(await tallyVotes(db)).toEqual(before);
});

const someBallots = fc
  .array(
    fc.record({
      paper: fc.integer({ min: 1, max: 2 }),
      at: fc
        .integer({ min: 0, max: 5 * 60 })
        .map((minutes) => after(minutes * minute).toISOString()),
      network: fc.constantFrom(undefined, "one", "two"),
      reader: fc.option(
        fc.record({
          id: fc.integer({ min: 1, max: 9 }),
          isTrusted: fc.boolean(),
          isBanned: fc.boolean(),
          since: fc.constantFrom("2026-01-01T00:00:00Z", "2026-02-25T00:00:00Z"),
          firstVotes: fc.constantFrom([], ["2026-02-01T00:00:00.000Z"]),
          branch: fc.integer({ min: 1, max: 2 }),
        }),
        { nil: undefined },
      ),
    }),
    { maxLength: 60 },
  )
  .map((ballots): Ballot[] => ballots.toSorted((a, b) => (a.at < b.at ? -1 : 1)));

test("whatever the votes: each counts something and at most one, a banned reader’s nothing, and later ones change no earlier one", () => {
  fc.assert(
    fc.property(someBallots, fc.nat(60), (ballots, some) => {
      const weights = weighBallots(ballots);
      for (const [index, weight] of weights.entries()) {
        expect(weight > 0).toBe(ballots[index]!.reader?.isBanned !== true);
        expect(weight).toBeLessThanOrEqual(1);
      }
      expect(weighBallots(ballots.slice(0, some))).toEqual(weights.slice(0, some));
    }),
  );
});
