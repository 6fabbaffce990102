import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { commandOn } from "../../fixtures/command.ts";
import { say } from "../../fixtures/discussion.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { ask } from "../../fixtures/programs.ts";
import { broadsheet } from "../../fixtures/program.ts";
import { form } from "../../fixtures/web.ts";
import { hasPassword } from "../community/accounts/passwords.ts";
import { findReaderByAddress } from "../community/readers.ts";
import { liftRestriction, restrictReader } from "../community/moderation/restricting.ts";
import { userCommand } from "./user.ts";

test("the command line adds people, gives roles, resets, invites and deletes, beside a running server", async () => {
  const instance = await openInstance();
  const { app, db, dataDir } = instance;
  const environment = { DATA_DIR: dataDir, SITE_URL: "https://papers.example.org" };
  const user = commandOn(userCommand, environment);
  const sign = async ({ stdout }: { stdout: string }) => {
    const pressed = await app.request(new URL(stdout).pathname, form({}));
    return { status: pressed.status, Cookie: pressed.headers.get("Set-Cookie")?.split(";")[0] };
  };

  const added = await user("add", "Ada@University.EDU", "--role", "owner");
  expect(added).toMatchObject({ code: 0, stderr: expect.stringContaining("once") });
  expect(added.stdout).toMatch(/^https:\/\/papers\.example\.org\/sign-in\/[\w-]{32}$/);
  const { status, Cookie } = await sign(added);
  expect(status).toBe(303);
  expect((await sign(added)).status).toBe(404);
  const headers = { Cookie: Cookie! };
  const settingsPage = async () => await (await app.request("/settings", { headers })).text();
  expect(await settingsPage()).toContain("ada@university.edu");

  const again = await user("add", "ada@university.edu");
  expect(again).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("has an account already"),
  });
  expect(await user("add", "ada")).toMatchObject({ code: 1, stderr: expect.stringContaining("@") });

  const lettered = await user("add", "bea@university.edu", "--name", "Bea Ore", "--letter");
  expect(lettered.stdout).toMatch(/a letter waits in the outbox for bea@university\.edu/);
  const { kind, recipient, message } = await db
    .selectFrom("outbox")
    .selectAll()
    .executeTakeFirstOrThrow();
  expect([kind, recipient]).toEqual(["invitation", "bea@university.edu"]);
  const { text } = await simpleParser(Buffer.from(message));
  expect(text).toMatch(/^https:\/\/papers\.example\.org\/sign-in$/m);

  const listed = JSON.parse((await user("list", "--json")).stdout) as { name: string }[];
  expect(listed).toMatchObject([
    { address: "ada@university.edu", name: "Ada", role: "owner", invitedBy: null },
    { address: "bea@university.edu", name: "Bea Ore", role: "reader" },
  ]);
  expect((await user("list")).stdout).toMatch(
    /^bea@university\.edu +@bea-ore +Bea Ore +reader +\d{4}-/m,
  );

  // Nobody could lift it from an owner.
  const owner = (await findReaderByAddress(db, "ada@university.edu"))!;
  const bea = (await findReaderByAddress(db, "bea@university.edu"))!;
  const on = { by: owner, reader: bea.id, secret: instance.secret, now: new Date() };
  const words = { reason: "spam", sentence: "", note: "" } as const;
  await restrictReader(db, { ...on, words, until: null, hideComments: false });
  expect(await user("role", "bea-ore", "owner")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("`broadsheet moderate lift bea-ore`"),
  });
  expect((await user("list")).stdout).toMatch(/^bea@university.* banned$/m);
  await liftRestriction(db, { ...on, words });

  const demoted = await user("role", "ada@university.edu", "reader");
  expect(demoted).toMatchObject({ code: 1, stderr: expect.stringContaining("the only owner") });
  expect(await user("role", "bea@university.edu", "boss")).toMatchObject({ code: 2 });
  expect((await user("role", "bea@university.edu", "owner")).stdout).toContain(
    "Bea Ore is an owner",
  );

  const reset = await user("reset", "ada@university.edu");
  expect(await settingsPage()).not.toContain("ada@university.edu");
  expect((await sign(reset)).status).toBe(303);
  const { id } = (await findReaderByAddress(db, "ada@university.edu"))!;
  expect(await hasPassword(db, id)).toBe(false);

  const invited = await user("invite", "--uses", "3", "--note", "From the seminar");
  const page = await (await app.request(new URL(invited.stdout).pathname)).text();
  expect(page).toContain("From the seminar");
  const closed = await commandOn(userCommand, { ...environment, REGISTRATION: "closed" })("invite");
  expect(closed).toMatchObject({ code: 1, stderr: expect.stringContaining("closed") });

  const unsure = await user("delete", "ada@university.edu");
  expect(unsure).toMatchObject({ code: 1, stderr: expect.stringContaining("--yes") });
  const ada = (await findReaderByAddress(db, "ada@university.edu"))!.id;
  await instance.save(aPaper());
  const { id: paper } = await db.selectFrom("papers").select("id").executeTakeFirstOrThrow();
  await say(db, { paper, reader: ada, source: "A remark." });
  expect(await user("delete", "ada@university.edu", "--yes", "--empty-comments")).toMatchObject({
    code: 0,
  });
  expect(await findReaderByAddress(db, "ada@university.edu")).toBeUndefined();
  expect(await db.selectFrom("comments").select(["source", "standing"]).execute()).toEqual([
    { source: "", standing: "deleted" },
  ]);
  expect(await user("delete", "bea@university.edu", "--yes")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("the only owner"),
  });
  expect(await user("reset", "ada@university.edu")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("There is no account of ada@university.edu"),
  });

  const program = await broadsheet(["user", "list"], { DATA_DIR: dataDir });
  expect(program).toMatchObject({ code: 0, stdout: expect.stringContaining("1 account\n") });
}, 60_000);

