import { simpleParser } from "mailparser";
import { afterEach, expect, test, vi } from "vitest";
import { serveApp } from "../../../fixtures/served.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { dump } from "../../../fixtures/web-mail.ts";
import { form, paper, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { addReader } from "../../community/readers.ts";
import { createWeb } from "../web.tsx";

const address = "ada@university.edu";

afterEach(() => void vi.useRealTimers());

/** Asks for a link and opens the letter. @returns the path in it; `undefined` when none came. */
async function askForLink(test: TestWeb, fields: Record<string, string> = {}, headers = {}) {
  const asked = await test.web.request("/sign-in", form({ address, ...fields }, headers));
  expect(asked.status).toBe(200);
  return await linkIn(test);
}

async function linkIn({ db }: TestWeb): Promise<string | undefined> {
  const row = await db
    .selectFrom("outbox")
    .select("message")
    .where("kind", "=", "sign-in")
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (!row) return undefined;
  const { text = "" } = await simpleParser(Buffer.from(row.message));
  return /https?:\/\/\S+?(\/sign-in\/\S+)/.exec(text)![1];
}

function cookieOf(response: Response): string {
  return response.headers.get("Set-Cookie")!.split(";")[0]!;
}

test("whoever is new asks for a link, opens the letter, gives a name, and has an account", async () => {
  const test = await webForTest({ papers: [paper()] });
  const link = (await askForLink(test, { next: "/papers/2603.25280" }))!;
  const opened = await test.web.request(link);
  expect([opened.status, opened.headers.get("Set-Cookie")]).toEqual([200, null]);
  expect(opened.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await opened.text()).toContain("This makes an account for ada@university.edu.");

  const nameless = await test.web.request(link, form({ name: " " }));
  expect(nameless.status).toBe(400);
  expect(await nameless.text()).toContain("A name has a letter or more.");
  const entered = await test.web.request(link, form({ name: "Ada  Lovelace" }));
  expect([entered.status, entered.headers.get("Location")]).toEqual([303, "/papers/2603.25280"]);
  const headers = { Cookie: cookieOf(entered) };
  expect(await test.read("/", { headers })).toContain(">Ada Lovelace<");
  expect(await test.db.selectFrom("readers").select(["name", "email", "role"]).execute()).toEqual([
    { name: "Ada Lovelace", email: address, role: "reader" },
  ]);
});

test("whoever has an account is not asked for a name, and case does not make another of them", async () => {
  const test = await webForTest();
  await signInAs(test.given);
  const link = (await askForLink(test, { address: "Ada@University.EDU" }))!;
  expect(await test.read(link)).toContain("Sign in as ada@university.edu");
  expect((await test.web.request(link, form({}))).status).toBe(303);
  expect(await test.db.selectFrom("readers").select("id").execute()).toHaveLength(1);
});

test("W5: fifty who press the button of a link at once are one session; the token is nowhere", async () => {
  const test = await webForTest();
  await addReader(test.db, { name: "Ada", address, role: "reader", now: new Date() });
  const link = (await askForLink(test))!;
  const token = /sign-in\/([^?]+)/.exec(link)![1]!;
  const held = await dump(test.db);
  // As several processes would, each with limits of its own.
  const sites = Array.from({ length: 50 }, () => createWeb(test.given));
  const pressed = await Promise.all(sites.map(async (site) => await site.request(link, form({}))));
  const entered = pressed.filter(({ status }) => status === 303);
  const { sessions } = await test.db
    .selectFrom("sessions")
    .select((select) => select.fn.countAll<number>().as("sessions"))
    .executeTakeFirstOrThrow();
  expect([entered.length, sessions]).toEqual([1, 1]);
  expect(pressed.filter(({ headers }) => headers.has("Set-Cookie"))).toHaveLength(1);
  const left = await dump(test.db);
  const inClear = (text: string) => text.split(token).length - 1;
  const inTables = held.replaceAll(/"message":"[^"]*"/g, "");
  console.log(
    `W5: 50 at once, ${sessions} session; the token in clear: tables ${inClear(inTables)}, ` +
      `after use ${inClear(left.replaceAll(/"message":"[^"]*"/g, ""))}, log ${inClear(JSON.stringify(test.logged))}`,
  );
  expect(inClear(inTables)).toBe(0);
  expect(inClear(JSON.stringify(test.logged))).toBe(0);
});

test("W5: a link is dead after ten minutes", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-27T09:00:00Z") });
  const test = await webForTest();
  const link = (await askForLink(test))!;
  vi.setSystemTime(new Date("2026-03-27T09:09:59Z"));
  expect((await test.web.request(link)).status).toBe(200);
  vi.setSystemTime(new Date("2026-03-27T09:10:01Z"));
  for (const request of [undefined, form({ name: "Ada" })]) {
    const answer = await test.web.request(link, request);
    expect([answer.status, answer.headers.get("Set-Cookie")]).toEqual([404, null]);
  }
});

