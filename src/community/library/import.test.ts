import fc from "fast-check";
import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { now, paper } from "../../../fixtures/web.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import {
  bibliographyFormats,
  type BibliographyFormat,
} from "../../papers/citations/bibliography.ts";
import type { Paper } from "../../papers/paper.ts";
import { readBibliography } from "../../sources/files/read-bibliography.ts";
import { addReader } from "../readers.ts";
import { exportPapers } from "./export.ts";
import { importBibliography } from "./import.ts";
import { annotate, keepPapers } from "./library.ts";
import { normalNote } from "./note.ts";
import { findKept, listShelf, listShelfNumbers } from "./shelf.ts";

const formats = Object.keys(bibliographyFormats) as BibliographyFormat[];
const byTitle = { title: "A Paper That Is Known by Nothing but Its Title", abstract: "It is so." };
const nineteen = Array.from({ length: 19 }, (_, index) => `keyword ${index}`);

async function twoReaders() {
  const { db } = await openInstance();
  const saved = await savePapers(
    db,
    [
      paper(),
      paper({
        identifier: "arxiv:hep-th/9901001",
        title: "Strings & {Branes} at $N=2$",
        authors: [],
      }),
      paper({
        identifier: "doi:10.1101/2026.03.01.12345",
        title: "How Gulls Learn to Count Boats",
      }),
      byTitle,
    ],
    { now },
  );
  const add = async (name: string) =>
    (await addReader(db, { name, address: `${name}@university.edu`, role: "reader", now })).id;
  const take = async (reader: number, text: string) => {
    const entries = await readBibliography(new TextEncoder().encode(text));
    return await importBibliography(db, { reader, entries, now });
  };
  return {
    db,
    papers: saved.map(({ id }) => id),
    ada: await add("ada"),
    bo: await add("bo"),
    take,
  };
}

const hostile = String.raw`Lemma {3} isn't 50% of $x_1^2$ & #1 ~ "so" \textbf{no} \{
  @misc(x, y = {z})
TY  - JOUR
ER  -

 – and é, 量子, \'e, {@}, }{`;

test.each(formats)(
  "a library in %s fills another with the same papers, tags and notes",
  async (format) => {
    const { db, papers, ada, bo, take } = await twoReaders();
    const note = normalNote(hostile);
    const [first = 0, second = 0] = papers;
    await keepPapers(actingAt(db, now), { reader: ada, papers });
    await annotate(actingAt(db, now), {
      reader: ada,
      paper: first,
      note,
      tags: ["to_read", "größe", "3d"],
    });
    await annotate(actingAt(db, now), { reader: ada, paper: second, note: "One line.", tags: [] });
    const text = await exportPapers(db, { reader: ada, papers, format });
    const receipt = await take(bo, text);
    expect(receipt).toMatchObject({ entries: 4, saved: 4, missing: [], malformed: [], cut: [] });
    const shelf = async (reader: number) =>
      (await listShelf(db, { reader, order: "title" })).map((row) => ({
        ...row,
        savedAt: "",
      }));
    expect(await shelf(bo)).toEqual(await shelf(ada));
    expect(await take(bo, text)).toMatchObject({ saved: 0, already: 4, cut: [] });
    expect(await shelf(bo)).toEqual(await shelf(ada));
  },
);

test("a note of any text comes back from every format", async () => {
  const paperWith = { ...paper(), id: 1 } as unknown as Paper;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 80 }),
        fc
          .array(
            fc.constantFrom(
              ..."\\{}@%&#_$~^\"'` \nabc(".split(""),
              "\\textbackslash{}",
              "@string{",
            ),
          )
          .map((parts) => parts.join("")),
      ),
      async (text) => {
        const note = normalNote(text);
        for (const format of formats) {
          const { open, join } = bibliographyFormats[format];
          const written = join([open()(paperWith, { note })]);
          const entries = await readBibliography(new TextEncoder().encode(written));
          expect(entries).toHaveLength(1);
          expect(normalNote(entries[0]!.reason ?? entries[0]!.annotation?.note ?? "")).toBe(note);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test("an import says what it saved, what was there, what is not here and what cannot be read", async () => {
  const { db, papers, ada, take } = await twoReaders();
  await annotate(actingAt(db, now), {
    reader: ada,
    paper: papers[0]!,
    note: "mine",
    tags: ["own"],
  });
  const text = `
@article{a, title={Anything}, eprint={2603.25280}, archiveprefix={arXiv},
  keywords={Machine Learning, own; ${nineteen.join(", ")}}, annote={theirs}}
@article{b, title={How gulls learn to count boats}, doi={10.1101/2026.03.01.12345}}
@article{c, title={Nobody Has Written This One Yet}, doi={10.1000/nothing}}
@article{d, title={Another}, eprint={2603.99999}}
@article{e, title={Broken
@article{f, author={Somebody}}
`;
  const receipt = await take(ada, text);
  expect(receipt).toMatchObject({ entries: 6, saved: 1, already: 1 });
  expect(receipt.missing.map(({ line, mention }) => [line, mention.identifier])).toEqual([
    [5, "doi:10.1000/nothing"],
    [6, "arxiv:2603.99999"],
  ]);
  expect(receipt.malformed.map(({ line }) => line)).toEqual([7, 8]);
  expect(receipt.cut).toEqual([
    { line: 2, title: "Anything", says: expect.stringContaining("20 tags at most, so 1 of its") },
  ]);
  const kept = await findKept(db, { reader: ada, paper: papers[0]! });
  expect(kept.note).toBe("mine\n\ntheirs");
  expect(kept.tags).toHaveLength(20);
  expect(kept.tags).toContain("machine-learning");
  expect(await listShelfNumbers(db, { reader: ada })).toHaveLength(2);
});

test("others are answered while a long file is imported", async () => {
  const { ada, take } = await twoReaders();
  const entries = Array.from({ length: 250 }, (_, index) =>
    index % 2 === 0
      ? `@misc{a${index}, title={Nobody Has Written Number ${index} of These}}`
      : `@misc{b${index}, title={Anything}, eprint={2603.25280}, archiveprefix={arXiv}}`,
  );
  let turns = 0;
  let goesOn = true;
  const another = () => {
    turns++;
    if (goesOn) setImmediate(another);
  };
  setImmediate(another);
  const receipt = await take(ada, entries.join("\n"));
  goesOn = false;
  expect(receipt).toMatchObject({ entries: 250, saved: 1, already: 124, malformed: [] });
  expect(receipt.missing).toHaveLength(125);
  expect(turns).toBeGreaterThanOrEqual(250);
});

test("of entries without an identifier some are looked for, and the others are named", async () => {
  const { ada, take } = await twoReaders();
  const receipt = await take(ada, `@misc{a, title={${byTitle.title}}}\n`.repeat(1002));
  expect(receipt).toMatchObject({ entries: 1002, saved: 1, already: 999 });
  expect(receipt.malformed.map(({ line }) => line)).toEqual([1001, 1002]);
  expect(receipt.malformed[0]?.reason).toContain("1000 of that kind are looked for at once");
});

test("what is no bibliography is refused in a sentence, and changes nothing", async () => {
  const { take, ada } = await twoReaders();
  await expect(take(ada, "  ")).rejects.toThrow("This is empty.");
  await expect(take(ada, "<html>")).rejects.toThrow("neither BibTeX nor RIS nor CSL-JSON");
  await expect(take(ada, "[\n{")).rejects.toThrow("begins like JSON and cannot be read");
  const many = "@misc{a, title={A}}\n".repeat(5001);
  await expect(take(ada, many)).rejects.toThrow("5001 entries in it, and 5000 are taken at once");
});
