import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { say } from "../../../fixtures/discussion.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, manyPapers, now, paper, webForTest } from "../../../fixtures/web.ts";
import { mergePapers } from "../../catalogue/merges/merges.ts";
import { editComment } from "../../community/discussion/commenting.ts";
import { deleteReader } from "../../community/accounts/delete-reader.ts";
import { databaseFile } from "../../store/database.ts";
import { createWeb } from "../web.tsx";

const address = "/papers/2603.25280";
const sending = `${address}/discussion`;
/** For as long as it takes to be no newcomer. */
const since = new Date(now.getTime() - 400 * 86_400_000);
const json = { Accept: "application/json" };

async function site() {
  const test = await webForTest({ papers: [paper()] });
  const ada = await signInAs(test.given, { since });
  const ben = await signInAs(test.given, { name: "Ben", since });
  const olga = await signInAs(test.given, { name: "Olga", role: "owner" });
  /** The discussion as it is read. */
  const discussion = async (path = address, who: { headers?: object } = {}) => {
    const page = await test.read(path, { headers: { ...who.headers } });
    return page.slice(page.indexOf('<section class="discussion"'));
  };
  /** Words alone. */
  const textOf = (html: string) =>
    html
      .replaceAll(/<math.*?<\/math>/gs, "")
      .replaceAll(/<[^>]+>/g, "")
      .replaceAll(/\s+/g, " ");
  const hold = async (id: number, standing: "held" | "hidden", held_because: string | null) =>
    await test.db
      .updateTable("comments")
      .set({ standing, held_because })
      .where("id", "=", id)
      .execute();
  const rows = async () => await test.db.selectFrom("comments").selectAll().orderBy("id").execute();
  return { ...test, ada, ben, olga, discussion, textOf, hold, rows };
}

test("a comment is sent, stands under its paper, and is answered", async () => {
  const { web, ada, ben, discussion, textOf, read } = await site();
  expect(await discussion()).toContain("Nobody has said anything yet.");
  const source = "For $d = 1$ it is **sharp**.\n\n> quoted\n\n<script>alert(1)</script>";
  const sent = await web.request(sending, ada.form({ source, do: "send" }));
  expect([sent.status, sent.headers.get("Location")]).toEqual([303, `${address}#comment-1`]);
  const shown = await discussion();
  expect(textOf(shown)).toContain("1 comment");
  expect(shown).toMatch(/<math.*<strong>sharp<\/strong>.*<blockquote>/s);
  expect(shown).not.toContain("<script>");
  const form = await read("/comments/1/reply", { headers: ben.headers });
  expect(form).toContain("<strong>sharp</strong>");
  const answered = await web.request(sending, ben.form({ source: "Why?", parent: "1" }));
  expect(answered.headers.get("Location")).toBe(`${address}#comment-2`);
  expect(textOf(await discussion())).toMatch(/2 comments.*Ada.*sharp.*1 reply.*Ben.*Why\?/);
  expect(textOf(await read("/"))).toContain("2 comments");
});

test("a preview shows what was written above the form, and sends nothing", async () => {
  const { web, ada, rows } = await site();
  const page = await (
    await web.request(sending, ada.form({ source: "*lean*, says @ben to @bem", do: "preview" }))
  ).text();
  expect(page).toMatch(
    /<em>lean<\/em>, says <a class="mention" href="\/people\/ben".*Nobody here is called @bem\..*<textarea[^>]*>\*lean\*/s,
  );
  const fragment = await web.request("/comments/preview", ada.form({ source: "*lean*" }));
  expect(await fragment.text()).toMatch(/^<section[^>]*>.*<em>lean<\/em>.*<\/section>$/s);
  expect(await rows()).toEqual([]);
});

