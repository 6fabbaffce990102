import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openArchive, type Archive } from "../../../fixtures/archive.ts";
import type { ArchivePaper } from "../../../fixtures/archive/papers.ts";
import { simulatedClock } from "../../../fixtures/clock.ts";
import {
  morning,
  openInstance,
  temporaryFolder,
  type Instance,
} from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { castVote } from "../../community/votes/votes.ts";
import { askingOf } from "../harvest/gather.ts";
import { importFile, type Imported } from "../import.ts";
import type { List, Match } from "./lists.ts";
import { listMerges } from "../merges/merges.ts";
import { catalogueSize, findPaper, getPaper } from "../papers.ts";
import { titleIdentifier } from "../../papers/identifier.ts";

const savedPage = join(import.meta.dirname, "../../../fixtures/saved-page.txt");

function archived(named: Partial<ArchivePaper> & { id: string; title: string }): ArchivePaper {
  return {
    abstract: "Told by the archive.",
    authors: ["Ada Lindqvist", "Ben Okafor"],
    categories: ["cs.RO"],
    versions: [{ at: new Date("2026-03-20T10:00:00Z") }],
    datestamp: new Date("2026-03-21T02:30:00Z"),
    ...named,
  };
}

const motionTracks = archived({
  id: "2603.20002",
  title: String.raw`MT-$\pi$: Motion Tracks for Very Tired Arms`,
  abstract: String.raw`We ask how far an arm can be led by drawing on a picture of it. Given a sketch of $\mathcal{O}(n^2)$ strokes, the arm follows 86.5\% of them to within a finger's width, and $\text{Lead}$ does so without having seen the room before, as long as the lamp is left on.`,
});

async function openBoth(...papers: ArchivePaper[]) {
  const archive = await openArchive({ now: morning });
  archive.papers.push(...papers);
  const instance = await openInstance(archive.settings);
  return { archive, instance };
}

async function importText(
  { db, config }: Instance,
  text: string,
  { apply = false, offline = false, now = morning, name = "list.txt" } = {},
): Promise<Imported & { rejected: string[] }> {
  const path = name === savedPage ? name : join(temporaryFolder(), name);
  if (name !== savedPage) writeFileSync(path, text);
  const rejected: string[] = [];
  const asking = askingOf(db, "arxiv-api", { config, clock: simulatedClock(now) });
  const imported = await importFile(db, path, {
    now,
    apply,
    lookUp: offline ? undefined : { asking, url: config.ARXIV_API_URL },
    onRejected: ({ line, reason }) => rejected.push(`${line}: ${reason}`),
  });
  return { ...imported, rejected };
}

const statesOf = (list: List | undefined): Record<number, Match["state"]> =>
  Object.fromEntries((list?.matches ?? []).map(({ line, state }) => [line, state]));

const askedFor = (archive: Archive) =>
  archive.requests.map(({ url }) => url.searchParams.toString());

test("identifiers and addresses are asked for together and taken at once; what is here is left alone", async () => {
  const { archive, instance } = await openBoth(
    archived({ id: "2603.20001", title: "Gulls That Nap" }),
    motionTracks,
  );
  await instance.save(aPaper({ title: "Ours" }));
  const text =
    "2603.20001v1\nhttps://arxiv.org/abs/2603.20002\narXiv:2603.25001\n2603.29999\n10.1000/nowhere\n";
  const { receipt, list } = await importText(instance, text);
  expect(receipt).toEqual({ read: 5, new: 2, changed: 0, unchanged: 1, rejected: 0 });
  expect(statesOf(list)).toEqual({ 1: "taken", 2: "taken", 4: "unmatched", 5: "unmatched" });
  expect((await getPaper(instance.db, "arxiv:2603.20002")).title).toBe(motionTracks.title);
  expect((await getPaper(instance.db, "arxiv:2603.25001")).title).toBe("Ours");
  expect(archive.requests).toHaveLength(1);

  const again = await importText(instance, text);
  expect(again.receipt).toEqual({ read: 5, new: 0, changed: 0, unchanged: 3, rejected: 0 });
  expect(again.list?.id).toBe(list?.id);
  expect(archive.requests).toHaveLength(1);
});

