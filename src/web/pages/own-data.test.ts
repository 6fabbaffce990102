import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { aFullReader } from "../../../fixtures/full-reader.ts";
import { signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { unzip } from "../../../fixtures/unzip.ts";
import { aReader, dump } from "../../../fixtures/web-mail.ts";
import { manyPapers, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { growTree } from "../../community/accounts/invitation-tree.ts";
import { ownTables } from "../../community/accounts/own-data.ts";
import { ofReader } from "../../community/accounts/own-rows.ts";
import { ownMailTables } from "../../email/subscriptions/own-mail.ts";
import { findByAddress } from "../../email/subscriptions/subscriptions.ts";

const address = "ada@university.edu";

async function archiveOf({ web }: TestWeb, ada: SignedInReader): Promise<Map<string, string>> {
  const answer = await web.request("/settings/data/export", ada.form());
  expect(answer.headers.get("Content-Type")).toBe("application/zip");
  expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="\S+\.zip"$/);
  return unzip(Buffer.from(await answer.arrayBuffer()));
}

test("W12: the archive holds everything about a reader, and nothing that is a key", async () => {
  const test = await webForTest({ papers: manyPapers(4) });
  const ada = await aFullReader(test);
  const files = await archiveOf(test, ada);
  const read = (name: string) => JSON.parse(files.get(name)!) as Record<string, unknown>[];

  // Every row that is hers, table by table.
  for (const own of [...ownTables.slice(3), ...ownMailTables.slice(1)]) {
    const { table, file } = own;
    const isOwn = ownTables.includes(own) ? ofReader(own, ada.reader.id) : sql`subscription_id = 1`;
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(table)} where ${isOwn}
    `.execute(test.db);
    expect([file, rows[0]!.count > 0]).toEqual([file, true]);
    expect([file, read(file).length >= rows[0]!.count]).toEqual([file, true]);
    expect(files.get("README.txt")).toContain(file);
  }
  expect(JSON.parse(files.get("account.json")!)).toMatchObject({ name: "Ada", email: address });
  expect(read("saved-papers.json")).toContainEqual({
    paper: { identifier: expect.stringContaining("arxiv:2603."), title: expect.any(String) },
    saved_at: expect.any(String),
    read_at: null,
    note: `ask me: ${address}`,
    tags: ["thesis"],
  });
  expect(files.get("saved-papers.bib")).toMatch(/@misc\{.*keywords = \{thesis\}/s);
  // Two papers of one author, year and first word: each has a key of its own.
  const keys = files.get("saved-papers.bib")!.match(/^@misc\{[^,]+/gm)!;
  expect(keys).toHaveLength(read("saved-papers.json").length);
  expect(new Set(keys).size).toBe(keys.length);
  expect(read("picks.json")[0]).toMatchObject({ sentence: `Read part two, says ${address}.` });
  expect(read("comments.json")[0]).toMatchObject({
    paper: { identifier: expect.stringContaining("arxiv:2603.") },
    parent_id: null,
    source: expect.stringMatching(/^Mine\. Write to/),
  });
  expect(files.get("comments.md")).toMatch(
    /^# Paper \d \(arxiv:2603\.\d+\)\n\n\/comments\/1, 2026-03-27T09:30:00\.000Z\n\nMine\. Write to/,
  );
  expect(read("comment-versions.json").map(({ source }) => source)).toEqual(["A first draft."]);
  expect(JSON.parse(files.get("account.json")!)).toMatchObject({ handle: "ada-lindqvist" });
  expect(read("muted-people.json")).toMatchObject([{ person: "@dan" }]);
  expect(read("moderation-about-you.json")).toEqual([
    expect.objectContaining({ kind: "suspend", sentence: `To ${address}.` }),
  ]);
  expect(read("letters.json").map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["confirmation", "digest", "sign-in"]),
  );
  const whole = [...files.values()].join("\n");
  const token = /session_token=([^.;]+)/.exec(ada.headers.Cookie)![1]!;
  for (const secret of ["public-key-bytes", "credential-bytes", decodeURIComponent(token)]) {
    expect(await dump(test.db)).toContain(secret);
    expect(whole).not.toContain(secret);
  }
  expect(whole).not.toMatch(/token_hash|password"|"hashed"/);
  // What moderators noted among themselves is not hers, nor what others say.
  expect(whole).not.toMatch(/Wrote to|Thanks, @ada|a draft for/);
  // Nothing of others.
  expect(whole).not.toMatch(/Olga|Bea|Cyd|olga@|bea@/);
});

test("W12: no table that refers to readers or subscriptions is forgotten by the archive", async () => {
  const { db } = await webForTest();
  const { rows } = await sql<{ name: string }>`
    select distinct tables.name from sqlite_schema as tables, pragma_foreign_key_list(tables.name) as keys
    where tables.type = 'table' and keys."table" in ('readers', 'subscriptions')
  `.execute(db);
  const told = new Set<string>([...ownTables, ...ownMailTables].map(({ table }) => table));
  const forgotten = rows.map(({ name }) => name).filter((name) => !told.has(name));
  console.log(`W12: ${rows.length} tables refer to a reader, ${forgotten.length} forgotten`);
  expect(rows.length).toBeGreaterThan(15);
  expect(forgotten).toEqual([]);
});

test("the archive is for its reader alone, and wants the form of the page", async () => {
  const { web, given } = await webForTest();
  const ada = await signInAs(given);
  expect((await web.request("/settings/data/export")).headers.get("Location")).toBe(
    "/settings/data",
  );
  const strange = await web.request("/settings/data/export", ada.form({}, { Cookie: "" }));
  expect(strange.status).toBe(403);
  const untold = await web.request("/settings/data/export", ada.form({ token: "" }));
  expect(untold.status).toBe(403);
  expect((await web.request("/settings/data")).headers.get("Location")).toContain("/sign-in");
  for (let i = 0; i < 10; i++)
    await (await web.request("/settings/data/export", ada.form())).bytes();
  expect((await web.request("/settings/data/export", ada.form())).status).toBe(429);
});

/** What lies in the folder of the instance, whole. */
function bytesOf({ given }: TestWeb): string {
  const folder = given.config.DATA_DIR;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

const stands = (text: string) => text.toLowerCase().includes(address);

test("W12: after an account is deleted its address stands nowhere, not even in freed pages", async () => {
  const test = await webForTest({ papers: manyPapers(4) });
  const ada = await aFullReader(test);
  const { id } = ada.reader;
  expect([stands(await dump(test.db)), stands(bytesOf(test))]).toEqual([true, true]);
  expect(await dump(test.db)).toContain("picked by Ada");
  const votesBefore = (await test.db.selectFrom("votes").select("id").execute()).length;

  const gone = await test.web.request(
    "/settings/data/delete",
    ada.form({ address: " Ada@University.EDU ", subscription: "end" }),
  );
  expect([gone.status, gone.headers.get("Location")]).toEqual([303, "/goodbye"]);
  expect(gone.headers.getSetCookie().join()).toMatch(/session_token=; Max-Age=0/);
  expect(await test.read("/goodbye")).toContain("Your account is deleted.");
  expect(await test.read("/settings", { headers: ada.headers })).not.toContain("Ada");

  const held = await dump(test.db);
  const bytes = bytesOf(test);
  const places = [held, bytes].filter(stands).length;
  console.log(
    `W12: after deletion, in all rows and ${bytes.length} bytes of files: in ${places} places`,
  );
  expect(places).toBe(0);
  expect(Buffer.from(bytesOf(test), "latin1").includes("ask me")).toBe(false);
  expect(held).not.toContain(`"reader_id":${id},`);
  expect(held).not.toMatch(/picked by Ada/);
  expect(held).toContain("picked by a former editor");
  expect(readdirSync(join(test.given.config.DATA_DIR, "mail"))).toEqual([]);
  // The subscription left as others do: a hash stays.
  expect(await test.db.selectFrom("suppressions").select("reason").execute()).toEqual([
    { reason: "unsubscribed" },
  ]);
  // What she said stays as a former reader's, and whoever answered speaks to somebody.
  const comments = await test.db.selectFrom("comments").selectAll().orderBy("id").execute();
  expect(comments.map(({ reader_id, source, standing }) => [reader_id, source, standing])).toEqual([
    [null, "Mine. Write to [address removed], or <[address removed]>.", "shown"],
    [
      expect.any(Number),
      "Thanks, @ada-lindqvist! Write to [address removed], or <[address removed]>.",
      "shown",
    ],
    [null, "On the other.", "shown"],
  ]);
  const versions = await test.db.selectFrom("comment_versions").selectAll().execute();
  expect(versions.map(({ source }) => source)).toEqual([
    "Says @ada-lindqvist: a draft for [address removed].",
  ]);
  expect(await countRows(test)).toEqual({
    comment_votes: 1,
    mentions: 0,
    former_handles: 0,
    followed_papers: 0,
    muted_threads: 0,
    muted_people: 0,
    claims: 1,
    moderation_acts: 2,
    reports: 2,
    restrictions: 0,
    held_words: 0,
  });
  const friend = await test.db
    .selectFrom("readers")
    .select("about")
    .where("about", "<>", "")
    .executeTakeFirstOrThrow();
  expect(friend.about).toBe(
    "A friend of [address removed], of [address removed], and of ada@uni.example.",
  );
  // What was for all stays, without a name.
  const submission = await test.db.selectFrom("submissions").selectAll().executeTakeFirstOrThrow();
  expect(submission).toMatchObject({ reader_id: null, sentence: "Write to [address removed]" });
  const pick = await test.db.selectFrom("picks").selectAll().executeTakeFirstOrThrow();
  expect(pick).toMatchObject({
    reader_id: null,
    sentence: "Read part two, says [address removed].",
  });
  expect(votesBefore).toBeGreaterThan(0);
  expect(await test.db.selectFrom("votes").select("id").execute()).toEqual([]);
  // The tree keeps its shape.
  const [olga] = (await growTree(test.db)).roots;
  expect(olga).toMatchObject({
    reader: { name: "Olga" },
    invited: [
      {
        id,
        reader: undefined,
        invited: [{ reader: { name: "Bea" }, invited: [{ reader: { name: "Cyd" } }] }],
      },
    ],
  });
  const open = await test.db
    .selectFrom("invitations")
    .where("reader_id", "is", null)
    .selectAll()
    .execute();
  expect(open.every(({ expires_at }) => expires_at <= test.given.clock().toISOString())).toBe(true);
});

async function countRows({ db }: TestWeb): Promise<Record<string, number>> {
  const tables = [
    "comment_votes",
    "mentions",
    "former_handles",
    "followed_papers",
    "muted_threads",
    "muted_people",
    "claims",
    "moderation_acts",
    "reports",
    "restrictions",
    "held_words",
  ] as const;
  const counts: Record<string, number> = {};
  for (const table of tables) {
    counts[table] = (await db.selectFrom(table).selectAll().execute()).length;
  }
  return counts;
}

test("whoever wants it takes the text of their comments along; the threads stay", async () => {
  const test = await webForTest({ papers: manyPapers(4) });
  const ada = await aFullReader(test);
  const before = await test.read("/settings/data", { headers: ada.headers });
  expect(before).toMatch(/<input type="checkbox" name="comments" value="empty"\/>/);
  const mistyped = await test.web.request(
    "/settings/data/delete",
    ada.form({ address: "ada", comments: "empty" }),
  );
  expect(await mistyped.text()).toMatch(/name="comments" value="empty" checked=""/);
  await test.web.request("/settings/data/delete", ada.form({ address, comments: "empty" }));
  const comments = await test.db.selectFrom("comments").selectAll().orderBy("id").execute();
  expect(comments.map(({ source, standing }) => [source.slice(0, 6), standing])).toEqual([
    ["", "deleted"],
    ["Thanks", "shown"],
    ["", "deleted"],
  ]);
  expect(comments[1]!.parent_id).toBe(comments[0]!.id);
});

test("a subscription stays where the tick is taken away, and its letters with it", async () => {
  const test = await webForTest({ papers: manyPapers(4) });
  const ada = await aFullReader(test);
  const page = await test.read("/settings/data", { headers: ada.headers });
  expect(page).toMatch(/<input type="checkbox" name="subscription" value="end" checked=""/);
  await test.web.request("/settings/data/delete", ada.form({ address }));
  expect(
    await test.db.selectFrom("readers").select("id").where("email", "=", address).execute(),
  ).toEqual([]);
  expect((await findByAddress(test.db, address))?.status).toBe("confirmed");
  const letters = await test.db.selectFrom("outbox").select("kind").execute();
  expect(letters.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["digest"]));
  expect(letters.map(({ kind }) => kind)).not.toContain("sign-in");
});

test("without the address nothing is deleted, and what was typed stays", async () => {
  const test = await webForTest();
  const ada = await signInAs(test.given);
  await aReader(test, {}, address);
  const before = await dump(test.db);
  for (const typed of ["", "ada", "bea@university.edu"]) {
    const asked = await test.web.request("/settings/data/delete", ada.form({ address: typed }));
    expect(asked.status).toBe(400);
    const page = await asked.text();
    expect(page).toContain("To delete your account, write ada@university.edu here.");
    expect(page).toContain(`value="${typed}"`);
    expect(page).toMatch(/<input type="checkbox" name="subscription" value="end"\/>/);
  }
  expect(await dump(test.db)).toBe(before);
});

test("the only owner first makes another", async () => {
  const test = await webForTest();
  const ada = await signInAs(test.given, { role: "owner" });
  const page = await test.read("/settings/data", { headers: ada.headers });
  expect(page).toContain("You are the only owner");
  await aReader(test, {}, address);
  const tried = await test.web.request(
    "/settings/data/delete",
    ada.form({ address, subscription: "end" }),
  );
  expect(tried.status).toBe(400);
  expect(await tried.text()).toContain("the only owner");
  expect((await findByAddress(test.db, address))?.status).toBe("confirmed");
  const bea = await signInAs(test.given, { name: "Bea", role: "owner" });
  const both = await Promise.all(
    [ada, bea].map(
      async ({ form, reader }) =>
        (await test.web.request("/settings/data/delete", form({ address: reader.address }))).status,
    ),
  );
  expect(new Set(both)).toEqual(new Set([303, 400]));
});
