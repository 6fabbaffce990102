// A subscription that follows what the account of its address follows.
import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import {
  composeIn,
  digestsTo,
  moreTitlesIn,
  openOffice,
  papersOf,
  subscribe,
  titlesIn,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { morning } from "../../../fixtures/instance.ts";
import { openFinder } from "../../../fixtures/finder.ts";
import { noJudgements } from "../../../fixtures/judgements.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { follow, type FollowKind } from "../../community/follows.ts";
import { addMute } from "../../community/mutes.ts";
import { bringOutPicks } from "../../community/picks/due-picks.ts";
import { pickPaper } from "../../community/picks/picking.ts";
import { addReader, findReader } from "../../community/readers.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { parseFollowable } from "../../search/followable.ts";
import type { Wish } from "../subscriptions/wish.ts";
import { previewDigest } from "./preview.ts";

const ada = "Ada@University.edu";
const following: Pick<Wish, "follows"> = { follows: [{ following: true }] };
const byAda = aPaper({ identifier: "arxiv:2603.00000", title: "A shirt, folded" });

async function account(
  { db }: Office,
  address: string,
  ...followed: [kind: FollowKind, value: string][]
): Promise<number> {
  const { id } = await addReader(db, { address, name: "Ada", role: "reader", now: morning });
  const context = { categories: new Set<string>(), today: "2026-03-27" };
  for (const [kind, value] of followed) {
    await follow(actingAt(db, morning), {
      reader: id,
      ...parseFollowable({ kind, value }, context),
    });
  }
  return id;
}

const ofBirds = { authors: ["Mo Gull"], categories: ["q-bio.PE"] };
const birds = papersOf("2026-03-27", 3).map((each) => ({ ...each, ...ofBirds }));

test("a digest has first what its reader’s account follows, and says by whose name", async () => {
  const office = await openOffice([...birds, byAda]);
  await account(office, ada, ["author", "Ada Lindqvist"], ["category", "cs.RO"]);
  await account(office, "mallory@university.edu", ["author", "Mo Gull"]);
  await subscribe(office, ada, following);
  await composeIn(office);
  const [letter] = await digestsTo(office, ada);
  expect(titlesIn(letter!.text)[0]).toBe("A shirt, folded");
  expect(titlesIn(letter!.text)).toHaveLength(4);
  expect(letter!.text).toMatch(/you follow\s+Ada\s+Lindqvist,\s+cs\.RO/);
  expect(letter!.text).not.toMatch(/you follow\s+Mo Gull/);
});

test("an alert of an account that nobody has, or that follows nothing, is silent", async () => {
  const office = await openOffice([...birds, byAda]);
  await account(office, "ben@university.edu");
  await subscribe(office, ada, { ...following, frequency: "alert" });
  await subscribe(office, "ben@university.edu", { ...following, frequency: "alert" });
  expect(await composeIn(office)).toMatchObject({ composed: 0, nothingNew: 2 });
});

test("an alert brings what the account follows on the day, and nothing on others", async () => {
  const office = await openOffice([...birds, byAda]);
  const reader = await account(office, ada, ["author", "Nobody Atall"]);
  await subscribe(office, ada, { ...following, frequency: "alert" });
  expect(await composeIn(office)).toMatchObject({ composed: 0, nothingNew: 1 });
  const what = { kind: "author" as const, value: "Mo Gull", query: 'au:"Mo Gull"' };
  await follow(actingAt(office.db, morning), { reader, ...what });
  const later = papersOf("2026-03-30", 2, 9).map((each) => ({ ...each, authors: ["Mo Gull"] }));
  await savePapers(office.db, later, { now: morning });
  const monday = { today: "2026-03-30", now: new Date("2026-03-30T08:00:00Z") };
  expect(await composeIn(office, monday)).toMatchObject({ composed: 1 });
  const [letter] = await digestsTo(office, ada);
  expect(titlesIn(letter!.text).toSorted()).toEqual(["Paper 10", "Paper 9"]);
});

test("what the reader of the address hides is in no letter to it, not even picked", async () => {
  const umbrella = aPaper({ identifier: "arxiv:2603.00000", title: "An umbrella, folded" });
  const office = await openOffice([...papersOf("2026-03-27", 5), umbrella]);
  const { db } = office;
  const reader = await account(office, ada, ["author", "Ada Lindqvist"]);
  await account(office, "ben@university.edu");
  for (const value of ["umbrella", "Paper 1"]) {
    await addMute(actingAt(db, morning), { reader, kind: "word", value });
  }
  // Nobody has proved this one.
  await db.updateTable("readers").set({ email_verified: 0 }).where("id", "!=", reader).execute();
  const [ben] = await db.selectFrom("readers").select("id").where("id", "!=", reader).execute();
  await addMute(actingAt(db, morning), { reader: ben!.id, kind: "word", value: "umbrella" });
  const picked = await db
    .selectFrom("papers")
    .select("id")
    .where("title", "=", umbrella.title)
    .executeTakeFirstOrThrow();
  await pickPaper(db, {
    paper: picked.id,
    day: "2026-03-27",
    days: ["2026-03-27"],
    reader,
    sentence: "",
    now: morning,
  });
  await bringOutPicks(db, { until: "2026-03-27" });
  await subscribe(office, ada, { ...following, papers: 2 });
  await subscribe(office, "ben@university.edu", { papers: 2 });
  await composeIn(office);
  const [own] = await digestsTo(office, ada);
  const [others] = await digestsTo(office, "ben@university.edu");
  expect(others!.text).toContain(umbrella.title);
  for (const hidden of [/umbrella/i, /Paper 1\b/]) {
    for (const part of [own!.subject, own!.text, own!.html]) expect(part).not.toMatch(hidden);
  }
  expect([...titlesIn(own!.text), ...moreTitlesIn(own!.text)]).toHaveLength(4);
});

test("a preview shows it to whoever has the account, and to no stranger", async () => {
  const office = await openOffice([...birds, byAda]);
  // The address that a stranger’s preview bears.
  await account(office, "you@university.edu", ["author", "Ada Lindqvist"]);
  const { db, letterhead, dataDir } = office;
  const options = {
    letterhead,
    wish: { frequency: "alert" as const, ...following },
    now: morning,
    today: "2026-03-27",
    judge: noJudgements,
    finder: openFinder(db, dataDir),
    saved: [],
    deferrals: new Set<string>(),
  };
  expect(await previewDigest(db, options)).toBeUndefined();
  const { id } = await addReader(db, {
    address: "mo@university.edu",
    name: "Mo",
    role: "reader",
    now: morning,
  });
  const what = { kind: "author" as const, value: "Mo Gull", query: 'au:"Mo Gull"' };
  await follow(actingAt(db, morning), { reader: id, ...what });
  const seen = await previewDigest(db, { ...options, reader: await findReader(db, id) });
  expect(seen).toMatchObject({ papers: 3 });
});