test("a damaged title that is here is matched without asking anybody", async () => {
  const { archive, instance } = await openBoth();
  await instance.save(
    aPaper({ identifier: "arxiv:2603.20002", title: motionTracks.title }),
    aPaper({ identifier: "arxiv:2603.20003", title: "Introduction" }),
  );
  const { receipt, list } = await importText(
    instance,
    `1. MT-pi: Motion Tracks for Very Tired Arms\n2. ${motionTracks.title}\n`,
  );
  expect(receipt).toMatchObject({ read: 2, unchanged: 1 });
  expect(list?.matches).toMatchObject([
    { line: 1, state: "matched", foundAt: "here", found: { identifier: "arxiv:2603.20002" } },
  ]);
  expect(archive.requests).toHaveLength(0);
});

test("a title is shown first and taken when somebody says so, once", async () => {
  const { archive, instance } = await openBoth(motionTracks);
  const text =
    "MT-π: Motion Tracks for Very Tired Arms\nA Work That Nobody Ever Wrote About Gulls\n";
  const shown = await importText(instance, text);
  expect(shown.list?.matches).toMatchObject([
    {
      line: 1,
      state: "matched",
      foundAt: "arxiv-api",
      given: { title: "MT-π: Motion Tracks for Very Tired Arms" },
      found: { title: motionTracks.title, authors: ["Ada Lindqvist", "Ben Okafor"] },
    },
    { line: 2, state: "unmatched", foundAt: "arxiv-api" },
  ]);
  expect((await catalogueSize(instance.db)).papers).toBe(0);
  const asked = archive.requests.length;

  const taken = await importText(instance, text, { apply: true });
  expect(taken).toMatchObject({ taken: 1, list: { id: shown.list?.id } });
  expect((await getPaper(instance.db, "arxiv:2603.20002")).title).toBe(motionTracks.title);
  const before = await getPaper(instance.db, "arxiv:2603.20002");
  expect((await importText(instance, text, { apply: true })).taken).toBe(0);
  expect(await getPaper(instance.db, "arxiv:2603.20002")).toEqual(before);
  expect(archive.requests).toHaveLength(asked);
});

test("what arXiv did not know is asked for again on another day", async () => {
  const { archive, instance } = await openBoth();
  const text = "MT-pi: Motion Tracks for Very Tired Arms\n";
  await importText(instance, text);
  archive.papers.push(motionTracks);
  expect(statesOf((await importText(instance, text)).list)).toEqual({ 1: "unmatched" });
  const now = new Date("2026-03-28T08:00:00Z");
  expect(statesOf((await importText(instance, text, { now })).list)).toEqual({ 1: "matched" });
});

test("what arXiv does not know is asked for once a day, on the list's second day, too", async () => {
  const { archive, instance } = await openBoth();
  const text = "MT-pi: Motion Tracks for Very Tired Arms\n2603.29999\n";
  await importText(instance, text);
  const [first, second] = ["2026-03-28T08:00:00Z", "2026-03-28T20:00:00Z"];
  await importText(instance, text, { now: new Date(first!) });
  const asked = archive.requests.length;
  const { list } = await importText(instance, text, { now: new Date(second!) });
  expect(statesOf(list)).toEqual({ 1: "unmatched", 2: "unmatched" });
  expect(archive.requests).toHaveLength(asked);
});

test("chapters that share the DOI of their book do not overwrite each other", async () => {
  const { instance } = await openBoth();
  const { db } = instance;
  const text = String.raw`
@incollection{a, title={Gulls of the Northern Bay}, author={Lindqvist, Ada}, doi={10.1000/book}}
@incollection{b, title={A Theory of Sheep}, author={Okafor, Ben}, doi={10.1000/book}}
@incollection{c, title={Gulls of the northern bay}, author={Lindqvist, A.}, doi={10.1000/BOOK}}
`;
  const { receipt, list } = await importText(instance, text, { name: "book.bib" });
  expect(receipt).toEqual({ read: 3, new: 1, changed: 0, unchanged: 1, rejected: 0 });
  expect(list?.matches).toMatchObject([
    { line: 3, state: "unmatched", found: { title: "Gulls of the Northern Bay" } },
  ]);
  const again = await importText(instance, text, { name: "book.bib", apply: true });
  expect(again).toMatchObject({ taken: 0, list: { id: list?.id } });
  expect(await getPaper(db, "doi:10.1000/book")).toMatchObject({
    title: "Gulls of the Northern Bay",
    authors: ["Ada Lindqvist"],
  });
  expect((await catalogueSize(db)).papers).toBe(1);
});

