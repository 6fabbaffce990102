// Whatever moderators did about a reader and a comment, and in whatever order it is taken back, nothing is
// left as an act made it that was taken back, and in the end all is as it was. What is no more stays so.
import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openInstance } from "../../../fixtures/instance.ts";
import { say } from "../../../fixtures/discussion.ts";
import { paper } from "../../../fixtures/web.ts";
import { Invalid } from "../../errors.ts";
import { deleteReader } from "../accounts/delete-reader.ts";
import { addReader, findReader, type Role } from "../readers.ts";
import { isBannedAddress } from "./banned-addresses.ts";
import { judgeComments, type Verdict } from "./judging.ts";
import { countWaiting } from "./queue.ts";
import { reportComment } from "./reports.ts";
import { liftRestriction, restrictReader } from "./restricting.ts";
import { findRestriction } from "./restrictions.ts";
import { undoAct } from "./undoing.ts";

const words = { reason: "insult", sentence: "Be kind.", note: "" } as const;
const secret = "a secret for tests, as long as real ones are";
const now = new Date("2026-03-27T08:00:00Z");

type Deed = "hide" | "show" | "dismiss" | "suspend" | "ban" | "lift";

async function openDesk() {
  const { db, save } = await openInstance();
  await save(paper());
  const add = async (name: string, role: Role = "reader") => {
    const since = new Date("2025-01-05T08:00:00Z");
    return await addReader(db, { name, address: `${name}@university.edu`, role, now: since });
  };
  const mona = await add("Mona", "moderator");
  let people = 0;
  /** Somebody whose comment was reported. */
  const begin = async () => {
    const { id: reader, address } = await add(`Ada-${people++}`);
    const comment = await say(db, { paper: 1, reader, source: `Nonsense, ${people} times!`, now });
    const { id: ben } = await add(`Ben-${people}`);
    await reportComment(db, { comment, reader: ben, reason: "insult", sentence: "", now });
    return { reader, address, comment };
  };
  type Case = Awaited<ReturnType<typeof begin>>;
  /** @returns the act; `undefined` where there was nothing to do */
  const act = async ({ reader, comment }: Case, deed: Deed): Promise<number | undefined> => {
    const on = { by: mona, reader, words, secret, now };
    if (deed === "suspend" || deed === "ban") {
      const until = deed === "ban" ? null : "2026-04-27T08:00:00.000Z";
      return await restrictReader(db, { ...on, until, hideComments: true });
    }
    if (deed === "lift") return await orNothing(liftRestriction(db, on));
    const verdict: Verdict = deed;
    const judging = { by: mona, comments: [{ id: comment }], verdict, words, now };
    return (await judgeComments(db, judging)).done[0]?.act;
  };
  const undo = async (act: number) => await orNothing(undoAct(db, { act, by: mona, now }));
  const state = async ({ reader, comment, address }: Case) => ({
    standing: (
      await db
        .selectFrom("comments")
        .select("standing")
        .where("id", "=", comment)
        .executeTakeFirstOrThrow()
    ).standing,
    waits: await countWaiting(db, { reader: mona.id, author: reader }),
    restriction: await findRestriction(db, { reader, now }),
    isBanned: await isBannedAddress(db, { secret, address, now }),
  });
  /** How much stands as an act has left it that was taken back. */
  const leftOver = async () => {
    const { rows } = await sql<{ many: number }>`
      select (select count(*) from comments where act_id in (select undoes from moderation_acts))
        + (select count(*) from restrictions where act_id in (select undoes from moderation_acts))
        as many
    `.execute(db);
    return rows[0]!.many;
  };
  const goes = async ({ reader }: Case) => {
    const row = (await findReader(db, reader))!;
    await deleteReader(db, { reader: row, emptyComments: true, now });
  };
  const isBanned = async ({ address }: Case) => await isBannedAddress(db, { secret, address, now });
  return { begin, act, undo, state, leftOver, goes, isBanned };
}

async function orNothing(done: Promise<number>): Promise<number | undefined> {
  try {
    return await done;
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return undefined;
  }
}

const deeds: readonly Deed[] = ["hide", "show", "dismiss", "suspend", "ban", "lift"];
const firstToLast = [0, 1, 2, 3, 4];

test("acts are taken back in any order: none comes back, and in the end all is as it was", async () => {
  const { begin, act, undo, state, leftOver } = await openDesk();
  /** Takes them back in this order, again and again while that does something. */
  const undoAll = async (acts: readonly number[], order: readonly number[]) => {
    let left = acts.toSorted((a, b) => order[acts.indexOf(a)]! - order[acts.indexOf(b)]!);
    for (let before = Infinity; left.length < before;) {
      before = left.length;
      for (const each of left) {
        if ((await undo(each)) !== undefined) left = left.filter((other) => other !== each);
        expect(await leftOver()).toBe(0);
      }
    }
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...deeds), { minLength: 2, maxLength: firstToLast.length }),
      fc.shuffledSubarray(firstToLast, { minLength: firstToLast.length }),
      async (deeds, order) => {
        const about = await begin();
        const acts: number[] = [];
        for (const deed of deeds)
          acts.push(...[await act(about, deed)].filter((each) => each !== undefined));
        await undoAll(acts, order);
        expect(await state(about)).toEqual({
          standing: "shown",
          waits: 1,
          restriction: undefined,
          isBanned: false,
        });
      },
    ),
    {
      numRuns: 30,
      examples: [
        [["suspend", "ban"], firstToLast],
        [["ban", "lift"], firstToLast],
        [["hide", "show"], firstToLast],
      ],
    },
  );
});

test("of whoever is gone only the act that still keeps the address away is taken back", async () => {
  const { begin, act, undo, goes, isBanned } = await openDesk();
  const twice = await begin();
  const suspension = await act(twice, "suspend");
  const ban = await act(twice, "ban");
  await goes(twice);
  expect([await undo(suspension!), await isBanned(twice)]).toEqual([undefined, true]);
  expect([await undo(ban!), await isBanned(twice)]).toEqual([expect.any(Number), false]);

  const lifted = await begin();
  const acts = [await act(lifted, "suspend"), await act(lifted, "lift")];
  await goes(lifted);
  for (const each of acts) expect(await undo(each!)).toBeUndefined();

  // What counts again since a newer act was taken back keeps it away as well.
  const again = await begin();
  const first = await act(again, "suspend");
  await undo((await act(again, "ban"))!);
  await goes(again);
  expect(await isBanned(again)).toBe(true);
  expect([await undo(first!), await isBanned(again)]).toEqual([expect.any(Number), false]);
});

test("a lifting is not taken back when there was a newer restriction, though that was lifted, too", async () => {
  const { begin, act, undo, state } = await openDesk();
  const about = await begin();
  const acts = [];
  for (const deed of ["suspend", "lift", "ban", "lift"] as const) acts.push(await act(about, deed));
  const [, lifted, ban, again] = acts;
  expect(await undo(lifted!)).toBeUndefined();
  expect(await state(about)).toMatchObject({ restriction: undefined, isBanned: false });
  for (const each of [again, ban, lifted]) expect(await undo(each!)).toEqual(expect.any(Number));
  expect(await state(about)).toMatchObject({ restriction: expect.anything() });
});
