import { expect, test } from "vitest";
import { manyPapers, paper, webForTest } from "../../../../fixtures/web.ts";
import { parseEntries } from "../../../sources/files/citation-js.ts";

const fold = paper({
  identifier: "arxiv:2603.25001",
  title: "Folding with an </script><!-- LLM",
  authors: ["Jan van der Berg", ":", "Gull Team"],
  submittedAt: "2026-03-25T12:00:00Z",
});

test.each([
  [".bib", "application/x-bibtex", /^@misc\{vanderberg2026folding,/],
  [".biblatex.bib", "application/x-bibtex", /^@online\{/],
  [".ris", "application/x-research-info-systems", /^TY {2}- MANSCPT\r\n/],
  [".csl.json", "application/vnd.citationstyles.csl+json", /^\[\n\{"id":"vanderberg2026folding"/],
])(
  "a paper can be had as %s, by its address and by what is accepted",
  async (ending, type, begin) => {
    const { web } = await webForTest({ papers: [fold] });
    const response = await web.request(`/papers/2603.25001${ending}`);
    expect(response.headers.get("Content-Type")).toBe(`${type}; charset=utf-8`);
    expect(response.headers.get("Content-Disposition")).toBe(
      `attachment; filename="2603.25001${ending}"`,
    );
    const text = await response.text();
    expect(text).toMatch(begin);
    const etag = response.headers.get("ETag")!;
    const again = await web.request(`/papers/2603.25001${ending}`, {
      headers: { "If-None-Match": etag },
    });
    expect(again.status).toBe(304);
    const accepted = await web.request("/papers/2603.25001", { headers: { Accept: type } });
    // BibLaTeX has no type of its own, so its type gives BibTeX.
    const same = ending.replace(".biblatex", "");
    expect(await accepted.text()).toBe(
      await (await web.request(`/papers/2603.25001${same}`)).text(),
    );
    expect(accepted.headers.get("Vary")).toContain("Accept");
  },
);

test("an edition, of the site or of a section, is cited whole and in its order", async () => {
  const { web, read } = await webForTest({
    papers: [...manyPapers(70), fold],
    sections: [{ name: "Folds", address: "folds", query: "folding" }],
  });
  const page = await read("/day/2026-03-27");
  const first = /class="title" href="\/papers\/([\d.]+)"/.exec(page)![1];
  const response = await web.request("/day/2026-03-27.bib?page=2");
  const entries = parseEntries(await response.text());
  expect(entries).toHaveLength(71);
  expect(String(entries[0]!.properties["eprint"])).toBe(first);
  expect(response.headers.get("X-Total-Count")).toBe("71");
  expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="2026-03-27.bib"');
  const section = await web.request("/sections/folds/week/2026-W13.ris");
  expect((await section.text()).match(/^TY/gm)).toHaveLength(1);
  expect(section.headers.get("Content-Disposition")).toContain('"folds-2026-W13.ris"');
  expect(await read("/day/2026-03-28.csl.json")).toBe("[\n\n]\n");
});

test("a search is cited in its own order, with all that match and nothing else, a thousand at most", async () => {
  const { web, read } = await webForTest({ papers: [...manyPapers(1010), fold] });
  const few = JSON.parse(await read("/search.csl.json?q=folding")) as { title: string }[];
  expect(few.map(({ title }) => title)).toEqual(["Folding with an </script><!-- LLM"]);
  const oldest = parseEntries(await read("/search.bib?q=paper+sort:oldest"));
  const found = await read("/search?q=paper+sort:oldest");
  expect(found).toContain(`href="/papers/${String(oldest[0]!.properties["eprint"])}"`);
  expect(oldest).toHaveLength(1000);
  const response = await web.request("/search.bib?q=paper");
  expect(response.headers.get("X-Total-Count")).toBe("1010");
  expect(await response.text()).toMatch(/^% The first 1,000 of 1,010 papers\.\n\n@misc/);
  expect(await read("/search.bib?q=nobody+wrote+this")).toBe("% No papers.\n");
  const mistaken = await web.request("/search.bib?q=folding+votes:@misc{x,}+%0a@misc{y,}");
  expect(mistaken.headers.get("X-Query-Mistakes")).toMatch(/^At "votes:@misc\{x,\}": /);
  const said = await mistaken.text();
  expect(said).toMatch(/^% At “votes:\(at\)misc\{x,\}”: [^\n@]*\n/);
  expect(parseEntries(said)).toHaveLength(0);
  expect((await web.request("/search.bib")).status).toBe(400);
  expect((await web.request("/search.ris?q=is:saved")).status).toBe(400);
  expect((await web.request(`/search.ris?q=${"%00%ff".repeat(2000)}`)).status).toBeLessThan(500);
});

test("what trends can be cited, and nobody asks for bibliographies without end", async () => {
  const { web, read } = await webForTest({ papers: [fold] });
  expect(await read("/trending.bib")).toBe("% No papers.\n");
  const statuses = [];
  for (let asked = 0; asked < 60; asked++)
    statuses.push((await web.request("/trending.bib")).status);
  expect(statuses.slice(0, 59)).toEqual(Array(59).fill(200));
  expect(statuses[59]).toBe(429);
});

test("unAPI lists the formats, lists those of a paper, and gives it in each of them", async () => {
  const { web, read } = await webForTest({ papers: [fold] });
  expect(await read("/")).toContain(
    '<abbr class="unapi-id" title="arxiv:2603.25001" hidden=""></abbr>',
  );
  expect(await read("/")).toContain(
    '<link rel="unapi-server" type="application/xml" title="unAPI" href="/unapi"/>',
  );
  const ask = async (query: string) => await web.request(`/unapi${query}`);
  const list = await ask("");
  expect([list.status, list.headers.get("Content-Type")]).toEqual([
    200,
    "application/xml; charset=utf-8",
  ]);
  const own = await ask("?id=arxiv:2603.25001");
  expect(own.status).toBe(300);
  const told = await own.text();
  expect(told).toContain('<formats id="arxiv:2603.25001">');
  for (const [, name, type] of told.matchAll(/name="(\w+)" type="([^"]+)"/g)) {
    const given = await ask(`?id=arxiv:2603.25001&format=${name}`);
    expect([given.status, given.headers.get("Content-Type")]).toEqual([
      200,
      `${type}; charset=utf-8`,
    ]);
    const text = await given.text();
    expect(text).toContain("van der Berg");
    expect(text).not.toContain(">:<");
  }
  const statuses = [
    "?id=arxiv:2603.99999",
    "?id=arxiv:2603.25001&format=marc",
    "?format=ris",
    "?id=%ff%00&format=toString",
  ];
  expect(await Promise.all(statuses.map(async (query) => (await ask(query)).status))).toEqual([
    404, 406, 400, 404,
  ]);
});

test("Zotero's own format tells a preprint, its people and teams, and its PDF", async () => {
  const { read } = await webForTest({ papers: [fold] });
  const rdf = await read("/unapi?id=2603.25001&format=rdf_zotero");
  expect(rdf).toContain("<z:itemType>preprint</z:itemType>");
  expect(rdf).toContain(
    "<foaf:surname>van der Berg</foaf:surname><foaf:givenName>Jan</foaf:givenName>",
  );
  expect(rdf).toContain("<foaf:Person><foaf:surname>Gull Team</foaf:surname></foaf:Person>");
  expect(rdf).toContain("<rdf:value>https://arxiv.org/pdf/2603.25001</rdf:value>");
  expect(rdf).toContain("<dc:title>Folding with an &lt;/script&gt;&lt;!-- LLM</dc:title>");
});

test("a paper with signs of addresses in its DOI is found by its unAPI identifier, escaped or not", async () => {
  const odd = paper({ identifier: "doi:10.1002/(sici)1097&x#17%20+:3.0", title: "Odd" });
  const { read, web } = await webForTest({ papers: [odd] });
  const [, id] = /unapi-id" title="([^"]+)"/.exec(await read("/"))!;
  for (const written of [id!, encodeURIComponent(id!)]) {
    expect((await web.request(`/unapi?id=${written}&format=bibtex`)).status).toBe(200);
  }
});

test("a paper's page tells reference managers and search engines all of it, and hostile titles break nothing", async () => {
  const { web } = await webForTest({ papers: [fold] });
  const response = await web.request("/papers/2603.25001");
  const page = await response.text();
  const meta = [...page.matchAll(/<meta name="([^"]+)" content="([^"]*)"/g)].map(
    ([, name, content]) => `${name}: ${content}`,
  );
  expect(meta).toEqual(
    expect.arrayContaining([
      "citation_author: van der Berg, Jan",
      "citation_author: Gull Team",
      "citation_publication_date: 2026/03/25",
      "citation_online_date: 2026/03/25",
      "citation_doi: 10.48550/arXiv.2603.25001",
      "citation_arxiv_id: 2603.25001",
      "citation_pdf_url: https://arxiv.org/pdf/2603.25001",
      "citation_abstract_html_url: https://arxiv.org/abs/2603.25001",
      "citation_keywords: cs.IT; math.ST",
      "DC.creator: van der Berg, Jan",
      "DC.date: 2026-03-25",
      "DC.identifier: doi:10.48550/arXiv.2603.25001",
      "z:itemType: preprint",
    ]),
  );
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)!;
  expect(JSON.parse(json!)).toMatchObject({
    "@type": "ScholarlyArticle",
    "@id": "https://doi.org/10.48550/arXiv.2603.25001",
    headline: "Folding with an </script><!-- LLM",
    author: [
      { "@type": "Person", givenName: "Jan", familyName: "van der Berg" },
      { "@type": "Organization", name: "Gull Team" },
    ],
  });
  const signposts = response.headers.get("Link");
  expect(signposts).toContain('<https://doi.org/10.48550/arXiv.2603.25001>; rel="cite-as"');
  expect(signposts).toContain(
    '/papers/2603.25001.bib>; rel="describedby"; type="application/x-bibtex"',
  );
  expect(signposts).toContain('<https://schema.org/ScholarlyArticle>; rel="type"');
  expect(page).toContain(
    'data-form="apa"><p class="cite-reference" data-copied="true">van der Berg, J., &amp; Gull Team. (2026). <i>',
  );
});

test("of a private site a stranger gets no bibliography", async () => {
  const { web } = await webForTest({ papers: [fold], settings: { PRIVATE: "yes" } });
  for (const path of [
    "/papers/2603.25001.bib",
    "/day/2026-03-27.ris",
    "/search.bib?q=folding",
    "/trending.csl.json",
    "/unapi",
    "/unapi?id=2603.25001&format=ris",
  ]) {
    const response = await web.request(path);
    expect([path, response.status]).toEqual([path, 303]);
    expect(response.headers.get("Location")).toMatch(/^\/sign-in/);
  }
});
