import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { openInstance, temporaryFolder, type Instance } from "../../../fixtures/instance.ts";
import { say } from "../../../fixtures/discussion.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { anyBatches, someWorks, type Work } from "../../../fixtures/works.ts";
import { deleteComment } from "../../community/discussion/commenting.ts";
import { isThreadMuted, muteThread } from "../../community/notifications/muting.ts";
import { addReader, findReaderByAddress } from "../../community/readers.ts";
import { castVote } from "../../community/votes/votes.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import type { Database } from "../../store/tables.ts";
import { importFile } from "../import.ts";
import { forgetInMerges } from "./forget-reader.ts";
import { undoMerge } from "./undo.ts";
import { listMerges, mergePapers } from "./merges.ts";
import { catalogueSize, findPaper, getPaper } from "../papers.ts";
import { deleteRows } from "../rows.ts";
import { listSignals, saveCounts } from "../signals.ts";
import { savePapers, saveWithin } from "../save-papers.ts";

const now = new Date("2026-03-27T08:00:00Z");
const later = new Date("2026-03-28T08:00:00Z");

const journal: PaperRecord = {
  identifier: "doi:10.1000/laundry.1",
  title: "Folding laundry with two left hands: a study",
  abstract: "",
  journalRef: "J. Bays 3 (2026)",
};
const listed: PaperRecord = {
  title: "Folding Laundry With Two Left Hands",
  abstract: aPaper().abstract,
  appearances: [{ day: "2026-03-26", kind: "featured" }],
};
const onArxiv = aPaper({ doi: "10.1000/Laundry.1" });

/** A DOI row, a title row, and the paper on arXiv that shows them to be one work. */
async function threeViews(): Promise<Instance & { doi: number; title: number }> {
  const instance = await openInstance();
  const saved = await savePapers(instance.db, [journal, listed], { now });
  return { ...instance, doi: saved[0]!.id, title: saved[1]!.id };
}

test("a paper on arXiv joins what a bibliography and a saved page said of it", async () => {
  const { db, app, search, doi, title } = await threeViews();
  await castVote(db, { paper: doi, visitor: "ann", up: true, now });
  await castVote(db, { paper: title, visitor: "ann", up: true, now });
  await castVote(db, { paper: title, visitor: "ben", up: true, now });
  const [saved] = await savePapers(db, [onArxiv], { now });
  const paper = await getPaper(db, "arxiv:2603.25001");
  expect(saved).toEqual({ outcome: "changed", id: paper.id });
  expect(paper).toMatchObject({
    title: onArxiv.title,
    journalRef: "J. Bays 3 (2026)",
    upvotes: 2,
    appearances: [
      { day: "2026-03-26", kind: "featured" },
      { day: "2026-03-27", kind: "announced" },
    ],
  });
  expect(await catalogueSize(db)).toMatchObject({ papers: 1 });
  expect(await listMerges(db)).toMatchObject([{ reason: "same title and abstract" }]);
  const address = await app.request("/papers/doi:10.1000/laundry.1");
  expect([address.status, address.headers.get("Location")]).toEqual([301, "/papers/2603.25001"]);
  expect((await search("two equal hands")).total).toBe(1);
});

test("what another site counts for one of two papers is counted for the one that they become", async () => {
  const { db, doi, title } = await threeViews();
  const count = { source: "hugging-face", kind: "upvotes" as const };
  const [friday, saturday] = [now.toISOString(), later.toISOString()];
  await saveCounts(db, [
    { ...count, paper: title, value: 5, at: friday },
    { ...count, paper: title, value: 9, at: saturday },
    { ...count, paper: doi, value: 7, at: saturday.replace("T08", "T06") },
  ]);
  await savePapers(db, [onArxiv], { now });
  const { id } = await getPaper(db, "arxiv:2603.25001");
  expect(await listSignals(db, [id])).toEqual([
    { ...count, paper: id, value: 9, at: saturday, before: { value: 5, at: friday } },
  ]);
});