test("tokens are made, listed and ended for somebody by address or handle, beside a running server", async () => {
  const { app, dataDir } = await openInstance();
  const user = commandOn(userCommand, { DATA_DIR: dataDir });
  await user("add", "ada@university.edu");
  const made = await user("token", "make", "@ada", "--name", "A script", "--days", "30");
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^bsh_[\w-]{43}$/) });
  expect(made.stderr).toBe("Whoever has it acts as ada, for 30 days. It is told this once.");
  const { stdout: token } = made;
  // The clock of the server stands in March; the token was made today, and ends later.
  expect((await ask(app, "GET /api/v1/me", { token })).json).toMatchObject({ scopes: ["read"] });
  await user("token", "make", "ada", "--name", "Another", "--scope", "votes", "comments");
  const listed = JSON.parse((await user("token", "list", "ada@university.edu", "--json")).stdout);
  expect(listed).toMatchObject([
    { id: 2, name: "Another", scopes: ["votes", "comments"], until: null, usedOn: null },
    { id: 1, name: "A script", scopes: ["read"], usedOn: "2026-03-27" },
  ]);
  expect((await user("token", "list", "ada")).stdout).toMatch(
    /^1 +A script +read +\d{4}-\d\d-\d\d +2026-03-27 +\d{4}-\d\d-\d\d$/m,
  );
  for (const [words, says] of [
    [["end", "ada"], "Say which"],
    [["end", "ada", "7"], "There is no such token any more."],
    [["make", "ada", "--name", "x", "--scope", "all"], "for nothing else"],
    [["make", "ada", "--name", " "], "Say what the token is for"],
    [["list", "nobody"], "nobody"],
  ] as const) {
    const { code, stderr } = await user("token", ...words);
    expect([code, stderr.includes(says)]).toEqual([1, true]);
  }
  expect((await user("token", "end", "ada", "1")).stdout).toContain("One token of ada ended.");
  expect((await ask(app, "GET /api/v1/me", { token })).status).toBe(401);
  // Whoever is reset has lost what they had, or somebody else has it.
  await user("reset", "ada");
  expect((await user("token", "list", "ada")).stdout).toBe("They have none.");
});
