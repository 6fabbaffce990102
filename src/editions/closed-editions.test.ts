import fc from "fast-check";
import { expect, test } from "vitest";
import { judgement } from "../../fixtures/judgements.ts";
import { openInstance, type Instance } from "../../fixtures/instance.ts";
import { manyPapers, paper } from "../../fixtures/web.ts";
import { mergePapers } from "../catalogue/merges/merges.ts";
import { pickPaper } from "../community/picks/picking.ts";
import { addReader } from "../community/readers.ts";
import { castVote } from "../community/votes/votes.ts";
import { deleteRows } from "../catalogue/rows.ts";
import { dayPeriod, type Day } from "../papers/period.ts";
import { changeWeights } from "../ranking/ranking-changes.ts";
import { defaultWeights } from "../ranking/weights.ts";
import { categorySection } from "./sections.ts";
import { closeEdition } from "./closing.ts";
import { getEdition } from "./edition.ts";
import { bringOutDuePicks } from "./pick-days.ts";
import { findPlace, rankPeriod } from "./standings.ts";

const friday = "2026-03-27";
const saturday = "2026-03-28";
const count = 12;

// The editor likes the papers in the order of their numbers, and some of them are alike.
const judge = async () =>
  new Map(
    Array.from({ length: 40 }, (_, n) => [
      n + 1,
      { ...judgement((40 - n) / 10), vector: Int8Array.from([100, (n % 5) * 20]) },
    ]),
  );

async function openClosed(): Promise<Instance & { editor: number }> {
  const instance = await openInstance({ SOURCES: "none" }, { judge });
  const { db, now } = instance;
  await instance.save(...manyPapers(count));
  const { id: editor } = await addReader(db, {
    name: "Noor",
    address: "noor@university.edu",
    role: "editor",
    now,
  });
  await pickPaper(db, {
    paper: 7,
    day: friday,
    days: [friday],
    reader: editor,
    sentence: "Read it.",
    now,
  });
  await renew(instance);
  await closeEdition(db, { day: friday, judge, reader: editor, now });
  return { ...instance, editor };
}

async function renew({ db, now }: Instance): Promise<void> {
  const until = new Date(now.getTime() + 86_400_000);
  await bringOutDuePicks(db, {
    now: until,
    timeZone: "UTC",
    deferrals: new Set(),
    gathers: false,
  });
}

/** All that ranking says of an edition. */
async function written({ db }: Instance, day: Day = friday): Promise<string> {
  const standings = await rankPeriod(db, { period: dayPeriod(day), judge });
  return JSON.stringify(
    standings.map(({ candidate: { id }, score, reasons }) => ({ id, score, reasons })),
  );
}

type Step =
  | { do: "vote"; paper: number; visitor: number; up: boolean }
  | { do: "weigh"; votes: number; editor: number; alike: number }
  | { do: "pick"; paper: number; day: Day }
  | { do: "announce"; number: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant("vote" as const),
      paper: fc.integer({ min: 1, max: count }),
      visitor: fc.nat(20),
      up: fc.boolean(),
    }),
    fc.record({
      do: fc.constant("weigh" as const),
      votes: fc.nat(20),
      editor: fc.nat(5),
      alike: fc.nat(5),
    }),
    fc.record({
      do: fc.constant("pick" as const),
      paper: fc.integer({ min: 1, max: count }),
      day: fc.constantFrom(friday, saturday),
    }),
    fc.record({ do: fc.constant("announce" as const), number: fc.nat(20) }),
  ),
  { maxLength: 12 },
);

async function take(instance: Instance & { editor: number }, step: Step): Promise<void> {
  const { db, editor, now } = instance;
  if (step.do === "vote") {
    const { paper, visitor, up } = step;
    await castVote(db, { paper, visitor: `visitor ${visitor}`, up, now });
  } else if (step.do === "weigh") {
    const { votes, editor, alike } = step;
    await changeWeights(db, { weights: { ...defaultWeights, votes, editor, alike }, now });
  } else if (step.do === "pick") {
    const { paper, day } = step;
    // The closed day refuses, and a day takes a paper once.
    await pickPaper(db, { paper, day, days: [day], reader: editor, sentence: "", now }).catch(
      () => {},
    );
    await renew(instance);
  } else {
    await instance.save(paper({ identifier: `arxiv:2603.${30_000 + step.number}` }));
  }
}