test("a merge from before there were signals and sources is undone as well", async () => {
  const { db, doi } = await threeViews();
  await savePapers(db, [onArxiv], { now });
  const older = sql<string>`json_remove(gone, '$.kept.signals', '$.gone.signals',
    '$.gone.appearances[0].source')`;
  await db.updateTable("merges").set({ gone: older }).execute();
  for (const { id } of (await listMerges(db)).toReversed()) await undoMerge(db, id, later);
  expect(await findPaper(db, "doi:10.1000/laundry.1")).toMatchObject({ id: doi });
});

test("files bring the same work under two names, whichever is imported first", async () => {
  const lines = [
    { id: "2603.25001", title: "A Bay", abstract: "Gulls.", categories: "cs.RO", doi: "10.1/x" },
    {
      id: "2603.25002",
      title: "A Bay, again",
      abstract: "More gulls.",
      categories: "cs.RO",
      doi: "10.1000/a, 10.1000/b;",
    },
  ];
  const { db } = await openInstance();
  await savePapers(db, [{ ...journal, identifier: "doi:10.1000/b", title: "A bay" }], { now });
  const path = join(temporaryFolder(), "bays.jsonl");
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join("\n"));
  expect((await importFile(db, path, { now })).receipt).toMatchObject({ new: 1, changed: 1 });
  expect((await importFile(db, path, { now })).receipt).toMatchObject({ unchanged: 2 });
  const two = await getPaper(db, "arxiv:2603.25002");
  expect(await findPaper(db, "doi:10.1000/a")).toEqual(two);
  expect(await findPaper(db, "doi:10.1000/b")).toEqual(two);
  expect(await catalogueSize(db)).toMatchObject({ papers: 2 });
});

test("two papers on arXiv stay two, whatever DOI, title and abstract they share", async () => {
  const { db, save } = await openInstance();
  await save(onArxiv, { ...onArxiv, identifier: "arxiv:2603.25002" });
  await save({ ...onArxiv, identifier: "arxiv:2603.25003" }, journal, listed);
  expect(await catalogueSize(db)).toMatchObject({ papers: 3 });
  expect(await listMerges(db)).toEqual([]);
});

test("arXiv's own DOI names the paper on arXiv", async () => {
  const { db, save } = await openInstance();
  await save(onArxiv, { ...journal, identifier: "doi:10.48550/arxiv.2603.25001" });
  await save({ ...listed, title: "Something else", doi: "10.48550/arXiv.2603.25001" });
  expect(await catalogueSize(db)).toMatchObject({ papers: 1 });
});

test("two works of one short title, of which nothing else is known, are told apart", async () => {
  const { db, save } = await openInstance();
  const gulls = { title: "Introduction", abstract: "Of gulls and weather over northern bays." };
  const rings = { title: "Introduction", abstract: "Seventeen theorems about finite rings." };
  await save(gulls, rings);
  await save(rings, gulls);
  expect(await catalogueSize(db)).toMatchObject({ papers: 2 });
});

test("without abstracts the authors decide, and without those a long title", async () => {
  const { db, save } = await openInstance();
  const short = { title: "A short title", abstract: "" };
  const long = { title: "A title that is long enough to be its own", abstract: "" };
  await save(
    aPaper({ ...short, identifier: "arxiv:2603.00001", authors: ["Ada M. Lindqvist"] }),
    { ...short, authors: ["Lindqvist, A.", "B. Okafor"] },
    { ...short, authors: ["Carl Marsh"] },
    short,
    aPaper({ ...long, identifier: "arxiv:2603.00002" }),
    long,
  );
  // The paper of Lindqvist, the one of Marsh, the one of which nothing is known, the long one.
  expect(await catalogueSize(db)).toMatchObject({ papers: 4 });
});

