import { expect, test } from "vitest";
import { serve } from "../../../fixtures/answering-server.ts";
import { openArchive } from "../../../fixtures/archive.ts";
import { readFeedAs } from "../../../fixtures/feed-rules.ts";
import { signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { form, manyPapers, paper, webForTest, type TestWebOptions } from "../../../fixtures/web.ts";
import { castVote } from "../../community/votes/votes.ts";
import { longDate } from "../../papers/period.ts";

const napkins = {
  id: "2603.04242",
  title: "Folding Napkins",
  abstract: "A napkin is folded in the number of ways that it has.",
  authors: ["Ada Lindqvist", "Ben Okafor"],
  categories: ["cs.RO"],
  versions: [{ at: new Date("2026-03-05T10:00:00Z") }],
  datestamp: new Date("2026-03-06T10:00:00Z"),
};

async function openSite(options: TestWebOptions & { pages?: Record<string, string> } = {}) {
  const archive = await openArchive();
  archive.papers.push(napkins);
  const site = await serve((response, request) => {
    const body = options.pages?.[request.url ?? ""];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "text/html" }).end(body);
  });
  const opened = await webForTest({
    papers: [paper()],
    guard: { reach: "loopback", resolve: async () => ["127.0.0.1"] },
    ...options,
    settings: {
      ...archive.settings,
      DOI_URL: new URL("/doi", site.url).href,
      ...options.settings,
    },
  });
  const post = async (who: SignedInReader, path: string, fields: Record<string, string>) => {
    const response = await opened.web.request(path, who.form(fields));
    const html = await response.text();
    return {
      status: response.status,
      location: response.headers.get("Location"),
      html,
      found: /name="found" value="([^"]+)"/.exec(html)?.[1] ?? "",
    };
  };
  return {
    ...opened,
    archive,
    site,
    at: (path: string) => `http://journal.example:${site.url.port}${path}`,
    post,
    look: (who: SignedInReader, q: string) => post(who, "/submit", { q }),
    take: (who: SignedInReader, found: string, fields: Record<string, string> = {}) =>
      post(who, "/submit/take", { found, ...fields }),
    show: async (who: SignedInReader, path: string) =>
      await opened.read(path, { headers: who.headers }),
  };
}

function page(title: string, more = ""): string {
  return `<meta name="citation_title" content="${title}">${more}`;
}

test("a reader's paper is looked up, shown, taken, and stands on the front page, signed and voted for", async () => {
  const { given, look, take, show, read, archive } = await openSite();
  const ada = await signInAs(given);
  expect(await show(ada, "/submit?q=2603.04242")).toMatch(
    /5 of 5 left today[\s\S]*value="2603.04242"/,
  );
  expect(archive.requests).toEqual([]);
  const shown = await look(ada, "https://arxiv.org/pdf/2603.04242v1.pdf");
  expect(shown.status).toBe(200);
  expect(shown.html).toContain("Is this the paper?");
  expect(shown.html).toMatch(
    /Folding Napkins[\s\S]*Ada Lindqvist, Ben Okafor[\s\S]*arXiv 2603.04242 · cs.RO/,
  );
  // Nothing has happened yet.
  expect(await read("/")).not.toContain("Folding Napkins");
  const taken = await take(ada, shown.found, { sentence: " It <b>folds</b>\nwell. " });
  expect([taken.status, taken.location]).toEqual([303, "/papers/2603.04242"]);
  const front = await read("/");
  expect(front).toMatch(
    /Folding Napkins[\s\S]*Submitted by Ada<\/strong><span> “It &lt;b&gt;folds&lt;\/b&gt; well\.”/,
  );
  expect(front).toContain("Friday 27 March 2026");
  const own = await show(ada, "/papers/2603.04242");
  expect(own).toMatch(/aria-pressed="true"[\s\S]*data-count="true">1</);
  expect(own).toMatch(/Submitted by <a href="\/people\/ada">Ada<\/a>[\s\S]*Take it back/);
  expect(await read("/papers/2603.04242")).not.toContain("Take it back");
  expect(await show(ada, "/submit")).toContain("4 of 5 left today");
  const feed = await read("/sections/cs.RO/feed");
  expect(readFeedAs.atom(feed).entries[0]?.html).toContain(
    "Submitted by Ada: “It &lt;b&gt;folds&lt;/b&gt; well.”",
  );
  // Once more it leads there, without asking anybody.
  const requests = archive.requests.length;
  const again = await look(ada, "arXiv:2603.04242v3");
  expect(again.html).toMatch(/It is here already\.[\s\S]*href="\/papers\/2603\.04242"/);
  expect(again.html).toContain('action="/papers/2603.04242/vote"');
  expect(archive.requests).toHaveLength(requests);
});