test.for([
  ["nothing", "  \n ", 400, "Write something first."],
  [
    "too much",
    "x".repeat(10_001),
    400,
    "A comment has 10,000 characters at most; this one has 10,001.",
  ],
  // In a form each of its characters takes nine bytes.
  [
    "too much in Chinese",
    "学".repeat(10_001),
    400,
    "A comment has 10,000 characters at most; this one has 10,001.",
  ],
] as const)("%s is refused with all that was typed", async ([, source, status, says]) => {
  const { web, ada, rows } = await site();
  const previewed = await web.request("/comments/preview", ada.form({ source }));
  expect(previewed.status).toBe(status);
  for (const act of ["send", "preview"]) {
    const refused = await web.request(sending, ada.form({ source, do: act }));
    expect(refused.status).toBe(status);
    const page = await refused.text();
    expect(page).toContain(says);
    expect(page).toContain(`${source}</textarea>`);
  }
  expect(await rows()).toEqual([]);
});

test("whoever writes too much within an hour keeps what was typed, and is told when to go on", async () => {
  const { web, ada, rows } = await site();
  for (let n = 0; n < 60; n++) await web.request(sending, ada.form({ source: `Number ${n}` }));
  const refused = await web.request(sending, ada.form({ source: "One more" }));
  expect([refused.status, refused.headers.has("Retry-After")]).toEqual([429, true]);
  expect(await refused.text()).toMatch(/One more<\/textarea>.*60 comments within an hour/s);
  expect(await rows()).toHaveLength(60);
});

test("a button pressed twice writes once; the same words elsewhere or later are said again", async () => {
  const { web, db, ada, rows, given } = await site();
  const press = async (fields: Record<string, string>) =>
    (await web.request(sending, ada.form({ source: "Agreed.", ...fields }))).headers.get(
      "Location",
    );
  const first = await Promise.all([press({}), press({}), press({})]);
  expect(new Set(first)).toEqual(new Set([`${address}#comment-1`]));
  expect(await press({ parent: "1" })).toBe(`${address}#comment-2`);
  const later = new Date(now.getTime() + 11 * 60_000);
  await createWeb({ ...given, clock: () => later }).request(
    sending,
    ada.form({ source: "Agreed." }),
  );
  expect((await rows()).map(({ parent_id }) => parent_id)).toEqual([null, 1, null]);
  await say(db, { paper: 1, reader: 2, source: "Agreed.", now });
  expect(await rows()).toHaveLength(4);
});

test("strangers read, and are shown the way in and back", async () => {
  const { web, db, ada, discussion, rows } = await site();
  await say(db, { paper: 1, reader: ada.reader.id, now });
  const shown = await discussion();
  expect(shown).not.toContain("<textarea");
  expect(shown).toContain('href="/sign-in?next=%2Fpapers%2F2603.25280%23discussion"');
  const voted = await web.request(
    "/comments/1/vote",
    form({ up: "1", back: `${address}#comment-1` }),
  );
  expect(voted.headers.get("Location")).toBe("/sign-in?next=%2Fpapers%2F2603.25280%23comment-1");
  const reply = await web.request("/comments/1/reply");
  expect(reply.headers.get("Location")).toBe("/sign-in?next=%2Fcomments%2F1%2Freply");
  expect(await rows()).toHaveLength(1);
});

test("whoever is signed out while they write keeps the text, and is told; a foreign page gets nothing", async () => {
  const { web, db, ada, textOf, rows } = await site();
  await say(db, { paper: 1, reader: ada.reader.id, source: "Before", now });
  const typed = { source: "Long in the <making>", parent: "1", order: "votes" };
  const signedOut = ada.form(typed, { Cookie: "" });
  for (const [path, init, status, says] of [
    [
      sending,
      signedOut,
      403,
      /You are signed out.*Your text is still here: sign in in another tab/,
    ],
    // Sent again without having signed in, and by whoever has since.
    [sending, form(typed), 401, /You are signed out/],
    [sending, form(typed, ada.headers), 403, /send it again/],
    ["/comments/1/edit", signedOut, 403, /You are signed out/],
  ] as const) {
    const answer = await web.request(path, init);
    const page = await answer.text();
    expect([path, answer.status]).toEqual([path, status]);
    expect(textOf(page)).toMatch(says);
    expect(page).toContain("Long in the &lt;making&gt;</textarea>");
    expect(page).toMatch(/name="parent" value="1".*name="order" value="votes"/s);
    expect(page).not.toContain("List Estimation");
  }
  const foreign = ada.form(typed, { Origin: "https://evil.example" });
  const refused = await web.request(sending, foreign);
  expect([refused.status, await refused.text()]).toEqual([
    403,
    expect.not.stringContaining("<textarea"),
  ]);
  const byScript = await web.request(sending, ada.form(typed, { Cookie: "", ...json }));
  expect(byScript.status).toBe(403);
  expect((await rows()).map(({ source }) => source)).toEqual(["Before"]);
});

