import fc from "fast-check";
import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { manyPapers, now } from "../../../fixtures/web.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { mergePapers } from "../../catalogue/merges/merges.ts";
import { undoMerge } from "../../catalogue/merges/undo.ts";
import { addReader } from "../readers.ts";
import { addTags, annotate, keepPapers, markRead, removePapers, removeTags } from "./library.ts";
import { normalNote, parseNote } from "./note.ts";
import { countListed, countShelf, findKept, listShelf } from "./shelf.ts";
import { normalTag, parseTags } from "./tag.ts";

async function libraryOf(papers = manyPapers(3)) {
  const { db } = await openInstance();
  const saved = await savePapers(db, papers, { now });
  const add = async (name: string) =>
    (await addReader(db, { name, address: `${name}@university.edu`, role: "reader", now })).id;
  return { db, numbers: saved.map(({ id }) => id), ada: await add("ada"), bo: await add("bo") };
}

test("a paper is saved once, however often that is said at once, and readers do not see one another's", async () => {
  const { db, numbers, ada, bo } = await libraryOf();
  const saves = Array.from({ length: 50 }, () =>
    keepPapers(actingAt(db, now), { reader: ada, papers: numbers }),
  );
  const news = await Promise.all(saves);
  expect(news.reduce((sum, each) => sum + each, 0)).toBe(3);
  expect(await countShelf(db, ada)).toEqual({ saved: 3, unread: 3, tags: [] });
  expect(await countShelf(db, bo)).toEqual({ saved: 0, unread: 0, tags: [] });
});

test("what is taken out and saved again has its note, its tags and its reading as before", async () => {
  const { db, numbers, ada } = await libraryOf();
  const [paper = 0] = numbers;
  await annotate(actingAt(db, now), {
    reader: ada,
    paper,
    note: "Read the proof.",
    tags: ["proofs"],
  });
  await markRead(actingAt(db, now), { reader: ada, papers: [paper], read: true });
  expect(await removePapers(actingAt(db, now), { reader: ada, papers: [paper] })).toBe(1);
  expect(await removePapers(actingAt(db, now), { reader: ada, papers: [paper] })).toBe(0);
  expect(await countShelf(db, ada)).toEqual({ saved: 0, unread: 0, tags: [] });
  await keepPapers(actingAt(db, now), { reader: ada, papers: [paper] });
  expect(await findKept(db, { reader: ada, paper })).toEqual({
    savedAt: now.toISOString(),
    readAt: now.toISOString(),
    note: "Read the proof.",
    tags: ["proofs"],
  });
});

test("tags are added and taken off many papers at once; one that would be too many changes nothing", async () => {
  const { db, numbers, ada } = await libraryOf();
  const own = { reader: ada, papers: numbers };
  await addTags(actingAt(db, now), { ...own, tags: ["a", "b"] });
  await addTags(actingAt(db, now), { ...own, tags: ["b", "c"] });
  await removeTags(actingAt(db, now), {
    reader: ada,
    papers: numbers.slice(0, 1),
    tags: ["a", "none"],
  });
  const rows = await listShelf(db, { reader: ada, order: "title" });
  expect(rows.map(({ title, tags }) => [title, tags])).toEqual([
    ["Paper 1", ["b", "c"]],
    ["Paper 2", ["a", "b", "c"]],
    ["Paper 3", ["a", "b", "c"]],
  ]);
  const counts = await countShelf(db, ada);
  const listed = await Promise.all(
    [{}, { tag: "a" }, { unread: true }, { among: numbers.slice(0, 1) }].map(
      async (query) => await countListed(db, { reader: ada, ...query }, counts),
    ),
  );
  expect(listed).toEqual([3, 2, 3, 1]);
  const tags = Array.from({ length: 18 }, (_, index) => `more-${index}`);
  await expect(addTags(actingAt(db, now), { ...own, tags })).rejects.toThrow(
    "A paper has 20 tags at most",
  );
  expect((await countShelf(db, ada)).tags.map(({ tag }) => tag)).toEqual(["a", "b", "c"]);
});

test("a tag is the same however it is typed, and a note is kept as it was written", () => {
  const typed = [
    "Machine Learning",
    "machine-learning",
    " machine  learning! ",
    "MACHINE–LEARNING",
  ];
  expect(new Set(typed.map(normalTag))).toEqual(new Set(["machine-learning"]));
  expect(parseTags("to_read, Größe; 3D\n量子 , to_read")).toEqual([
    "3d",
    "größe",
    "to_read",
    "量子",
  ]);
  expect(() => parseTags("ok, !!!")).toThrow("“!!!” is no tag: a tag has a letter or a digit.");
  expect(parseNote("one\r\n\r\n  two\0 \n")).toBe("one\n\n  two");
  expect(() => parseNote("x".repeat(4001))).toThrow("4000 characters at most; this one has 4001");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const tag = normalTag(text);
      expect(normalTag(tag ?? "")).toBe(tag);
      expect(normalNote(normalNote(text))).toBe(normalNote(text));
    }),
    { numRuns: 50 },
  );
});

test("when two papers turn out to be one, both notes and all tags stay, and come apart again", async () => {
  const { db, numbers, ada, bo } = await libraryOf();
  const [kept = 0, gone = 0] = numbers;
  await annotate(actingAt(db, now), { reader: ada, paper: kept, note: "one", tags: ["a"] });
  await annotate(actingAt(db, now), { reader: ada, paper: gone, note: "two", tags: ["b"] });
  await keepPapers(actingAt(db, now), { reader: bo, papers: [gone] });
  const before = await Promise.all(numbers.map((paper) => findKept(db, { reader: ada, paper })));
  const merge = await mergePapers(db, {
    kept,
    gone,
    reason: "told by a person",
    now,
  });
  expect(await findKept(db, { reader: ada, paper: kept })).toMatchObject({
    note: "one\n\ntwo",
    tags: ["a", "b"],
  });
  expect((await countShelf(db, bo)).saved).toBe(1);
  await undoMerge(db, merge, now);
  expect((await findKept(db, { reader: ada, paper: gone })).tags).toEqual(["b"]);
  expect((await findKept(db, { reader: ada, paper: gone })).note).toBe(before[1]!.note);
  expect((await findKept(db, { reader: ada, paper: kept })).tags).toEqual(["a"]);
  expect((await findKept(db, { reader: bo, paper: gone })).savedAt).not.toBeNull();
  expect((await findKept(db, { reader: bo, paper: kept })).savedAt).toBeNull();
});
