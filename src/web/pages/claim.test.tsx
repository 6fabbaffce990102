import { expect, test } from "vitest";
import { serve } from "../../../fixtures/answering-server.ts";
import { say } from "../../../fixtures/discussion.ts";
import { openOrcid } from "../../../fixtures/orcid.ts";
import { signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { form, paper, webForTest, type TestWebOptions } from "../../../fixtures/web.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { giveUpClaim } from "../../community/authorship/claiming.ts";

const address = "/papers/2603.25280/claim";
const id = "0000-0002-1825-0097";

interface World {
  /** What stands at arXiv’s `/html/2603.25280`, and behind DOIs; nothing where left out. */
  pages?: Record<string, string>;
  options?: TestWebOptions;
}

/** A site, arXiv’s pages, the DOI resolver and ORCID, all of them here. */
async function openWorld({ pages = {}, options = {} }: World = {}) {
  const orcid = await openOrcid();
  const site = await serve((response, request) => {
    const body = pages[request.url ?? ""];
    if (body?.startsWith("location ")) {
      return void response.writeHead(302, { location: body.slice("location ".length) }).end();
    }
    const type = "text/html; charset=utf-8";
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body);
  });
  const opened = await webForTest({
    papers: [paper({ doi: "10.1000/182", comment: "Code at {ben,lab}@lab.example" })],
    guard: { reach: "loopback", resolve: async () => ["127.0.0.1"] },
    ...options,
    settings: {
      ...orcid.settings,
      ARXIV_URL: site.url.href,
      DOI_URL: new URL("/doi", site.url).href,
      SITE_URL: "https://papers.example",
      ...options.settings,
    },
  });
  const { web, db, read, given } = opened;
  return {
    ...opened,
    site,
    orcid,
    show: async (who: SignedInReader, path = address) => await read(path, { headers: who.headers }),
    claim: async (who: SignedInReader, fields: Record<string, string>, path = address) => {
      const answer = await web.request(path, who.form(fields));
      const html = await answer.text();
      return { status: answer.status, to: answer.headers.get("Location"), html };
    },
    claims: async () => await db.selectFrom("claims").selectAll().orderBy("id").execute(),
    signIn: async (name = "Nikola Zlatanov") => await signInAs(given, { name }),
  };
}

const byAddress = { author: "Nikola Zlatanov", proof: "address" };

test("an author whose address the paper’s page names is known at once, and may give it up", async () => {
  const page = `<span class="ltx_role_author">Nikola Zlatanov</span><tt>{nikola.zlatanov,
    gohari}</tt>@university.edu<p>Text</p>`;
  const world = await openWorld({ pages: { "/html/2603.25280": page } });
  const { show, claim, read, claims, db, site } = world;
  const nikola = await world.signIn();
  expect(await show(nikola, "/papers/2603.25280")).toContain(
    `<a href="${address}">Are you an author of this paper?</a>`,
  );
  // The one whose name is theirs is chosen.
  expect(await show(nikola)).toMatch(
    /value="Nikola Zlatanov" checked=""[\s\S]*value="Amin Gohari"/,
  );
  expect(site.requests).toEqual([]);
  const comment = await say(db, { paper: 1, reader: nikola.reader.id });
  const claimed = await claim(nikola, byAddress);
  expect([claimed.status, claimed.to]).toEqual([303, address]);
  const told = await show(nikola);
  expect(told).toMatch(
    /You are Nikola Zlatanov here\.[\s\S]*An address at university\.edu stands on/,
  );
  expect(await read("/papers/2603.25280")).toMatch(
    /href="\/people\/nikola-zlatanov">Nikola Zlatanov<\/a> is here/,
  );
  expect(await read(`/papers/2603.25280`)).toMatch(
    new RegExp(`id="comment-${comment}"[\\s\\S]*Author`),
  );
  const [row] = await claims();
  expect(row).toMatchObject({ state: "proved", proof: "address", author: "Nikola Zlatanov" });
  expect(JSON.stringify(row)).not.toContain("@");
  expect(site.requests).toEqual(["/html/2603.25280", "/doi/10.1000/182"]);
  // Another address later ends nothing.
  await db.updateTable("readers").set({ email: "n@elsewhere.example" }).execute();
  expect(await show(nikola)).toContain("You are Nikola Zlatanov here.");
  expect((await claim(nikola, { "give-up": "yes" })).to).toBe("/papers/2603.25280");
  expect(await claims()).toEqual([]);
  expect(await read("/papers/2603.25280")).not.toContain("is here");
});

