import { expect, test } from "vitest";
import { form, paper, webForTest, type TestWeb } from "../../../fixtures/web.ts";

/** The links in the only letter of the outbox. */
async function linksInLetter({
  db,
}: TestWeb): Promise<{ confirm: string; unsubscribe: string | undefined }> {
  const rows = await db.selectFrom("outbox").selectAll().execute();
  const letter = Buffer.from(rows.at(-1)!.message)
    .toString("utf8")
    .replaceAll("=\r\n", "")
    .replaceAll("=3D", "=");
  return {
    confirm: /\/confirm\/[\w.~-]+/.exec(letter)![0],
    unsubscribe: /\/unsubscribe\/[\w.~-]+/.exec(letter)?.[0],
  };
}

test("the box stands on every page", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  for (const path of [
    "/",
    "/papers/2603.25280",
    "/search?q=list",
    "/search",
    "/sections",
    "/settings",
    "/ranking",
    "/subscribe",
    "/day/2026-03-28",
    "/nowhere",
  ]) {
    expect(await read(path)).toContain("Get trending papers in your email inbox!");
  }
});

test("a link in the letter leads to a button, and only the button subscribes", async () => {
  const test = await webForTest();
  const { web, db, outboxChanges, read } = test;
  const asked = await web.request(
    "/subscribe",
    form({ address: "ada@university.edu", frequency: "weekly" }),
  );
  expect(await asked.text()).toContain("One more step.");
  expect(outboxChanges()).toBe(1);
  const { confirm } = await linksInLetter(test);
  const status = async () =>
    await db.selectFrom("subscriptions").select(["status", "frequency"]).executeTakeFirstOrThrow();

  const page = await read(confirm);
  expect(page).toContain("ada@university.edu");
  expect(page).toMatch(/<form method="post" action="\/confirm\//);
  await web.request(confirm, { method: "HEAD" });
  expect((await status()).status).toBe("pending");

  const confirmed = await web.request(confirm, form({}, { Origin: "null" }));
  expect(await confirmed.text()).toContain("You are subscribed.");
  expect(await status()).toEqual({ status: "confirmed", frequency: "weekly" });
  expect((await web.request(confirm, form({}))).status).toBe(200);
});

test("pages behind a link of a letter tell no other site where they are", async () => {
  const { web } = await webForTest();
  const response = await web.request("/confirm/none");
  expect(response.status).toBe(404);
  expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await response.text()).toContain("This link does not work any more.");
});

test("a malformed address comes back with a sentence", async () => {
  const { web, db } = await webForTest();
  const response = await web.request("/subscribe", form({ address: "ada at university" }));
  const page = await response.text();
  expect(response.status).toBe(400);
  expect(page).toContain('value="ada at university"');
  expect(page).toMatch(/class="error" id="subscribe-error" role="alert"/);
  const answer = await web.request(
    "/subscribe",
    form({ address: "" }, { Accept: "application/json" }),
  );
  expect(answer.status).toBe(400);
  expect(await answer.json()).toHaveProperty("error");
  expect(await db.selectFrom("outbox").selectAll().execute()).toEqual([]);
});

test("the answer does not tell who is subscribed", async () => {
  const { read } = await webForTest();
  const ask = () => read("/subscribe", form({ address: "ada@university.edu" }));
  expect(await ask()).toBe(await ask());
});

test.each([
  ["folder", "written to the folder “mail”"],
  ["held", "SITE_URL is this site’s public address"],
] as const)("the answer says so when mail does not leave: %s", async (mail, note) => {
  const { web } = await webForTest({ mailState: () => mail });
  const response = await web.request(
    "/subscribe",
    form({ address: "ada@university.edu" }, { Accept: "application/json" }),
  );
  expect(((await response.json()) as { note: string }).note).toContain(note);
});

test("another site cannot subscribe anyone", async () => {
  const { web, db } = await webForTest();
  const response = await web.request(
    "/subscribe",
    form({ address: "ada@university.edu" }, { Origin: "https://evil.example" }),
  );
  expect(response.status).toBe(403);
  expect(await db.selectFrom("subscriptions").selectAll().execute()).toEqual([]);
});

test("the twenty-first wish within an hour has to wait, by client address behind a trusted proxy", async () => {
  const { web } = await webForTest();
  for (let i = 0; i < 20; i++)
    await web.request("/subscribe", form({ address: `reader${i}@university.edu` }));
  const response = await web.request("/subscribe", form({ address: "late@university.edu" }));
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(60);
});
