import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { keepPapers } from "../../community/library/library.ts";
import { createApp } from "../../app.ts";
import { form, manyPapers, paper, webForTest } from "../../../fixtures/web.ts";

const json = { Accept: "application/json" };
const own = "/papers/2603.25280";

async function signedIn(papers = [paper()]) {
  const test = await webForTest({ papers });
  const ada = await signInAs(test.given);
  const post = (path: string, fields: Record<string, string>, headers = {}) =>
    test.web.request(path, ada.form(fields, headers));
  const read = async (path: string) => spaced(await test.read(path, { headers: ada.headers }));
  return { ...test, ada, post, read, asStranger: test.read };
}

/** With plain spaces where none may break. */
function spaced(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

test("Save turns to Saved on its card, on its page and in the library, and back", async () => {
  const { post, read, asStranger } = await signedIn();
  const saved = await post(`${own}/save`, { save: "1", back: "/day/2026-03-27" });
  expect(saved.status).toBe(303);
  expect(saved.headers.get("Location")).toMatch(/^\/day\/2026-03-27#paper-\d+$/);
  expect(await (await post(`${own}/save`, { save: "1" }, json)).json()).toEqual({ saved: true });
  for (const page of ["/", own]) {
    expect(await read(page)).toContain('name="save" value="0"');
    expect(await asStranger(page)).toContain('name="save" value="1"');
  }
  expect(await read("/library")).toContain("1 paper saved, 1 unread.");
  expect(await (await post(`${own}/save`, { save: "0" }, json)).json()).toEqual({ saved: false });
  expect(await read("/library")).toContain("Nothing is saved yet.");
});

test("a stranger who presses Save is led to sign in and back to the paper's place", async () => {
  const { web, read: asStranger } = await webForTest({ papers: [paper()] });
  const pressed = await web.request(`${own}/save`, form({ save: "1", back: "/week/2026-W13" }));
  expect(pressed.status).toBe(303);
  expect(pressed.headers.get("Location")).toMatch(
    /^\/sign-in\?next=%2Fweek%2F2026-W13%23paper-\d+$/,
  );
  expect((await web.request(`${own}/save`, form({ save: "1" }, json))).status).toBe(401);
  expect((await web.request("/library")).headers.get("Location")).toBe("/sign-in?next=%2Flibrary");
  expect(await asStranger("/search?q=is%3Asaved")).toContain("to search what you saved");
});

test("a note and tags are kept on the paper's page, and what is wrong stands beside its field", async () => {
  const { post, read } = await signedIn();
  const long = "x".repeat(4001);
  const wrong = await post(`${own}/note`, { note: long, tags: "fine, !!!" });
  expect(wrong.status).toBe(400);
  const page = await wrong.text();
  expect(page).toContain("A note has 4000 characters at most; this one has 4001.");
  expect(page).toContain("“!!!” is no tag");
  expect(page).toContain('value="fine, !!!"');
  expect(page).toContain(long);
  await post(`${own}/note`, { note: "<b>Lemma 3</b>\nis odd", tags: "To Read, proofs" });
  await post(`${own}/read`, { read: "1" });
  for (const place of [own, "/library"]) {
    const text = await read(place);
    expect(text).toContain("&lt;b&gt;Lemma 3&lt;/b&gt;\nis odd");
    expect(text).toContain('href="/library?tag=to-read"');
  }
  expect(await read(own)).toContain("read on 27 March 2026");
  expect(await read("/")).toContain('class="title title-read"');
});

test("the library is searched, narrowed and sorted; rows that are ticked are changed at once", async () => {
  const { post, read, db } = await signedIn(manyPapers(60));
  const rows = await db.selectFrom("papers").select(["id", "title"]).execute();
  const idOf = (title: string) => String(rows.find((row) => row.title === title)!.id);
  for (const number of ["20000", "19999", "19998"]) {
    await post(`/papers/2603.${number}/save`, { save: "1" });
  }
  await post("/library/change", { act: "read", paper: idOf("Paper 1") });
  const tag = { act: "tag", tags: "birds, Sea Gulls", paper: idOf("Paper 2") };
  const tagged = (await post("/library/change", tag)).headers.get("Location")!;
  expect(await read(tagged)).toContain("1 paper tagged birds, sea-gulls.");
  const titles = async (path: string) =>
    [...(await read(path)).matchAll(/data-open="true">(Paper \d+)</g)].map(([, title]) => title);
  expect(await titles("/library?unread=1&sort=title")).toEqual(["Paper 2", "Paper 3"]);
  expect(await titles("/library?tag=sea-gulls")).toEqual(["Paper 2"]);
  expect(await titles("/library?q=cat%3Acs.CV+-tag%3Abirds&sort=title")).toEqual([
    "Paper 1",
    "Paper 3",
  ]);
  expect(await read("/library?q=tag%3A%21%21")).toContain("is no tag. Write one as tag:to-read.");
  const none = await post("/library/change", { act: "remove", tag: "birds" });
  expect([none.status, await none.text()]).toEqual([
    400,
    expect.stringMatching(
      /<title>Error: Library.*tabindex="-1" autofocus.*Tick the papers first, each at its left\./s,
    ),
  ]);
  const removed = await post("/library/change", { act: "remove", all: "1", tag: "birds" });
  expect(removed.headers.get("Location")).toBe("/library?tag=birds&did=remove&papers=1");
  expect(await titles("/library?sort=title")).toEqual(["Paper 1", "Paper 3"]);
  expect(await read("/library?tag=birds")).toContain("Nothing in your library is like that.");
});

test("a page of the library has fifty rows, and actions reach beyond it", async () => {
  const { post, read, db } = await signedIn(manyPapers(60));
  const rows = await db.selectFrom("papers").select("id").execute();
  await keepPapers(actingAt(db, new Date()), { reader: 1, papers: rows.map(({ id }) => id) });
  expect(await read("/library?page=2")).toContain("Papers 51 to 60 of 60");
  expect(await read("/library?page=3")).toContain("This list has 2 pages.");
  await post("/library/change", { act: "read", all: "1", page: "2" });
  expect(await read("/library")).toContain("60 papers saved, 0 unread.");
  const remove = { act: "remove", all: "1", unread: "", page: "2" };
  const asked = await (await post("/library/change", remove)).text();
  expect(asked).toContain("<h1>Remove 60\u00a0papers?</h1>");
  expect(await read("/library")).toContain("60 papers saved");
  const removed = await post("/library/change", { ...remove, sure: "1" });
  const told = await read(removed.headers.get("Location")!);
  expect(told).toContain("Nothing is saved any more.");
  expect(told).toContain("60 papers removed.");
  const hostile = "/library?did=tag&papers=9999999&as=<b>";
  expect(await read(hostile)).not.toContain("tagged");
});

test("a bibliography is exported whole, by tag or as ticked, and imported from a file or pasted", async () => {
  const { ada, web, post, read, given } = await signedIn([
    paper(),
    paper({ identifier: "arxiv:2603.25281", title: "Another List" }),
  ]);
  await post(`${own}/note`, { note: "50% done", tags: "lists" });
  await post("/papers/2603.25281/save", { save: "1" });
  const all = await web.request("/library/export?format=bibtex", { headers: ada.headers });
  expect(all.headers.get("Content-Disposition")).toBe('attachment; filename="library.bib"');
  const bib = await all.text();
  expect(bib.match(/^@misc\{/gm)).toHaveLength(2);
  expect(bib).toContain("keywords = {lists}");
  expect(await read("/library/export?format=ris&tag=lists")).toMatch(
    /^TY {2}- MANSCPT\r\n(?!.*TY)/s,
  );
  expect(
    JSON.parse(await (await post("/library/change", { export: "csl-json", all: "1" })).text()),
  ).toHaveLength(2);
  const bo = await signInAs(given, { name: "Bo" });
  const body = new FormData();
  body.set("token", new URLSearchParams(bo.form().body as string).get("token")!);
  body.set(
    "file",
    new File([bib, "@misc{z, title={Nobody Wrote This One Yet}}\n@misc{y, a"], "a.bib"),
  );
  const imported = await web.request("/library/import", {
    method: "POST",
    body,
    headers: bo.headers,
  });
  const said = spaced(await imported.text());
  expect(imported.status).toBe(200);
  expect(said).toContain("4 entries: 2 saved, 1 not found, 1 could not be read.");
  expect(said).toContain("Nobody Wrote This One Yet");
  expect(await readAs(web, "/library?tag=lists", bo.headers)).toContain("50% done");
  const pasted = await web.request("/library/import", bo.form({ text: bib }));
  expect(spaced(await pasted.text())).toContain("2 entries: 0 saved, 2 were saved already.");
  const wrong = await web.request("/library/import", bo.form({ text: "Dear all," }));
  expect([wrong.status, await wrong.text()]).toEqual([
    400,
    expect.stringContaining("This is neither BibTeX nor RIS nor CSL-JSON."),
  ]);
});

async function readAs(
  web: Awaited<ReturnType<typeof webForTest>>["web"],
  path: string,
  headers: Record<string, string>,
) {
  return await (await web.request(path, { headers })).text();
}

test("only the import takes more than a page's form, and not without end", async () => {
  const { web, ada } = await signedIn();
  const send = async (path: string, size: number) =>
    (await web.request(path, ada.form({ text: `@misc{a, title={${"x".repeat(size)}}}` }))).status;
  expect(await send("/library/import", 1_000_000)).toBe(200);
  const large = await web.request("/library/import", ada.form({ text: "x".repeat(5_000_000) }));
  expect([large.status, await large.text()]).toEqual([
    413,
    expect.stringMatching(/autofocus aria-invalid="true".*This file has more than 4 MB;/s),
  ]);
  expect(await send(`${own}/note`, 100_000)).toBe(413);
});

test("what is hidden is left out of every list, which says so and shows it when asked", async () => {
  const { post, read, asStranger } = await signedIn([
    ...manyPapers(3),
    paper({ identifier: "arxiv:2603.25280", title: "Agents at Sea", categories: ["cs.RO"] }),
  ]);
  expect((await post("/hidden", { kind: "word", value: "agent" })).status).toBe(303);
  for (const page of ["/", "/week/2026-W13", "/search?q=after%3A2026", "/since?day=2026-03-20"]) {
    const text = await read(page);
    expect([page, text.includes("Agents at Sea")]).toEqual([page, false]);
    expect(text).toMatch(/1 hidden by <a href="\/hidden">your own list<\/a>/);
    expect(await asStranger(page)).toContain("Agents at Sea");
    const shown = `${page}${page.includes("?") ? "&" : "?"}hidden=shown`;
    expect(await read(shown)).toContain("Agents at Sea");
  }
  expect(await read("/hidden")).toContain("<strong>agent</strong>");
  expect(await read("/sections/cs.RO/day/2026-03-27")).toContain("Show its paper</a>");
  await post("/hidden", { kind: "word", value: "paper" });
  const empty = await read("/");
  expect(empty).toContain("Your own list hides all of this edition.");
  expect(empty).toContain('<a href="/?hidden=shown">Show its 4 papers</a>');
  await post("/hidden/remove", { kind: "word", value: "paper" });
  await post("/hidden/remove", { kind: "word", value: "agent" });
  expect(await read("/")).toContain("Agents at Sea");
});

test("a paper proposes what of it there is to hide; what cannot be hidden is said beside the field", async () => {
  const { post, read } = await signedIn();
  expect(await read(own)).toContain('href="/hidden?like=2603.25280"');
  const proposed = await read("/hidden?like=2603.25280");
  expect(proposed).toContain('value="Nikola Zlatanov"');
  expect(proposed).toContain('value="math.ST"');
  for (const value of ["robots", "cs.XX"]) {
    const refused = await post("/hidden", { kind: "category", value });
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining(`There is no category “${value}”`),
    ]);
  }
  await post("/hidden", { kind: "category", value: "CS.cv" });
  expect(await read("/hidden")).toContain("<strong>cs.CV</strong>");
  await post("/hidden", { kind: "author", value: "nikola zlatanov" });
  expect(await read("/hidden?like=2603.25280")).not.toContain('value="Nikola Zlatanov"');
  const wrong = await post("/hidden", { kind: "word", value: " !? " });
  expect([wrong.status, await wrong.text()]).toEqual([
    400,
    expect.stringContaining("Write a word, or words that stand side by side."),
  ]);
});

test("what one reader has is refused in feeds, sections and letters, and found by the API for its reader", async () => {
  const { read, web, given, ada, post } = await signedIn();
  const feed = await web.request("/search/feed?q=is%3Asaved");
  expect(feed.status).toBe(400);
  expect(await feed.text()).toContain("are for everybody");
  expect(await read("/search?q=is%3Asaved")).not.toContain("/search/feed?");
  expect(await read("/search/help")).toContain("tag:to-read");
  for (const [asked, says] of [
    ["is%3Asaved", "You have saved nothing yet."],
    ["is%3Aunread", "You have read all that you saved."],
    ["tag%3ANope", "You have no tag “nope”."],
  ]) {
    expect(await read(`/search?q=${asked}`)).toContain(`<h1>${says}</h1>`);
  }
  await post(`${own}/save`, { save: "1" });
  const app = createApp(given);
  const total = async (headers: Record<string, string>) => {
    const answer = await app.request("/api/v1/search?q=is%3Asaved", { headers });
    return ((await answer.json()) as { total: number }).total;
  };
  expect([await total(ada.headers), await total({})]).toEqual([1, 0]);
});
