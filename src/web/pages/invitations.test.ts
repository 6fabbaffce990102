import { expect, test } from "vitest";
import { signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { now, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { takeInvitation } from "../../community/accounts/invitations.ts";
import { addReader, type Role } from "../../community/readers.ts";

const daysBefore = (days: number) => new Date(now.getTime() - days * 86_400_000);

/** Makes a link on the page. @returns its path */
async function invite({ web }: TestWeb, host: SignedInReader, fields: Record<string, string> = {}) {
  const made = await web.request("/invitations", host.form({ people: "1", ...fields }));
  const page = await made.text();
  const path = /https?:\/\/[^<]+?(\/invitation\/[\w-]+)/.exec(page)?.[1];
  return { status: made.status, page, path: path! };
}

/** Somebody who came by the link. */
async function comeBy({ db }: TestWeb, path: string, name: string, role: Role = "reader") {
  const token = path.split("/").at(-1)!;
  const invitation = (await takeInvitation(db, { token, now }))!;
  const address = `${name.toLowerCase()}@university.edu`;
  const reader = await addReader(db, { name, address, role, now });
  await db
    .updateTable("readers")
    .set({ invitation_id: invitation })
    .where("id", "=", reader.id)
    .execute();
  return reader;
}

test("a reader makes a link, which is told once, sees who came by it, and ends it", async () => {
  const test = await webForTest();
  const ada = await signInAs(test.given, { since: daysBefore(30) });
  const { status, path, page } = await invite(test, ada, {
    people: "3",
    note: " From the\tseminar ",
  });
  expect(status).toBe(200);
  expect(page).toContain("shown this once");
  const opened = await test.read(path);
  expect(opened).toMatch(/Ada invites you.*“From the seminar”/s);
  await comeBy(test, path, "Bea");

  const list = await test.read("/invitations", { headers: ada.headers });
  expect(list).not.toContain(path);
  expect(list).toContain("From the seminar");
  expect(list).toMatch(
    /good until 10\u00a0April\u00a02026 for 2\u00a0people more\. By it came Bea\./,
  );
  expect(list).toMatch(/Who came by you.*Bea/s);

  const [invitation = ""] = /(?<=name="invitation" value=")\d+/.exec(list) ?? [];
  const cyd = await signInAs(test.given, { name: "Cyd" });
  await test.web.request("/invitations/end", cyd.form({ invitation }));
  expect(await test.read(path)).toContain("Ada invites you");
  const ended = await test.web.request("/invitations/end", ada.form({ invitation }));
  expect(ended.headers.get("Location")).toBe("/invitations?ended#own");
  expect((await test.web.request(path)).status).toBe(404);
  expect(await test.read("/invitations", { headers: ada.headers })).toContain("over since");
});

test("what cannot be is said beside its field, and what was typed stays", async () => {
  const test = await webForTest();
  const ada = await signInAs(test.given, { since: daysBefore(30) });
  for (const people of ["0", "-1", "1e2", "", "101"]) {
    expect((await invite(test, ada, { people })).status).toBe(400);
  }
  const { status, page } = await invite(test, ada, { people: "two", note: "For <the> lab" });
  expect(status).toBe(400);
  expect(page).toMatch(/id="people-error"[^>]*>.*whole number from 1/s);
  expect(page).toContain('value="two"');
  expect(page).toContain('value="For &lt;the&gt; lab"');
  expect((await invite(test, ada, { note: "x".repeat(201) })).page).toContain('id="note-error"');
  expect((await invite(test, ada, { note: "\u202egnp.exe" })).page).toContain('id="note-error"');
  expect(await test.db.selectFrom("invitations").select("id").execute()).toEqual([]);
});

test("who is new invites five in the first week, others a hundred a day, by ten links", async () => {
  const test = await webForTest();
  const ada = await signInAs(test.given, { since: daysBefore(2) });
  expect((await invite(test, ada, { people: "6" })).page).toContain("In your first week");
  // At once, as from many windows.
  const made = await Promise.all(
    Array.from({ length: 8 }, async () => await invite(test, ada, { people: "1" })),
  );
  expect(made.filter(({ status }) => status === 200)).toHaveLength(5);
  const page = await test.read("/invitations", { headers: ada.headers });
  expect(page).toContain("five people, and you have");

  const bea = await signInAs(test.given, { name: "Bea", since: daysBefore(8) });
  expect((await invite(test, bea, { people: "91" })).status).toBe(200);
  expect((await invite(test, bea, { people: "10" })).page).toContain("9 more now");
  for (let link = 0; link < 9; link++) expect((await invite(test, bea)).status).toBe(200);
  expect((await invite(test, bea)).status).toBe(400);

  const editor = await signInAs(test.given, { name: "Cyd", role: "editor" });
  expect((await invite(test, editor, { people: "50" })).status).toBe(200);
});

test("moderators see the whole tree, readers their own branch", async () => {
  const test = await webForTest();
  const ada = await signInAs(test.given, { since: daysBefore(30) });
  const dan = await signInAs(test.given, { name: "Dan", role: "moderator" });
  const eve = await signInAs(test.given, { name: "Eve" });
  const { path } = await invite(test, ada, { people: "2" });
  const bea = await comeBy(test, path, "Bea", "editor");
  const host = await signInAs(test.given, { name: "Flo" });
  await test.db
    .updateTable("readers")
    .set({ invitation_id: 1 })
    .where("id", "=", host.reader.id)
    .execute();
  await comeBy(test, (await invite(test, host)).path, "Gus");

  const whole = await test.read("/invitations", { headers: dan.headers });
  const tree = whole.slice(whole.indexOf('id="tree"'));
  expect(tree).toMatch(
    /Ada.*brought 3\u00a0people.*Bea.*editor, since.*Flo.*brought 1\u00a0person.*Gus/s,
  );
  expect(tree).toContain("2\u00a0other readers came without an invitation");
  const own = await test.read("/invitations", { headers: host.headers });
  expect(own).toContain("Gus");
  expect(own).not.toMatch(/Ada|Bea/);
  expect(await test.read("/invitations", { headers: eve.headers })).not.toMatch(/Ada|Bea|Gus/);

  const branch = `/invitations?branch=${bea.id}`;
  const asks = async (who: SignedInReader) =>
    (await test.web.request(branch, { headers: who.headers })).status;
  expect(await Promise.all([ada, dan, eve, host].map(asks))).toEqual([200, 200, 404, 404]);
});

test("a large tree is cut off, and each cut leads to the rest", async () => {
  const test = await webForTest();
  const ada = await signInAs(test.given, { role: "owner" });
  const { path } = await invite(test, ada, { people: "100" });
  const { id } = await test.db.selectFrom("invitations").select("id").executeTakeFirstOrThrow();
  const at = now.toISOString();
  const crowd = Array.from({ length: 700 }, (_, index) => ({
    name: `Guest ${index}`,
    email: `guest${index}@university.edu`,
    email_verified: 1,
    invitation_id: id,
    created_at: at,
    updated_at: at,
  }));
  await test.db.insertInto("readers").values(crowd).execute();
  const page = await test.read("/invitations#tree", { headers: ada.headers });
  const tree = page.slice(page.indexOf('id="tree"'));
  expect(tree).toContain("brought 700\u00a0people");
  expect(tree.match(/Guest \d+/g)).toHaveLength(499);
  expect(tree).toContain(`<a href="/invitations?branch=${ada.reader.id}">And 201\u00a0more</a>`);
  expect(path).toContain("/invitation/");
});

test("where accounts are closed the page says so, and nobody makes a link", async () => {
  const test = await webForTest({ settings: { REGISTRATION: "closed" } });
  const ada = await signInAs(test.given, { since: daysBefore(30) });
  const { page, path } = await invite(test, ada);
  expect(path).toBeUndefined();
  expect(page).toContain("New accounts are made by the owner of this site alone");
  expect(page).not.toContain("Make a link");
  expect(await test.db.selectFrom("invitations").select("id").execute()).toEqual([]);
});

test("without an account the page leads to the sign-in", async () => {
  const { web } = await webForTest();
  const asked = await web.request("/invitations");
  expect(asked.headers.get("Location")).toBe("/sign-in?next=%2Finvitations");
});