test("nobody learns from an answer who has an account", async () => {
  const test = await webForTest({ settings: { REGISTRATION: "closed" } });
  await signInAs(test.given);
  const answers: string[] = [];
  for (const each of ["ada@university.edu", "eve@university.edu"]) {
    const site = createWeb(test.given);
    const letter = await site.request("/sign-in", form({ address: each }));
    const password = await site.request(
      "/sign-in/password",
      form({ address: each, password: "x" }),
    );
    answers.push(
      [letter.status, await letter.text(), password.status, await password.text()]
        .join("\n")
        .replaceAll(each, "ADDRESS"),
    );
  }
  expect(answers[0]).toBe(answers[1]);
  const letters = await test.db.selectFrom("outbox").select("recipient").execute();
  expect(letters).toEqual([{ recipient: "ada@university.edu" }]);
});

test("W9: the fifth try within a minute waits, whatever the request claims to come from", async () => {
  const test = await webForTest();
  const site = await serveApp(test.web);
  const statuses: number[] = [];
  let retryAfter = 0;
  for (let n = 1; n <= 6; n++) {
    const { method, body, headers } = form({ address: `ada${n}@university.edu` });
    const spoofed = { ...(headers as object), "X-Forwarded-For": `203.0.113.${n}` };
    const answer = await fetch(`${site}/sign-in`, {
      method: method!,
      body: body!,
      headers: spoofed,
    });
    statuses.push(answer.status);
    retryAfter = Number(answer.headers.get("Retry-After"));
  }
  console.log(`W9: ${statuses.join(" ")}, Retry-After ${retryAfter} s, six spoofed addresses`);
  expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
  expect(retryAfter).toBeGreaterThan(0);
});

test("typing errors, and the button of a link that works, are no tries; passwords and dead links are", async () => {
  const test = await webForTest();
  await signInAs(test.given, { name: "Eva", role: "editor" });
  const post = async (path: string, fields: Record<string, string>) => {
    const answer = await test.web.request(path, form(fields));
    return [answer.status, answer.headers.has("Retry-After")];
  };
  const link = (await askForLink(test))!;
  for (const typed of ["ada", "ada@", "@university.edu", "", "ada@@university.edu"]) {
    expect(await post("/sign-in", { address: typed })).toEqual([400, false]);
  }
  for (const name of [" ", "<Ada>", "ada@home", " EVA", "ｅｖａ"]) {
    expect(await post(link, { name })).toEqual([400, false]);
  }
  const password = { address, password: "a wrong password" };
  expect(await post("/sign-in/password", password)).toEqual([400, false]);
  expect(await post("/sign-in/password", password)).toEqual([400, false]);
  expect(await post("/sign-in/nothing", {})).toEqual([404, false]);
  expect(await post("/sign-in/nothing", {})).toEqual([429, true]);
  expect(await post("/sign-in/password", password)).toEqual([429, true]);
  expect(await post("/sign-in", { address })).toEqual([429, true]);
  // The letter is here; what others of the same network try does not keep its reader out.
  expect(await post(link, { name: "Ada" })).toEqual([303, false]);
});

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/%09/evil.example",
  "javascript:alert(1)",
  "/..//evil.example",
  "http:evil.example",
  "/@evil.example",
  " //evil.example",
  "/\u0000/evil.example",
])("W10: after signing in, %j leads nowhere else", async (next) => {
  const test = await webForTest();
  await addReader(test.db, { name: "Ada", address, role: "reader", now: new Date() });
  const link = (await askForLink(test, { next }))!;
  for (const path of [link, `${link.split("?")[0]}?${new URLSearchParams({ next })}`]) {
    const fresh = createWeb(test.given);
    const answer = await fresh.request(path, form({}));
    const to = answer.headers.get("Location") ?? "/";
    expect(new URL(to, "http://localhost:3000").origin).toBe("http://localhost:3000");
  }
  const { headers } = await signInAs(test.given, { name: "Ben" });
  const back = await test.web.request(`/sign-in?${new URLSearchParams({ next })}`, { headers });
  const to = new URL(back.headers.get("Location")!, "http://localhost:3000");
  expect(to.origin).toBe("http://localhost:3000");
});

test("a page for readers leads to the sign-in and back; a script is told in JSON", async () => {
  const test = await webForTest();
  const page = await test.web.request("/library?page=2");
  expect([page.status, page.headers.get("Location")]).toEqual([
    303,
    "/sign-in?next=%2Flibrary%3Fpage%3D2",
  ]);
  const forms = await (await test.web.request("/sign-in?next=%2Flibrary")).text();
  expect(forms).toContain("Sign in to see your library.");
  const asked = await test.web.request("/library", { headers: { Accept: "application/json" } });
  expect(asked.status).toBe(401);
});