test.each([
  ["the comment of its authors", { comment: "Mail: nikola.zlatanov AT university DOT edu" }, {}],
  ["its abstract", { abstract: "Ask {amin, nikola.zlatanov}@university.edu for data." }, {}],
  [
    "a meta element of the publisher’s page, behind the DOI",
    { doi: "10.1000/182" },
    {
      "/doi/10.1000/182": "location /article/182",
      "/article/182": `<meta name="citation_author_email" content="Nikola.Zlatanov@University.edu">`,
    },
  ],
])("the address is found in %s", async (_, fields, pages) => {
  const { claim, claims, signIn } = await openWorld({
    options: { papers: [paper({ comment: "12 pages", ...fields })] },
    pages,
  });
  expect((await claim(await signIn(), byAddress)).status).toBe(303);
  expect(await claims()).toMatchObject([{ state: "proved", proof: "address" }]);
});

test("what is not the whole address proves nothing; what was looked at is told, and nobody’s address", async () => {
  const world = await openWorld({
    pages: {
      "/html/2603.25280": `<p>x.nikola.zlatanov@university.edu, nikola.zlatanov@university.edu.au
        nikola . zlatanov@university.edu, info@university.edu</p>`,
    },
  });
  const { claim, claims, site, signIn } = world;
  const nikola = await signIn();
  const { status, html } = await claim(nikola, byAddress);
  expect(status).toBe(400);
  expect(html).toContain("Your address was not found there");
  expect(html).toMatch(
    /Looked at the paper’s abstract and comment: one address, and it is not yours/,
  );
  expect(html).toMatch(/Looked at 127\.0\.0\.1:\d+: 2.addresses, none of them yours/);
  expect(html).toContain("has nothing at this address (404)");
  expect(html).not.toMatch(/x\.nikola|edu\.au|ben@|info@/);
  expect(await claims()).toEqual([]);
  // What is chosen stays chosen, and the same pages are not asked again at once.
  expect(html).toMatch(/value="Nikola Zlatanov" checked=""/);
  await claim(nikola, byAddress);
  await claim(await signIn("Amin Gohari"), { author: "Amin Gohari", proof: "address" });
  expect(site.requests).toEqual(["/html/2603.25280", "/doi/10.1000/182"]);
});

test("an address far down a page counts only for the author whose name it bears", async () => {
  const filler = `<p>${"Estimates come in lists. ".repeat(900)}</p>`;
  const page = `${filler}<p>Example: johndoe@university.edu. Correspondence: zlatanov@university.edu</p>`;
  const { claim, signIn, db } = await openWorld({ pages: { "/html/2603.25280": page } });
  const john = await signIn("JohnDoe");
  expect((await claim(john, byAddress)).status).toBe(400);
  const nikola = await signIn();
  const { id: reader } = nikola.reader;
  await db
    .updateTable("readers")
    .set({ email: "zlatanov@university.edu" })
    .where("id", "=", reader)
    .execute();
  expect((await claim(nikola, byAddress)).status).toBe(303);
});

test("an address that bears another name goes to an editor, unless the reader’s name is the author’s", async () => {
  const { claim, claims, show, signIn, db } = await openWorld({
    pages: { "/html/2603.25280": "Contact: pa.office@university.edu, n@university.edu" },
  });
  const doubts: boolean[] = [];
  for (const [name, email] of [
    ["Mallory", "pa.office@university.edu"],
    ["Nikola Zlatanov", "n@university.edu"],
  ] as const) {
    const who = await signIn(name);
    const { id: reader } = who.reader;
    await db.updateTable("readers").set({ email }).where("id", "=", reader).execute();
    expect((await claim(who, byAddress)).status).toBe(303);
    doubts.push(
      (await show(who)).includes("Neither it nor the reader has a name like the author’s"),
    );
  }
  expect(doubts).toEqual([true, false]);
  expect((await claims()).map(({ state, proof }) => [state, proof])).toEqual([
    ["asked", null],
    ["proved", "address"],
  ]);
});

