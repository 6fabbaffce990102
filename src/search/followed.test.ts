// What can be followed, how it is searched for, and which of it a paper is found by.
import { expect, test } from "vitest";
import { actingAt } from "../../fixtures/acting.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { follow, listFollows, mostFollowed, unfollow } from "../community/follows.ts";
import { addReader } from "../community/readers.ts";
import { listAppearing } from "../catalogue/appearances.ts";
import { Invalid } from "../errors.ts";
import { parseFollowable } from "./followable.ts";
import { openFollowed } from "./followed.ts";

const today = "2026-03-27";
const context = { categories: new Set(["astro-ph.GA", "cell biology"]), today };

test.each([
  ["author", "  Yann   LeCun ", 'au:"Yann LeCun"'],
  ["author", 'Ada "Countess" Lovelace', 'au:"Ada Countess Lovelace"'],
  ["word", "robots", "robots"],
  ["word", "contact-rich", "contact-rich"],
  ["word", "diffusion policy", '"diffusion policy"'],
  ["word", "OR", '"OR"'],
  ["word", "cat:cs.RO", '"cat:cs.RO"'],
  ["category", "CS.ro", "cat:cs.RO"],
  ["category", "math", "cat:math"],
  ["category", "cell biology", 'cat:"cell biology"'],
  ["query", "cat:cs.RO  has:code", "cat:cs.RO has:code"],
])("whoever follows the %s “%s” searches for it by %s", (kind, value, query) => {
  expect(parseFollowable({ kind, value }, context)).toMatchObject({ kind, query });
});

test.each([
  ["author", " “” ", "Write the name of an author"],
  ["word", "…", "Write a word or a phrase"],
  ["category", "cs.NOPE", "There is no category “cs.NOPE”"],
  ["category", ")(", "Write a category"],
  ["query", "sort:date", "This search looks for nothing."],
  ["query", "has:nothing robots", "There is no has:nothing"],
  ["query", "robots is:saved", "At “is:saved”: "],
  ["query", "-tag:thesis robots", "At “tag:thesis”: "],
  ["query", "x".repeat(301), "at most 300 characters"],
  ["journal", "Nature", "an author, a word, a category or a search"],
])("whoever wants to follow the %s “%s” is told what is wrong", (kind, value, says) => {
  expect(() => parseFollowable({ kind, value }, context)).toThrow(Invalid);
  expect(() => parseFollowable({ kind, value }, context)).toThrow(says);
});

test("a reader follows something once, however it is written, and 200 things at most", async () => {
  const { db } = await openInstance();
  const now = new Date("2026-03-27T08:00:00Z");
  const address = "ada@university.edu";
  const { id: reader } = await addReader(db, { address, name: "Ada", role: "reader", now });
  const author = (value: string) => parseFollowable({ kind: "author", value }, context);
  await follow(actingAt(db, now), { reader, ...author("Yann LeCun") });
  await follow(actingAt(db, now), { reader, ...author("yann lecun") });
  expect(await listFollows(db, { reader })).toMatchObject([{ value: "Yann LeCun" }]);
  const more = Array.from({ length: mostFollowed + 4 }, (_, index) => author(`Author ${index}`));
  const tried = await Promise.allSettled(
    more.map((each) => follow(actingAt(db, now), { reader, ...each })),
  );
  expect(tried.filter(({ status }) => status === "rejected")).toHaveLength(5);
  expect(await listFollows(db, { reader })).toHaveLength(mostFollowed);
  await unfollow(actingAt(db, now), { reader, query: 'au:"YANN LECUN"' });
  expect(await listFollows(db, { reader })).toHaveLength(mostFollowed - 1);
});

test("each paper is found by all of that which it matches, and by nothing else", async () => {
  const instance = await openInstance();
  const { db, finder } = instance;
  await instance.save(
    aPaper({ title: "Robots fold shirts", categories: ["cs.RO"] }),
    aPaper({
      identifier: "arxiv:2603.25002",
      title: "A theorem",
      abstract: "On robotics we say nothing.",
      authors: ["Lindqvist, Ada M.", "Ben Adams"],
      categories: ["math.AG"],
    }),
    aPaper({
      identifier: "arxiv:2603.25003",
      title: "Gulls",
      abstract: "Of gulls.",
      authors: ["Nobody"],
      categories: ["q-bio.PE"],
    }),
  );
  const asked = [
    ["author", "Ada Lindqvist"],
    ["author", "Ada Adams"],
    ["word", "robot"],
    ["word", "fold shirts"],
    ["word", "shirts fold"],
    ["category", "math"],
    ["query", "-gulls cat:cs.RO OR theorem"],
    ["query", "votes:>0"],
  ] as const;
  const follows = asked.map(([kind, value]) => parseFollowable({ kind, value }, context));
  const { papers, whichOf, countEach } = await openFollowed(db, finder, { follows, today });
  const all = await listAppearing(db, { first: today, last: today });
  const found = await whichOf(all);
  const values = all.map((paper) => found.get(paper)?.map(({ value }) => value));
  expect(values).toEqual([
    ["Ada Lindqvist", "robot", "fold shirts", "-gulls cat:cs.RO OR theorem"],
    ["Ada Lindqvist", "robot", "math", "-gulls cat:cs.RO OR theorem"],
    undefined,
  ]);
  expect(new Set(await papers.among(all))).toEqual(new Set(all.slice(0, 2)));
  expect(await countEach({ first: today, last: today })).toEqual([2, 0, 2, 1, 0, 1, 2, 0]);
  expect(await countEach({ first: "2026-03-20", last: "2026-03-26" })).toEqual(asked.map(() => 0));
});