test("whatever is voted, weighed, picked and announced afterwards, a closed edition is byte for byte the same", async () => {
  const instance = await openClosed();
  const { db } = instance;
  const before = await written(instance);
  expect(before).toContain("picked by Noor");
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const week = await written(instance, saturday);
      for (const step of steps) await take(instance, step);
      if ((await written(instance, saturday)) !== week) moved++;
      expect(await written(instance)).toBe(before);
      const { entries } = await getEdition(db, { period: dayPeriod(friday), judge, minutes: 5 });
      expect(entries[0]!.paper.id).toBe(7);
    }),
    { numRuns: 25 },
  );
  expect(moved).toBeGreaterThan(0);
  // Opened by nobody, it is still what was kept, though by now another order would hold.
  await db.deleteFrom("closed_editions").execute();
  expect(await written(instance)).not.toBe(before);
});

test("of a closed edition those papers stay that are here; merged and later ones are counted", async () => {
  const instance = await openClosed();
  const { db, now, finder } = instance;
  const idsOf = async (edition: object = {}) => {
    const { standings, closed } = await getEdition(db, {
      period: dayPeriod(friday),
      judge,
      ...edition,
    });
    return { ids: standings.map(({ candidate }) => candidate.id), closed };
  };
  const { ids } = await idsOf();
  expect(ids[0]).toBe(7);
  // One that stands high goes into one that stands low, and keeps its place under the other's name.
  await mergePapers(db, { kept: ids[9]!, gone: ids[2]!, reason: "test", now });
  await deleteRows(db, [ids[4]!]);
  await instance.save(paper({ identifier: "arxiv:2603.30001", title: "Late" }));
  const expected = ids.with(2, ids[9]!).filter((id, place) => place !== 9 && id !== ids[4]!);
  const after = await idsOf();
  expect(after.ids).toEqual(expected);
  // A paper's own page tells the same of it.
  const { standings } = await getEdition(db, { period: dayPeriod(friday), judge });
  for (const [index, { candidate, score, reasons }] of standings.entries()) {
    const found = await findPlace(db, { paper: candidate.id, day: friday, judge });
    expect(found).toEqual({ place: index + 1, total: expected.length, score, reasons });
  }
  for (const paper of [ids[2]!, ids[4]!, Math.max(...ids) + 1]) {
    expect(await findPlace(db, { paper, day: friday, judge })).toBeUndefined();
  }
  expect(after.closed).toEqual({
    by: "Noor",
    reader: 1,
    at: now.toISOString(),
    gone: 2,
    later: 1,
  });
  // The late one is of another category; a section has what the edition has of it.
  const section = categorySection("math.ST", { finder });
  expect((await idsOf({ section })).ids).toEqual([]);
  const pages = await Promise.all(
    [1, 2, 3].map(async (page) => {
      const { entries } = await getEdition(db, {
        period: dayPeriod(friday),
        judge,
        page,
        perPage: 4,
      });
      return entries.map((entry) => entry.paper.id);
    }),
  );
  expect(pages.flat()).toEqual(expected);
});

test("while the announcement of its day is awaited a pick waits too, but not for ever", async () => {
  const instance = await openInstance({ SOURCES: "arxiv" });
  const { db } = instance;
  await instance.save(...manyPapers(2));
  const { id: reader } = await addReader(db, {
    name: "Noor",
    address: "noor@university.edu",
    role: "editor",
    now: instance.now,
  });
  const monday = "2026-03-30";
  await pickPaper(db, {
    paper: 1,
    day: monday,
    days: [monday],
    reader,
    sentence: "",
    now: instance.now,
  });
  const standsAt = async (now: string) => {
    await bringOutDuePicks(db, {
      now: new Date(now),
      timeZone: "UTC",
      deferrals: new Set(),
      gathers: true,
    });
    return (await rankPeriod(db, { period: dayPeriod(monday), judge })).length > 0;
  };
  expect(await standsAt("2026-03-29T23:59:00Z")).toBe(false);
  expect(await standsAt("2026-03-30T04:30:00Z")).toBe(false);
  expect(await standsAt("2026-03-30T16:01:00Z")).toBe(true);
});
