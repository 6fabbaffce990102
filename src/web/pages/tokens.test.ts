import { expect, test } from "vitest";
import { simpleParser } from "mailparser";
import { ask, tokenOf } from "../../../fixtures/programs.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { dump } from "../../../fixtures/web-mail.ts";
import { manyPapers, now, webForTest } from "../../../fixtures/web.ts";
import { createApp } from "../../app.ts";
import { restrictReader } from "../../community/moderation/restricting.ts";

async function site(settings: Record<string, string> = {}) {
  const test = await webForTest({ papers: manyPapers(2), settings });
  const app = createApp(test.given);
  const ada = await signInAs(test.given);
  const make = async (fields: Record<string, string>, scopes: string[] = ["read"]) => {
    const init = ada.form({ days: "90", name: "Zotero on my laptop", ...fields });
    const body = new URLSearchParams(init.body as string);
    for (const scope of scopes) body.append("scope", scope);
    const answer = await app.request("/settings/tokens", { ...init, body: body.toString() });
    const html = await answer.text();
    return { answer, html, token: /bsh_[\w-]{43}/.exec(html)?.[0] };
  };
  const show = async (path = "/settings/tokens") =>
    await (await app.request(path, { headers: ada.headers })).text();
  return { ...test, app, ada, make, show };
}

test("a token is told once, on a page that nothing keeps, and is good for what was chosen", async () => {
  const { app, db, make, show, ada, outboxChanges, logged } = await site();
  expect(await show("/settings")).toContain('<a href="/settings/tokens">Tokens</a>');
  expect(await show()).toContain("You have none.");
  const { answer, html, token } = await make({}, ["read", "votes"]);
  expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  expect(html).toContain("“Zotero on my laptop” is made");
  expect(html).toContain(
    `curl -H &quot;Authorization: Bearer ${token}&quot; http://localhost:3000/api/v1/me`,
  );
  expect(html).toContain(`HF_ENDPOINT=http://localhost:3000 HF_TOKEN=${token} hf papers list`);
  expect((await ask(app, "GET /api/v1/me", { token: token! })).json).toMatchObject({
    handle: "ada",
    scopes: ["read", "votes"],
  });
  // Its hash alone is kept, and a letter tells of it without it.
  const rows = await dump(db);
  expect(rows).not.toContain(token!.slice(4));
  expect(JSON.stringify(logged)).not.toContain(token!.slice(4));
  const { message } = await db.selectFrom("outbox").select("message").executeTakeFirstOrThrow();
  const { subject, text } = await simpleParser(Buffer.from(message));
  expect(subject).toBe("A token for a program, “Zotero on my laptop”, was made at Broadsheet");
  expect(text).not.toContain("bsh_");
  expect(outboxChanges()).toBe(1);
  const list = await show();
  expect(list).not.toContain(token);
  expect(list.replaceAll(/<[^>]+>/g, "").replaceAll(/\s+/g, " ")).toContain(
    "Zotero on my laptopMay see what you see and vote. Made on 27 March 2026, last used on 27 March 2026, ends on 25 June 2026.",
  );
  expect(await show("/settings")).toMatch(
    /ends no token for programs. You have <a href="\/settings\/tokens">1.token</,
  );

  // Signing out elsewhere ends none, as the page says.
  await app.request("/settings/sessions", ada.form({ end: "others" }));
  expect((await ask(app, "GET /api/v1/me", { token: token! })).status).toBe(200);
});

test("the form sent twice, by a reload or a second press, makes one token, which is told once", async () => {
  const { db, make, show } = await site();
  const [, form = ""] = /name="form" value="([^"]+)"/.exec(await show())!;
  const [made, ...again] = [await make({ form }), await make({ form }), await make({ form })];
  for (const { answer, html, token } of again) {
    expect([answer.status, token]).toEqual([200, undefined]);
    expect(html).toContain(
      "“Zotero on my laptop” was made already, and a token is shown only once",
    );
  }
  expect(made!.token).toBeDefined();
  const count = async (table: "access_tokens" | "outbox") =>
    (await db.selectFrom(table).select("id").execute()).length;
  expect([await count("access_tokens"), await count("outbox")]).toEqual([1, 1]);
  const [, next = ""] = /name="form" value="([^"]+)"/.exec(again[0]!.html)!;
  expect((await make({ form: next })).token).toBeDefined();
});