test("what arXiv had no time to answer for is not taken for asked", async () => {
  const { archive, instance } = await openBoth();
  const ids = Array.from({ length: 150 }, (_, n) => `2603.4${String(n).padStart(4, "0")}`);
  archive.mood = ({ url }) =>
    (url.searchParams.get("id_list") ?? "").includes("2603.40149")
      ? { status: 503, retryAfter: "86400" }
      : {};
  const first = await importText(instance, ids.join("\n"));
  expect(first.trouble).toMatchObject({ trouble: "busy" });
  const asked = first.list!.matches.filter(({ askedAt }) => askedAt !== undefined);
  expect(asked.map(({ given }) => given.identifier)).toEqual(
    ids.slice(0, 100).map((id) => `arxiv:${id}`),
  );
});

test("a paper that was renamed when it was printed is known by its DOI", async () => {
  const { instance } = await openBoth();
  await instance.save(aPaper({ title: "Gulls", authors: ["Ada Lindqvist"], doi: "10.1000/gulls" }));
  const { receipt, list } = await importText(
    instance,
    "@article{a, title={On Birds of the Sea}, author={Lindqvist, Ada}, doi={10.1000/gulls}}",
  );
  expect(receipt).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
  expect(list).toBeUndefined();
});

test("a title is found here though its longest word is damaged, and told how far the search is", async () => {
  const { instance } = await openBoth();
  const { db } = instance;
  const birds = Array.from({ length: 250 }, (_, n) =>
    aPaper({
      identifier: `arxiv:2603.3${String(n).padStart(4, "0")}`,
      title: `Thermometers on the ${n}th of Many Gulls of the Northern Bay`,
    }),
  );
  await instance.save(...birds);
  const path = join(temporaryFolder(), "birds.txt");
  writeFileSync(path, birds.map(({ title }) => title.replace("Therm", "Them")).join("\n"));
  const told: string[] = [];
  const { list } = await importFile(db, path, {
    now: morning,
    onLookUp: ({ done, of, what }) => told.push(`${done} of ${of} ${what}`),
  });
  expect(list?.matches.map(({ found }) => found?.identifier)).toEqual(
    birds.map(({ identifier }) => identifier),
  );
  expect(told).toEqual(["0 of 250 here", "100 of 250 here", "200 of 250 here", "250 of 250 here"]);
});

test("a saved page's papers become the real ones, with votes, days and old addresses", async () => {
  const { instance } = await openBoth(
    motionTracks,
    archived({
      id: "2603.20001",
      title: "Folding Laundry with Two Left Hands",
      abstract:
        "A robot with two equal hands folds shirts. It is compared with a robot that has one of each, on forty garments.",
    }),
  );
  const { db } = instance;
  await importText(instance, "", { name: savedPage, offline: true });
  const old = titleIdentifier("MT-pi: Motion Tracks for Tired Arms");
  const { id } = await getPaper(db, old);
  await castVote(db, { paper: id, visitor: "someone", up: true, now: morning });

  const shown = await importText(instance, "", { name: savedPage });
  expect(Object.values(statesOf(shown.list))).toEqual(["matched", "matched", "unmatched"]);
  const taken = await importText(instance, "", { name: savedPage, apply: true });
  expect(taken.taken).toBe(2);
  const paper = await getPaper(db, old);
  expect(paper).toMatchObject({
    identifier: "arxiv:2603.20002",
    title: motionTracks.title,
    authors: ["Ada Lindqvist", "Ben Okafor"],
    upvotes: 1,
    appearances: [{ day: "2025-07-31", kind: "featured" }],
  });
  expect(await findPaper(db, "arxiv:2603.20001")).toMatchObject({
    appearances: [{ day: "2025-07-31", kind: "featured" }],
  });
  expect((await catalogueSize(db)).papers).toBe(3);
  // The one title differs by a word, so that two papers became one; that can be undone.
  expect(await listMerges(db)).toMatchObject([{ kept: "arxiv:2603.20002", gone: old }]);

  const again = await importText(instance, "", { name: savedPage, apply: true });
  expect(again.receipt).toMatchObject({ read: 3, new: 0, changed: 0, unchanged: 3 });
  expect(again.taken).toBe(0);
  expect(await getPaper(db, old)).toEqual(paper);
});

test("a work with the same title and another abstract is not taken for it", async () => {
  const { instance } = await openBoth(
    archived({
      id: "2603.20001",
      title: "Folding Laundry With Two Left Hands",
      abstract: "Seventeen theorems about finite rings are proved anew, without any choice.",
    }),
  );
  const { list } = await importText(instance, "", { name: savedPage });
  expect(list?.matches[0]).toMatchObject({
    state: "unmatched",
    found: { identifier: "arxiv:2603.20001" },
  });
});

