import { expect, test } from "vitest";
import { newAuthenticator, type Ceremony } from "../../../fixtures/authenticator.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, paper, webForTest, type TestWeb } from "../../../fixtures/web.ts";

const origin = "http://localhost:3000";
const rpId = "localhost";

/** Asks for a challenge; the cookie that came with it goes along with the answer. */
async function begin({ web }: TestWeb, what: string, headers: { Cookie?: string } = {}) {
  const response = await web.request(`/auth/passkey/generate-${what}-options`, { headers });
  expect(response.status).toBe(200);
  const { challenge } = (await response.json()) as { challenge: string };
  const set = response.headers.getSetCookie().map((each) => each.split(";")[0]!);
  return { challenge, Cookie: [headers.Cookie, ...set].filter(Boolean).join("; ") };
}

async function give({ web }: TestWeb, what: string, response: object, Cookie: string) {
  return await web.request(`/auth/passkey/verify-${what}`, {
    method: "POST",
    body: JSON.stringify({ response, name: "<b>a name that the page sent</b>" }),
    headers: { "Content-Type": "application/json", Origin: origin, Cookie },
  });
}

async function withPasskey() {
  const site = await webForTest({ papers: [paper()], settings: { SITE_URL: origin } });
  const ada = await signInAs(site.given);
  const device = newAuthenticator();
  const register = async (change: Partial<Ceremony> = {}) => {
    const { challenge, Cookie } = await begin(site, "register", ada.headers);
    const made = device.register({ challenge, origin, rpId, ...change });
    return await give(site, "registration", made, Cookie);
  };
  const signIn = async (change: Partial<Ceremony> = {}, headers: { Cookie?: string } = {}) => {
    const { challenge, Cookie } = await begin(site, "authenticate", headers);
    const proof = device.authenticate({ challenge, origin, rpId, ...change });
    return { proof, Cookie, answer: await give(site, "authentication", proof, Cookie) };
  };
  return { site, ada, register, signIn };
}

test("W13: a challenge is good once; another origin or site is refused; a count that stands still is not", async () => {
  const { site, register, signIn } = await withPasskey();
  const elsewhere = { origin: "https://evil.example" };
  const figures: Record<string, number[]> = {};
  const note = (what: string, { status }: Response) => (figures[what] ??= []).push(status);

  note("registered from another origin", await register(elsewhere));
  note("registered for another site", await register({ rpId: "evil.example" }));
  note("registered with an invented challenge", await register({ challenge: "aW52ZW50ZWQ" }));
  expect(await site.db.selectFrom("passkeys").selectAll().execute()).toEqual([]);
  note("registered", await register({ counter: 7 }));

  note("signed in from another origin", (await signIn(elsewhere)).answer);
  note("signed in for another site", (await signIn({ rpId: "evil.example" })).answer);
  const good = await signIn({ counter: 7 });
  note("signed in", good.answer);
  note("replayed", await give(site, "authentication", good.proof, good.Cookie));
  const another = await begin(site, "authenticate");
  note(
    "replayed with another challenge",
    await give(site, "authentication", good.proof, another.Cookie),
  );
  // Keys that are shared between devices do not count, or each by itself.
  for (const counter of [7, 7, 3, 0]) {
    note("signed in, the count not grown", (await signIn({ counter })).answer);
  }
  const unknown = await begin(site, "authenticate");
  const { challenge } = unknown;
  const stranger = newAuthenticator().authenticate({ challenge, origin, rpId });
  note(
    "a key that nobody registered",
    await give(site, "authentication", stranger, unknown.Cookie),
  );

  for (const [what, statuses] of Object.entries(figures)) {
    console.log(`W13 ${what}: ${statuses.join(", ")}`);
  }
  const accepted = Object.keys(figures).filter((what) => figures[what]!.includes(200));
  expect(accepted).toEqual(["registered", "signed in", "signed in, the count not grown"]);
  expect(figures["signed in, the count not grown"]).toEqual([200, 200, 200, 200]);
  expect(
    Object.values(figures)
      .flat()
      .filter((status) => ![200, 400].includes(status)),
  ).toEqual([]);
});

