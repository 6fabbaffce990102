// What programs do in a reader's name, and what they may not.
import { expect, test } from "vitest";
import { openArchive } from "../../../fixtures/archive.ts";
import { ask, tokenOf } from "../../../fixtures/programs.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { dump } from "../../../fixtures/web-mail.ts";
import { form, manyPapers, now, webForTest, type TestWebOptions } from "../../../fixtures/web.ts";
import { createApp } from "../../app.ts";
import { restrictReader } from "../../community/moderation/restricting.ts";
import { scopeNames } from "../../community/tokens/scopes.ts";
import { endToken, listTokens } from "../../community/tokens/tokens.ts";
import { routes } from "./v1.ts";

const longAgo = new Date("2025-01-05T08:00:00Z");
const paper = "/api/v1/papers/2603.20000";

async function site(options: TestWebOptions = {}) {
  const test = await webForTest({ papers: manyPapers(3), ...options });
  const { given } = test;
  const app = createApp(given);
  const ada = await signInAs(given, { name: "Ada", since: longAgo });
  const token = await tokenOf(given, ada.reader);
  return { ...test, app, ada, token };
}

/** Every address that needs a scope, with something in place of what varies. */
const scoped = routes
  .filter(({ scope }) => scope !== undefined)
  .map(({ method, path, scope, body }) => ({
    asked: `${method.toUpperCase()} /api/v1${path.replace(/^(\/comments)\/\{id\}/, "$1/1").replace("{id}", "2603.20000")}`,
    scope: scope!,
    body: body && {},
  }));

/** What the doors of others take to change something, and how they answer who may not. */
const noToken = [401, "This takes a token of yours"] as const;
const otherDoors = [
  ["/api/papers/index", { arxivId: "2603.20000" }, noToken],
  ["/api/papers/2603.20000/comment", { comment: "Made by another page." }, noToken],
  ["/api/settings/papers/claim", { paperId: "2603.20000", claimAuthorId: "1" }, noToken],
  [
    "/mcp",
    {
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "save_paper", arguments: { id: "2603.20000" } },
    },
    // The protocol says so in its answer.
    [200, '"error":{"code":-32602,"message":"Tool save_paper not found"}'],
  ],
] as const;

test("a token may do what its scopes say and nothing else, and nobody anything without one", async () => {
  const { app, given, ada, db } = await site();
  const before = await dump(db);
  const told: string[] = [];
  for (const { asked, body } of scoped) {
    const { headers } = ada;
    const stranger = await ask(app, asked, { body });
    const strange = await ask(app, asked, { body, headers: { Authorization: "Bearer hf_other" } });
    told.push(`${stranger.status} ${strange.status} ${stranger.headers.get("WWW-Authenticate")}`);
    // The session of a browser looks, and changes nothing, whatever page made the browser ask.
    const cookie = await ask(app, asked, { body, headers });
    told.push(asked.startsWith("GET") ? "401 401 Bearer" : `${cookie.status} 401 Bearer`);
  }
  expect(new Set(told)).toEqual(new Set(["401 401 Bearer"]));
  for (const [path, body, [expected, says]] of otherDoors) {
    const headers = { ...ada.headers, Accept: "application/json, text/event-stream" };
    const { status, json } = await ask(app, `POST ${path}`, { body, headers });
    const said = typeof json === "string" ? json : JSON.stringify(json);
    expect([path, status, said]).toEqual([path, expected, expect.stringContaining(says)]);
  }
  expect(await dump(db)).toBe(before);
  const refused: string[] = [];
  for (const own of scopeNames) {
    const token = await tokenOf(given, ada.reader, { scopes: [own] });
    for (const { asked, scope, body } of scoped) {
      const { status, headers } = await ask(app, asked, { token, body });
      const lacks = `Bearer error="insufficient_scope", scope="${scope}"`;
      const isLet =
        status !== 401 && !(status === 403 && headers.get("WWW-Authenticate") === lacks);
      if (isLet !== (own === scope)) refused.push(`${own}: ${asked} ${status}`);
    }
  }
  console.log(
    `Scopes: ${scopeNames.length} × ${scoped.length} routes of ${routes.length}, ${refused.length} not as told`,
  );
  expect(refused).toEqual([]);
  expect(new Set(scoped.map(({ scope }) => scope)).size).toBe(scopeNames.length);
});