test("an undone merge brings both back, and is not made again", async () => {
  const { db, search, title } = await threeViews();
  await castVote(db, { paper: title, visitor: "ben", up: true, now });
  await castVote(db, { paper: title, visitor: "cleo", up: true, now });
  await savePapers(db, [onArxiv], { now });
  const { id } = await getPaper(db, "arxiv:2603.25001");
  await castVote(db, { paper: id, visitor: "cleo", up: false, now: later });
  await castVote(db, { paper: id, visitor: "dan", up: true, now: later });
  const [merge] = await listMerges(db);
  await undoMerge(db, merge!.id, later);

  expect(await getPaper(db, "arxiv:2603.25001")).toMatchObject({ upvotes: 1 });
  expect(await listMerges(db)).toMatchObject([{ undoneAt: later.toISOString() }]);
  await savePapers(db, [listed, onArxiv, journal], { now: later });
  await savePapers(db, [onArxiv, journal, listed], { now: later });
  expect(await catalogueSize(db)).toMatchObject({ papers: 2 });
  const { papers } = await search("two equal hands");
  expect(papers.map((each) => each.upvotes)).toEqual([1, 1]);
  await expect(undoMerge(db, merge!.id, later)).rejects.toThrow("undone on 2026-03-28 already");
});

test("what readers did with both since the merge is not undone, and who left has left", async () => {
  const { db, save } = await openInstance();
  await save(...["10.1000/a", "10.1000/b"].map((doi) => ({ title: doi, abstract: "", doi })));
  const [kept, gone] = (await everything(db)).papers.map(({ id }) => id) as [number, number];
  const no = { votes: false, submits: false, picks: [], saved: null, read: null, note: "" };
  const some = { ...no, saved: "2026-03-24T08:00:00Z", tags: ["to read"] };
  await markFor(db, { ...some, paper: kept, name: "Ada", note: "One." });
  await markFor(db, { ...some, paper: gone, name: "Ada", note: "Two." });
  await markFor(db, { ...some, paper: gone, name: "Cleo", note: "Three." });
  const picks = ["2026-03-25"];
  await markFor(db, { ...some, paper: kept, name: "Ben", submits: true, picks });
  await markFor(db, { ...some, paper: gone, name: "Ben", submits: true, picks });
  const merge = await mergePapers(db, { kept, gone, reason: "r", now });

  const ada = (await findReaderByAddress(db, "ada@university.edu"))!.id;
  const both = { reader_id: ada, note: "One, and two." };
  await db.updateTable("library").set(both).where("reader_id", "=", ada).execute();
  await db.deleteFrom("tags").where("reader_id", "=", ada).execute();
  await db.deleteFrom("readers").where("email", "=", "ben@university.edu").execute();
  await undoMerge(db, merge, later);

  const { library, tags, submissions, picks: picked } = await everything(db);
  expect(library.map(({ paper_id, name, note }) => [paper_id, name, note])).toEqual([
    [kept, "Ada", "One, and two."],
    [gone, "Ada", "Two."],
    [gone, "Cleo", "Three."],
  ]);
  expect(tags.map(({ paper_id, name }) => [paper_id, name])).toEqual([[gone, "Cleo"]]);
  for (const rows of [submissions, picked]) {
    expect(rows.map(({ paper_id, reader_id }) => [paper_id, reader_id])).toEqual([
      [kept, null],
      [gone, null],
    ]);
  }
});

test("a batch that does not end leaves nothing half merged", async () => {
  const { db } = await threeViews();
  const before = await everything(db);
  const cut = db.transaction().execute(async (db) => {
    await saveWithin(db, [onArxiv], { now });
    throw new Error("cut");
  });
  await expect(cut).rejects.toThrow("cut");
  expect(await everything(db)).toEqual(before);
});

test("a merge with another on top is undone after that one", async () => {
  const { db, save } = await openInstance();
  const names = ["10.1000/a", "10.1000/b", "10.1000/c"];
  await save(...names.map((doi): PaperRecord => ({ title: doi, abstract: "", doi })));
  const before = await everything(db);
  const [a, b, c] = before.papers.map((each) => each.id);
  const first = await mergePapers(db, { kept: b!, gone: c!, reason: "r", now });
  const second = await mergePapers(db, { kept: a!, gone: b!, reason: "r", now });
  await expect(undoMerge(db, first, later)).rejects.toThrow(`Undo merge ${second} first`);
  await undoMerge(db, second, later);
  await undoMerge(db, first, later);
  expect(await everything(db)).toEqual(before);
});