test("a reader votes for others' comments, and takes it back", async () => {
  const { web, db, ada, ben, discussion } = await site();
  await say(db, { paper: 1, reader: ada.reader.id, now });
  const vote = async (up: string, who = ben) =>
    await web.request("/comments/1/vote", who.form({ up, back: `${address}#comment-1` }, json));
  expect(await (await vote("1")).json()).toEqual({ votes: 1, voted: true });
  expect(await (await vote("1")).json()).toEqual({ votes: 1, voted: true });
  expect(await discussion(address, ben)).toMatch(/aria-pressed="true"[^>]*><svg/);
  expect(await discussion(address, ada)).not.toMatch(/class="comment-vote"/);
  expect(await (await vote("0")).json()).toEqual({ votes: 0, voted: false });
  expect((await vote("1", ada)).status).toBe(403);
  const plain = await web.request(
    "/comments/1/vote",
    ben.form({ up: "1", back: `${address}#comment-1` }),
  );
  expect(plain.headers.get("Location")).toBe(`${address}#comment-1`);
});

test("comments stand by time or by votes, and the page says which", async () => {
  const { db, web, ada, ben, discussion, textOf } = await site();
  for (const source of ["First", "Second", "Third"]) {
    await say(db, { paper: 1, reader: ada.reader.id, source, now });
  }
  await web.request("/comments/2/vote", ben.form({ up: "1" }));
  expect(textOf(await discussion())).toMatch(/First.*Second.*Third/);
  const byVotes = await discussion(`${address}?order=votes`);
  expect(textOf(byVotes)).toMatch(/Second.*First.*Third/);
  expect(byVotes).toMatch(/aria-current="true">By votes</);
});

test("two levels of answers stand below a comment, deeper ones on a page of their own", async () => {
  const { db, ada, ben, web, discussion, textOf, read } = await site();
  let parent: number | undefined;
  for (let n = 1; n <= 6; n++) {
    const reader = n % 2 ? ada.reader.id : ben.reader.id;
    parent = await say(db, {
      paper: 1,
      reader,
      source: `Step ${n}`,
      now,
      ...(parent && { parent }),
    });
  }
  expect(textOf(await discussion())).toMatch(
    /Step 1.*Step 2.*Step 3.*Continue this thread \(3 replies\)/,
  );
  expect(await discussion()).not.toContain("Step 4");
  const deeper = textOf(await read("/comments/3"));
  expect(deeper).toMatch(
    /List Estimation.*Ada Step 1.*Ben Step 2.*Step 3.*Step 4.*Step 5.*Continue this thread \(1 reply\)/,
  );
  const sent = await web.request(sending, ada.form({ source: "Step 7", parent: "6" }));
  expect(sent.headers.get("Location")).toBe("/comments/7#comment-7");
});