test("of two papers with one title neither is taken, and a title as short as many is not enough", async () => {
  const { instance } = await openBoth(
    archived({ id: "2603.20001", title: "On Counting Gulls by Night" }),
    archived({ id: "2603.20002", title: "On counting gulls by night" }),
    archived({ id: "2603.20003", title: "Introduction" }),
    archived({ id: "2603.20004", title: "On Counting Sheep, Part II: at Night and by Hand" }),
  );
  const { list } = await importText(
    instance,
    "On counting gulls by night\nIntroduction\nOn counting sheep, part I: at night and by hand\n",
  );
  expect(statesOf(list)).toEqual({ 1: "unmatched", 2: "unmatched", 3: "unmatched" });
});

test("a bibliography: named entries are taken, titled ones matched by authors too, others become papers", async () => {
  const { instance } = await openBoth(
    archived({ id: "2603.20001", title: "Gulls That Nap" }),
    archived({ id: "2603.20005", title: "Introduction", authors: ["Ines Duarte"] }),
  );
  const { receipt, list } = await importText(
    instance,
    String.raw`
@misc{a, title={Something else entirely}, eprint={2603.20001}, archiveprefix={arXiv}}
@misc{b, title={Introduction}, author={Duarte, In{\^e}s and Holm, Per}}
@article{c, title={Counting Sheep}, author={Lindqvist, Ada}, doi={10.1000/sheep}}
@misc{d, title={Never closed}, author={`,
    { name: "refs.bib" },
  );
  expect(receipt).toEqual({ read: 4, new: 2, changed: 0, unchanged: 0, rejected: 1 });
  expect(statesOf(list)).toEqual({ 2: "taken", 3: "matched" });
  expect(await getPaper(instance.db, "doi:10.1000/sheep")).toMatchObject({
    title: "Counting Sheep",
    authors: ["Ada Lindqvist"],
  });
  expect((await getPaper(instance.db, "arxiv:2603.20001")).title).toBe("Gulls That Nap");
});

test("when arXiv cannot be asked, what is here is matched, and the next run goes on with the rest", async () => {
  const { archive, instance } = await openBoth(motionTracks);
  await instance.save(aPaper({ title: String.raw`Gulls as $\alpha$-Stations of the Bay` }));
  const text = "Gulls as alpha-Stations of the Bay\nMT-pi: Motion Tracks for Very Tired Arms\n";
  archive.mood = { status: 503, retryAfter: "86400" };
  const first = await importText(instance, text);
  expect(first.trouble).toMatchObject({ trouble: "busy" });
  expect(first.list?.matches).toMatchObject([
    { state: "matched", foundAt: "here" },
    { state: "unmatched", foundAt: undefined },
  ]);
  archive.mood = {};
  const later = await importText(instance, text, { now: new Date("2026-03-29T08:00:00Z") });
  expect(later.trouble).toBeUndefined();
  expect(later.list?.id).toBe(first.list?.id);
  expect(statesOf(later.list)).toEqual({ 1: "matched", 2: "matched" });
});

test("titles are asked for many at a time, never two requests at once, and progress is told", async () => {
  const papers = Array.from({ length: 23 }, (_, index) =>
    archived({
      id: `2603.2${String(index).padStart(4, "0")}`,
      title: `Gulls of harbour ${"abcdefghijklmnopqrstuvw"[index]}${"bay".repeat(index % 5)} counted by the hour`,
    }),
  );
  const { archive, instance } = await openBoth(...papers);
  const { db, config } = instance;
  const path = join(temporaryFolder(), "many.txt");
  writeFileSync(path, papers.map(({ title }) => title).join("\n"));
  const told: string[] = [];
  const asking = askingOf(db, "arxiv-api", { config, clock: simulatedClock(morning) });
  const { list } = await importFile(db, path, {
    now: morning,
    lookUp: { asking, url: config.ARXIV_API_URL },
    onLookUp: ({ done, of, what }) => told.push(`${done} of ${of} ${what}`),
  });
  expect(list?.matches.every(({ state }) => state === "matched")).toBe(true);
  expect(told).toEqual([
    "0 of 23 here",
    "23 of 23 here",
    "0 of 23 titles",
    "10 of 23 titles",
    "20 of 23 titles",
    "23 of 23 titles",
  ]);
  expect(archive.greatestConcurrency).toBe(1);
  expect(askedFor(archive)).toHaveLength(3);
});
