// What holds on every page, whoever asks: nothing foreign changes anything, reading changes nothing,
// and no secret is written to the log.
import { once } from "node:events";
import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { aFullReader } from "../../../fixtures/full-reader.ts";
import { temporaryFolder } from "../../../fixtures/instance.ts";
import { sendingsOf, type Sending } from "../../../fixtures/page-forms.ts";
import { startBroadsheet } from "../../../fixtures/program.ts";
import { signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { dump } from "../../../fixtures/web-mail.ts";
import { form, manyPapers, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { createWeb } from "../web.tsx";

/** Every address that takes a POST, with something in place of what varies. */
function listPosts({ web }: TestWeb): string[] {
  const paths = web.routes.filter(({ method }) => method === "POST").map(({ path }) => path);
  const filled = paths.map((path) =>
    path
      .replace(/:identifier(\{[^}]*\})?/, "2603.20000")
      .replace(/^\/sign-in\/:token/, `/sign-in/${"x".repeat(32)}`)
      .replaceAll(/:\w+(\{[^}]*\})?/g, "1"),
  );
  return [...new Set(filled)];
}

/** What needs no token of a form: the address bears one, or a browser’s own dialogue signs its answer. */
const exempt = [
  "/confirm/1",
  "/unsubscribe/1",
  "/never/1",
  "/subscription/1",
  "/subscription/1/pause",
  "/subscription/1/less/2603.20000",
  "/notifications/off/1",
  "/matches/1",
  "/owner/1",
  `/sign-in/${"x".repeat(32)}`,
  "/invitation/1",
  "/auth/passkey/verify-registration",
  "/auth/passkey/verify-authentication",
];

/** One of everything that can belong to a reader. @returns how forms name them. */
async function giveAdaThings(
  { db, web }: TestWeb,
  ada: SignedInReader,
): Promise<Record<string, string>> {
  const paper = "/papers/2603.20000";
  const given: [string, Record<string, string>][] = [
    [`${paper}/vote`, { up: "1" }],
    [`${paper}/save`, { save: "1" }],
    [`${paper}/note`, { note: "Ada's own note", tags: "adas-tag" }],
    ["/following", { follow: "1", kind: "author", value: "Yann LeCun" }],
    ["/hidden", { kind: "word", value: "Ada's hidden word" }],
    ["/invitations", { people: "3", note: "For the group" }],
    ["/settings/tokens", { name: "Ada's own program", scope: "read", days: "90" }],
  ];
  for (const [path, fields] of given) {
    const { status } = await web.request(path, ada.form(fields));
    expect([path, status < 400]).toEqual([path, true]);
  }
  const reader = ada.reader.id;
  const passkey = await db
    .insertInto("passkeys")
    .values({
      reader_id: reader,
      name: "Ada's key",
      public_key: "k",
      credential_id: "c",
      counter: 0,
      device_type: "singleDevice",
      backed_up: 0,
      transports: null,
      created_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const at = "2026-03-27T09:00:00.000Z";
  await db
    .insertInto("submissions")
    .values({ paper_id: 1, reader_id: reader, day: "2026-03-27", at })
    .execute();
  const row = async (table: "sessions" | "invitations" | "follows") =>
    await db
      .selectFrom(table)
      .select("id")
      .where("reader_id", "=", reader)
      .executeTakeFirstOrThrow();
  const ids = {
    session: (await row("sessions")).id,
    end: (await row("sessions")).id,
    invitation: (await row("invitations")).id,
    follow: (await row("follows")).id,
    passkey: passkey.id,
    reader,
    paper: 1,
    id: reader,
  };
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, String(id)]));
}

