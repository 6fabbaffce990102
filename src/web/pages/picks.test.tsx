import { StatementSync } from "node:sqlite";
import { expect, onTestFinished, test, vi } from "vitest";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, manyPapers, paper, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { createApp } from "../../app.ts";
import { getPaper } from "../../catalogue/papers.ts";
import { mergePapers } from "../../catalogue/merges/merges.ts";
import { undoMerge } from "../../catalogue/merges/undo.ts";
import { castVote } from "../../community/votes/votes.ts";
import { bringOutDuePicks } from "../../editions/pick-days.ts";
import { addDays } from "../../papers/period.ts";
import { listPicked } from "../../ranking/community-record.ts";

const today = "2026-03-27";
const tomorrow = "2026-03-28";
const monday = "2026-03-30";
const last = "/papers/2603.19998"; // Paper 3

function textOf(page: string): string {
  return page
    .slice(page.indexOf("<main"))
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");
}

/** The titles of a page's cards, in their order. */
function titlesOf(page: string): string[] {
  return [...page.matchAll(/<a class="title[^"]*"[^>]*>([^<]+)/g)].map((match) => match[1]!);
}

async function site(options: Parameters<typeof webForTest>[0] = {}) {
  const test = await webForTest({ papers: manyPapers(3), ...options });
  const editor = await signInAs(test.given, { name: "Noor Haddad", role: "editor" });
  const as = (fields: Record<string, string> = {}) => editor.form(fields);
  const read = async (path: string) => await test.read(path, { headers: editor.headers });
  const pick = async (paper: string, fields: Record<string, string>) =>
    await test.web.request(`${paper}/pick`, as(fields));
  return { ...test, editor, as, asEditor: read, pick };
}

/** What the schedule does within minutes. */
async function live({ db, given }: TestWeb, now: string) {
  await bringOutDuePicks(db, {
    now: new Date(now),
    timeZone: "UTC",
    deferrals: given.config.ARXIV_DEFERRALS,
    gathers: false,
  });
}

async function api({ given }: TestWeb, path: string) {
  const response = await createApp(given).request(`/api/v1${path}`);
  return (await response.json()) as {
    closed?: { by: { name: string } };
    items: { title: string; score: number; pick: object | null; reasons: { text: string }[] }[];
  };
}

test("a pick stands on top of its edition, signed, whatever the votes: page, section, week, month, API, feed", async () => {
  const test = await site();
  const { db, read, asEditor, pick, given } = test;
  await castVote(db, { paper: 1, visitor: "ada", up: true, now: given.clock() });
  expect(titlesOf(await read("/"))).toEqual(["Paper 1", "Paper 2", "Paper 3"]);
  expect(await read("/")).not.toContain("/pick");
  expect(await asEditor("/")).toContain(`href="${last}/pick"`);
  expect(textOf(await asEditor(`${last}/pick`))).toContain("today, Friday 27 March");

  const sentence = "Read section 4 <before> you   let one near.";
  const picked = await pick(last, { sentence, day: today });
  expect(picked.status).toBe(303);
  expect(picked.headers.get("Location")).toBe(`/day/${today}#paper-3`);

  for (const path of ["/", "/week/2026-W13", "/month/2026-03", "/sections/cs.CV", "/?minutes=5"]) {
    const page = await read(path);
    expect(titlesOf(page)).toEqual(["Paper 3", "Paper 1", "Paper 2"]);
    expect(textOf(page)).toContain(
      "Picked by Noor Haddad “Read section 4 &lt;before&gt; you let one near.” Paper 3",
    );
    expect(textOf(page)).toContain("picked by Noor Haddad");
  }
  expect(await asEditor("/")).toContain(`<a href="/picks/${today}/2603.19998">Picked</a>`);
  const own = textOf(await read(last));
  expect(own).toContain("Picked by Noor Haddad for Friday 27 March “Read section 4");
  expect(own).toContain("Why it stands 1st Picked by Noor Haddad, which is above all scores.");
  expect(textOf(await read("/trending"))).not.toContain("Picked by");
  await castVote(db, { paper: 3, visitor: "ada", up: true, now: given.clock() });
  expect(textOf(await read("/trending"))).toContain("Picked by Noor Haddad “Read");

  const { items } = await api(test, `/editions/${today}/papers`);
  expect(items[0]).toMatchObject({
    title: "Paper 3",
    pick: {
      by: { name: "Noor Haddad", role: "editor" },
      day: today,
      sentence: "Read section 4 <before> you let one near.",
    },
  });
  expect(items[0]!.reasons[0]).toMatchObject({ kind: "pick", text: "picked by Noor Haddad" });
  expect(await read("/sections/cs.CV/feed")).toContain(
    "Picked by Noor Haddad: “Read section 4 &amp;lt;before&amp;gt;",
  );
});

test("a pick for a day to come is the editors’ secret; that day it stands there, wherever it was announced", async () => {
  const test = await site();
  const { db, read, asEditor, pick, web } = test;
  const planned = await pick(last, { sentence: "For the weekend.", day: tomorrow });
  expect(planned.headers.get("Location")).toBe(`/picks?planned=${tomorrow}`);
  const before = textOf(await asEditor(`/picks?planned=${tomorrow}`));
  expect(before).toContain("It is planned: on Saturday 28 March 2026 it stands on top.");
  expect(textOf(await asEditor(last))).toContain("Planned by Noor Haddad for Saturday 28 March");
  expect(before).toMatch(
    /To come Saturday 28 March Picked by Noor Haddad “For the weekend.” Paper 3/,
  );
  expect(before).toContain("today is Friday 27 March 2026");
  expect(before).toContain("Days begin at midnight, UTC");
  for (const path of ["/", `/day/${tomorrow}`, "/week/2026-W13", last]) {
    expect(await read(path)).not.toContain("Picked by");
  }
  expect(await listPicked(db)).toEqual([]);

  await live(test, `${tomorrow}T00:00:30Z`);
  expect(titlesOf(await read("/"))).toEqual(["Paper 3"]);
  expect(textOf(await read(`/day/${tomorrow}`))).toContain("Picked by Noor Haddad");
  expect(await read(`/day/${today}`)).not.toContain("Picked by");
  expect(titlesOf(await read("/week/2026-W13"))[0]).toBe("Paper 3");
  // As much evidence as a well-voted paper.
  const picked = await listPicked(db);
  expect(picked).toEqual([expect.objectContaining({ paper: "arxiv:2603.19998", gain: 5 })]);

  // Put off, the paper leaves the edition into which the pick had brought it.
  const off = await web.request(
    `/picks/${tomorrow}/2603.19998`,
    test.as({ sentence: "For Monday.", day: monday }),
  );
  expect(off.status).toBe(303);
  expect(await read(`/day/${tomorrow}`)).toContain("No papers on this day.");
  expect(textOf(await asEditor("/picks"))).toContain(
    "Monday 30 March Picked by Noor Haddad “For Monday.”",
  );
});

test("picks of a day keep their order until one is moved up; taken back, all is as before", async () => {
  const { web, as, read, pick } = await site();
  await pick("/papers/2603.19999", { sentence: "", day: today });
  await pick(last, { sentence: "", day: today });
  expect(titlesOf(await read("/"))).toEqual(["Paper 2", "Paper 3", "Paper 1"]);
  await web.request(`/picks/${today}/2603.19998`, as({ change: "up" }));
  expect(titlesOf(await read("/"))).toEqual(["Paper 3", "Paper 2", "Paper 1"]);
  for (const number of [19_998, 19_999]) {
    await web.request(`/picks/${today}/2603.${number}`, as({ change: "take-back" }));
  }
  const page = await read("/");
  expect(titlesOf(page)).toEqual(["Paper 1", "Paper 2", "Paper 3"]);
  expect(page).not.toContain("Picked by");
});

test("whoever changes the sentence signs it; who deleted the account is a former editor", async () => {
  const { web, db, given, read, pick, editor } = await site();
  await pick(last, { sentence: "Mine.", day: today });
  const other = await signInAs(given, { name: "Ilse Brandt", role: "owner" });
  await web.request(`/picks/${today}/2603.19998`, other.form({ sentence: "Mine.", day: today }));
  expect(await read("/")).toContain("Picked by Noor Haddad");
  await web.request(`/picks/${today}/2603.19998`, other.form({ sentence: "Ours.", day: today }));
  expect(textOf(await read("/"))).toContain("Picked by Ilse Brandt “Ours.”");
  await pick("/papers/2603.19999", { sentence: "", day: today });
  await db.deleteFrom("readers").where("id", "=", editor.reader.id).execute();
  expect(await read("/")).toContain("Picked by a former editor");
});

test("a form keeps what was typed and says beside it what was wrong", async () => {
  const { pick, asEditor, web, as } = await site({
    papers: [...manyPapers(13), paper({ withdrawn: true })],
  });
  const long = await pick(last, { sentence: `${"word ".repeat(60)}end`, day: today });
  const page = await long.text();
  expect(long.status).toBe(400);
  expect(page).toContain("word word end");
  expect(textOf(page)).toContain("A sentence has 280 characters at most.");
  for (const day of ["2026-03-20", "2026-04-27", "2026-02-30", ""]) {
    const refused = await pick(last, { sentence: "Kept words", day });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/Kept words.*A pick is for one of these days\./s);
  }
  await pick(last, { sentence: "", day: today });
  const twice = await pick(last, { sentence: "Again", day: today });
  expect(textOf(await twice.text())).toContain(
    "This paper is picked for Friday 27 March 2026 already.",
  );
  expect(await asEditor(`${last}/pick`)).toContain(`href="/picks/${today}/2603.19998"`);
  for (let n = 0; n < 13; n++) await pick(`/papers/2603.${20_000 - n}`, { day: today });
  expect(textOf(await (await pick("/papers/2603.19988", { day: today })).text())).toContain(
    "has 12 picks already; more would be no choice.",
  );
  expect((await pick("/papers/2603.25280", { day: today })).status).toBe(400);
  expect((await pick("/papers/2603.99999", { day: today })).status).toBe(404);
  const none = await web.request(`/picks/${monday}/2603.19998`, as({ change: "take-back" }));
  expect(none.status).toBe(404);
});