test("what nobody but a page or whoever brought the paper says of it proves nothing by itself", async () => {
  const { orcid, claim, claims, show, signIn, db, site } = await openWorld({
    options: { papers: [] },
    pages: { "/own": `nikola.zlatanov@university.edu <a href="https://orcid.org/${id}">iD</a>` },
  });
  const title = "A Proof of the Napkin Conjecture in All Dimensions";
  const authors = ["Nikola Zlatanov"];
  const abstract = "Ask nikola.zlatanov@university.edu.";
  const projectUrl = new URL("/own", site.url).href.replace("127.0.0.1", "journal.example");
  const now = new Date();
  await savePapers(db, [{ title, authors, abstract, projectUrl }], { now });
  await savePapers(
    db,
    [{ identifier: "doi:10.1000/9", title: "Knots", authors, abstract: abstract }],
    { now },
  );
  const nikola = await signIn();
  const doi = await claim(nikola, byAddress, "/papers/doi:10.1000/9/claim");
  expect([doi.status, doi.html.includes("was not found there")]).toEqual([400, true]);
  const { identifier } = await db
    .selectFrom("papers")
    .select("identifier")
    .where("title", "=", title)
    .executeTakeFirstOrThrow();
  const own = `/papers/${encodeURIComponent(identifier)}/claim`;
  await db.updateTable("readers").set({ orcid: id }).execute();
  orcid.records.set(id, {});
  for (const proof of ["orcid", "address"]) {
    expect((await claim(nikola, { ...byAddress, proof }, own)).status).toBe(303);
    expect(await claims()).toMatchObject([{ state: "asked", proof: null }]);
  }
  expect(await show(nikola, own)).toContain("Nothing but that page says what the paper is.");
  // An editor may believe it; once arXiv has such a paper, it is asked anew.
  await db
    .updateTable("claims")
    .set({ state: "proved", proof: "editor", decided_at: now.toISOString() })
    .execute();
  const record = { identifier: "arxiv:2604.00001" as const, title, authors, abstract };
  await savePapers(db, [{ ...record, categories: ["math.NT"] }], { now });
  expect(await show(nikola, "/papers/2604.00001/claim")).toMatch(/An editor was asked/);
  expect(await claims()).toMatchObject([{ state: "asked", proof: null, decided_at: null }]);
});

test("an address that several read proves nothing, nor one that is not confirmed", async () => {
  const { claim, signIn, db, site } = await openWorld({
    pages: { "/html/2603.25280": "lab@lab.example, ada@university.edu" },
  });
  const [lab, ada] = [await signIn("Lab"), await signIn("Ada")];
  await db
    .updateTable("readers")
    .set({ email: "lab@lab.example" })
    .where("id", "=", lab.reader.id)
    .execute();
  expect((await claim(lab, byAddress)).html).toContain("Several people may read");
  await db.updateTable("readers").set({ email_verified: 0 }).execute();
  expect((await claim(ada, byAddress)).html).toContain("not confirmed yet");
  expect(site.requests).toEqual([]);
});