test("what is wrong with the form is said beside its field, and what was typed stays", async () => {
  const { make, given, ada } = await site();
  const bad = [
    [await make({ name: " " }), "Say what the token is for"],
    [await make({ name: "n".repeat(61) }), "60 characters at most"],
    [await make({}, []), "Choose what the token is good for."],
    [await make({}, ["read", "everything"]), "and for nothing else"],
    [await make({ days: "36500" }), "Choose when it ends."],
  ] as const;
  for (const [{ answer, html, token }, says] of bad) {
    expect([answer.status, token, html.includes(says)]).toEqual([400, undefined, true]);
  }
  expect(bad[2][0].html).toContain('value="Zotero on my laptop"');
  for (let each = 0; each < 50; each++) await tokenOf(given, ada.reader);
  expect((await make({})).html).toContain("There are 50 tokens already");
});

test("a token ends once that is said twice, by its reader alone, and lets nobody in any more", async () => {
  const { app, given, make, show, ada } = await site();
  const { token } = await make({ days: "never" });
  expect(await show()).toContain("never ends");
  const [, end = ""] = /href="(\/settings\/tokens\/\d+\/end)"/.exec(await show())!;
  expect(await show(end)).toMatch(/Shall “Zotero on my laptop” end\?[^]*Keep it/);
  const ben = await signInAs(given, { name: "Ben" });
  expect((await app.request(end, { headers: ben.headers })).status).toBe(404);
  expect((await app.request(end, ben.form())).status).toBe(404);
  expect((await ask(app, "GET /api/v1/me", { token: token! })).status).toBe(200);
  const ended = await app.request(end, ada.form());
  expect([ended.status, ended.headers.get("Location")]).toEqual([303, "/settings/tokens?ended"]);
  expect(await show("/settings/tokens?ended")).toContain("That token lets nobody in any more.");
  expect((await ask(app, "GET /api/v1/me", { token: token! })).status).toBe(401);
  expect((await app.request(end, ada.form())).status).toBe(404);
});

test("only who signed in lately makes one; strangers are led to sign in; who may not write is told so", async () => {
  const { app, given, db, ada, make, show } = await site();
  const stranger = await app.request("/settings/tokens", { headers: { Accept: "text/html" } });
  expect(stranger.headers.get("Location")).toBe("/sign-in?next=%2Fsettings%2Ftokens");
  const { created_at } = await db
    .selectFrom("sessions")
    .select("created_at")
    .executeTakeFirstOrThrow();
  const signedInAt = async (at: string) =>
    await db.updateTable("sessions").set({ created_at: at }).execute();
  await signedInAt("2026-03-25T08:00:00.000Z");
  expect(await show()).toContain("Sign in again to make one");
  expect((await make({})).token).toBe(undefined);
  await signedInAt(created_at);

  const mona = await signInAs(given, { name: "Mona", role: "moderator" });
  await restrictReader(db, {
    by: mona.reader,
    reader: ada.reader.id,
    until: null,
    hideComments: false,
    words: { reason: "spam", sentence: "", note: "" },
    secret: given.secret,
    now,
  });
  const { html, token } = await make({}, ["read", "comments"]);
  expect(html).toContain("You cannot write or vote here any more. Nor can a token of yours.");
  const body = { markdown: "I may, may I?" };
  const written = await ask(app, "POST /api/v1/papers/2603.20000/comments", {
    token: token!,
    body,
  });
  expect(written.status).toBe(403);
});

test("a token goes with the account", async () => {
  const { app, db, make, ada, given } = await site();
  await signInAs(given, { name: "Olga", role: "owner" });
  const { token } = await make({});
  const { address } = ada.reader;
  await app.request("/settings/data/delete", ada.form({ address, subscription: "end" }));
  expect((await ask(app, "GET /api/v1/me", { token: token! })).status).toBe(401);
  expect(await db.selectFrom("access_tokens").select("id").execute()).toEqual([]);
});

test("a token makes no page personal, whichever way it is sent", async () => {
  const { app, make, ada } = await site();
  const { token } = await make({}, ["read", "library", "votes", "comments", "submissions"]);
  await app.request("/papers/2603.20000/save", ada.form({ save: "1" }));
  const basic = `Basic ${Buffer.from(`ada:${token}`).toString("base64")}`;
  for (const Authorization of [`Bearer ${token}`, basic]) {
    for (const path of ["/", "/papers/2603.20000", "/settings"]) {
      const text = async (headers: Record<string, string>) =>
        await (await app.request(path, { headers })).text();
      expect(await text({ Authorization })).toBe(await text({}));
    }
    for (const path of ["/library", "/settings/tokens"]) {
      const { status } = await app.request(path, { headers: { Authorization } });
      expect([path, status]).toEqual([path, 303]);
    }
  }
  // What a browser sends by itself, as it does a password, changes nothing either.
  const vote = await ask(app, "PUT /api/v1/papers/2603.20000/vote", {
    headers: { Authorization: basic },
  });
  expect(vote.status).toBe(403);
});