test("what ended lets nobody in, and who may not write may not by a token", async () => {
  const { app, given, ada, db, token } = await site();
  const short = await tokenOf(given, ada.reader, { days: 30 });
  const vote = { asked: `PUT ${paper}/vote` };
  expect((await ask(app, vote.asked, { token: short })).json).toEqual({ votes: 1, voted: true });
  const later = createApp({ ...given, clock: () => new Date(now.getTime() + 30 * 86_400_000) });
  const expired = await ask(later, "GET /api/v1/me", { token: short });
  expect([expired.status, expired.headers.get("WWW-Authenticate")]).toEqual([
    401,
    'Bearer error="invalid_token"',
  ]);
  expect((await ask(later, "GET /api/v1/me", { token })).status).toBe(200);

  const mona = await signInAs(given, { name: "Mona", role: "moderator" });
  await restrictReader(db, {
    by: mona.reader,
    reader: ada.reader.id,
    until: null,
    hideComments: false,
    words: { reason: "spam", sentence: "No more.", note: "" },
    secret: given.secret,
    now,
  });
  const answers = [
    await ask(app, vote.asked, { token }),
    await ask(app, `POST ${paper}/comments`, { token, body: { markdown: "But I may." } }),
    await ask(app, "POST /api/v1/submissions", { token, body: { paper: "2603.20001" } }),
  ];
  for (const { status, json } of answers) {
    expect([status, json.detail]).toEqual([
      403,
      "You cannot write or vote here any more. The moderator’s reason: No more.",
    ]);
  }
  expect((await ask(app, "GET /api/v1/me", { token })).json).toMatchObject({
    handle: "ada",
    mayWrite: false,
  });
  for (const { id } of await listTokens(db, { reader: ada.reader.id })) {
    await endToken(db, { id, reader: ada.reader.id });
  }
  expect((await ask(app, "GET /api/v1/me", { token })).status).toBe(401);
});

test("a comment by a program is as one by the form: told, held, limited, edited and deleted alike", async () => {
  const { app, given, ada, db, token } = await site();
  const ben = await signInAs(given, { name: "Ben", since: longAgo });
  const bens = await tokenOf(given, ben.reader);
  const wrote = await ask(app, `POST ${paper}/comments`, {
    token,
    body: { markdown: "Is $n = 1$ **sharp**, @ben?" },
  });
  expect(wrote.status).toBe(201);
  const { id } = wrote.json;
  expect(wrote.headers.get("Location")).toBe(`http://localhost:3000/api/v1/comments/${id}`);
  expect(wrote.json).toMatchObject({ visibility: "shown", author: { handle: "ada" } });
  // Sent again it is the same.
  const again = { token, body: { markdown: "Is $n = 1$ **sharp**, @ben?" } };
  expect((await ask(app, `POST ${paper}/comments`, again)).json.id).toBe(id);
  await app.request(
    "/papers/2603.20000/discussion",
    ada.form({ source: "Is $n = 2$ **sharp**, @ben?" }),
  );
  const [one, other] = await db
    .selectFrom("comments")
    .select(["paper_id", "reader_id", "parent_id", "standing", "held_because", "at"])
    .execute();
  expect(one).toEqual(other);
  const bensNews = await ask(app, "GET /api/v1/me/notifications", { token: bens });
  expect(bensNews.json).toMatchObject({
    unread: 2,
    items: [{ headline: "Ada mentioned you" }, { comment: id, paper: "2603.20000" }],
  });

  const reply = await ask(app, `POST ${paper}/comments`, {
    token: bens,
    body: { markdown: "It is.", parent: id },
  });
  expect(reply.json).toMatchObject({ parent: id, thread: id });
  expect((await ask(app, `PUT /api/v1/comments/${id}/vote`, { token: bens })).json.votes).toBe(1);
  expect((await ask(app, `PUT /api/v1/comments/${id}/vote`, { token })).status).toBe(403);

  await db
    .insertInto("held_words")
    .values({ kind: "word", value: "casino", reader_id: null, at: now.toISOString() })
    .execute();
  const held = await ask(app, `PATCH /api/v1/comments/${id}`, {
    token,
    body: { markdown: "My casino knows." },
  });
  expect(held.json).toMatchObject({ visibility: "held", markdown: "My casino knows." });
  expect(await (await app.request("/papers/2603.20000")).text()).not.toContain("casino");
  expect((await ask(app, `GET /api/v1/comments/${id}`, { token: bens })).status).toBe(404);
  expect((await ask(app, `DELETE /api/v1/comments/${id}`, { token: bens })).status).toBe(404);
  expect((await ask(app, `DELETE /api/v1/comments/${id}`, { token })).status).toBe(204);
  expect((await ask(app, `PATCH /api/v1/comments/${id}`, again)).status).toBe(404);

  for (const [body, field] of [
    [{ markdown: " " }, "markdown"],
    [{ markdown: 7 }, "markdown"],
    [{}, "markdown"],
    [{ markdown: "x".repeat(10_001) }, "markdown"],
    [{ markdown: "To what is gone.", parent: id }, "parent"],
    [{ markdown: "Well.", title: "No" }, "title"],
  ] as const) {
    const { status, json } = await ask(app, `POST ${paper}/comments`, { token, body });
    expect([status, json.errors?.[0].field]).toEqual([400, field]);
  }
  const long = { markdown: "𝔸".repeat(10_000) };
  expect((await ask(app, `POST ${paper}/comments`, { token, body: long })).status).toBe(201);
});

