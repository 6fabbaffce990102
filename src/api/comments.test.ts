import { expect, test } from "vitest";
import { actingAt } from "../../fixtures/acting.ts";
import { say } from "../../fixtures/discussion.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { knownReader } from "../../fixtures/readers.ts";
import { deleteComment } from "../community/discussion/commenting.ts";

async function discussed() {
  const instance = await openInstance();
  await instance.save(aPaper(), aPaper({ identifier: "arxiv:2603.25000", title: "Second" }));
  const { db, now } = instance;
  const ada = await knownReader(db);
  const ben = await knownReader(db, "Ben");
  const first = await say(db, { paper: 1, reader: ada, source: "Is $d=1$ *sharp*?", now });
  const answer = await say(db, { paper: 1, reader: ben, parent: first, source: "Yes, @ada.", now });
  const gone = await say(db, { paper: 1, reader: ben, source: "Regretted.", now });
  const alone = await say(db, { paper: 1, reader: ben, source: "Regretted too.", now });
  const secret = { paper: 1, reader: ben, source: "Secret.", now };
  const held = await say(db, { ...secret, parent: alone });
  const hidden = await say(db, { ...secret, parent: gone });
  const end = await say(db, { paper: 1, reader: ada, parent: hidden, source: "So it is.", now });
  for (const [id, standing] of [
    [held, "held"],
    [hidden, "hidden"],
  ] as const) {
    await db.updateTable("comments").set({ standing }).where("id", "=", id).execute();
  }
  for (const comment of [gone, alone])
    await deleteComment(actingAt(db, now), { comment, reader: ben });
  await db
    .insertInto("claims")
    .values({ paper_id: 1, reader_id: ada, author: "Ada", state: "proved", at: now.toISOString() })
    .execute();
  const get = async (path: string) => {
    const response = await instance.app.request(path);
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  return { ...instance, get, first, answer, gone, end };
}

test("the comments of a paper are there with who wrote them and what they answer; what nobody may read is not", async () => {
  const { get, first, answer, gone, end, now } = await discussed();
  const {
    body: { items: body },
  } = await get("/api/v1/papers/2603.25001/comments");
  expect(body).toMatchObject([
    {
      id: first,
      url: `http://localhost:3000/comments/${first}`,
      parent: null,
      visibility: "shown",
      author: { name: "Ada", handle: "ada" },
      isAuthorOfPaper: true,
      createdAt: now.toISOString(),
      editedAt: null,
      votes: 0,
      markdown: "Is $d=1$ *sharp*?",
    },
    { id: answer, parent: first, author: { handle: "ben" }, isAuthorOfPaper: false },
    { id: gone, visibility: "deleted", author: null, markdown: null, html: null },
    // It answers what is hidden, and that what was deleted; the deleted one that only a held one
    // answers is not there.
    { id: end, parent: end - 1, markdown: "So it is." },
  ]);
  expect(body).toHaveLength(4);
  expect(body[0].html).toMatch(/<math.*<em>sharp<\/em>/s);
  expect(body[1].html).toContain('href="/people/ada"');
  expect(JSON.stringify(body)).not.toMatch(/Secret|Regretted|university\.edu/);
  const page = await get("/api/v1/papers/2603.25001/comments?limit=2");
  const next = `/api/v1/papers/2603.25001/comments?limit=2&cursor=${page.body.next}`;
  expect((await get(next)).body).toMatchObject({ items: [{ id: gone }, { id: end }], next: null });
  const one = await get(`/api/v1/comments/${answer}`);
  expect(one.body).toMatchObject({ comment: { id: answer }, above: [{ id: first }] });
  const replies = await get(`/api/v1/comments/${first}/replies`);
  expect(replies.body).toMatchObject({ items: [{ id: answer }], next: null });
  const below = await get(`/api/v1/comments/${gone}/replies`);
  expect(below.body.items).toMatchObject([{ id: end }]);
  for (const path of [`comments/${gone}`, `comments/${end - 1}`, "papers/2603.99999/comments"]) {
    expect((await get(`/api/v1/${path}`)).status).toBe(404);
  }
  expect((await get("/api/v1/papers/2603.25000/comments")).body.items).toEqual([]);
});

test("clients of Hugging Face read them with the paper, and how many there are in lists", async () => {
  const { get } = await discussed();
  const { body } = await get("/api/papers/2603.25001?field=comments");
  expect(body.comments).toHaveLength(4);
  expect(body.comments[0]).toMatchObject({
    type: "comment",
    author: { name: "ada", user: "ada", fullname: "Ada" },
    data: { edited: false, hidden: false, latest: { raw: "Is $d=1$ *sharp*?" } },
  });
  expect(body.comments[1].data.parentCommentId).toBe(body.comments[0].id);
  expect(body.comments[2].data).toMatchObject({ hidden: true, latest: { raw: "", html: "" } });
  expect((await get("/api/papers/2603.25001")).body).not.toHaveProperty("comments");
  for (const path of ["/api/daily_papers?date=2026-03-27", "/api/papers/search?q=laundry"]) {
    const [listed] = (await get(path)).body;
    expect([listed.numComments, listed.isAuthorParticipating]).toEqual([3, true]);
  }
});