test("a pick is moved only to where one may pick, and a withdrawn paper is not moved at all", async () => {
  const { db, web, as, asEditor, pick } = await site();
  await pick(last, { sentence: "Read \u202eit.", day: today });
  const change = async (day: string, sentence: string) => {
    const changed = await web.request(`/picks/${today}/2603.19998`, as({ day, sentence }));
    return [changed.status, textOf(await changed.text())];
  };
  for (const day of ["2026-03-20", "2026-04-27"]) {
    const said = expect.stringContaining("A pick is for one of these days.");
    expect(await change(day, "Moved.")).toEqual([400, said]);
  }
  await db.updateTable("papers").set({ withdrawn: 1 }).where("id", "=", 3).execute();
  const said = expect.stringContaining("Its authors withdrew this paper");
  expect(await change(tomorrow, "Moved.")).toEqual([400, said]);
  expect(textOf(await asEditor("/picks"))).toContain("Picked by Noor Haddad “Read it.”");
  expect((await change(today, "Withdrawn since."))[0]).toBe(303);
  expect(textOf(await asEditor("/picks"))).toContain("“Withdrawn since.”");
});

test("the picks of many days are read at once, in no more statements than those of one", async () => {
  const { asEditor, pick } = await site();
  const all = vi.spyOn(StatementSync.prototype, "all");
  onTestFinished(() => all.mockRestore());
  const countStatements = async () => {
    all.mockClear();
    await asEditor("/picks");
    return all.mock.calls.length;
  };
  await pick(last, { sentence: "", day: today });
  const ofOneDay = await countStatements();
  for (let ahead = 1; ahead <= 30; ahead++) {
    await pick(last, { sentence: "", day: addDays(today, ahead) });
  }
  expect(await countStatements()).toBe(ofOneDay);
  console.log(`/picks: ${ofOneDay} statements`);
});