test("pages and programs count against one limit", async () => {
  const { app, ada, token } = await site();
  const last = new Set<number>();
  for (let each = 0; each < 60; each++) {
    await app.request("/papers/2603.20000/follow", ada.form({ follow: "1" }));
    last.add((await ask(app, `PUT ${paper}/follow`, { token })).status);
  }
  expect([...last]).toEqual([204]);
  const over = await ask(app, `PUT ${paper}/follow`, { token });
  expect([over.status, Number(over.headers.get("Retry-After")) > 0]).toEqual([429, true]);
  expect((await app.request("/papers/2603.20000/follow", ada.form({ follow: "1" }))).status).toBe(
    429,
  );
});

test("a library is kept by programs as by its reader: saved, annotated, listed and let go", async () => {
  const { app, given, ada, token } = await site();
  const at = "/api/v1/me/library/2603.20000";
  const body = { note: "Ask Ben.", tags: ["Reading Group", "to-read"] };
  expect((await ask(app, `GET ${at}`, { token })).status).toBe(404);
  expect((await ask(app, `PUT ${at}`, { token, body })).json).toMatchObject({
    paper: { id: "2603.20000" },
    note: "Ask Ben.",
    tags: ["reading-group", "to-read"],
    readAt: null,
  });
  // What is not said stays as it is.
  const read = await ask(app, `PUT ${at}`, { token, body: { read: true } });
  expect(read.json).toMatchObject({ note: "Ask Ben.", readAt: now.toISOString() });
  await ask(app, "PUT /api/v1/me/library/2603.19999", { token, body: {} });
  const list = async (query: string) => {
    const { json } = await ask(app, `GET /api/v1/me/library${query}`, { token });
    return json.items.map(({ paper }: { paper: { id: string } }) => paper.id);
  };
  expect(await list("")).toEqual(["2603.19999", "2603.20000"]);
  expect(await list("?tag=Reading%20group")).toEqual(["2603.20000"]);
  expect(await list("?unread=true")).toEqual(["2603.19999"]);
  const { json } = await ask(app, "GET /api/v1/me/library?limit=1", { token });
  expect(await list(`?limit=1&cursor=${json.next}`)).toEqual(["2603.20000"]);
  expect((await ask(app, "GET /api/v1/me/library?tag=?!", { token })).json.errors).toEqual([
    { field: "tag", detail: "has no letter and no digit" },
  ]);
  const page = await (await app.request("/library", { headers: ada.headers })).text();
  expect(page).toMatch(/Ask Ben\.|reading-group/);

  const ben = await signInAs(given, { name: "Ben" });
  const bens = await tokenOf(given, ben.reader);
  expect((await ask(app, "GET /api/v1/me/library", { token: bens })).json.items).toEqual([]);
  expect((await ask(app, `DELETE ${at}`, { token })).status).toBe(204);
  expect(await list("")).toEqual(["2603.19999"]);
  for (const [wrong, field] of [
    [{ tags: ["?!"] }, "tags"],
    [{ note: "x".repeat(4001) }, "note"],
    [{ read: "yes" }, "read"],
  ] as const) {
    const { status, json } = await ask(app, `PUT ${at}`, { token, body: wrong });
    expect([status, json.errors[0].field]).toEqual([400, field]);
  }
});