test("a long discussion is parted into pages of whole threads, a long thread is cut", async () => {
  const { db, ada, ben, discussion, textOf, web, read } = await site();
  const at = new Date(now.getTime() - 3 * 86_400_000).toISOString();
  const rows = Array.from({ length: 281 }, (_, n) => ({
    paper_id: 1,
    reader_id: n % 2 ? ada.reader.id : ben.reader.id,
    parent_id: n > 0 && n <= 130 ? 1 : null,
    root_id: n <= 130 ? 1 : n + 1,
    source: n === 0 ? "Long thread" : n <= 130 ? `Answer ${n - 1}.` : `Remark ${n - 131}.`,
    at,
  }));
  await db.insertInto("comments").values(rows).execute();
  const one = textOf(await discussion());
  expect(one).toMatch(
    /281 comments.*130 replies.*Answer 98\..*31 more replies.*Remark 99\..*Page 1 of 2/,
  );
  expect(one).not.toMatch(/Answer 99\.|Remark 100\./);
  expect(textOf(await discussion(`${address}?page=2`))).toMatch(
    /Remark 100\..*Remark 149\..*Page 2 of 2/,
  );
  expect(textOf(await read("/comments/1"))).toMatch(/Answer 129\./);
  expect((await web.request(`${address}?page=3`)).status).toBe(404);
  const sent = await web.request(sending, ada.form({ source: "Last" }));
  expect(sent.headers.get("Location")).toBe(`${address}?page=2#comment-282`);

  // Each way back leads to where the comment stands by now, in the order in which it was read.
  const second = `${address}?order=votes&page=2`;
  const first = `${address}?order=votes#comment-281`;
  const { headers } = ada;
  expect(await discussion(second, ada)).toContain('href="/comments/281/reply?order=votes"');
  for (const act of ["reply", "mute", "edit", "delete"]) {
    const asked = await read(
      `/comments/281/${act}?order=votes`,
      act === "edit" || act === "delete" ? { headers: ben.headers } : { headers },
    );
    expect([act, asked]).toEqual([
      act,
      expect.stringContaining(`href="${second.replace("&", "&amp;")}#comment-281"`),
    ]);
  }
  const up = ada.form({ up: "1", back: `${second}#comment-281` });
  expect((await web.request("/comments/281/vote", up)).headers.get("Location")).toBe(first);
  const reply = ben.form({ source: "Why?", parent: "281", order: "votes" });
  expect((await web.request(sending, reply)).headers.get("Location")).toBe(
    `${address}?order=votes#comment-283`,
  );
});

test("an edited comment is marked, and its history shows what changed, the newest first", async () => {
  const { web, db, ada, ben, discussion, read } = await site();
  await say(db, { paper: 1, reader: ada.reader.id, source: "The bound is sharp.", now });
  expect(await read("/comments/1/edit", { headers: ada.headers })).toContain(
    "The bound is sharp.</textarea>",
  );
  const saved = await web.request(
    "/comments/1/edit",
    ada.form({ source: "The bound is <i>not</i> sharp." }),
  );
  expect(saved.headers.get("Location")).toBe(`${address}#comment-1`);
  expect(await discussion()).toContain('<a href="/comments/1/history">edited</a>');
  const history = await read("/comments/1/history");
  expect(history).toMatch(/<ins>&lt;i&gt;not&lt;\/i&gt;<\/ins>.*The bound is sharp\./s);
  for (const [path, init] of [
    ["/comments/1/edit", ben.form({ source: "Ben was here" })],
    ["/comments/1/delete", ben.form()],
    ["/comments/1/edit", { headers: ben.headers }],
    ["/comments/1/delete", { headers: ben.headers }],
  ] as const) {
    expect((await web.request(path, init)).status).toBe(404);
  }
  expect(await discussion()).toContain("not");

  // From a tab that was open before.
  const other = await web.request("/comments/1/edit", ada.form({ source: "Mine", version: "1" }));
  const page = await other.text();
  expect(other.status).toBe(409);
  expect(page).toMatch(
    /elsewhere.*&lt;i&gt;not&lt;\/i&gt; sharp\.<\/p>.*value="2".*Mine<\/textarea>/s,
  );
  expect(await discussion()).not.toContain("Mine");
  await web.request("/comments/1/edit", ada.form({ source: "Mine", version: "2" }));
  expect(await discussion()).toContain("Mine");
});