test("a discussion goes with its paper and comes back, with what was answered in it since", async () => {
  const { db, save } = await openInstance();
  await save(...["10.1000/a", "10.1000/b"].map((doi) => ({ title: doi, abstract: "", doi })));
  const [kept, gone] = (await everything(db)).papers.map(({ id }) => id) as [number, number];
  const join = async (name: string) =>
    (await addReader(db, { address: `${name}@university.edu`, name, role: "editor", now })).id;
  const [ada, ben, cleo] = [await join("Ada"), await join("Ben"), await join("Cleo")];
  const onKept = await say(db, { paper: kept, reader: ada, source: "Of the one.", now });
  const onGone = await say(db, { paper: gone, reader: ada, source: "Of the other.", now });
  for (const [paper_id, reader_id, state] of [
    [kept, ada, "asked"],
    [gone, ada, "proved"],
    [kept, ben, "proved"],
    [gone, ben, "declined"],
    [gone, cleo, "asked"],
  ] as const) {
    const claim = { paper_id, reader_id, state, author: "A. Lindqvist", proof: null };
    await db
      .insertInto("claims")
      .values({ ...claim, decided_by: ben, at: now.toISOString() })
      .execute();
  }
  const before = await everything(db);
  const merge = await mergePapers(db, { kept, gone, reason: "r", now });
  expect((await everything(db)).claims.map(({ name, state }) => [name, state])).toEqual([
    ["Ada", "proved"],
    ["Ben", "proved"],
    ["Cleo", "asked"],
  ]);
  // Since the merge: an answer in either thread, a thread of its own, a claim that is taken back.
  await say(db, { paper: kept, reader: ben, parent: onGone, source: "And why?", now: later });
  await say(db, { paper: kept, reader: ben, parent: onKept, source: "And how?", now: later });
  const since = await say(db, { paper: kept, reader: ben, source: "Of both.", now: later });
  await muteThread(actingAt(db, later), { reader: cleo, root: onGone, mute: true });
  await deleteComment(actingAt(db, later), { comment: onKept, reader: ada });
  await db.deleteFrom("claims").where("reader_id", "=", cleo).execute();
  await undoMerge(db, merge, later);
  const after = await everything(db);
  expect(after.comments.map(({ paper_id, source }) => [paper_id, source])).toEqual([
    [kept, ""],
    [gone, "Of the other."],
    [gone, "And why?"],
    [kept, "And how?"],
    [kept, "Of both."],
  ]);
  expect(after.claims).toEqual(before.claims.filter(({ name }) => name !== "Cleo"));
  expect(await isThreadMuted(db, { reader: cleo, root: onGone })).toBe(true);
  expect(
    await db.selectFrom("comments").select("root_id").where("id", "=", since).execute(),
  ).toEqual([{ root_id: since }]);

  // A merge from before there were discussions gives none back; who decided and left is not named.
  const again = await mergePapers(db, { kept, gone, reason: "r", now: later });
  const leaving = (await findReaderByAddress(db, "ben@university.edu"))!;
  await db.transaction().execute((db) => forgetInMerges(db, leaving));
  await db.deleteFrom("readers").where("id", "=", ben).execute();
  const { gone: copy } = await db
    .selectFrom("merges")
    .select("gone")
    .where("id", "=", again)
    .executeTakeFirstOrThrow();
  expect(copy).not.toMatch(new RegExp(`"(reader_id|decided_by)":${ben}[,}]`));
  const older = sql<string>`json_remove(gone, '$.gone.threads', '$.kept.threads',
    '$.gone.followers', '$.kept.followers')`;
  await db.updateTable("merges").set({ gone: older }).where("id", "=", again).execute();
  await undoMerge(db, again, later);
  const last = await everything(db);
  expect(new Set(last.comments.map(({ paper_id }) => paper_id))).toEqual(new Set([kept]));
  expect(last.claims.map(({ paper_id, decided_by }) => [paper_id, decided_by])).toEqual([
    [kept, null],
    [gone, null],
  ]);
});

