// What one reader saved, read, tagged and hides, in searches and lists.
import { expect, test } from "vitest";
import { actingAt } from "../../fixtures/acting.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { annotate, keepPapers, markRead, removePapers } from "../community/library/library.ts";
import { addMute, type Mute } from "../community/mutes.ts";
import { addReader } from "../community/readers.ts";
import { parseSharedQuery } from "./language/parse.ts";
import { findMuted, openMutes } from "./muting.ts";
import { searchPapers } from "./search.ts";

const today = "2026-03-27";

async function library() {
  const instance = await openInstance();
  const { db, finder, now } = instance;
  const titles = ["Agents that fold laundry", "A loop of gulls", "Gulls in a harbour", "Harbours"];
  await instance.save(
    ...titles.map((title, index) =>
      aPaper({
        identifier: `arxiv:2603.2500${index + 1}`,
        title,
        abstract: "",
        authors: [index === 3 ? "Geoffrey E. Hinton" : "Dana Roth"],
        categories: [index === 0 ? "cs.RO" : "cs.LG"],
      }),
    ),
  );
  const rows = await db.selectFrom("papers").select("id").orderBy("identifier").execute();
  const numbers = rows.map(({ id }) => id);
  const add = async (name: string) =>
    (await addReader(db, { name, address: `${name}@university.edu`, role: "reader", now })).id;
  const [ada, bo] = [await add("ada"), await add("bo")];
  const find = async (query: string, reader?: number, isMuting = false) => {
    const muted =
      reader !== undefined && isMuting ? await findMuted(db, { reader, today }) : undefined;
    const searcher = reader === undefined ? undefined : { reader, muted };
    const found = await searchPapers(db, finder, { query, today, searcher });
    return {
      ...found,
      titles: found.papers.map(({ title }) => titles.indexOf(title) + 1).sort((a, b) => a - b),
    };
  };
  return { ...instance, numbers, ada, bo, find };
}

test("is:saved, is:unread, is:read and tag: find a reader's own papers, alone and among others", async () => {
  const { db, now, numbers, ada, bo, find } = await library();
  const [first = 0, second = 0, third = 0, fourth = 0] = numbers;
  await keepPapers(actingAt(db, now), { reader: ada, papers: [first, second, third] });
  await markRead(actingAt(db, now), { reader: ada, papers: [second, fourth], read: true });
  const note = { reader: ada, note: "" };
  await annotate(actingAt(db, now), { ...note, paper: second, tags: ["to-read", "birds"] });
  await annotate(actingAt(db, now), { ...note, paper: third, tags: ["birds"] });
  await keepPapers(actingAt(db, now), { reader: bo, papers: [fourth] });
  const expected: [query: string, titles: number[]][] = [
    ["is:saved", [1, 2, 3]],
    ["is:unread", [1, 3]],
    ["is:read", [2, 4]],
    ["-is:saved", [4]],
    ["tag:birds", [2, 3]],
    ["tag:Birds -tag:to-read", [3]],
    ['(tag:"To Read" OR cat:cs.RO) is:saved', [1, 2]],
    ["is:saved gulls", [2, 3]],
    ["is:saved au:hinton", []],
    ["tag:none", []],
  ];
  for (const [query, titles] of expected) {
    const { titles: found, query: read } = await find(query, ada);
    expect([query, found, read.mistakes]).toEqual([query, titles, []]);
  }
  expect((await find("is:saved", bo)).titles).toEqual([4]);
  expect((await find("is:saved")).titles).toEqual([]);
  expect((await find("tag:birds")).total).toBe(0);
  await removePapers(actingAt(db, now), { reader: ada, papers: [second] });
  expect((await find("tag:birds", ada)).titles).toEqual([3]);
});

test("what one reader has is a mistake in a search that is everybody's, at its place", () => {
  const { mistakes } = parseSharedQuery("gulls (is:saved OR tag:x)", { today });
  expect(mistakes.map(({ from, to }) => [from, to])).toEqual([
    [7, 15],
    [19, 24],
  ]);
  expect(mistakes[0]!.says).toContain("this search is for everybody");
  expect(parseSharedQuery("gulls is:new", { today }).mistakes).toEqual([]);
});

test("what a reader hides is left out before pages are counted, and only for that reader", async () => {
  const { db, finder, now, numbers, ada, bo, find } = await library();
  const hide = (mute: Mute) => addMute(actingAt(db, now), { reader: ada, ...mute });
  await hide({ kind: "word", value: "Agent" });
  expect(await find("cat:cs", ada, true)).toMatchObject({
    total: 3,
    mutedCount: 1,
    titles: [2, 3, 4],
  });
  expect(await find("cat:cs", ada)).toMatchObject({ total: 4, mutedCount: 0 });
  expect(await find("cat:cs", bo, true)).toMatchObject({ total: 4, mutedCount: 0 });
  await hide({ kind: "author", value: "Hinton, Geoffrey" });
  await hide({ kind: "word", value: "loop of gulls" });
  expect(await find("cat:cs", ada, true)).toMatchObject({ total: 1, mutedCount: 3, titles: [3] });
  expect((await find("harbours", ada, true)).titles).toEqual([3]);
  const muted = await openMutes(db, finder, { reader: ada, today });
  expect([...(await muted!(numbers))].toSorted((a, b) => a - b)).toEqual([
    numbers[0],
    numbers[1],
    numbers[3],
  ]);
  await keepPapers(actingAt(db, now), { reader: ada, papers: numbers });
  expect((await find("is:saved", ada, true)).titles).toEqual([1, 2, 3, 4]);
  expect((await find("-is:saved", ada, true)).titles).toEqual([]);
  await hide({ kind: "category", value: "cs" });
  expect((await find("gulls", ada, true)).papers).toEqual([]);
});

test("a word that no paper holds hides none that looks like it", async () => {
  const { db, now, ada, find } = await library();
  await addMute(actingAt(db, now), { reader: ada, kind: "word", value: "gullz" });
  await addMute(actingAt(db, now), { reader: ada, kind: "word", value: '" OR cat:cs OR "' });
  expect((await find("cat:cs", ada, true)).mutedCount).toBe(0);
});