test("the history of a former reader's comment says where its earlier versions are", async () => {
  const { db, ada, ben, discussion, read } = await site();
  for (const { reader } of [ada, ben]) {
    const comment = await say(db, {
      paper: 1,
      reader: reader.id,
      source: "The bound is sharp.",
      now,
    });
    await editComment(actingAt(db, now), {
      comment,
      reader: reader.id,
      source: "The bound is not sharp.",
    });
  }
  await say(db, { paper: 1, reader: ada.reader.id, source: "Never edited.", now });
  await deleteReader(db, { reader: ada.reader, now });
  expect(await discussion()).toContain('<a href="/comments/1/history">edited</a>');
  const went = "What it said before went with the account";
  expect(await read("/comments/1/history")).toContain(went);
  for (const id of [2, 3]) expect(await read(`/comments/${id}/history`)).not.toContain(went);
});

test("a deleted comment leaves its place to what answers it, and its words nowhere", async () => {
  const { web, db, given, ada, ben, discussion, textOf } = await site();
  await say(db, { paper: 1, reader: ada.reader.id, source: "Regretted words", now });
  await editComment(actingAt(db, now), {
    comment: 1,
    reader: ada.reader.id,
    source: "Still regretted words",
  });
  await say(db, { paper: 1, reader: ben.reader.id, source: "An answer", parent: 1, now });
  await say(db, { paper: 1, reader: ada.reader.id, source: "Regretted too", now });
  const ask = await web.request("/comments/1/delete", { headers: ada.headers });
  expect(await ask.text()).toContain("Shall this comment be deleted?");
  const gone = await web.request("/comments/1/delete", ada.form());
  expect(gone.headers.get("Location")).toBe(`${address}#comment-1`);
  const alone = await web.request("/comments/3/delete", ada.form());
  expect(alone.headers.get("Location")).toBe(`${address}#discussion`);
  const shown = textOf(await discussion());
  expect(shown).toMatch(/1\scomment.*Deleted by its author.*An answer/);
  for (const [path, status] of [
    [address, 200],
    ["/comments/1", 200],
    ["/comments/3", 410],
    ["/comments/1/history", 404],
    ["/comments/99", 404],
    ["/comments/1e3", 404],
  ] as const) {
    const answer = await web.request(path, { headers: ada.headers });
    expect([path, answer.status]).toEqual([path, status]);
    expect(await answer.text()).not.toMatch(/[Rr]egretted/);
  }
  // Nor in the files, where what is deleted may lie about for long.
  for (const file of [databaseFile, `${databaseFile}-wal`]) {
    const bytes = readFileSync(join(given.config.DATA_DIR, file));
    expect([file, bytes.includes("egretted")]).toEqual([file, false]);
  }
});

test("what is held or hidden only its author and moderators read, with why", async () => {
  const { web, db, ada, ben, olga, discussion, textOf, hold } = await site();
  await say(db, { paper: 1, reader: ada.reader.id, source: "Secret one", now });
  await say(db, { paper: 1, reader: ada.reader.id, source: "Secret two", now });
  await say(db, { paper: 1, reader: ben.reader.id, source: "An answer", parent: 2, now });
  await editComment(actingAt(db, now), {
    comment: 1,
    reader: ada.reader.id,
    source: "Secret one, edited",
  });
  await say(db, { paper: 1, reader: ada.reader.id, source: "Secret that nobody answers", now });
  await hold(1, "held", "It has a link.");
  await hold(2, "hidden", null);
  await hold(4, "hidden", null);
  for (const who of [ada, olga]) {
    const shown = textOf(await discussion(address, who));
    expect(shown).toMatch(
      /Waits for a moderator\. It has a link\..*Secret one.*Hidden by a moderator.*Secret two/,
    );
    expect(shown).toContain("Secret that nobody answers");
    expect((await web.request("/comments/1/history", who)).status).toBe(200);
  }
  for (const who of [ben, {}]) {
    const shown = textOf(await discussion(address, who));
    expect(shown).toMatch(/Hidden by a moderator\. The log says why.*An answer/);
    // What may never have stood there for others leaves no trace.
    expect(shown.split("Hidden by a moderator")).toHaveLength(2);
    for (const path of [
      address,
      "/comments/1",
      "/comments/2",
      "/comments/1/history",
      "/comments/2/history",
      "/comments/4",
    ]) {
      expect(await (await web.request(path, who)).text()).not.toContain("Secret");
    }
    for (const path of ["/comments/1", "/comments/4"]) {
      expect((await web.request(path, who)).status).toBe(404);
    }
  }
  expect((await web.request("/comments/1/vote", ben.form({ up: "1" }))).status).toBe(404);
  expect((await web.request(sending, ben.form({ source: "x", parent: "1" }))).status).toBe(404);
});

