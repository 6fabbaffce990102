import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../fixtures/instance.ts";
import { form, now, paper, secret, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { importFile } from "../../catalogue/import.ts";
import { signList } from "../../catalogue/lists/list-tokens.ts";
import { findPaper } from "../../catalogue/papers.ts";
import { links } from "../../links.ts";
import { titleIdentifier } from "../../papers/identifier.ts";

const lullabies = paper({
  identifier: "arxiv:2603.25001",
  title: String.raw`$L^2$ullabies <b>for</b> Language Models at Night`,
});
const gulls = paper({
  identifier: "arxiv:2603.25002",
  title: String.raw`Gulls as $\alpha$-Stations of the Northern Bay`,
  authors: ["Ines Duarte", "Per Holm"],
});
const given = [
  "L^2ullabies <b>for</b> Language Models at Night",
  "Gulls as alpha-Stations of the Northern Bay",
  "Nobody Wrote <script>This</script> Ever",
];

async function openMatches(): Promise<TestWeb & { address: string }> {
  const test = await webForTest({ papers: [lullabies, gulls] });
  const path = join(temporaryFolder(), "friday <i>list.txt");
  writeFileSync(path, given.join("\n"));
  const { list } = await importFile(test.db, path, { now });
  return { ...test, address: links.matches(signList(secret, list!.id)) };
}

async function statesIn({ db }: TestWeb): Promise<string[]> {
  const rows = await db.selectFrom("matches").select("state").orderBy("line").execute();
  return rows.map(({ state }) => state);
}

test("the page shows each match as a difference, with its mathematics, and what was not found", async () => {
  const { web, address } = await openMatches();
  const response = await web.request(address);
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(page).toContain('<meta name="robots" content="noindex"');
  expect(page).toContain("What was found for friday &lt;i&gt;list.txt");
  expect(page).toMatch(/<del>L\^2ullabies<\/del>/);
  expect(page).toMatch(/<ins><math.*<msup><mi>L<\/mi><mn[^>]*>2<\/mn><\/msup>/s);
  expect(page).toContain("<ins>Ines Duarte, Per Holm</ins>");
  expect(page).toContain("Take all 2");
  expect(page).toContain("Nobody Wrote &lt;script&gt;This&lt;/script&gt; Ever");
  expect(page).toContain("nobody was asked yet");
  expect(page).not.toContain("<script>This");
});

test("a button takes one, another turns one down, and each leads on to the next", async () => {
  const test = await openMatches();
  const { web, address, db, read } = test;
  const ids = (await db.selectFrom("matches").select("id").orderBy("line").execute()).map(
    ({ id }) => String(id),
  );
  expect(await statesIn(test)).toEqual(["matched", "matched", "unmatched"]);
  const response = await web.request(address, form({ take: ids[0]! }));
  expect(response.status).toBe(303);
  expect(response.headers.get("Location")).toBe(`${address}#match-${ids[1]}`);
  await web.request(address, form({ decline: ids[1]! }));
  expect(await statesIn(test)).toEqual(["taken", "declined", "unmatched"]);
  const page = await read(address);
  expect(page).toContain("1\u00a0paper taken.");
  expect(page).toContain("1\u00a0match turned down.");
  expect(page).not.toContain("Take it");
  // Pressed again, or after the other, nothing changes.
  await web.request(address, form({ decline: ids[0]! }));
  await web.request(address, form({ take: ids[1]! }));
  expect(await statesIn(test)).toEqual(["taken", "declined", "unmatched"]);
});

test("all can be taken at once, and papers that were here by title become the real ones", async () => {
  const test = await webForTest();
  const { db, web } = test;
  const path = join(temporaryFolder(), "page.txt");
  const abstract = `${"Told at length, so that it is an abstract and no title. ".repeat(6)}`;
  writeFileSync(path, `Daily Papers\n\nMar 26\n\n${given[0]}\n\n${abstract}\n`);
  await importFile(db, path, { now });
  await importFile(db, path, { now });
  const folder = join(temporaryFolder(), "stream.jsonl");
  const { title, authors, categories } = lullabies;
  // Another title by a letter, so that it does not become the same paper by itself.
  const renamed = title.replace("Models", "Model");
  writeFileSync(
    folder,
    JSON.stringify({ id: "2603.25001", title: renamed, abstract, authors, categories }),
  );
  await importFile(db, folder, { now });
  const { list } = await importFile(db, path, { now });
  const response = await web.request(
    links.matches(signList(secret, list!.id)),
    form({ take: "all" }, { Origin: "http://localhost:3000" }),
  );
  expect(response.status).toBe(303);
  expect(await findPaper(db, titleIdentifier(given[0]!))).toMatchObject({
    identifier: "arxiv:2603.25001",
    title: renamed,
    appearances: [{ day: "2026-03-26", kind: "featured" }],
  });
});

test("an address that was not signed here shows and changes nothing", async () => {
  const test = await openMatches();
  const { address, web } = test;
  for (const path of [`${address}x`, address.replace("/1.", "/2."), "/matches/1", "/matches/%00"]) {
    expect((await web.request(path)).status).toBe(404);
    expect((await web.request(path, form({ take: "all" }))).status).toBe(404);
  }
  expect((await web.request(address, form({ take: "999" }))).status).toBe(400);
  const foreign = form({ take: "all" }, { Origin: "https://evil.example" });
  expect((await web.request(address, foreign)).status).toBe(403);
  expect(await statesIn(test)).toEqual(["matched", "matched", "unmatched"]);
});