test("signing in with a passkey carries the votes over, and tells scripts nothing", async () => {
  const { site, ada, register, signIn } = await withPasskey();
  expect((await register()).status).toBe(200);
  const voted = await site.web.request("/papers/2603.25280/vote", form({ up: "1" }));
  const Cookie = voted.headers.get("Set-Cookie")!.split(";")[0]!;
  const { answer } = await signIn({}, { Cookie });
  expect(await answer.json()).toEqual({ done: true });
  const cookies = answer.headers.getSetCookie();
  expect(cookies.find((each) => each.includes("session_token"))).toMatch(/HttpOnly; SameSite=Lax/);
  expect(cookies.find((each) => each.startsWith("visitor="))).toMatch(/Max-Age=0/);
  const votes = await site.db.selectFrom("votes").select(["reader_id", "visitor"]).execute();
  expect(votes).toEqual([{ reader_id: ada.reader.id, visitor: null }]);
});

test("a passkey has a name of its own, and is renamed and removed by its reader alone", async () => {
  const { site, ada, register, signIn } = await withPasskey();
  await register();
  const told = await site.db
    .selectFrom("outbox")
    .select(["kind", "recipient", "message"])
    .execute();
  expect(told).toMatchObject([{ kind: "notice", recipient: ada.reader.address }]);
  expect(Buffer.from(told[0]!.message).toString()).toContain("Subject: A passkey was added at");
  const settings = async (headers = ada.headers) => await site.read("/settings", { headers });
  expect(await settings()).toContain("A browser</strong>");
  const change = async (who: typeof ada, fields: Record<string, string>) =>
    await site.web.request("/settings/passkeys", who.form({ passkey: "1", ...fields }));
  const bob = await signInAs(site.given, { name: "Bob" });
  expect((await change(bob, { do: "remove" })).status).toBe(404);
  expect((await change(bob, { do: "name", name: "Bob’s" })).status).toBe(404);
  const refused = await change(ada, { do: "name", name: "<key>" });
  expect([refused.status, await refused.text()]).toEqual([
    400,
    expect.stringMatching(/<details open="">.*A name has no @/s),
  ]);
  expect((await change(ada, { do: "name", name: "The blue key" })).status).toBe(303);
  expect(await settings()).toContain("The blue key");
  expect((await signIn()).answer.status).toBe(200);
  expect((await change(ada, { do: "remove" })).status).toBe(303);
  expect((await signIn()).answer.status).toBe(400);
});

test("whoever signs in with a passkey touches no other’s, and to begin writes to none", async () => {
  const { site, register, signIn } = await withPasskey();
  await register({ counter: 7 });
  const bob = await signInAs(site.given, { name: "Bob" });
  await site.db
    .insertInto("passkeys")
    .values({
      reader_id: bob.reader.id,
      name: "Bob’s key",
      public_key: "k",
      credential_id: "c",
      counter: 5,
      device_type: "singleDevice",
      backed_up: 0,
      transports: null,
      created_at: null,
    })
    .execute();
  const counters = async () =>
    (await site.db.selectFrom("passkeys").select("counter").orderBy("id").execute()).map(
      ({ counter }) => counter,
    );
  expect(await counters()).toEqual([0, 5]);
  await begin(site, "authenticate");
  expect((await signIn({ counter: 8 })).answer.status).toBe(200);
  expect(await counters()).toEqual([0, 5]);
});

test("only who signed in lately makes a passkey", async () => {
  const { site, ada } = await withPasskey();
  const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString();
  await site.db.updateTable("sessions").set({ created_at: yesterday }).execute();
  const { status } = await site.web.request("/auth/passkey/generate-register-options", ada);
  expect(status).toBe(403);
});