/** All that is a reader's, in every table that names readers. */
async function rowsOf({ db }: TestWeb, reader: number): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select m.name from sqlite_schema m, pragma_table_info(m.name) c
    where m.type = 'table' and c.name = 'reader_id' order by m.name
  `.execute(db);
  const all: unknown[] = [
    await db.selectFrom("readers").selectAll().where("id", "=", reader).execute(),
  ];
  for (const { name } of tables) {
    const { rows } =
      await sql`select * from ${sql.table(name)} where reader_id = ${reader}`.execute(db);
    all.push(name, rows);
  }
  return JSON.stringify(all);
}

test("W3: nothing that another site or a form without its token asks is done", async () => {
  const test = await webForTest({ papers: manyPapers(2) });
  const owner = await signInAs(test.given, { role: "owner" });
  const before = await dump(test.db);
  const posts = listPosts(test);
  const asked: [string, string, RequestInit][] = posts.flatMap((path) => {
    const foreign: [string, RequestInit][] = [
      ["of another site", owner.form({}, { Origin: "https://evil.example" })],
      ["that the browser says is cross-site", owner.form({}, { "Sec-Fetch-Site": "cross-site" })],
      ["of a site beside it", owner.form({}, { "Sec-Fetch-Site": "same-site" })],
    ];
    const forged: [string, RequestInit][] = [
      ["without a token", owner.form({ token: "" })],
      ["with another's token", form({}, owner.headers)],
    ];
    return [...foreign, ...(exempt.includes(path) ? [] : forged)].map(([what, init]) => [
      path,
      what,
      init,
    ]);
  });
  const done: string[] = [];
  for (const [path, what, init] of asked) {
    const { status } = await test.web.request(path, init);
    if (status !== 403) done.push(`${path} ${what}: ${status}`);
  }
  console.log(
    `W3: ${posts.length} addresses that change something, ${asked.length} foreign requests, ${done.length} let in`,
  );
  expect(posts.length).toBeGreaterThan(20);
  expect(posts).toEqual(expect.arrayContaining(exempt));
  expect(done).toEqual([]);
  expect(await dump(test.db)).toBe(before);
});

test("W10: whatever another reader sends, nothing of Ada's is seen, changed or removed", async () => {
  const test = await webForTest({ papers: manyPapers(2) });
  const ada = await signInAs(test.given);
  const ids = await giveAdaThings(test, ada);
  let bens = 1;
  let ben = await signInAs(test.given, { name: "Ben" });
  const before = await rowsOf(test, ada.reader.id);
  const secrets = ["Ada's own program", "Ada's own note", "adas-tag", "Ada's hidden word"];
  const statuses = new Map<number, number>();
  const seen: string[] = [];
  let { web } = test;
  for (const path of listPosts(test)) {
    for (const what of ["remove", "end", "name", "take-back", "save", "0", "1"]) {
      const fields = {
        ...ids,
        ...Object.fromEntries(
          ["act", "do", "change", "follow", "save", "read", "up"].map((name) => [name, what]),
        ),
        name: "Ben was here",
        note: "Ben was here",
        tags: "ben",
        confirm: ada.reader.address,
      };
      let answer = await web.request(path, ben.form(fields));
      if (answer.status === 429) {
        // Whose tries are counted begins anew.
        web = createWeb(test.given);
        answer = await web.request(path, ben.form(fields));
      }
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const text = await answer.text();
      if (secrets.some((secret) => text.includes(secret))) seen.push(path);
      // Ben may have ended his own session, or his account.
      const { accounts } = test.given;
      if (!(await accounts.findSignedIn(new Headers(ben.headers)))) {
        ben = await signInAs(test.given, { name: `Ben ${++bens}` });
      }
    }
  }
  console.log(
    `W10: answers to another's tries: ${[...statuses].map(([status, n]) => `${n} × ${status}`).join(", ")}; ` +
      `rows of Ada's changed ${(await rowsOf(test, ada.reader.id)) === before ? 0 : "some"}`,
  );
  expect(seen).toEqual([]);
  // None was only held off.
  expect(statuses.has(429)).toBe(false);
  expect(await rowsOf(test, ada.reader.id)).toBe(before);
});

/** All that the forms of Ada's own pages send, with her own names and numbers in them. */
async function listOwnSendings({ read }: TestWeb, ada: SignedInReader): Promise<Sending[]> {
  const paths = [
    "/library",
    "/papers/2603.20000",
    "/hidden",
    "/following",
    "/invitations",
    "/settings",
    "/settings/data",
    "/settings/tokens",
    "/settings/tokens/1/end",
  ];
  const pages = await Promise.all(
    paths.map(async (path) => await read(path, { headers: ada.headers })),
  );
  const sendings = pages.flatMap(sendingsOf).map(({ path, fields }): Sending => {
    const rest = { ...fields };
    delete rest["token"];
    // The papers by their numbers: all of the list would be all of the sender's.
    delete rest["all"];
    if ("address" in rest) rest["address"] = ada.reader.address;
    if (path === "/library/change") rest["tags"] = "adas-tag";
    return { path, fields: rest };
  });
  return [...new Map(sendings.map((each) => [JSON.stringify(each), each])).values()];
}

test("W10: what Ada's own forms send is without effect on her when Ben sends it", async () => {
  const test = await webForTest({ papers: manyPapers(2) });
  const ada = await signInAs(test.given);
  await giveAdaThings(test, ada);
  const before = await rowsOf(test, ada.reader.id);
  const sendings = await listOwnSendings(test, ada);
  const touched: Sending[] = [];
  let bens = 1;
  let ben = await signInAs(test.given, { name: "Ben" });
  const send = async ({ path, fields }: Sending, sender: SignedInReader) => {
    const { status } = await test.web.request(path, sender.form(fields));
    expect([path, status]).not.toEqual([path, 429]);
  };
  for (const sending of sendings) {
    await send(sending, ben);
    if (!(await test.given.accounts.findSignedIn(new Headers(ben.headers)))) {
      ben = await signInAs(test.given, { name: `Ben ${++bens}` });
    }
    if ((await rowsOf(test, ada.reader.id)) !== before) touched.push(sending);
  }
  expect(touched).toEqual([]);
  // They are the very forms that change what is hers when she sends them.
  const changing = new Set<string>();
  for (const { path, fields } of sendings) {
    if (["/sign-out", "/settings/data/delete"].includes(path)) continue;
    const had = await rowsOf(test, ada.reader.id);
    await send({ path, fields }, ada);
    if ((await rowsOf(test, ada.reader.id)) !== had) changing.add(path);
  }
  console.log(
    `W10: ${sendings.length} forms and buttons of Ada's sent by another, ${touched.length} with an effect; ` +
      `sent by herself they change rows at ${[...changing].join(" ")}`,
  );
  expect([...changing]).toEqual(
    expect.arrayContaining([
      "/library/change",
      "/hidden/remove",
      "/following",
      "/invitations/end",
      "/settings/passkeys",
      "/settings/tokens/1/end",
      "/papers/2603.20000/take-back",
      "/papers/2603.20000/note",
    ]),
  );
}, 20_000);