test("what is followed by a program stands on the reader's page, and votes among theirs", async () => {
  const { app, ada, token } = await site();
  const what = { kind: "author", value: "Maria Goeppert Mayer" };
  const followed = await ask(app, "PUT /api/v1/me/following", { token, body: what });
  expect(followed.json).toEqual({ ...what, query: 'au:"Maria Goeppert Mayer"' });
  await ask(app, `PUT ${paper}/follow`, { token });
  const page = async () => await (await app.request("/following", { headers: ada.headers })).text();
  expect(await page()).toContain("Maria Goeppert Mayer");
  expect((await ask(app, "GET /api/v1/me/following", { token })).json).toEqual({
    items: [followed.json],
    discussions: ["2603.20000"],
  });
  const query = encodeURIComponent(followed.json.query);
  await ask(app, `DELETE /api/v1/me/following?query=${query}`, { token });
  await ask(app, `DELETE ${paper}/follow`, { token });
  expect((await ask(app, "GET /api/v1/me/following", { token })).json).toEqual({
    items: [],
    discussions: [],
  });
  const mistake = { kind: "category", value: "nothing.here" };
  const wrong = await ask(app, "PUT /api/v1/me/following", { token, body: mistake });
  expect(wrong.json).toMatchObject({ status: 400, errors: [{ field: "value" }] });

  await ask(app, `PUT ${paper}/vote`, { token });
  await ask(app, `PUT ${paper}/vote`, { token });
  const voted = await ask(app, "GET /api/v1/me/votes", { token });
  expect(voted.json).toMatchObject({ items: [{ id: "2603.20000", votes: 1 }], next: null });
  expect((await ask(app, `DELETE ${paper}/vote`, { token })).json.votes).toBe(0);
  for (const [path, items] of [
    ["hidden", [{ kind: "word", value: "slide rule" }]],
    ["subscriptions", [{ status: "pending", frequency: "weekly", follows: [] }]],
  ] as const) {
    await app.request("/hidden", ada.form({ kind: "word", value: "slide rule" }));
    await app.request("/subscribe", form({ address: ada.reader.address, frequency: "weekly" }));
    expect((await ask(app, `GET /api/v1/me/${path}`, { token })).json.items).toMatchObject(items);
  }
});

const napkins = {
  id: "2603.04242",
  title: "Folding Napkins",
  abstract: "A napkin is folded in the number of ways that it has.",
  authors: ["Ada Lindqvist"],
  categories: ["cs.RO"],
  versions: [{ at: new Date("2026-03-05T10:00:00Z") }],
  datestamp: new Date("2026-03-06T10:00:00Z"),
};

async function siteThatAsks() {
  const archive = await openArchive();
  archive.papers.push(napkins);
  const settings = { ...archive.settings, SUBMISSIONS_PER_DAY: "1" };
  const { app, db, token } = await site({ settings });
  const bring = (body: object) => ask(app, "POST /api/v1/submissions", { token, body });
  return { app, db, bring };
}

test("a paper that a program brings joins the edition with its reader's name and vote", async () => {
  const { app, bring } = await siteThatAsks();
  const brought = await bring({ paper: "https://arxiv.org/abs/2603.04242", sentence: "It folds." });
  expect([brought.status, brought.headers.get("Location")]).toEqual([
    201,
    "http://localhost:3000/api/v1/papers/2603.04242",
  ]);
  expect(brought.json).toMatchObject({
    isNew: true,
    paper: { title: "Folding Napkins", votes: 1 },
  });
  expect(await (await app.request("/")).text()).toMatch(/Submitted by Ada<\/strong>[^]*It folds/);
  const more = await bring({ paper: "2603.09999" });
  expect([more.status, more.json.detail]).toEqual([
    429,
    "You have brought a paper today, which is all for one day. You can bring more tomorrow.",
  ]);
});

test("while no edition is open, no paper is at fault", async () => {
  const { db, bring } = await siteThatAsks();
  const closing = { day: "2026-03-27", standings: "[]", reader_id: null, at: now.toISOString() };
  await db.insertInto("closed_editions").values(closing).execute();
  const { status, json } = await bring({ paper: "2603.04242" });
  expect([status, json.errors, json.detail]).toEqual([
    403,
    undefined,
    "Today’s edition is closed, so no paper can join it. Bring it tomorrow.",
  ]);
});

test("what is no paper, and what is here already, is told before anybody is asked", async () => {
  const { app, token } = await site();
  const bring = (body: object) => ask(app, "POST /api/v1/submissions", { token, body });
  const here = await bring({ paper: "arXiv:2603.20000v2" });
  expect([here.status, here.json.isNew, here.json.paper.votes]).toEqual([200, false, 0]);
  for (const [body, field] of [
    [{ paper: "a napkin" }, "paper"],
    [{ paper: "" }, "paper"],
    [{ paper: "2603.20000", sentence: "x".repeat(281) }, "sentence"],
  ] as const) {
    const { status, json } = await bring(body);
    expect([status, json.errors[0].field]).toEqual([400, field]);
  }
});