test("what is taken is what was found, whatever the second request says", async () => {
  const { given, look, take, db } = await openSite();
  const [ada, ben] = [await signInAs(given), await signInAs(given, { name: "Ben" })];
  const { found } = await look(ada, "2603.04242");
  const count = async () => (await db.selectFrom("submissions").selectAll().execute()).length;
  // Somebody else's, a forged one and a lost one are looked up anew, and shown again.
  expect(await take(ben, found, { q: "nonsense" })).toMatchObject({ status: 400 });
  expect(await take(ada, "forged", { q: "nonsense", title: "Forged" })).toMatchObject({
    status: 400,
  });
  const lost = await take(ada, "lost", { q: "2603.04242", sentence: "Kept words." });
  expect(lost).toMatchObject({ status: 200 });
  expect(lost.html).toMatch(/Is this the paper\?[\s\S]*Folding Napkins[\s\S]*value="Kept words\."/);
  expect(await count()).toBe(0);
  await take(ada, lost.found, { title: "Forged", identifier: "arxiv:2603.11111" });
  const { title } = await db
    .selectFrom("papers")
    .innerJoin("submissions", "submissions.paper_id", "papers.id")
    .select("title")
    .executeTakeFirstOrThrow();
  expect([title, await count()]).toEqual(["Folding Napkins", 1]);
});

test("two who bring the same at once have brought one paper", async () => {
  const { given, look, take, db, at } = await openSite({
    pages: { "/n": page("Napkins of Two People") },
  });
  const readers = [await signInAs(given), await signInAs(given, { name: "Ben" })];
  const tokens: string[] = [];
  for (const reader of readers) tokens.push((await look(reader, at("/n"))).found);
  const answers = await Promise.all(readers.map((reader, n) => take(reader, tokens[n]!)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 303]));
  expect(answers.find(({ status }) => status === 200)!.html).toContain("It is here already.");
  expect(await db.selectFrom("submissions").selectAll().execute()).toHaveLength(1);
  expect(await db.selectFrom("votes").selectAll().execute()).toHaveLength(1);
});

test("a paper that is here under another name is found by its title and its DOI", async () => {
  const known = paper({
    identifier: "arxiv:2603.00001",
    title: "How Many Ways a Napkin Has of Being Folded",
    doi: "10.1000/182",
  });
  const same = `<meta name="citation_author" content="Zlatanov, Nikola"><meta name="citation_author" content="Amin Gohari">`;
  const { given, look, at } = await openSite({
    papers: [paper(), known],
    pages: { "/same": page("How many ways a napkin has of being folded!", same) },
  });
  const ada = await signInAs(given);
  for (const typed of [at("/same"), "https://doi.org/10.1000/182"]) {
    const { html } = await look(ada, typed);
    expect(html).toMatch(/It is here already\.[\s\S]*2603\.00001/);
  }
});

