// Who may have an account: by every way that REGISTRATION allows, over the pages.
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, now, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { endInvitation, makeInvitation } from "../../community/accounts/invitations.ts";
import { createWeb } from "../web.tsx";

const address = "bea@university.edu";
type Registration = "open" | "invitation" | "closed";

async function site(registration: Registration): Promise<TestWeb> {
  return await webForTest({ settings: { REGISTRATION: registration } });
}

/** A site with limits of its own, since nobody here has to wait for them. */
async function post({ given }: TestWeb, path: string, fields = {}, headers = {}) {
  return await createWeb(given).request(path, form(fields, headers));
}

/** Asks for a letter. @returns the path of the link in it; `undefined` when there is none. */
async function ask(test: TestWeb, headers = {}, who = address): Promise<string | undefined> {
  await test.db.deleteFrom("outbox").execute();
  const asked = await post(test, "/sign-in", { address: who }, headers);
  expect(asked.status).toBe(200);
  expect(await asked.text()).toContain("may sign in here, a letter with a link is on its way");
  const letter = await test.db.selectFrom("outbox").select("message").executeTakeFirst();
  if (!letter) return undefined;
  const { text = "" } = await simpleParser(Buffer.from(letter.message));
  return /(\/sign-in\/\S+)/.exec(text)![1];
}

/** Opens the link of an invitation and presses its button. @returns the browser's cookie. */
async function accept(test: TestWeb, token: string) {
  expect((await test.web.request(`/invitation/${token}`)).headers.get("Set-Cookie")).toBeNull();
  const accepted = await post(test, `/invitation/${token}`);
  expect(accepted.headers.get("Location")).toBe("/sign-in");
  return { Cookie: accepted.headers.get("Set-Cookie")!.split(";")[0]! };
}

async function names({ db }: TestWeb): Promise<string[]> {
  return (await db.selectFrom("readers").select("name").execute()).map(({ name }) => name);
}

async function invitationOf(test: TestWeb, mostUses = 1, made = now): Promise<string> {
  return await makeInvitation(test.db, { reader: undefined, mostUses, now: made });
}

test("where it is open everybody comes, and an invitation tells by whom", async () => {
  const test = await site("open");
  const ada = await signInAs(test.given);
  expect(await test.read("/sign-in")).toContain("the same makes your account");
  const link = (await ask(test))!;
  expect((await post(test, link, { name: "Bea" })).status).toBe(303);
  const token = await makeInvitation(test.db, { reader: ada.reader.id, mostUses: 1, now });
  const invited = (await ask(test, await accept(test, token), "cyd@university.edu"))!;
  await post(test, invited, { name: "Cyd" });
  expect(await names(test)).toEqual(["Ada", "Bea", "Cyd"]);
  expect(await test.read("/invitations", { headers: ada.headers })).toMatch(/By it came Cyd\./);
});

test("by invitation: without one no letter goes out, and the answer is the same", async () => {
  const test = await site("invitation");
  expect(await test.read("/sign-in")).toContain("New accounts need an invitation");
  expect(await ask(test)).toBeUndefined();
  expect(await ask(test, { Cookie: "invitation=made-up" })).toBeUndefined();
  await signInAs(test.given);
  expect(await ask(test, {}, "ada@university.edu")).toBeDefined();
});

test("by invitation: as many come by it as it says, and no more", async () => {
  const test = await site("invitation");
  const token = await invitationOf(test);
  const headers = await accept(test, token);
  expect(await test.read("/sign-in", { headers })).toContain("the same makes your account");
  const link = (await ask(test, headers))!;
  const other = (await ask(test, headers, "cyd@university.edu"))!;
  expect((await post(test, link, { name: "Bea" }, headers)).status).toBe(303);

  // It was good when the second letter was written.
  const late = await post(test, other, { name: "Cyd" }, headers);
  expect(late.status).toBe(404);
  expect(await late.text()).toContain("used up or over");
  expect((await test.web.request(`/invitation/${token}`)).status).toBe(404);
  expect(await ask(test, headers, "dan@university.edu")).toBeUndefined();
  expect(await names(test)).toEqual(["Bea"]);
  // Another invitation makes the same letter good.
  const again = await accept(test, await invitationOf(test));
  const path = other.replace(/\?.*/, "");
  expect((await post(test, path, { name: "Cyd" }, again)).status).toBe(303);
});

test("by invitation: of many that press at once no more come than it says", async () => {
  const test = await site("invitation");
  const headers = await accept(test, await invitationOf(test, 2));
  const asked: string[] = [];
  for (let i = 0; i < 6; i++) asked.push((await ask(test, headers, `r${i}@university.edu`))!);
  const pressed = await Promise.all(
    asked.map(async (link, i) => (await post(test, link, { name: `R${i}` }, headers)).status),
  );
  expect(pressed.filter((status) => status === 303)).toHaveLength(2);
  expect(await names(test)).toHaveLength(2);
});

test("by invitation: the letter bears it into another browser", async () => {
  const test = await site("invitation");
  const headers = await accept(test, await invitationOf(test));
  const link = (await ask(test, headers))!;
  expect(link).toContain("?invitation=");
  const opened = await test.read(link);
  expect(opened).toContain("This makes an account for bea@university.edu");
  const [, action = ""] = /<form [^>]*action="(\/sign-in\/[^"]+)"/.exec(opened)!;
  const entered = await post(test, action.replaceAll("&amp;", "&"), { name: "Bea" });
  expect(entered.status).toBe(303);
  expect(await names(test)).toEqual(["Bea"]);
});

test("by invitation: one that was ended or is over lets nobody in", async () => {
  const test = await site("invitation");
  const old = await invitationOf(test, 1, new Date(now.getTime() - 15 * 86_400_000));
  expect((await test.web.request(`/invitation/${old}`)).status).toBe(404);
  expect((await post(test, `/invitation/${old}`)).status).toBe(404);
  expect(await ask(test, { Cookie: `invitation=${old}` })).toBeUndefined();

  const token = await invitationOf(test);
  const headers = await accept(test, token);
  const link = (await ask(test, headers))!;
  await endInvitation(test.db, { invitation: 2, now });
  expect((await test.web.request(link)).status).toBe(404);
  expect((await post(test, link, { name: "Bea" }, headers)).status).toBe(404);
  expect(await ask(test, headers)).toBeUndefined();
  expect(await names(test)).toEqual([]);
});

test("where it is closed nobody comes, with an invitation or without; who is here signs in", async () => {
  const test = await site("closed");
  expect(await test.read("/sign-in")).toContain("New accounts are made by the owner of this site");
  const token = await invitationOf(test);
  expect((await test.web.request(`/invitation/${token}`)).status).toBe(404);
  expect(await test.read(`/invitation/${token}`)).toContain("by the owner of this site alone");
  expect((await post(test, `/invitation/${token}`)).status).toBe(404);
  const headers = { Cookie: `invitation=${token}` };
  expect(await test.read("/sign-in", { headers })).toContain("made by the owner");
  expect(await ask(test, headers)).toBeUndefined();
  await signInAs(test.given);
  const link = (await ask(test, {}, "ada@university.edu"))!;
  expect((await post(test, link)).status).toBe(303);
});

test("a reader who opens an invitation is told that it is for somebody else", async () => {
  const test = await site("invitation");
  const { headers } = await signInAs(test.given);
  const page = await test.read(`/invitation/${await invitationOf(test)}`, { headers });
  expect(page).toContain("You are here already, Ada.");
});