test("only editors pick and close: others are told, and strangers see nothing of it", async () => {
  const { web, db, given } = await site();
  const reader = await signInAs(given, { name: "Tomas Rey" });
  const moderator = await signInAs(given, { name: "Mo", role: "moderator" });
  const paths = [`${last}/pick`, "/picks", `/picks/${today}/2603.19998`, `/day/${today}/close`];
  for (const path of paths) {
    for (const who of [reader, moderator]) {
      const told = await web.request(path, { headers: who.headers });
      expect(told.status).toBe(403);
      const page = await told.text();
      expect(page).toContain("Only editors of this site may do that.");
      expect(page).toContain("Ask the owner of this site to make you one.");
      expect(page).not.toContain("broadsheet -- owner");
    }
    expect((await web.request(path)).status).toBe(403);
    if (path === "/picks") continue;
    expect((await web.request(path, reader.form({ day: today }))).status).toBe(403);
    expect((await web.request(path, form({ day: today }))).status).toBe(403);
  }
  expect(await db.selectFrom("picks").selectAll().execute()).toEqual([]);
  expect(await db.selectFrom("closed_editions").selectAll().execute()).toEqual([]);
});

test("a closed edition says so and stands; only the owner opens it again", async () => {
  const test = await site();
  const { web, as, given, db, read, asEditor, pick } = test;
  await pick(last, { sentence: "First.", day: today });
  const asked = textOf(await asEditor(`/day/${today}/close`));
  expect(asked).toContain("Shall the edition of Friday 27 March 2026 be closed?");
  expect(asked).toContain("Only the owner of this site can open it again.");
  expect(asked).toContain("The day is not over yet");
  const closed = await web.request(`/day/${today}/close`, as());
  expect(closed.headers.get("Location")).toBe(`/day/${today}`);
  const offered = /<select id="day".*?<\/select>/s.exec(
    await asEditor("/papers/2603.20000/pick"),
  )![0];
  expect(offered).toContain(`value="${tomorrow}" selected`);
  expect(offered).not.toContain(`value="${today}"`);

  await castVote(db, { paper: 2, visitor: "ada", up: true, now: given.clock() });
  const page = await read("/");
  expect(titlesOf(page)).toEqual(["Paper 3", "Paper 1", "Paper 2"]);
  expect(textOf(page)).toContain(
    "Closed by Noor Haddad today at 09:30 UTC. Its order does not change any more.",
  );
  // The vote is counted and shown, and moves the week.
  expect(page).toMatch(/data-count="true">1</);
  expect(titlesOf(await read("/week/2026-W13"))).toEqual(["Paper 3", "Paper 2", "Paper 1"]);
  expect(titlesOf(await read(`/sections/cs.CV/day/${today}`))[1]).toBe("Paper 1");
  expect(await api(test, `/editions/${today}`)).toMatchObject({
    closed: { by: { name: "Noor Haddad" } },
  });

  const refused = await pick("/papers/2603.19999", { sentence: "Late", day: today });
  expect(textOf(await refused.text())).toContain("is closed, so its picks do not change");
  for (const change of ["take-back", "up"]) {
    const kept = await web.request(`/picks/${today}/2603.19998`, as({ change }));
    expect(kept.status).toBe(400);
  }
  expect((await web.request(`/day/${today}/close`, as())).status).toBe(400);
  expect((await web.request(`/day/${today}/open`, as())).status).toBe(403);
  expect((await web.request(`/day/${monday}/close`, as())).status).toBe(400);

  const owner = await signInAs(given, { name: "Ilse Brandt", role: "owner" });
  expect(await read(`/day/${today}/open`, { headers: owner.headers })).toContain("Open it again");
  await web.request(`/day/${today}/open`, owner.form());
  expect(titlesOf(await read("/"))).toEqual(["Paper 3", "Paper 2", "Paper 1"]);
  expect(await read("/")).not.toContain("Closed by");
  expect((await web.request(`/day/${today}/open`, owner.form())).status).toBe(404);
});

test("picks move with a merge and come back with its undoing", async () => {
  const { db, given, pick, read } = await site();
  await pick(last, { sentence: "Kept.", day: today });
  const now = given.clock();
  const [kept, gone] = [
    await getPaper(db, "arxiv:2603.20000"),
    await getPaper(db, "arxiv:2603.19998"),
  ];
  const merge = await mergePapers(db, { kept: kept.id, gone: gone.id, reason: "test", now });
  expect(textOf(await read("/"))).toContain("Picked by Noor Haddad “Kept.” Paper 1");
  await undoMerge(db, merge, now);
  expect(textOf(await read("/"))).toContain("Picked by Noor Haddad “Kept.” Paper 3");
});
