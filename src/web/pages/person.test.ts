import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { say } from "../../../fixtures/discussion.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { manyPapers, now, webForTest } from "../../../fixtures/web.ts";
import { deleteComment } from "../../community/discussion/commenting.ts";

const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function siteWithAda() {
  const test = await webForTest({ papers: manyPapers(30) });
  const ada = await signInAs(test.given, { name: "Ada", role: "editor", since: daysAgo(40) });
  return { ...test, ada };
}

/** The text of the main part, without tags. */
function mainText(page: string): string {
  return page
    .slice(page.indexOf("<main"), page.indexOf("</main>"))
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/[\s\u00a0]+/g, " ");
}

test("a person's page has the name, the handle, the role, since when, and nothing more for a newcomer", async () => {
  const { read, ada, web } = await siteWithAda();
  const page = await read("/people/ada");
  expect(page).toContain("<title>Ada (@ada) · Broadsheet</title>");
  expect(mainText(page)).toContain("Ada Editor @ada · here since 15 February 2026");
  expect(mainText(page)).toContain("Ada has said nothing here yet, and brought nothing.");
  expect(page).toContain('<meta name="robots" content="noindex"/>');
  expect(mainText(page)).not.toContain("university.edu");
  const own = mainText(await read("/people/ada", { headers: ada.headers }));
  expect(own).toContain("This is your page, as everybody sees it.");
  expect(own).toContain("Nothing of yours stands here yet.");
  expect((await web.request("/people/nobody-at-all")).status).toBe(404);
  expect(await read("/people/<b>x")).toContain("Nobody here is called @&lt;b&gt;x.");
});

test("comments are on it with their papers, the newest first, and those that nobody may read are not", async () => {
  const { db, read, ada } = await siteWithAda();
  const reader = ada.reader.id;
  const ids: number[] = [];
  for (let n = 1; n <= 25; n++) {
    const at = daysAgo(30 - n);
    ids.push(await say(db, { paper: n, reader, source: `Remark ${n} on $x^{${n}}$.`, now: at }));
  }
  await deleteComment(actingAt(db, now), { comment: ids[0]!, reader });
  for (const [index, standing] of (["held", "hidden"] as const).entries()) {
    await db
      .updateTable("comments")
      .set({ standing })
      .where("id", "=", ids[index + 1]!)
      .execute();
  }
  const page = await read("/people/ada");
  expect(mainText(page)).toMatch(/Comments 22 /);
  expect(page.match(/Remark \d+/g)).toEqual(
    Array.from({ length: 20 }, (_, n) => `Remark ${25 - n}`),
  );
  expect(page).toContain("<math");
  expect(page).toContain(`href="/comments/${ids[24]}"`);
  expect(mainText(page)).toContain("Comments 1 to 20 of 22");
  expect(page).not.toContain('content="noindex"');
  const second = await read("/people/ada?page=2", { headers: ada.headers });
  expect(second.match(/Remark \d+/g)).toEqual(["Remark 5", "Remark 4"]);
  expect(await read("/people/ada?page=3")).toContain("This list has 2");
});

test("what somebody brought and picked is there, votes only where they wish it", async () => {
  const { web, db, read, ada } = await siteWithAda();
  const reader_id = ada.reader.id;
  const at = now.toISOString();
  const day = "2026-03-27";
  await db
    .insertInto("submissions")
    .values({ paper_id: 3, reader_id, day, sentence: "Read its appendix.", at })
    .execute();
  for (const [paper_id, appearance] of [
    [4, "found"],
    [5, null],
  ] as const) {
    await db
      .insertInto("picks")
      .values({ paper_id, day, place: paper_id, reader_id, sentence: "", appearance, at })
      .execute();
  }
  await db
    .insertInto("claims")
    .values({ paper_id: 8, reader_id, author: "Ada", state: "proved", at, decided_at: at })
    .execute();
  for (const paper_id of [6, 7]) {
    await db
      .insertInto("votes")
      .values({ paper_id, reader_id, visitor: null, network: null, at })
      .execute();
  }
  const before = await read("/people/ada");
  expect(mainText(before)).toMatch(/Papers 1 Submissions 1 Picks 1 Paper 8/);
  expect(before).not.toContain("Votes");
  expect((await web.request("/people/ada?part=votes")).headers.get("Location")).toBe("/people/ada");
  expect(mainText(await read("/people/ada?part=submissions"))).toContain(
    "Friday 27 March “Read its appendix.”",
  );
  const picks = await read("/people/ada?part=picks");
  expect([picks.includes("Paper 4"), picks.includes("Paper 5")]).toEqual([true, false]);

  const saved = await web.request("/settings", ada.form({ votes: "on" }));
  expect(saved.headers.get("Location")).toBe("/settings?saved=votes#votes");
  const votes = await read("/people/ada?part=votes");
  expect(mainText(votes)).toMatch(/Votes 2 /);
  await web.request("/settings", ada.form({ votes: "off" }));
  expect(await read("/people/ada")).not.toContain("Votes");
});