test("a person's word lifts what kept two papers apart", async () => {
  const { db, doi } = await threeViews();
  await savePapers(db, [onArxiv], { now });
  const [merge] = await listMerges(db);
  await undoMerge(db, merge!.id, now);
  const { id } = await getPaper(db, "arxiv:2603.25001");
  const other = (await everything(db)).papers.find((each) => each.id !== id)!;
  expect(doi).toBeGreaterThan(0);
  await mergePapers(db, { kept: id, gone: other.id, reason: "somebody said so", now });
  expect(await db.selectFrom("kept_apart").selectAll().execute()).toEqual([]);
  await savePapers(db, [listed, onArxiv, journal], { now });
  expect(await catalogueSize(db)).toMatchObject({ papers: 1 });
});

test("in any order and any batches each work ends as one paper under all its names", async () => {
  const { db } = await openInstance();
  await fc.assert(
    fc.asyncProperty(
      someWorks.chain((works) => {
        const views = works.flatMap((work) => work.views);
        return fc.tuple(fc.constant(works), anyBatches(views), anyBatches(views));
      }),
      async ([works, batches, otherBatches]) => {
        const one = await catalogueOf(db, works, batches);
        expect(one).toEqual(await catalogueOf(db, works, otherBatches));
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

/** What the catalogue says of each work in the end, numbers and times aside. */
async function catalogueOf(
  db: Database,
  works: Work[],
  batches: PaperRecord[][],
): Promise<unknown[]> {
  await clear(db);
  for (const batch of batches) await savePapers(db, batch, { now });
  const before = await everything(db);
  for (const batch of batches) {
    for (const { outcome } of await savePapers(db, batch, { now: later })) {
      expect(outcome).toBe("unchanged");
    }
  }
  expect(await everything(db)).toEqual(before);
  const ids = new Map(before.identifiers.map((each) => [each.identifier, each.paper_id]));
  for (const { names } of works) {
    const found = names.map((name) => ids.get(name));
    expect(new Set(found).size).toBeLessThanOrEqual(1);
    expect(found).not.toContain(undefined);
  }
  expect(before.papers).toHaveLength(works.length);
  return before.papers
    .map(({ id, ...row }) => ({
      ...row,
      // Of several works of one title one has the title's own name; which one may differ.
      identifier: row.identifier.replace(/^title:.*/, "title"),
      names: before.identifiers
        .filter((each) => each.paper_id === id && !each.identifier.startsWith("title:"))
        .map((each) => each.identifier),
      appearances: before.appearances.filter((each) => each.paper_id === id).length,
    }))
    .toSorted((a, b) => a.authors.localeCompare(b.authors));
}

test("a merge that is undone leaves everything as it was", async () => {
  const { db } = await openInstance();
  const visitors = fc.uniqueArray(fc.constantFrom("ann", "ben", "cleo", "dan"));
  const days = fc.uniqueArray(fc.constantFrom("2026-03-23", "2026-03-24", "2026-03-25"));
  const aRecord = (identifier: PaperRecord["identifier"]) =>
    fc.record(
      {
        identifier: fc.constant(identifier!),
        title: fc.constantFrom("One title", "Another title"),
        abstract: fc.constantFrom("", "Of gulls.", "Of herons."),
        authors: fc.constantFrom<string[]>([], ["Ada Lindqvist"], ["Ben Okafor"]),
        categories: fc.constantFrom<string[]>([], ["cs.RO"], ["cs.RO", "cs.LG"]),
        doi: fc.constantFrom("10.1000/a", "10.1000/b 10.1000/c"),
        journalRef: fc.constantFrom("J. Bays 1", "J. Bays 2"),
        version: fc.integer({ min: 1, max: 3 }),
        codeUrl: fc.constantFrom("https://github.com/a/b", "https://github.com/c/d"),
      },
      { requiredKeys: ["identifier", "title", "abstract"] },
    );
  const counted = fc.uniqueArray(
    fc.record({
      day: fc.constantFrom("2026-03-25", "2026-03-26"),
      hour: fc.constantFrom("08", "14"),
      kind: fc.constantFrom("upvotes" as const, "stars" as const),
      value: fc.nat(9),
    }),
    { selector: ({ day, kind }) => `${day} ${kind}` },
  );
  const side = fc.record({
    visitors,
    days,
    announced: days,
    mailed: visitors,
    source: fc.constantFrom("hugging-face", null),
    counted,
    readers: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom("Ada", "Ben", "Cleo"),
        votes: fc.boolean(),
        submits: fc.boolean(),
        picks: days,
        saved: fc.constantFrom("2026-03-24T08:00:00Z", "2026-03-25T08:00:00Z", null),
        read: fc.constantFrom("2026-03-26T08:00:00Z", null),
        note: fc.constantFrom("", "Read again.", "See figure 2."),
        tags: fc.uniqueArray(fc.constantFrom("to read", "grasping")),
        says: fc.array(fc.nat(3), { maxLength: 2 }),
        claims: fc.constantFrom("asked", "proved", "declined", null),
        follows: fc.boolean(),
      }),
      { selector: ({ name }) => name },
    ),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(aRecord("arxiv:2603.00001"), aRecord("arxiv:2603.00002")),
      fc.tuple(side, side),
      fc.boolean(),
      async (records, sides, swapped) => {
        await clear(db);
        const saved = await savePapers(db, records, { now });
        const ids = saved.map((each) => each.id);
        for (const [index, { visitors, counted, readers, ...hanging }] of sides.entries()) {
          const paper = ids[index]!;
          for (const visitor of visitors) {
            const at = new Date(now.getTime() + index);
            await castVote(db, { paper, visitor, up: true, now: at });
          }
          await saveCounts(
            db,
            counted.map(({ day, hour, kind, value }) => {
              const at = `${day}T${hour}:00:00.000Z`;
              return { paper, source: "hugging-face", kind, value, at };
            }),
          );
          await hang(db, paper, hanging);
          for (const reader of readers) await markFor(db, { ...reader, paper });
        }
        const before = await everything(db);
        const [kept, gone] = swapped ? ids.toReversed() : ids;
        const merge = await mergePapers(db, { kept: kept!, gone: gone!, reason: "r", now });
        const merged = await everything(db);
        expect(merged.papers).toHaveLength(1);
        const people = new Set(
          sides.flatMap(({ visitors, readers }) => [
            ...visitors,
            ...readers.filter(({ votes }) => votes).map(({ name }) => name),
          ]),
        );
        expect(merged.votes).toHaveLength(people.size);
        expect(merged.comments).toEqual(
          before.comments.map((each) => ({ ...each, paper_id: kept! })),
        );
        for (const { name, state } of merged.claims) {
          const own = sides.flatMap(({ readers }) => readers.filter((each) => each.name === name));
          const isProved = own.some(({ claims }) => claims === "proved");
          expect(isProved).toBe(state === "proved");
        }
        expect(new Set(merged.followers.map(({ name }) => name))).toEqual(
          new Set(before.followers.map(({ name }) => name)),
        );
        for (const { name, ...row } of merged.library) {
          const own = sides.flatMap(({ readers }) => readers.filter((each) => each.name === name));
          expect(row.saved_at).toBe(earliestOf(own.map(({ saved }) => saved)));
          expect(row.read_at).toBe(earliestOf(own.map(({ read }) => read)));
          for (const { note } of own) expect(row.note).toContain(note);
        }
        const tags = sides.flatMap(({ readers }) =>
          readers.flatMap(({ name, tags }) => tags.map((tag) => `${name} ${tag}`)),
        );
        expect(new Set(merged.tags.map(({ name, tag }) => `${name} ${tag}`))).toEqual(
          new Set(tags),
        );
        const counts = sides.flatMap((each) => each.counted);
        for (const { day, kind, value, at } of merged.signals) {
          const own = counts.filter((each) => each.day === day && each.kind === kind);
          const hour = own
            .map((each) => each.hour)
            .toSorted()
            .at(-1);
          expect([at.slice(11, 13), own.some((each) => each.value === value)]).toEqual([
            hour,
            true,
          ]);
        }
        expect(merged.signals).toHaveLength(
          new Set(counts.map(({ day, kind }) => `${day} ${kind}`)).size,
        );
        for (const { day, source } of merged.appearances.filter(
          ({ kind }) => kind === "featured",
        )) {
          const sources = sides
            .filter((each) => each.days.some((own) => own === day))
            .map((each) => each.source);
          expect(source).toBe(sources.find((each) => each !== null) ?? null);
        }
        await undoMerge(db, merge, later);
        expect(await everything(db)).toEqual(before);
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

function earliestOf(moments: readonly (string | null)[]): string | null {
  return moments.filter((each) => each !== null).toSorted()[0] ?? null;
}

interface MarksOfReader {
  paper: number;
  name: string;
  votes: boolean;
  submits: boolean;
  picks: string[];
  saved: string | null;
  read: string | null;
  note: string;
  tags: string[];
  /** What each comment answers: nothing, or one of those of the paper. */
  says?: number[];
  claims?: "asked" | "proved" | "declined" | null;
  follows?: boolean;
}

/** What a reader does with a paper; what others have done before stands in the way of some of it. */
async function markFor(db: Database, marks: MarksOfReader): Promise<void> {
  const { paper, name, votes, submits, picks, saved, read, note, tags } = marks;
  const { says = [], claims = null, follows = false } = marks;
  const address = `${name}@university.edu`;
  const { id: reader } =
    (await findReaderByAddress(db, address)) ??
    (await addReader(db, { address, name, role: "editor", now }));
  if (votes) await castVote(db, { paper, reader, up: true, now });
  const by = { paper_id: paper, reader_id: reader };
  const signed = { ...by, sentence: `Says ${name}.`, at: now.toISOString() };
  if (submits) {
    await db
      .insertInto("submissions")
      .values({ ...signed, day: "2026-03-26" })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const day of picks) {
    await db
      .insertInto("picks")
      .values({ ...signed, day, place: reader })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await db
    .insertInto("library")
    .values({ ...by, saved_at: saved, read_at: read, note })
    .execute();
  for (const tag of tags)
    await db
      .insertInto("tags")
      .values({ ...by, tag })
      .execute();
  for (const [n, nth] of says.entries()) {
    const said = await commentsOf(db, paper);
    const source = `${name} says ${n}.`;
    await say(db, { paper, reader, source, ...(nth > 0 && { parent: said[nth - 1] }), now });
  }
  if (claims) {
    await db
      .insertInto("claims")
      .values({ ...by, author: name, state: claims, proof: null, at: now.toISOString() })
      .execute();
  }
  if (follows) {
    await db
      .insertInto("followed_papers")
      .values({ ...by, at: now.toISOString() })
      .execute();
  }
}

async function commentsOf(db: Database, paper: number): Promise<number[]> {
  const rows = await db
    .selectFrom("comments")
    .select("id")
    .where("paper_id", "=", paper)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

async function hang(
  db: Database,
  paper: number,
  {
    days,
    announced,
    mailed,
    source,
  }: { days: string[]; announced: string[]; mailed: string[]; source: string | null },
): Promise<void> {
  for (const day of days) {
    await db
      .insertInto("appearances")
      .values({ day, paper_id: paper, kind: "featured", source })
      .execute();
  }
  for (const day of announced) {
    await db
      .insertInto("announcements")
      .values({
        day,
        identifier: `arxiv:2603.0000${paper}`,
        source: "arxiv-feed",
        kind: "new",
        paper_id: paper,
        seen_at: now.toISOString(),
      })
      .execute();
  }
  for (const person of mailed) {
    const at = now.toISOString();
    const address = `${person}@example.org`;
    const subscription = await db
      .insertInto("subscriptions")
      .values({
        address,
        address_key: address,
        frequency: "daily",
        status: "confirmed",
        created_at: at,
      })
      .onConflict((conflict) => conflict.column("address_key").doUpdateSet({ address }))
      .returning("id")
      .executeTakeFirstOrThrow();
    const digest = await db
      .insertInto("digests")
      .values({
        subscription_id: subscription.id,
        edition: `day ${paper}`,
        papers: 1,
        created_at: at,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db
      .insertInto("digest_papers")
      .values({ subscription_id: subscription.id, paper_id: paper, digest_id: digest.id })
      .execute();
  }
}

/** Back to an empty instance, which is quicker than to open another. */
async function clear(db: Database): Promise<void> {
  const ids = await db.selectFrom("papers").select("id").execute();
  await deleteRows(
    db,
    ids.map((each) => each.id),
  );
  const others = ["merges", "kept_apart", "announcements", "subscriptions", "readers"] as const;
  for (const table of others) {
    await db.deleteFrom(table).execute();
  }
}

/** Whole tables, but for when a row changed; the words of titles by what they find. */
async function everything(db: Database) {
  const papers = await db.selectFrom("papers").selectAll().orderBy("id").execute();
  const titled = (words: string) =>
    db
      .selectFrom("title_words")
      .select("rowid")
      .where(sql<boolean>`title_words match ${words}`)
      .orderBy("rowid")
      .execute();
  return {
    papers: papers.map(({ changed_at: _, ...row }) => row),
    identifiers: await db.selectFrom("identifiers").selectAll().orderBy("identifier").execute(),
    // One that was had once for both papers gets a number of its own again.
    votes: await db
      .selectFrom("votes")
      .select(["paper_id", "reader_id", "visitor", "network", "crowd", "at"])
      .orderBy("paper_id")
      .orderBy("visitor")
      .orderBy("reader_id")
      .execute(),
    submissions: await db.selectFrom("submissions").selectAll().orderBy("paper_id").execute(),
    picks: await db.selectFrom("picks").selectAll().orderBy("paper_id").orderBy("day").execute(),
    library: await db
      .selectFrom("library")
      .innerJoin("readers", "readers.id", "library.reader_id")
      .selectAll("library")
      .select("name")
      .orderBy("paper_id")
      .orderBy("reader_id")
      .execute(),
    tags: await db
      .selectFrom("tags")
      .innerJoin("readers", "readers.id", "tags.reader_id")
      .selectAll("tags")
      .select("name")
      .orderBy("paper_id")
      .orderBy("reader_id")
      .orderBy("tag")
      .execute(),
    comments: await db.selectFrom("comments").selectAll().orderBy("id").execute(),
    claims: await db
      .selectFrom("claims")
      .innerJoin("readers", "readers.id", "claims.reader_id")
      .selectAll("claims")
      .select("name")
      .orderBy("claims.id")
      .execute(),
    followers: await db
      .selectFrom("followed_papers")
      .innerJoin("readers", "readers.id", "followed_papers.reader_id")
      .selectAll("followed_papers")
      .select("name")
      .orderBy("paper_id")
      .orderBy("reader_id")
      .execute(),
    signals: await db
      .selectFrom("signals")
      .selectAll()
      .orderBy("paper_id")
      .orderBy("kind")
      .orderBy("day")
      .execute(),
    appearances: await db
      .selectFrom("appearances")
      .selectAll()
      .orderBy("paper_id")
      .orderBy("day")
      .orderBy("kind")
      .execute(),
    categories: await db
      .selectFrom("paper_categories")
      .selectAll()
      .orderBy("paper_id")
      .orderBy("category")
      .execute(),
    announcements: await db
      .selectFrom("announcements")
      .selectAll()
      .orderBy("paper_id")
      .orderBy("day")
      .execute(),
    digests: await db
      .selectFrom("digest_papers")
      .selectAll()
      .orderBy("paper_id")
      .orderBy("subscription_id")
      .execute(),
    titles: [await titled("one"), await titled("another")],
  };
}
