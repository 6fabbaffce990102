import { expect, test } from "vitest";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";

/** An instance that counts how often an edition was read anew. */
async function crowded() {
  let rendered = 0;
  const instance = await openInstance(
    {},
    {
      judge: () => {
        rendered++;
        return Promise.resolve(new Map());
      },
    },
  );
  await instance.save(aPaper());
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await instance.app.request(path, { headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  return { ...instance, instance, get, rendered: () => rendered };
}

test("a crowd of strangers within a second costs one page, and all see the same", async () => {
  const { get, rendered } = await crowded();
  const pages = await Promise.all(Array.from({ length: 50 }, () => get("/day/2026-03-27")));
  expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
  expect(pages[49]!.text).toContain("Folding Laundry");
  expect(pages[49]!.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(rendered()).toBe(1);
});

test("what was written a moment ago is there at once, and a second later all is read anew", async () => {
  const { instance, get, save } = await crowded();
  const path = "/api/daily_papers?date=2026-03-27";
  expect(JSON.parse((await get(path)).text)).toHaveLength(1);
  await save(aPaper({ identifier: "arxiv:2603.25002", title: "Second" }));
  expect(JSON.parse((await get(path)).text)).toHaveLength(2);
  const page = await get("/status");
  instance.now = new Date(instance.now.getTime() + 3_600_000);
  expect((await get("/status")).text).not.toBe(page.text);
});

test("whoever is known, or asks in another form, is answered alone", async () => {
  const { get, rendered } = await crowded();
  const path = "/day/2026-03-27";
  const page = await get(path);
  for (const headers of [
    { Cookie: "theme=dark" },
    { Authorization: "Basic eDp5" },
    { Accept: "*/*" },
  ]) {
    await get(path, headers);
  }
  expect(rendered()).toBe(4);
  const compressed = await get(path, { "Accept-Encoding": "gzip" });
  expect(compressed.headers.get("Content-Encoding")).toBe("gzip");
  expect((await get(path)).text).toBe(page.text);
});

test("the API gives a crowd the same too, and tells each how much it may still ask", async () => {
  const { get } = await crowded();
  const path = "/api/v1/search/identifiers?q=laundry";
  const [one, other] = [await get(path), await get(path)];
  expect(JSON.parse(one.text)).toMatchObject({ items: ["2603.25001"], total: 1 });
  const left = [one, other].map(({ headers }) => headers.get("RateLimit"));
  expect(new Set(left).size).toBe(2);
  const own = ["ratelimit"];
  const told = [one, other].map(({ headers }) =>
    [...headers].filter(([name]) => !own.includes(name)),
  );
  expect(told[1]).toEqual(told[0]);
  expect(other.headers.get("Vary")).toBe("Authorization, Cookie, Accept-Encoding");
  expect(other.text).toBe(one.text);
});

test("what was not found is looked for again", async () => {
  const { get } = await crowded();
  expect((await get("/papers/2603.99999")).status).toBe(404);
  expect((await get("/papers/2603.99999")).status).toBe(404);
});

test("an answer that is too long to be kept goes out whole, to each", async () => {
  const { get, save } = await crowded();
  const abstract = "Gulls carry thermometers over the bay. ".repeat(700);
  const papers = Array.from({ length: 50 }, (_, n) =>
    aPaper({ identifier: `arxiv:2603.26${String(n).padStart(3, "0")}`, abstract }),
  );
  await save(...papers);
  const path = "/api/daily_papers?date=2026-03-27&limit=50";
  const answers = await Promise.all([get(path), get(path), get(path)]);
  expect(answers[0]!.text.length).toBeGreaterThan(1_000_000);
  for (const { text } of answers) expect(JSON.parse(text)).toHaveLength(50);
});