test("an ORCID iD is proved by a link in its record, and counts where a registry lists the paper", async () => {
  const { orcid, claim, show, signIn, db, claims } = await openWorld();
  await savePapers(
    db,
    [paper({ identifier: "arxiv:2603.11111", title: "Another", abstract: "Of napkins." })],
    { now: new Date() },
  );
  const nikola = await signIn();
  const typed = { author: "Nikola Zlatanov", proof: "orcid", orcid: `https://orcid.org/${id}` };
  const [, link = ""] = /value="(https:\/\/papers\.example\/people\/[^"]+)"/.exec(
    await show(nikola),
  )!;
  expect(link).toMatch(/^https:\/\/papers\.example\/people\/nikola-zlatanov\?orcid=[\w-]{32}$/);
  const tryWith = async (record: Parameters<typeof orcid.records.set>[1] | undefined) => {
    if (record) orcid.records.set(id, record);
    return await claim(nikola, typed);
  };
  expect((await claim(nikola, { ...typed, orcid: "0000-0002-1825-0098" })).html).toContain(
    "A digit of this ORCID iD must be wrong",
  );
  expect((await tryWith(undefined)).html).toContain("ORCID knows no record with this iD.");
  expect((await tryWith({ pages: [] })).html).toContain("shows no websites");
  // Somebody else’s link, or the same one at another site.
  const others = [link.replace(/.{5}$/, "AAAAA"), link.replace("papers.example", "evil.example")];
  expect((await tryWith({ pages: others })).html).toContain("does not show the address yet");
  // The iD is proved, though its record does not tell of the paper yet.
  const unlisted = await tryWith({ pages: ["https://uni.example", link], works: [] });
  expect(unlisted.html).toContain("Your iD is known");
  expect(await db.selectFrom("readers").select("orcid").execute()).toEqual([{ orcid: id }]);
  orcid.records.set(id, {
    works: [{ doi: "10.1000/182" }, { arxiv: "2603.11111", by: "datacite" }],
  });
  expect((await tryWith(undefined)).status).toBe(303);
  expect(await show(nikola)).toContain(`Crossref lists the paper in the ORCID record ${id}`);
  // With another paper one press will do.
  const next = await show(nikola, "/papers/2603.11111/claim");
  expect(next).toMatch(/value="orcid" checked=""[\s\S]*is proved to be yours/);
  const pressed = { author: "Nikola Zlatanov", proof: "orcid" };
  expect((await claim(nikola, pressed, "/papers/2603.11111/claim")).status).toBe(303);
  expect((await claims()).map(({ proof, state }) => [proof, state])).toEqual([
    ["orcid", "proved"],
    ["orcid", "proved"],
  ]);
  // One iD is one account’s.
  const other = await signIn("Nikola Zlatanov II");
  const [, own = ""] = /value="(https:\/\/papers\.example\/people\/[^"]+)"/.exec(
    await show(other),
  )!;
  orcid.records.set(id, { pages: [own] });
  expect((await claim(other, typed)).html).toContain("Another account here has this iD.");
  // Removed, it proves no more, and what it proved stays.
  expect((await claim(nikola, { remove: "yes" }, "/settings/orcid")).to).toBe("/settings/orcid");
  expect(await show(nikola)).toContain("You are Nikola Zlatanov here.");
  expect((await claim(other, { orcid: id }, "/settings/orcid")).status).toBe(303);
  expect(await show(other, "/settings/orcid")).toContain(id);
});

test("a paper that the owner of a record put there goes to an editor, unless its page names the iD", async () => {
  const pages: Record<string, string> = {};
  const { orcid, claim, show, signIn, claims, db } = await openWorld({ pages });
  const nikola = await signIn();
  await db.updateTable("readers").set({ orcid: id }).execute();
  orcid.records.set(id, {
    works: [
      { doi: "10.1000/182", by: "owner" },
      { arxiv: "2603.25280", by: "tool" },
    ],
  });
  const typed = { author: "Nikola Zlatanov", proof: "orcid" };
  expect((await claim(nikola, typed)).status).toBe(303);
  expect(await claims()).toMatchObject([{ state: "asked", proof: null }]);
  expect(await show(nikola)).toMatch(/An editor was asked[\s\S]*but its owner put it there/);
  const named = await openWorld({
    pages: { "/html/2603.25280": `<a class="ltx_orcid" href="https://orcid.org/${id}"></a>` },
  });
  const amin = await named.signIn("Amin Gohari");
  await named.db.updateTable("readers").set({ orcid: id }).execute();
  named.orcid.records.set(id, {});
  expect((await named.claim(amin, { author: "Amin Gohari", proof: "orcid" })).status).toBe(303);
  expect(await named.show(amin)).toMatch(/The paper’s page at [\d.:]+ names the ORCID iD/);
});

test("an author whom two prove to be is for an editor to tell, and who was declined is not proved again", async () => {
  const page = "{nikola.zlatanov, nikola, amin.gohari}@university.edu";
  const { claim, claims, show, signIn, web, given, db } = await openWorld({
    pages: { "/html/2603.25280": page },
  });
  const [one, two] = [await signIn(), await signIn("Nikola")];
  await claim(one, byAddress);
  expect((await claim(two, byAddress)).status).toBe(303);
  expect(await show(two)).toContain("An editor was asked");
  expect((await claims()).map(({ state }) => state)).toEqual(["proved", "asked"]);
  // Nobody is two authors of one paper.
  expect((await claim(one, { ...byAddress, author: "Amin Gohari" })).to).toBe(address);
  expect((await claims())[0]).toMatchObject({ author: "Nikola Zlatanov" });
  const editor = await signInAs(given, { name: "Eva", role: "editor" });
  const answer = { claim: "2", decision: "decline", answer: "You are somebody else." };
  expect((await web.request("/moderation/claims", editor.form(answer))).status).toBe(303);
  expect(await show(two)).toMatch(/An editor decided otherwise[\s\S]*You are somebody else\./);
  await claim(two, { author: "Amin Gohari", proof: "address" });
  expect((await claims())[1]).toMatchObject({ state: "asked", author: "Amin Gohari" });
  // To take the question back makes nothing undecided.
  await claim(two, { "give-up": "yes" });
  expect((await claims())[1]).toMatchObject({ state: "declined" });
  await expect(giveUpClaim(db, { paper: 1, reader: two.reader.id })).rejects.toThrow(
    "no such paper",
  );
});

