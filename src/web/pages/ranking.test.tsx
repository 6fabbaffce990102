import { expect, test } from "vitest";
import { say } from "../../../fixtures/discussion.ts";
import { judgement } from "../../../fixtures/judgements.ts";
import { knownReader, signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { form, manyPapers, now, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { saveCounts } from "../../catalogue/signals.ts";
import { castVote } from "../../community/votes/votes.ts";
import { listChanges } from "../../ranking/ranking-changes.ts";
import { defaultWeights, weightNames } from "../../ranking/weights.ts";

/** Twenty papers of a day; the editor likes them in the order of their numbers. */
async function site(): Promise<TestWeb & { owner: SignedInReader }> {
  const judge = async () =>
    new Map(Array.from({ length: 20 }, (_, n) => [n + 1, judgement((20 - n) / 10)] as const));
  const test = await webForTest({ papers: manyPapers(20), judge });
  return { ...test, owner: await signInAs(test.given, { role: "owner" }) };
}

const defaults = Object.fromEntries(
  weightNames.map((name) => [name, String(defaultWeights[name])]),
);

function textOf(page: string): string {
  return page.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
}

async function save({ web, owner }: Awaited<ReturnType<typeof site>>, fields: object) {
  return await web.request("/ranking", owner.form({ ...defaults, ...fields }));
}

test("everybody reads the formula, the weights and an example that adds up", async () => {
  const { read, db, owner } = await site();
  await castVote(db, { paper: 7, reader: owner.reader.id, up: true, now });
  const text = textOf(await read("/ranking"));
  expect(text).toContain("score = 3 × log₂(1 + votes here)");
  expect(text).toContain("The first vote +3.00");
  expect(text).toMatch(/Paper 7 stands first in the edition of Friday 27 March 2026/);
  expect(text).toContain(
    "Picked means featured at Hugging Face’s Daily Papers, voted for here or put on top",
  );
  expect(text).toMatch(/1 vote 3 × log₂\(1 \+ 1\) \+3\.00 words: gull \+1\.40 Score 4\.40/);
  for (const value of Object.values(defaults)) {
    expect(await read("/ranking")).toContain(`value="${value}"`);
  }
});

test("who discusses a paper speaks for it on every list, at once, and less than who votes for it", async () => {
  const { read, db, given } = await site();
  const ben = await signInAs(given, { name: "Ben", role: "editor" });
  const before = textOf(await read("/"));
  const reader = await knownReader(db, "Cleo");
  for (const by of [ben.reader.id, reader, reader]) await say(db, { paper: 12, reader: by, now });
  await castVote(db, { paper: 13, reader, up: true, now });
  const text = textOf(await read("/ranking"));
  expect(text).toContain("+ 0.5 × log₂(1 + readers who comment here)");
  expect(text).toContain("three readers who discuss a paper add +1.00, three votes +6.00.");
  for (const page of ["/", "/trending", "/papers/2603.19989"]) {
    expect(`${page} ${textOf(await read(page))}`).toContain("2 readers discuss it");
  }
  const trending = textOf(await read("/trending"));
  expect(trending.indexOf("Paper 13")).toBeLessThan(trending.indexOf("Paper 12"));
  const after = textOf(await read("/"));
  const isAbove = (page: string, one: string, other: string) =>
    page.indexOf(`${one} `) < page.indexOf(`${other} `);
  for (const [page, rises] of [
    [before, false],
    [after, true],
  ] as const) {
    expect(isAbove(page, "Paper 12", "Paper 6")).toBe(rises);
    expect(isAbove(page, "Paper 3", "Paper 12")).toBe(true);
  }
  expect(textOf(await read("/ranking?discussion=0"))).toContain("Comments here: 0.5 → 0");
});

test("a preview shows the day and the week under other weights beside the old, and changes nothing", async () => {
  const { read, db, owner } = await site();
  await castVote(db, { paper: 20, reader: owner.reader.id, up: true, now });
  await castVote(db, { paper: 9, reader: owner.reader.id, up: true, now });
  const page = await read("/ranking?votes=0");
  const text = textOf(page);
  expect(text).toMatch(
    /What these weights would do Votes here: 3 → 0 Change them again Friday 27 March 2026 .* Week 13, 2026/,
  );
  expect(text).toContain("The first 16 papers: 16 stand elsewhere than now, 1 is new among them.");
  expect(text).toContain("Trending Nothing would stand here any more.");
  expect(text).toMatch(
    /As it is 1 Paper 9 score 4\.20 → 1\.20 2 Paper 20 falls to 20th score 3\.10 → 0\.10 3 Paper 1/,
  );
  expect(text).toMatch(
    /With these weights 1 Paper 1 ↑ up by 2 score 2\.00 2 Paper 2 ↑ up by 2 score 1\.90/,
  );
  expect(text).toMatch(/9 Paper 9 ↓ down by 8 score 4\.20 → 1\.20/);
  expect(text).toMatch(/16 Paper 16 new, was 17th score 0\.50/);
  expect(page).toContain(
    'name="votes" type="text" inputmode="decimal" autocomplete="off" maxlength="20" value="0"',
  );
  expect(page).toContain('<meta name="robots" content="noindex"');
  expect(await listChanges(db)).toEqual([]);
  const same = textOf(await read("/ranking?votes=3"));
  expect(same).toContain("They are the weights that hold, so everything stays as it is.");
  expect(same).toContain("The first 16 papers stay where they are.");
});

test("a preview has what is trending, beside what would, and says where a weight acts there only", async () => {
  const { read, db, owner } = await site();
  const long = new Date(now.getTime() - 7 * 86_400_000);
  for (const reader of [owner.reader.id, await knownReader(db, "Ben")]) {
    await castVote(db, { paper: 8, reader, up: true, now: long });
  }
  const at = now.toISOString();
  await saveCounts(db, [{ paper: 9, source: "hugging-face", kind: "upvotes", value: 5, at }]);
  const only = textOf(await read("/ranking?upvotesHalfLife=30"));
  expect(only).toContain("Upvotes at other sites, half-life: 3 → 30");
  expect(only).toContain("This one acts on Trending only: editions stay as they are.");
  const preview = textOf(await read("/ranking?upvotes=0&votesHalfLife=0.25"));
  expect(preview).not.toContain("only: editions");
  expect(preview).toMatch(
    /Trending The first paper: 1 drops out\. As it is 1 Paper 8 score 3\.00 → 0\.00 2 Paper 9 drops out score 1\.\d+ → none With these weights 1 Paper 8/,
  );
});

test("a weight is kept to a hundredth, and a preview shows what it became", async () => {
  const { read } = await site();
  const page = await read("/ranking?votes=0.0000001&editor=1,256");
  expect(page).toMatch(/name="votes"[^>]*value="0"/);
  expect(page).toMatch(/name="editor"[^>]*value="1\.26"/);
  expect(textOf(page)).toContain("Votes here: 3 → 0 The editor’s judgement: 1 → 1.26");
});

test("the owner saves weights; all pages have the new order, and the log says what changed", async () => {
  const test = await site();
  const { read, owner } = test;
  const { headers } = owner;
  // Nobody saves what was not shown before.
  expect(await read("/ranking", { headers })).not.toContain("Save these weights");
  expect(await read("/ranking?votes=3", { headers })).not.toContain("Save these weights");
  expect(await read("/ranking?votes=4")).not.toContain("Save these weights");
  const preview = await read("/ranking?votes=4&alike=1,5", { headers });
  expect(preview).toMatch(
    /<form method="post" action="\/ranking"><input type="hidden" name="token"[^>]*><input type="hidden" name="votes" value="4".*name="alike" value="1\.5".*Save these weights.*href="#weights">Change them again/s,
  );
  const saved = await save(test, { votes: "4", alike: "1,5" });
  expect([saved.status, saved.headers.get("Location")]).toEqual([303, "/ranking?saved#log"]);
  const text = textOf(await read("/ranking?saved", { headers }));
  expect(text).toContain("score = 4 × log₂(1 + votes here)");
  expect(text).toContain("Saved. Every page has the new order already.");
  expect(text).toMatch(
    /09:30 UTC , by the owner Votes here: 3 → 4 Likeness on the first screen: 1 → 1\.5 Undo/,
  );
  expect(await read("/ranking")).not.toContain("Undo");
});

test("undo puts the former weights back and is in the log as well", async () => {
  const test = await site();
  const { read, web, owner, db } = test;
  await save(test, { votes: "4" });
  const undone = await web.request("/ranking/undo", owner.form({ change: "1" }));
  expect([undone.status, undone.headers.get("Location")]).toEqual([303, "/ranking?undone#log"]);
  const text = textOf(await read("/ranking"));
  expect(text).toContain("score = 3 × log₂(1 + votes here)");
  expect(text).toMatch(/by the owner, taking back the change of 09:30 UTC Votes here: 4 → 3/);
  expect(await listChanges(db)).toHaveLength(2);
  const undo = (change: string) => web.request("/ranking/undo", owner.form({ change }));
  expect((await undo("1")).headers.get("Location")).toBe("/ranking?unchanged#log");
  const unknown = await undo("999");
  expect(unknown.status).toBe(404);
  expect(await unknown.text()).toContain("There is no change 999 in the log of the weights.");
  const bad = await undo("abc");
  expect(bad.status).toBe(400);
  expect(await bad.text()).toContain("A change is named by its number in the log, not “abc”.");
});

test("nobody but the owner, from this site, changes anything", async () => {
  const test = await site();
  const { web, owner, db } = test;
  const evil = { Origin: "https://evil.example" };
  for (const path of ["/ranking", "/ranking/undo"]) {
    expect((await web.request(path, form(defaults))).status).toBe(403);
    expect((await web.request(path, owner.form(defaults, evil))).status).toBe(403);
  }
  expect(await listChanges(db)).toEqual([]);
});

test("bad numbers are explained at their place, and nothing that was typed is lost", async () => {
  const test = await site();
  const hostile = '"><script>alert(1)';
  const typed = {
    votes: "many",
    upvotes: "",
    stars: "11",
    starsHalfLife: hostile,
    comments: "0.7",
  };
  for (const response of [
    await save(test, typed),
    await test.web.request(`/ranking?${new URLSearchParams(typed).toString()}`),
  ]) {
    const page = await response.text();
    expect(response.status).toBe(400);
    for (const [name, says] of [
      ["votes", "Votes here: this is a number from 0 to 10."],
      ["upvotes", "Upvotes at other sites: this is a number from 0 to 10."],
      ["stars", "Stars of the code: this is a number from 0 to 10."],
      ["starsHalfLife", "Stars of the code, half-life: this is a number of days from 0.25 to 365."],
    ]) {
      expect(page).toMatch(new RegExp(`id="fault-${name}"><strong[^>]*>!</strong> ${says}`));
    }
    expect(page.match(/aria-invalid/g)).toHaveLength(4);
    expect(page).toContain('value="many"');
    expect(page).toContain('value="0.7"');
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("What these weights would do");
  }
  expect(await listChanges(test.db)).toEqual([]);
});

test("a site without papers tells the formula all the same", async () => {
  const { read } = await webForTest();
  expect(await read("/ranking?votes=2")).toContain("score = 3 × log₂");
});