test("a reader tells of themselves in Markdown, as safe as a comment", async () => {
  const { web, db, read, ada } = await siteWithAda();
  const about = "I count *primes* with @ada. <script>alert(1)</script> [me](javascript:alert(2))";
  const saved = await web.request("/settings/profile", ada.form({ about }));
  expect(saved.headers.get("Location")).toBe("/settings?saved=about#about");
  const page = await read("/people/ada");
  expect(page).toContain('I count <em>primes</em> with <a class="mention" href="/people/ada"');
  expect(page).not.toMatch(/<script>|href="javascript/);
  expect(await read("/settings", { headers: ada.headers })).toContain(
    "I count *primes* with @ada.",
  );

  const long = "x".repeat(1001);
  const refused = await web.request("/settings/profile", ada.form({ about: long }));
  expect(refused.status).toBe(400);
  const answer = await refused.text();
  expect(answer).toContain("What you tell of yourself has 1000 characters at most.");
  expect(answer).toContain(long);

  const at = now.toISOString();
  await db.insertInto("held_words").values({ kind: "word", value: "pills", at }).execute();
  const held = await web.request("/settings/profile", ada.form({ about: "Buy my pills." }));
  expect(held.status).toBe(400);
  // Nobody learns here what is looked for.
  const said = (await held.text()).replace("Buy my pills.", "");
  expect(said).toContain("A moderator would have to see this first");
  expect(said).not.toContain("pills");
});

test("whoever may not write tells nothing of themselves; their page says so, and shows no more", async () => {
  const { web, db, read, ada } = await siteWithAda();
  await web.request("/settings/profile", ada.form({ about: "Buy my pills." }));
  const { id: act_id } = await db
    .insertInto("moderation_acts")
    .values({
      kind: "ban",
      reader_id: ada.reader.id,
      sentence: "Advertising.",
      at: now.toISOString(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("restrictions")
    .values({
      reader_id: ada.reader.id,
      kind: "banned",
      until: null,
      act_id,
      at: now.toISOString(),
    })
    .execute();
  const page = await read("/people/ada");
  expect(mainText(page)).toContain("Ada may not write here any more");
  expect(page).not.toContain("pills");
  expect(page).toContain('content="noindex"');
  const again = await web.request("/settings/profile", ada.form({ about: "Buy more." }));
  expect(again.status).toBe(403);
  expect((await web.request("/settings/profile", ada.form({ about: "" }))).status).toBe(303);
});

test("a new handle is the address of the page, and earlier ones go on leading to it", async () => {
  const { web, read, ada, given } = await siteWithAda();
  const ben = await signInAs(given, { name: "Ben" });
  const take = async (handle: string, who = ada) =>
    await web.request("/settings/profile", who.form({ handle }));
  expect((await take("@Ada-L")).headers.get("Location")).toBe("/settings?saved=handle#handle");
  expect((await web.request("/people/ada")).headers.get("Location")).toBe("/people/ada-l");
  expect((await web.request("/people/ADA-L")).headers.get("Location")).toBe("/people/ada-l");
  expect(mainText(await read("/people/ada-l"))).toContain("@ada-l");
  // Nobody else gets what she was called, or is called.
  for (const handle of ["ada", "ada-l"]) {
    const taken = await take(handle, ben);
    expect(taken.status).toBe(400);
    expect(await taken.text()).toContain(`@${handle} is somebody else’s. Choose another.`);
  }
  expect(await (await take("editor")).text()).toContain("“editor” cannot be had.");
  expect(await (await take("a b")).text()).toContain("A handle has from 2 to 30 letters");
  for (const handle of ["ada-2", "ada-3", "ada-l", "ada"]) {
    expect((await take(handle)).status).toBe(303);
  }
  const fourth = await take("ada-4");
  expect(fourth.status).toBe(400);
  expect(await fourth.text()).toContain("You have taken 3 new handles within thirty days.");
  expect((await web.request("/people/ada-3")).headers.get("Location")).toBe("/people/ada");
});