test("what was wrong stands beside the field, and what was typed stays in it", async () => {
  const { given, look, take, archive, at } = await openSite({ pages: { "/shop": "<h1>Shop" } });
  const ada = await signInAs(given);
  const faults: [typed: string, says: string][] = [
    ["", "Type or paste what names the paper."],
    ["some napkins", "That is no identifier and no address."],
    [at("/shop"), "does not say which paper it is of"],
    [at("/gone"), "has nothing at this address (404). Nothing is lost"],
    ["10.1000/nobody", "Nobody has registered the DOI 10.1000/nobody."],
    ["ftp://journal.example/", "That is no identifier"],
    ['"><script>alert(1)</script>', "That is no identifier"],
  ];
  for (const [typed, says] of faults) {
    const { status, html } = await look(ada, typed);
    expect([typed, status]).toEqual([typed, 400]);
    expect(html).toMatch(/aria-invalid="true"[\s\S]*id="q-error"/);
    expect(html).toContain(says);
    expect(html).not.toContain("<script>alert");
    const kept = typed.replaceAll(
      /["<>]/g,
      (each) => ({ '"': "&quot;", "<": "&lt;" })[each] ?? "&gt;",
    );
    expect(html).toContain(`name="q" value="${kept}"`);
  }
  await archive.close();
  const offline = await look(ada, "2603.04242");
  expect(offline.status).toBe(400);
  expect(offline.html).toMatch(/could not be reached \(nothing answers there\)\. Nothing is lost/);
  expect(offline.html).toContain('value="2603.04242"');
  const long = await openSite();
  const eva = await signInAs(long.given);
  const { found } = await long.look(eva, "2603.04242");
  const sentence = "x".repeat(300);
  const refused = await long.take(eva, found, { sentence });
  expect([refused.status, refused.html.includes(sentence)]).toEqual([400, true]);
  expect(refused.html).toContain("A sentence has 280 characters at most.");
  expect((await take(ada, "", {})).status).toBe(400);
});

test("no address leads into a private network, and a page says no more than text", async () => {
  const bomb = `${"{".repeat(300)}$\\def\\a{\\a\\a}\\a ${"\\frac{1}{".repeat(200)}$`;
  const { given, web, read, at, take, look } = await openSite({
    pages: {
      "/evil": page(
        "&lt;script&gt;alert(1)&lt;/script&gt; Napkins &lt;img src=x onerror=alert(1)&gt; of Evil",
        `<meta name="citation_abstract" content="${bomb.replaceAll('"', "")}">`,
      ),
    },
  });
  const ada = await signInAs(given);
  const { found } = await look(ada, at("/evil"));
  const { location } = await take(ada, found, { sentence: "<img src=x onerror=alert(1)>" });
  for (const path of ["/", location!]) {
    const html = await read(path);
    expect(html).toContain("of Evil");
    expect(html).not.toMatch(/<script>alert|<img/);
  }
  // As the program is started, without a guard of the test's own.
  const real = await openSite({ guard: undefined });
  const eva = await signInAs(real.given);
  for (const address of [
    real.site.url.href,
    "http://169.254.169.254/latest/",
    "localhost.localhost/",
  ]) {
    const { status, html } = await real.look(eva, address);
    expect(status).toBe(400);
    expect(html).toMatch(/is not (an address of the public net|asked on port)/);
  }
  expect(real.site.requests).toEqual([]);
  // Neither strangers nor forms of others get anywhere.
  expect((await web.request("/submit")).headers.get("Location")).toBe("/sign-in?next=%2Fsubmit");
  expect((await web.request("/submit", form({ q: "2603.04242" }))).status).toBe(401);
  const foreign = { method: "POST", headers: { ...ada.headers, Origin: "https://evil.example" } };
  expect((await web.request("/submit", foreign)).status).toBe(403);
});

test("a day has as many papers as the owner says, told before one types; editors are not counted", async () => {
  const pages = {
    "/1": page("The First of Several Napkins"),
    "/2": page("The Second of Several Napkins"),
  };
  // 23:30 in UTC on the 26th is already the 27th in Berlin.
  const at = new Date("2026-03-26T23:30:00Z");
  const settings = { SUBMISSIONS_PER_DAY: "1", TIME_ZONE: "Europe/Berlin" };
  const site = await openSite({ pages, settings, at });
  const ada = await signInAs(site.given, { since: new Date("2026-01-01") });
  const first = await site.look(ada, site.at("/1"));
  const second = await site.look(ada, site.at("/2"));
  expect((await site.take(ada, first.found)).status).toBe(303);
  const refused = await site.take(ada, second.found, { sentence: "Kept words." });
  expect(refused.status).toBe(400);
  expect(refused.html).toContain("You have brought a paper today, which is all for one day.");
  expect(refused.html).toContain("Kept words.");
  const told = await site.show(ada, "/submit?q=2603.04242");
  expect(told).toMatch(/which is all for one day[\s\S]*value="2603.04242"/);
  expect(told).not.toContain("Look it up");
  // A day begins where the instance is.
  await site.db.updateTable("submissions").set({ at: "2026-03-26T22:59:00.000Z" }).execute();
  expect(await site.show(ada, "/submit")).toContain("1 of 1 left today");
  const closed = await openSite({ settings: { SUBMISSIONS_PER_DAY: "0" } });
  const ben = await signInAs(closed.given, { name: "Ben" });
  expect(await closed.show(ben, "/submit")).toContain("On this site, editors alone bring papers.");
  expect((await closed.look(ben, "2603.04242")).html).not.toContain("Is this the paper?");
  const editor = await signInAs(closed.given, { name: "Eva", role: "editor" });
  const { found } = await closed.look(editor, "2603.04242");
  expect((await closed.take(editor, found)).status).toBe(303);
});

test("a paper is taken back while nobody else has voted for it, and leaves nothing behind", async () => {
  const { given, look, take, post, db, read } = await openSite();
  const [ada, ben] = [await signInAs(given), await signInAs(given, { name: "Ben" })];
  const { found } = await look(ada, "2603.04242");
  const bring = async () => take(ada, found);
  await bring();
  expect((await post(ben, "/papers/2603.04242/take-back", {})).status).toBe(404);
  expect(await post(ada, "/papers/2603.04242/take-back", {})).toMatchObject({
    status: 303,
    location: "/",
  });
  for (const table of ["submissions", "votes"] as const) {
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
  }
  expect(await db.selectFrom("papers").select("identifier").execute()).toHaveLength(1);
  await bring();
  const { id } = await db
    .selectFrom("papers")
    .select("id")
    .where("identifier", "=", "arxiv:2603.04242")
    .executeTakeFirstOrThrow();
  await castVote(db, { reader: ben.reader.id, paper: id, up: true, now: given.clock() });
  const refused = await post(ada, "/papers/2603.04242/take-back", {});
  expect([refused.status, refused.html.includes("Others have voted for this paper")]).toEqual([
    400,
    true,
  ]);
  const moderator = await signInAs(given, { name: "Mo", role: "moderator" });
  expect(await read("/papers/2603.04242", { headers: moderator.headers })).toContain(
    "Remove this submission",
  );
  expect((await post(moderator, "/papers/2603.04242/take-back", {})).location).toBe("/");
  expect(await read("/")).not.toContain("Folding Napkins");
});

test("what somebody keeps stays in the catalogue, and a closed edition stays as it is", async () => {
  const { given, look, take, post, db, read } = await openSite();
  const ada = await signInAs(given);
  await take(ada, (await look(ada, "2603.04242")).found);
  const { id } = await db
    .selectFrom("papers")
    .select("id")
    .where("identifier", "=", "arxiv:2603.04242")
    .executeTakeFirstOrThrow();
  const closing = { day: "2026-03-27", standings: "[]", at: given.clock().toISOString() };
  await db
    .insertInto("closed_editions")
    .values({ ...closing, reader_id: null })
    .execute();
  const refused = await post(ada, "/papers/2603.04242/take-back", {});
  expect([refused.status, refused.html.includes("is closed")]).toEqual([400, true]);
  await db.deleteFrom("closed_editions").execute();
  await db
    .insertInto("library")
    .values({ reader_id: ada.reader.id, paper_id: id, saved_at: closing.at, read_at: null })
    .execute();
  const back = await post(ada, "/papers/2603.04242/take-back", {});
  expect(back.location).toBe("/papers/2603.04242");
  expect(await read("/")).not.toContain("Folding Napkins");
  expect(await read("/papers/2603.04242")).not.toContain("Submitted by");
});

test("a paper joins the newest edition, today's where that is closed or nothing is gathered, and no other", async () => {
  const dayOf = async (
    settings: Record<string, string>,
    { at, closed = [] }: { at: string; closed?: readonly string[] },
  ) => {
    const site = await openSite({
      settings,
      at: new Date(at),
      pages: { "/n": page("Napkins by the Day") },
    });
    const ada = await signInAs(site.given, { since: new Date("2026-01-01") });
    const { found } = await site.look(ada, site.at("/n"));
    for (const day of closed) {
      await site.db
        .insertInto("closed_editions")
        .values({ day, standings: "[]", reader_id: null, at })
        .execute();
    }
    const before = await site.show(ada, "/submit?q=2603.04242");
    const taken = await site.take(ada, found, { sentence: "Kept words." });
    const row = await site.db.selectFrom("submissions").select("day").executeTakeFirst();
    return { day: row?.day, before, taken };
  };
  const joins = async (day: string, ...asked: Parameters<typeof dayOf>) => {
    const { before, ...joined } = await dayOf(...asked);
    expect(joined.day).toBe(day);
    expect(before).toContain(`joins the edition of ${longDate(day)}`);
  };
  const sunday = "2026-03-29T10:00:00Z";
  await joins("2026-03-27", {}, { at: sunday });
  await joins("2026-03-29", {}, { at: sunday, closed: ["2026-03-27"] });
  await joins("2026-03-29", { SOURCES: "none" }, { at: sunday });
  const eve = "2026-03-26T20:00:00Z";
  await joins("2026-03-27", {}, { at: eve });
  await joins("2026-03-26", {}, { at: eve, closed: ["2026-03-27"] });
  await joins("2026-05-01", {}, { at: "2026-05-01T10:00:00Z" });
  const friday = { at: "2026-03-27T20:00:00Z", closed: ["2026-03-27"] };
  for (const settings of [{}, { SOURCES: "none" }]) {
    const { day, before, taken } = await dayOf(settings, friday);
    expect([day, taken.status]).toEqual([undefined, 400]);
    for (const html of [before, taken.html]) {
      expect(html).toContain(
        "Today’s edition is closed, so no paper can join it. Bring it tomorrow.",
      );
    }
    expect(before).toContain('value="2603.04242"');
    expect(taken.html).toContain("Kept words.");
  }
});

test("what stands far down is named on the front page all the same, with its place and its card", async () => {
  const others = manyPapers(60);
  const { given, db, at, look, take, read } = await openSite({
    papers: others,
    pages: { "/n": page("Napkins That Nobody Votes For") },
  });
  const [ada, ben] = [await signInAs(given), await signInAs(given, { name: "Ben" })];
  await take(ada, (await look(ada, at("/n"))).found, { sentence: "Do." });
  const rows = await db.selectFrom("papers").select(["id", "title"]).execute();
  for (const { id, title } of rows) {
    if (title.startsWith("Paper")) {
      await castVote(db, { reader: ben.reader.id, paper: id, up: true, now: given.clock() });
      await castVote(db, { visitor: "v", paper: id, up: true, now: given.clock() });
    }
  }
  const front = await read("/");
  expect(front).toMatch(
    /From readers[\s\S]*Napkins That Nobody Votes For[\s\S]*Submitted by Ada<\/strong><span> “Do\.”[\s\S]*61st of this edition/,
  );
  const [card = ""] = /\/day\/2026-03-27\?page=2#paper-\d+/.exec(front) ?? [];
  expect(await read(card.split("#")[0]!)).toContain(`id="${card.split("#")[1]}"`);
});
