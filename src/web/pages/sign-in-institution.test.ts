import { expect, test } from "vitest";
import { openInstitution, type Institution } from "../../../fixtures/institution.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, paper, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { makeInvitation } from "../../community/accounts/invitations.ts";
import { listReaders } from "../../community/readers.ts";

async function open(settings: Record<string, string> = {}) {
  const institution = await openInstitution();
  const site = await webForTest({
    papers: [paper()],
    settings: { ...institution.settings, ...settings },
  });
  return { institution, site };
}

/** A browser that keeps cookies, and goes where it is sent. */
function browser({ web }: TestWeb, cookies = new Map<string, string>()) {
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("Cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await web.request(path, { ...init, headers });
    for (const each of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(each)!;
      if (/max-age=0/i.test(each)) cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    return response;
  }

  /** Presses the button; gives the address at the institution. */
  async function leave(next = "/"): Promise<string> {
    const response = await ask("/sign-in/institution", form({ next }));
    expect(response.status).toBe(200);
    return /url=(.+)/.exec(response.headers.get("Refresh")!)![1]!;
  }

  /** Where the institution sends it back to. */
  async function visit(there: string): Promise<string> {
    const response = await fetch(there, { redirect: "manual" });
    const back = new URL(response.headers.get("Location")!);
    return back.pathname + back.search;
  }

  async function signIn(next?: string): Promise<Response> {
    return await ask(await visit(await leave(next)));
  }
  return { ask, leave, visit, signIn, cookies };
}

const readersOf = async ({ db }: TestWeb) =>
  (await listReaders(db)).map(({ name, address }) => `${name} <${address}>`);

test("somebody whom the institution knows gets an account, and comes to where they wanted to be", async () => {
  const { site } = await open();
  const { signIn, ask } = browser(site);
  const next = "/search?q=cat%3Acs.IT%20a:b&page=2";
  const back = await signIn(next);
  expect([back.status, back.headers.get("Location")]).toEqual([303, next]);
  expect(await (await ask("/settings")).text()).toContain("Ada Lovelace");
  // Signing in once more finds the same account, and no key to the institution is kept.
  expect((await browser(site).signIn()).headers.get("Location")).toBe("/");
  expect(await readersOf(site)).toEqual(["Ada Lovelace <ada@university.edu>"]);
  const [kept, ...more] = await site.db.selectFrom("credentials").selectAll().execute();
  expect(more).toEqual([]);
  expect(kept).toMatchObject({ access_token: null, refresh_token: null, id_token: null });
});

test("a newcomer whose name an editor bears gets a plain one", async () => {
  const { site } = await open();
  await signInAs(site.given, { name: "ada lovelace", role: "editor" });
  await site.db.updateTable("readers").set({ email: "eva@university.edu" }).execute();
  await browser(site).signIn();
  expect(await readersOf(site)).toEqual([
    "ada lovelace <eva@university.edu>",
    "New reader <ada@university.edu>",
  ]);
});

test("votes of before come along", async () => {
  const { site } = await open();
  const { ask, signIn } = browser(site);
  await ask("/papers/2603.25280/vote", form({ up: "1" }));
  await signIn();
  const votes = await site.db.selectFrom("votes").select(["reader_id", "visitor"]).execute();
  expect(votes).toEqual([{ reader_id: 1, visitor: null }]);
});

test("an address that the institution does not vouch for opens no account, and makes none", async () => {
  const { site, institution } = await open();
  const { reader } = await signInAs(site.given, { name: "Ada" });
  institution.person = { sub: "8", email: reader.address, email_verified: false, name: "Mallory" };
  const back = await browser(site).signIn();
  expect(back.headers.getSetCookie().join()).not.toContain("session_token");
  const says = await site.read(back.headers.get("Location")!);
  expect(says).toContain("does not vouch that the address is yours, and it has an account here");
  institution.person = { sub: "9", email: "new@university.edu", name: "Nobody" };
  const again = await browser(site).signIn();
  expect(await site.read(again.headers.get("Location")!)).toContain("no account was made");
  expect(await readersOf(site)).toEqual([`Ada <${reader.address}>`]);
  // One that it vouches for is one reader, whichever way they come.
  institution.person = { sub: "10", email: reader.address, email_verified: true, name: "Ada L." };
  expect((await browser(site).signIn()).headers.get("Location")).toBe("/");
  expect(await readersOf(site)).toEqual([`Ada <${reader.address}>`]);
});

test.each<[string, (institution: Institution) => void]>([
  ["another issuer", ({ lies }) => (lies["iss"] = "https://elsewhere.example")],
  ["another audience", ({ lies }) => (lies["aud"] = "another-site")],
  ["another nonce", ({ lies }) => (lies["nonce"] = "of another sign-in")],
  ["no nonce", ({ lies }) => (lies["nonce"] = undefined)],
  ["a time that is over", ({ lies }) => (lies["exp"] = 1_700_000_000)],
  ["another’s signature", (institution) => (institution.isForged = true)],
])("a token with %s lets nobody in", async (_, spoil) => {
  const { site, institution } = await open();
  spoil(institution);
  const back = await browser(site).signIn();
  expect(back.headers.get("Location")).toBe("/sign-in?refused=");
  expect(back.headers.getSetCookie().join()).not.toContain("session_token");
  expect(await site.read("/sign-in?refused=")).toContain(
    "You could not be signed in by the University.",
  );
  expect(await readersOf(site)).toEqual([]);
});

test("a code works once, and only in the browser that asked", async () => {
  const { site } = await open();
  const ours = browser(site);
  const back = await ours.visit(await ours.leave());
  const another = browser(site);
  const refused = "/sign-in?refused=";
  // Somebody else's browser, and one that asked for another sign-in, are not let in by it.
  expect((await another.ask(back)).headers.get("Location")).toBe(refused);
  await another.leave();
  expect((await another.ask(back)).headers.get("Location")).toBe(refused);
  const wrong = back.replace(/state=[^&]+/, "state=invented");
  expect((await another.ask(wrong)).headers.get("Location")).toBe(refused);
  expect(await readersOf(site)).toEqual([]);
  // Whoever asked begins anew; what came back is good once.
  const again = await ours.visit(await ours.leave());
  const held = new Map(ours.cookies);
  expect((await ours.ask(again)).headers.get("Location")).toBe("/");
  const replayed = await browser(site, held).ask(again);
  expect(replayed.headers.get("Location")).toBe(refused);
  expect((await ours.ask("/auth/callback/institution?error=access_denied&state=x")).status).toBe(
    303,
  );
});

test("an institution that cannot be reached stops nothing, and is asked again", async () => {
  const { site, institution } = await open();
  institution.isDown = true;
  const { ask, signIn } = browser(site);
  expect(await (await ask("/sign-in")).text()).toContain("Sign in with the University");
  const down = await ask("/sign-in/institution", form({ next: "/trending" }));
  expect(down.status).toBe(503);
  const says = await down.text();
  expect(says).toContain("The University cannot be reached at present. Try again");
  expect(says).toContain('name="next" value="/trending"');
  institution.isDown = false;
  expect((await signIn("/trending")).headers.get("Location")).toBe("/trending");
});

test("registration holds at the institution too: closed, or by invitation", async () => {
  const { site } = await open({ REGISTRATION: "closed" });
  const back = await browser(site).signIn();
  expect(await site.read(back.headers.get("Location")!)).toContain(
    "no account was made for you here: the owner of this site makes new accounts",
  );
  const { reader } = await signInAs(site.given, { name: "Ada" });
  expect((await browser(site).signIn()).headers.get("Location")).toBe("/");

  const { site: invited } = await open({ REGISTRATION: "invitation" });
  const none = await browser(invited).signIn();
  expect(none.headers.get("Location")).toBe("/sign-in?refused=not-admitted");
  const { db, given } = invited;
  const host = await signInAs(given, { name: "Ben" });
  const token = await makeInvitation(db, {
    reader: host.reader.id,
    mostUses: 1,
    now: given.clock(),
  });
  const guest = browser(invited);
  await guest.ask(`/invitation/${token}`, form({}));
  expect((await guest.signIn()).headers.get("Location")).toBe("/");
  expect(guest.cookies.has("invitation")).toBe(false);
  const rows = await db.selectFrom("readers").select("invitation_id").orderBy("id").execute();
  expect(rows).toEqual([{ invitation_id: null }, { invitation_id: 1 }]);
  expect(reader.role).toBe("reader");
});

test("a name from the institution is made fit, or there is a plain one", async () => {
  const { site, institution } = await open();
  const names: [Record<string, string>, string][] = [
    [{ name: `  Ada\n ${"x".repeat(90)}` }, `Ada ${"x".repeat(53)}`],
    [{ name: "ada@university.edu <script>" }, "New reader"],
    [{ given_name: "Ada", family_name: "Lovelace" }, "Ada Lovelace"],
    [{}, "New reader"],
  ];
  for (const [number, [claims]] of names.entries()) {
    institution.person = {
      sub: `p${number}`,
      email: `p${number}@university.edu`,
      email_verified: true,
      ...claims,
    };
    expect((await browser(site).signIn()).headers.get("Location")).toBe("/");
  }
  const readers = await listReaders(site.db);
  expect(readers.map(({ name }) => name)).toEqual(names.map(([, name]) => name));
});

test("after signing in one stays on this site", async () => {
  const { site } = await open();
  for (const next of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:1",
  ]) {
    expect((await browser(site).signIn(next)).headers.get("Location")).toBe("/");
  }
});
