// What comes before the protocol is spoken: who may ask, from where, and what is no message at all.
import { expect, test } from "vitest";
import { openInstance, type Instance } from "../../../fixtures/instance.ts";
import { clientOf } from "../../../fixtures/mcp-client.ts";
import { fuzzMessages, post } from "../../../fixtures/mcp-messages.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { knownReader, signInAs } from "../../../fixtures/readers.ts";
import { openAccounts } from "../../community/accounts/accounts.ts";
import { makeToken } from "../../community/tokens/tokens.ts";

const list = { jsonrpc: "2.0", id: 1, method: "tools/list" };

test("a private site answers nobody without a token that may read", async () => {
  const site = await openInstance({ PRIVATE: "yes" });
  await site.save(aPaper());
  const { db, now, secret, config } = site;
  const make = async (name: string, scope: string) => {
    const reader = await knownReader(db, name);
    return await makeToken(db, { reader, name: "mcp", scopes: [scope], now });
  };
  const writing = await make("Ada", "library");
  const clock = () => now;
  const accounts = openAccounts({ db, secret, config, clock, log: () => {} });
  const { headers: cookie } = await signInAs({ db, accounts, secret, clock }, { name: "Cy" });
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  const unfit = await post(site, list, bearer(writing));
  expect([unfit.status, await unfit.json()]).toMatchObject([403, { jsonrpc: "2.0", error: {} }]);
  expect(unfit.headers.get("WWW-Authenticate")).toBe(
    'Bearer error="insufficient_scope", scope="read"',
  );
  for (const headers of [{}, bearer(`bsh_${"x".repeat(43)}`), cookie]) {
    const answer = await post(site, list, headers);
    expect([answer.status, answer.headers.get("WWW-Authenticate")]).toEqual([
      401,
      expect.stringMatching(/^Bearer/),
    ]);
    expect(await answer.json()).toMatchObject({ jsonrpc: "2.0", id: null, error: {} });
  }
  await expect(clientOf(site, { era: "legacy" })).rejects.toThrow("a program shows a token");
  const { call } = await clientOf(site, { token: await make("Ben", "read") });
  expect((await call("get_edition")).data.total).toBe(1);
  // There is nobody to ask for a token, which is a reader's own to make.
  const asked = await site.app.request("/.well-known/oauth-protected-resource/mcp");
  expect(asked.status).toBe(404);
});

test("pages of other sites are refused, also where a name leads to this machine", async () => {
  const site = await openInstance({ SITE_URL: "https://papers.example.org" });
  const statusFrom = async (Origin: string, to: Pick<Instance, "app"> = site, more = {}) =>
    (await post(to, list, { Origin, ...more })).status;
  expect((await post(site, list)).status).toBe(200);
  expect(await statusFrom("https://papers.example.org")).toBe(200);
  for (const origin of ["https://evil.example", "null", "http://papers.example.org", "", "%%%"]) {
    expect(await statusFrom(origin)).toBe(403);
  }
  expect(await statusFrom("https://evil.example", site, { Host: "evil.example" })).toBe(403);
  const own = await openInstance();
  expect(await statusFrom("http://localhost:6274", own)).toBe(200);
  expect(await statusFrom("http://evil.example:3000", own)).toBe(403);
  expect(await statusFrom("http://localhost:6274")).toBe(403);
});

test("there are no sessions to open or to end", async () => {
  const site = await openInstance();
  for (const method of ["GET", "DELETE", "PUT", "PATCH"]) {
    const answer = await site.app.request("/mcp", { method });
    expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "POST"]);
    expect(await answer.json()).toMatchObject({ jsonrpc: "2.0", error: {} });
  }
  expect((await post(site, list)).headers.get("Mcp-Session-Id")).toBeNull();
});

test("it is asked within the limit of the API, and says when to ask again", async () => {
  const site = await openInstance({ API_PER_MINUTE: "2" });
  expect((await site.app.request("/api/v1/editions")).headers.get("RateLimit")).toContain("r=1");
  expect((await post(site, list)).status).toBe(200);
  const answer = await post(site, list);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(await answer.json()).toMatchObject({
    jsonrpc: "2.0",
    error: { message: expect.stringContaining("a minute from one network") },
  });
});

test("garbage is answered as JSON-RPC has it", async () => {
  const site = await openInstance();
  const told = async (message: unknown, headers = {}) => {
    const answer = await post(site, message, headers);
    return [answer.status, (await answer.json()).error?.code];
  };
  expect(await told("{")).toEqual([400, -32_700]);
  expect(await told("")).toEqual([400, -32_700]);
  expect(await told([])).toEqual([400, -32_600]);
  // A hundred calls would count as one.
  expect(await told([list, list])).toEqual([400, -32_600]);
  expect(await told({ jsonrpc: "1.0" })).toEqual([400, expect.any(Number)]);
  expect(await told("x".repeat(70_000))).toEqual([413, -32_000]);
  expect(await told(list, { "Content-Type": "text/plain" })).toEqual([415, -32_000]);
  expect(await told(list, { Accept: "text/html" })).toEqual([406, -32_000]);
  expect(await told(list, { "Mcp-Protocol-Version": "1999-01-01" })).toEqual([
    400,
    expect.any(Number),
  ]);
});

test("no message and no argument whatever makes it fail", async () => {
  const site = await openInstance();
  await site.save(aPaper());
  expect(await fuzzMessages(site, 40)).toEqual([]);
});