test("answers to what is not there stay in their thread", async () => {
  const { db, ada, ben, discussion, textOf, hold } = await site();
  await say(db, { paper: 1, reader: ada.reader.id, source: "Begin", now });
  await say(db, { paper: 1, reader: ben.reader.id, source: "Between", parent: 1, now });
  await say(db, { paper: 1, reader: ada.reader.id, source: "End", parent: 2, now });
  await hold(2, "held", "Seen first.");
  expect(textOf(await discussion())).toMatch(/Begin.*This comment is not here for now\..*End/);
});

test("authors of the paper and those with a role are marked; handles lead to people", async () => {
  const { db, ada, olga, discussion, textOf } = await site();
  await say(db, { paper: 1, reader: ada.reader.id, source: "Ask @OLGA or @nobody", now });
  await say(db, { paper: 1, reader: olga.reader.id, now });
  await db
    .insertInto("claims")
    .values({
      paper_id: 1,
      reader_id: ada.reader.id,
      author: "Ada",
      state: "proved",
      at: now.toISOString(),
    })
    .execute();
  await db
    .updateTable("readers")
    .set({ handle: "olga-q" })
    .where("id", "=", olga.reader.id)
    .execute();
  const shown = await discussion();
  expect(textOf(shown)).toMatch(/Ada @ada Author.*Olga @olga-q Owner/);
  expect(shown).toContain('href="/people/olga-q">@OLGA</a>');
  expect(shown).toContain("@nobody");
});

test("a comment of a paper that was merged keeps its address", async () => {
  const test = await webForTest({ papers: manyPapers(2) });
  const ada = await signInAs(test.given);
  await say(test.db, { paper: 2, reader: ada.reader.id, source: "Said before", now });
  await mergePapers(test.db, { kept: 1, gone: 2, reason: "the same work", now });
  const page = await test.read("/comments/1");
  expect(page).toMatch(/Paper 1.*Said before/s);
});

test("whoever may not write is told so in place of the form, and is not let in by it", async () => {
  const { web, db, ada, discussion, rows } = await site();
  await db
    .insertInto("moderation_acts")
    .values({ kind: "ban", reader_id: ada.reader.id, sentence: "Insults.", at: now.toISOString() })
    .execute();
  await db
    .insertInto("restrictions")
    .values({ reader_id: ada.reader.id, kind: "banned", act_id: 1, at: now.toISOString() })
    .execute();
  expect(await discussion(address, ada)).not.toContain("<textarea");
  expect(await discussion(address, ada)).toContain("Insults.");
  const refused = await web.request(sending, ada.form({ source: "But" }));
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain("But</textarea>");
  expect(await rows()).toEqual([]);
});

test("comments of people whom the reader has muted are folded for that reader alone", async () => {
  const { db, ada, ben, discussion } = await site();
  await say(db, { paper: 1, reader: ada.reader.id, source: "Loud", now });
  await db
    .insertInto("muted_people")
    .values({ reader_id: ben.reader.id, person_id: ada.reader.id, at: now.toISOString() })
    .execute();
  const folded = /<details class="comment-muted">.*Loud.*<\/details>/s;
  expect(await discussion(address, ben)).toMatch(folded);
  expect(await discussion()).not.toMatch(folded);
});