test("an editor’s word is asked for with a sentence, and what was typed stays", async () => {
  const { claim, show, signIn, claims } = await openWorld();
  const amin = await signIn("Amin Gohari");
  const typed = { author: "Amin Gohari", proof: "editor" };
  expect((await claim(amin, { ...typed, sentence: "  " })).html).toContain("Write a sentence");
  const long = "x".repeat(700);
  expect((await claim(amin, { ...typed, sentence: long })).html).toContain(long);
  expect((await claim(amin, { proof: "editor", sentence: "Me" })).html).toMatch(
    /id="author-error"[\s\S]*Say which of the authors you are\.[\s\S]*>Me<\/textarea>/,
  );
  const evil = "<script>alert(1)</script>\u202e See my page";
  expect((await claim(amin, { ...typed, sentence: evil })).status).toBe(303);
  const told = await show(amin);
  expect(told).toContain("You wrote: “&lt;script&gt;alert(1)&lt;/script&gt; See my page”");
  expect(await claims()).toMatchObject([{ state: "asked", proof: null }]);
});

test("strangers are led to sign in, the suspended may not, and tries are counted", async () => {
  const { web, claim, signIn, read, db, site } = await openWorld();
  expect(await read("/papers/2603.25280")).toContain("Are you an author of this paper?");
  const led = await web.request(address);
  expect(led.headers.get("Location")).toBe(`/sign-in?next=${encodeURIComponent(address)}`);
  expect((await web.request(address, form(byAddress))).status).toBe(401);
  const nikola = await signIn();
  const evil = {
    ...nikola.form(byAddress),
    headers: { ...nikola.headers, Origin: "https://x.org" },
  };
  expect((await web.request(address, evil)).status).toBe(403);
  const at = new Date().toISOString();
  const barred = await signIn("Barred");
  await db
    .insertInto("moderation_acts")
    .values({ kind: "ban", reader_id: barred.reader.id, at })
    .execute();
  await db
    .insertInto("restrictions")
    .values({ reader_id: barred.reader.id, kind: "banned", until: null, act_id: 1, at })
    .execute();
  expect((await claim(barred, byAddress)).status).toBe(403);
  expect(site.requests).toEqual([]);
  for (let i = 0; i < 20; i++) await claim(nikola, { proof: "address" });
  expect((await claim(nikola, byAddress)).status).toBe(429);
  expect((await web.request("/papers/2603.99999/claim", { headers: nikola.headers })).status).toBe(
    404,
  );
});

test("no page of a paper leads into a private network", async () => {
  const secret = await serve((response) => void response.end("nikola.zlatanov@university.edu"));
  const { claim, signIn } = await openWorld({
    pages: {
      "/html/2603.25280": `location ${secret.url.href}`,
      "/doi/10.1000/182": "location http://169.254.169.254/",
    },
    options: { guard: undefined },
  });
  const { status, html } = await claim(await signIn(), byAddress);
  expect(status).toBe(400);
  expect(html).toMatch(/is not (an address of the public net|asked on port)/);
  expect(secret.requests).toEqual([]);
});

test("a collaboration of thousands chooses from a list", async () => {
  const authors = Array.from({ length: 3_000 }, (_, index) => `Author ${index}`);
  const { show, signIn } = await openWorld({ options: { papers: [paper({ authors })] } });
  const ada = await signIn("Author 2999");
  const began = performance.now();
  const html = await show(ada);
  console.log(`3,000 authors: ${Math.round(performance.now() - began)} ms`);
  expect(html).toContain(`<option value="Author 2999" selected="">`);
});
