import { expect, test } from "vitest";
import { say } from "../../../fixtures/discussion.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { manyPapers, now, paper, webForTest } from "../../../fixtures/web.ts";
import { addReader } from "../../community/readers.ts";

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

async function siteWithTalk() {
  const papers = [...manyPapers(40), paper({ identifier: "arxiv:2603.25280" })];
  const sections = [
    { name: "Estimation", address: "estimation", query: "list estimation" },
    { name: "Silent", address: "silent", query: "silence" },
  ];
  const test = await webForTest({ papers, sections });
  const { db } = test;
  const people: number[] = [];
  for (const name of ["Ada", "Ben", "Cyd", "Dov", "Eve", "Fay"]) {
    const address = `${name}@university.edu`;
    people.push((await addReader(db, { name, address, role: "reader", now: hoursAgo(8760) })).id);
  }
  return { ...test, people };
}

/** The titles of the list, in order. */
function titles(page: string): string[] {
  const list = page.slice(page.indexOf('<ol class="talk-list"'), page.indexOf("</ol>"));
  return [...list.matchAll(/class="title"[^>]*>([^<]*)</g)].map(([, title]) => title!);
}

test("where nobody has said anything, the page says what to do", async () => {
  const { read } = await siteWithTalk();
  const page = await read("/discussions");
  expect(page).toContain("Nothing is being talked about.");
  expect(page).toContain("Nobody has said anything of a paper yet.");
  expect(await read("/")).not.toContain("Being discussed");
});

test("a paper of which many speak stands before one of which one speaks much; or the newest comment decides", async () => {
  const { db, read, people } = await siteWithTalk();
  const [ada, ben, cyd] = people as [number, number, number];
  for (let n = 0; n < 10; n++) {
    await say(db, { paper: 1, reader: ada, source: `Again, ${n}.`, now: hoursAgo(n + 1) });
  }
  for (const [n, reader] of [ada, ben, cyd].entries()) {
    await say(db, { paper: 2, reader, source: `Mine is **${n}**.`, now: hoursAgo(20 + n) });
  }
  for (const reader of people) {
    await say(db, { paper: 3, reader, source: "Long ago.", now: hoursAgo(24 * 20) });
  }
  await say(db, { paper: 4, reader: ada, source: "Longer ago.", now: hoursAgo(24 * 40) });
  const lively = await read("/discussions");
  expect(titles(lively)).toEqual(["Paper 2", "Paper 1", "Paper 3"]);
  expect(titles(await read("/discussions?sort=newest"))).toEqual([
    "Paper 1",
    "Paper 2",
    "Paper 3",
    "Paper 4",
  ]);
  const text = lively.replaceAll(/<[^>]+>/g, "").replaceAll(/[\s\u00a0]+/g, " ");
  expect(text).toContain("3 comments · Ada, Ben and Cyd");
  expect(text).toContain("Ada, 20 hours ago Mine is 0.");
  expect(text).toContain("6 comments · Fay, Eve, Dov and 3 others");
  const front = await read("/");
  expect(front.slice(front.indexOf("Being discussed"))).toMatch(/Paper 2.*Paper 1.*Paper 3/s);
});

test("what is held, hidden or deleted is not talk, and what a reader mutes is not there for that reader", async () => {
  const { db, read, given, people } = await siteWithTalk();
  const [ada, ben] = people as [number, number];
  const standings = ["held", "hidden", "deleted"] as const;
  for (const [n, standing] of standings.entries()) {
    const id = await say(db, { paper: n + 1, reader: ada, source: "Not to be seen.", now });
    await db.updateTable("comments").set({ standing }).where("id", "=", id).execute();
  }
  const thread = await say(db, { paper: 4, reader: ada, source: "A thread.", now: hoursAgo(2) });
  await say(db, { paper: 4, reader: ben, parent: thread, source: "An answer.", now: hoursAgo(1) });
  await say(db, { paper: 5, reader: ben, source: "Ben's own.", now: hoursAgo(3) });
  const page = await read("/discussions");
  expect(titles(page)).toEqual(["Paper 4", "Paper 5"]);
  expect(page).not.toContain("Not to be seen");

  const { reader, headers } = await signInAs(given, { name: "Zoe" });
  const at = now.toISOString();
  await db
    .insertInto("muted_people")
    .values({ reader_id: reader.id, person_id: ben, at })
    .execute();
  const withoutBen = await read("/discussions", { headers });
  expect(titles(withoutBen)).toEqual(["Paper 4"]);
  expect(withoutBen).not.toMatch(/An answer|>Ben</);
  await db
    .insertInto("muted_threads")
    .values({ reader_id: reader.id, root_id: thread, at })
    .execute();
  expect(await read("/discussions", { headers })).toContain("Nothing is being talked about.");
  expect(await read("/", { headers })).not.toContain("Being discussed");
});

test("one section's discussions alone, and pages of twenty", async () => {
  const { db, read, web, people } = await siteWithTalk();
  for (let n = 1; n <= 41; n++) {
    await say(db, { paper: n, reader: people[0]!, source: `On ${n}.`, now: hoursAgo(n) });
  }
  expect(titles(await read("/discussions"))).toHaveLength(20);
  expect(titles(await read("/discussions?page=3"))).toEqual(["List Estimation"]);
  expect((await web.request("/discussions?page=4")).status).toBe(404);
  expect((await web.request("/discussions?section=nope")).status).toBe(404);
  for (const section of ["estimation", "math.ST"]) {
    expect(titles(await read(`/discussions?section=${section}`))).toEqual(["List Estimation"]);
  }
  expect(await read("/discussions?section=silent")).toContain("earlier discussions");
  expect((await web.request("/discussions?section=cs.RO")).status).toBe(404);
  expect((await web.request("/discussions?section=no%20such")).status).toBe(404);
  expect((await web.request("/discussions?sort=loudest")).status).toBe(400);
});