test.each(["a stranger", "the owner"])(
  "W3: %s who opens every page that links lead to changes no row",
  async (who) => {
    const test = await webForTest({ papers: manyPapers(4) });
    // An owner who has saved, followed, hidden, picked and submitted something.
    const owner = await aFullReader(test);
    const headers = who === "the owner" ? owner.headers : {};
    const before = await dump(test.db);
    const known = new Set(["/"]);
    const faults: string[] = [];
    for (const path of known) {
      const response = await test.web.request(path, { headers });
      if (response.status >= 500) faults.push(`${path}: ${response.status}`);
      if (!(response.headers.get("Content-Type") ?? "").includes("html")) continue;
      for (const [, href = ""] of (await response.text()).matchAll(/(?:href|action)="([^"]+)"/g)) {
        const url = new URL(href.replaceAll("&amp;", "&"), `http://localhost:3000${path}`);
        // A feed says the same in each format, and so does a bibliography.
        if (/\/feed\.(rss|json)$|\.(biblatex\.bib|ris|csl\.json)$/.test(url.pathname)) continue;
        // To draw takes long, and nothing is read for it.
        if (url.pathname === "/apple-touch-icon.png") continue;
        if (url.origin === "http://localhost:3000" && known.size < 250) {
          known.add(url.pathname + url.search);
        }
      }
    }
    console.log(
      `W3: ${who} opened ${known.size} addresses; rows changed: ${(await dump(test.db)) === before ? 0 : "some"}`,
    );
    expect(known.size).toBeGreaterThan(20);
    const own = ["/library", "/following", "/hidden", "/picks", "/settings/data"];
    expect(own.filter((path) => known.has(path))).toEqual(who === "the owner" ? own : []);
    expect(faults).toEqual([]);
    expect(await dump(test.db)).toBe(before);
  },
  20_000,
);

test("W11: no password, token, secret of a setting or mail address is written to the log", async () => {
  const canaries = {
    smtp: "canary-smtp-7391",
    institution: "canary-oidc-7392",
    password: "canary-password-7393",
    address: "canary.7394@university.edu",
    token: `bsh_canary-7395-${"x".repeat(31)}`,
  };
  const server = startBroadsheet(["serve"], {
    DATA_DIR: temporaryFolder(),
    PORT: "0",
    LOG_LEVEL: "debug",
    SMTP_URL: `smtp://ada:${canaries.smtp}@127.0.0.1:9`,
    SITE_URL: "http://127.0.0.1:3999",
    OIDC_ISSUER: "http://127.0.0.1:9/",
    OIDC_CLIENT_ID: "broadsheet",
    OIDC_CLIENT_SECRET: canaries.institution,
  });
  let written = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (text: Buffer) => (written += text.toString()));
  }
  while (!/http:\S+/.test(written)) await once(server.stdout, "data");
  const site = /http:\S+/.exec(written)![0];
  const token = /name="token" value="([^"]+)"/.exec(
    await (await fetch(`${site}/sign-in`)).text(),
  )![1]!;
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ token, ...fields });
    return (await fetch(site + path, { method: "POST", body, redirect: "manual" })).status;
  };
  const { address, password } = canaries;
  const statuses = [
    await post("/sign-in", { address }),
    await post("/sign-in/password", { address, password }),
    await post("/sign-in/institution", {}),
    await post("/subscribe", { address }),
    (await fetch(`${site}/sign-in/${"c".repeat(32)}`)).status,
    (await fetch(`${site}/api/v1/me`, { headers: { Authorization: `Bearer ${canaries.token}` } }))
      .status,
  ];
  expect(statuses).toEqual([200, 400, 503, 200, 404, 401]);
  // Mail is tried, and fails, in the meantime.
  await vi.waitUntil(() => written.includes("Sending stopped"), { timeout: 15_000 });
  server.kill();
  await once(server, "close");
  const seen = Object.values(canaries).filter((each) => written.includes(each));
  console.log(
    `W11: ${written.split("\n").length} lines of log, ${seen.length} of ${Object.keys(canaries).length} canaries in it`,
  );
  expect(seen).toEqual([]);
}, 30_000);
