import { expect, test } from "vitest";
import { askingForTest, serve, type AnsweringServer } from "../../../fixtures/answering-server.ts";
import { openArchive } from "../../../fixtures/archive.ts";
import { NotFound, SourceError } from "../../errors.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { readReference } from "../../papers/reference.ts";
import { describedBy } from "./described.ts";
import { fetchPaper } from "./fetch-paper.ts";
import { readMeta } from "./meta-tags.ts";
import { pageText } from "./page-text.ts";

const paper = {
  id: "2603.04242",
  title: "Folding Napkins",
  abstract: "A napkin is folded in the number of ways that it has.",
  authors: ["Ada Lindqvist", "Ben Okafor"],
  categories: ["cs.RO"],
  versions: [{ at: new Date("2026-03-05T10:00:00Z") }],
  datestamp: new Date("2026-03-06T10:00:00Z"),
};

/** Pages by their path, at any host; what stands there is HTML unless it says more. */
type Pages = Record<string, string | { type: string; body: string } | { status: number }>;

async function openWorld({
  pages = {},
  dois = {},
  publishers = {},
}: {
  pages?: Pages;
  dois?: Record<string, object>;
  /** The pages to which DOIs lead. */
  publishers?: Record<string, string>;
}) {
  const archive = await openArchive();
  archive.papers.push(paper);
  const site = await serve((response, request) => {
    const found = pages[request.url ?? ""] ?? { status: 404 };
    if (typeof found === "object" && "status" in found) {
      return void response.writeHead(found.status).end();
    }
    const { type, body } =
      typeof found === "string" ? { type: "text/html; charset=utf-8", body: found } : found;
    response.writeHead(200, { "content-type": type }).end(Buffer.from(body, "latin1"));
  });
  const accepted: (string | undefined)[] = [];
  const agency = await serve((response, request) => {
    accepted.push(request.headers.accept);
    const doi = decodeURIComponent(request.url ?? "").slice("/doi/".length);
    if (request.headers.accept?.includes("html")) {
      return void response.writeHead(200, { "content-type": "text/html" }).end(publishers[doi]);
    }
    const found = dois[doi];
    if (!found) return void response.writeHead(404).end();
    const type = "application/vnd.citationstyles.csl+json";
    response.writeHead(200, { "content-type": type }).end(JSON.stringify(found));
  });
  const fetching = {
    arxiv: { asking: askingForTest(), url: new URL(archive.urls.api) },
    doiUrl: new URL("/doi", agency.url),
    guard: { reach: "loopback" as const, resolve: async () => ["127.0.0.1"] },
    userAgent: "Broadsheet",
    timeoutMs: 2_000,
  };
  return {
    archive,
    site,
    accepted,
    fetch: async (typed: string): Promise<PaperRecord> =>
      await fetchPaper(readReference(typed)!, fetching),
  };
}

function at({ url }: AnsweringServer, path: string): string {
  return `http://journal.example:${url.port}${path}`;
}

/** In bytes, as a page in UTF-8 is sent. */
function utf8(text: string): string {
  return Buffer.from(text).toString("latin1");
}

test.each([
  ["2310.07896", "arxiv:2310.07896"],
  [" arXiv:2310.07896v2 [cs.LG] ", "arxiv:2310.07896"],
  ["hep-th/9901001v3", "arxiv:hep-th/9901001"],
  ["math.GT/0309136", "arxiv:math/0309136"],
  ["https://arxiv.org/abs/2310.07896v1?context=cs", "arxiv:2310.07896"],
  ["https://arxiv.org/pdf/2310.07896v2.pdf#page=3", "arxiv:2310.07896"],
  ["arxiv.org/html/2310.07896", "arxiv:2310.07896"],
  ["http://export.arxiv.org/abs/hep-th/9901001", "arxiv:hep-th/9901001"],
  ["https://huggingface.co/papers/2310.07896", "arxiv:2310.07896"],
  ["10.1145/3580305.3599246", "doi:10.1145/3580305.3599246"],
  ["doi:10.1145/3580305.3599246", "doi:10.1145/3580305.3599246"],
  ["<https://doi.org/10.1145/ABC>", "doi:10.1145/abc"],
  ["https://doi.org/10.48550/arXiv.2310.07896", "arxiv:2310.07896"],
  [
    "https://www.biorxiv.org/content/10.1101/2024.02.27.582234v2.full",
    "doi:10.1101/2024.02.27.582234",
  ],
  [
    "https://www.medrxiv.org/content/10.1101/2024.02.27.24303412v1.full.pdf",
    "doi:10.1101/2024.02.27.24303412",
  ],
  ["https://openreview.net/forum?id=abc", "https://openreview.net/forum?id=abc"],
  ["journal.example/42", "https://journal.example/42"],
  ["", undefined],
  ["folding napkins", undefined],
  ["napkins", undefined],
  ["javascript:alert(1)", undefined],
  [`https://journal.example/${"x".repeat(3000)}`, undefined],
])("%j names %s", (typed, named) => {
  const reference = readReference(typed);
  const name = reference && ("page" in reference ? reference.page.href : reference.identifier);
  expect(name).toBe(named);
});

test("a paper of arXiv comes from arXiv, in its turn, whatever names it", async () => {
  const { fetch, archive } = await openWorld({});
  expect(await fetch("https://arxiv.org/pdf/2603.04242v1.pdf")).toMatchObject({
    identifier: "arxiv:2603.04242",
    title: "Folding Napkins",
    authors: ["Ada Lindqvist", "Ben Okafor"],
  });
  await expect(fetch("2603.99999")).rejects.toThrow(new NotFound("arXiv has no paper 2603.99999."));
  archive.mood = { status: 503, retryAfter: "600" };
  await expect(fetch("2603.04242")).rejects.toThrow(/arXiv asked us to wait until/);
});

test("a DOI is what its agency says", async () => {
  const { fetch, accepted } = await openWorld({
    dois: {
      "10.1101/2024.02.27.582234": {
        type: "article",
        title: "Gulls <i>and</i> Napkins",
        author: [{ given: "Ada", family: "Lindqvist" }, { literal: "The Gull Team" }],
        abstract: "<jats:p>Gulls take &lt;1 napkin.</jats:p>",
        "container-title": "Journal of Napkins",
        issued: { "date-parts": [[2024, 3, 1]] },
        DOI: "10.1101/2024.02.27.582234",
      },
      "10.1000/list": ["no", "paper"],
    },
  });
  expect(await fetch("https://www.biorxiv.org/content/10.1101/2024.02.27.582234v1")).toEqual({
    identifier: "doi:10.1101/2024.02.27.582234",
    doi: "10.1101/2024.02.27.582234",
    title: "Gulls and Napkins",
    authors: ["Ada Lindqvist", "The Gull Team"],
    abstract: "Gulls take <1 napkin.",
    journalRef: "Journal of Napkins (2024)",
    submittedAt: "2024-03-01",
  });
  expect(accepted).toEqual(["application/vnd.citationstyles.csl+json"]);
  await expect(fetch("10.1000/nobody")).rejects.toThrow(
    "Nobody has registered the DOI 10.1000/nobody.",
  );
  await expect(fetch("10.1000/list")).rejects.toBeInstanceOf(SourceError);
});

const highwire = `<!doctype html><head><meta charset="utf-8"><title>Journal</title>
<META CONTENT='Knots &amp; Napkins: &#8220;M&uuml;ller&#x2019;s&#8221; way' NAME=citation_title>
<meta name="citation_author" content="Müller, Eva"><meta name="citation_author" content="Ben Okafor"/>
<meta name="citation_abstract" content="&lt;p&gt;A napkin is tied, if a &lt; b.&lt;/p&gt;">
<meta name="citation_journal_title" content="Journal of Knots">
<meta name="citation_publication_date" content="2026/3/7"></head>`;
const dublin = `<meta name="DC.Title" content="A Thesis on Napkins"><meta name="DC.Creator" content="Lindqvist, Ada">
<meta name="DC.Description" content="All of them.">`;
const linked = `<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"No"},
{"@type":["Article","ScholarlyArticle"],"headline":"Linked Napkins","author":[{"name":"Ada Lindqvist"},{"givenName":"Ben","familyName":"Okafor"}],
"description":"Napkins in a graph.","datePublished":"2026-03-01T00:00:00Z","isPartOf":{"name":"Graphs"}}]}</script>`;

test("a page says in its meta elements, in Dublin Core or in JSON-LD which paper it is of", async () => {
  const world = await openWorld({ pages: { "/h": utf8(highwire), "/d": dublin, "/l": linked } });
  const { fetch, site } = world;
  expect(await fetch(at(site, "/h"))).toEqual({
    title: "Knots & Napkins: “Müller’s” way",
    abstract: "A napkin is tied, if a < b.",
    authors: ["Eva Müller", "Ben Okafor"],
    journalRef: "Journal of Knots",
    submittedAt: "2026-03-07",
    projectUrl: at(site, "/h"),
  });
  expect(await fetch(at(site, "/d"))).toMatchObject({
    title: "A Thesis on Napkins",
    authors: ["Ada Lindqvist"],
    abstract: "All of them.",
  });
  expect(await fetch(at(site, "/l"))).toMatchObject({
    title: "Linked Napkins",
    authors: ["Ada Lindqvist", "Ben Okafor"],
    abstract: "Napkins in a graph.",
    journalRef: "Graphs",
    submittedAt: "2026-03-01",
  });
});

test("a page that claims to be of a named work gets what that name stands for, not its own words", async () => {
  const claim = (name: string, content: string) =>
    `<meta name="citation_title" content="Buy Napkins"><meta name="${name}" content="${content}">`;
  const { fetch, site } = await openWorld({
    pages: {
      "/arxiv": claim("citation_arxiv_id", "2603.04242"),
      "/doi": claim("citation_doi", "https://doi.org/10.1000/182"),
      "/unknown": claim("citation_doi", "10.1000/unknown"),
      "/same": `<meta name="citation_title" content="The Handbook"><meta name="citation_doi" content="10.1000/182"><meta name="dcterms.abstract" content="Mail eve@evil.example.">`,
      "/led": claim("citation_doi", "10.1000/183"),
      "/doi/full/10.1000/182": { status: 403 },
    },
    dois: { "10.1000/182": { title: "The Handbook" }, "10.1000/183": { title: "The Sequel" } },
    publishers: {
      "10.1000/182": `<meta name="citation_title" content="All Handbooks"><meta name="citation_abstract" content="Of others.">`,
      "10.1000/183": `<meta name="citation_title" content="The sequel"><meta name="citation_abstract" content="Of napkins.">`,
    },
  });
  expect(await fetch(at(site, "/arxiv"))).toMatchObject({ title: "Folding Napkins" });
  const stolen = await fetch(at(site, "/doi"));
  expect(stolen).toMatchObject({
    identifier: "doi:10.1000/182",
    title: "The Handbook",
    abstract: "",
  });
  // Anybody can make a page of the same title; the DOI leads to the publisher’s.
  expect(await fetch(at(site, "/same"))).toEqual(stolen);
  expect(await fetch(at(site, "/led"))).toMatchObject({ abstract: "Of napkins." });
  const unknown = await fetch(at(site, "/unknown"));
  expect(unknown.title).toBe("Buy Napkins");
  expect(unknown.identifier).toBeUndefined();
  // Who turns programs away is known by the address.
  expect(await fetch(at(site, "/doi/full/10.1000/182"))).toMatchObject({ title: "The Handbook" });
});

test("a page of no paper, a file, and what is not there say what to do instead", async () => {
  const { fetch, site } = await openWorld({
    pages: {
      "/shop": "<title>Napkins</title><meta name=description content='Buy some.'>",
      "/file": { type: "application/pdf", body: "%PDF-1.7" },
      "/closed": { status: 403 },
      "/broken": { status: 500 },
    },
  });
  await expect(fetch(at(site, "/shop"))).rejects.toThrow(
    /does not say which paper it is of\. Give the address of its own page at the publisher, its DOI/,
  );
  await expect(fetch(at(site, "/file"))).rejects.toThrow("has a file there, and no page");
  await expect(fetch(at(site, "/closed"))).rejects.toThrow("shows this page to people only (403)");
  await expect(fetch(at(site, "/broken"))).rejects.toThrow("answered with the status 500");
  await expect(fetch(at(site, "/gone"))).rejects.toThrow("has nothing at this address (404)");
});

test("whatever encoding a page claims, its letters are read", () => {
  const title = `<meta name="citation_title" content="Über Möwen">`;
  const read = (bytes: Uint8Array, type = "text/html") =>
    describedBy(readMeta(pageText(bytes, type)))?.title;
  expect(read(Buffer.from(title))).toBe("Über Möwen");
  expect(read(Buffer.from(title, "latin1"), "text/html; charset=iso-8859-1")).toBe("Über Möwen");
  expect(read(Buffer.from(`<meta charset="windows-1252">${title}`, "latin1"))).toBe("Über Möwen");
  expect(read(Buffer.from(title, "latin1"), "text/html; charset=utf-8")).toBe("Über Möwen");
  expect(read(Buffer.from(`\ufeff${title}`, "utf16le"))).toBe("Über Möwen");
  expect(read(Buffer.from(title), "text/html; charset=nonsense")).toBe("Über Möwen");
});

test("hostile pages are read to their end, and nothing of them is more than text", () => {
  const many = 200_000;
  const real = `<meta name="citation_title" content="Real">`;
  const pages: Record<string, string> = {
    "open tags": `${"<meta ".repeat(many)}${real}`,
    "open quotes": `${'<meta a="'.repeat(many)}${real}`,
    "names without end": `<meta ${"a".repeat(3_000_000)}`,
    "blanks without end": `<meta a${" ".repeat(3_000_000)}=${real}`,
    comments: `${"<!-- ".repeat(many)}${real}`,
    scripts: `${"<script>".repeat(many)}${real}`,
    "many scripts": `${"<script></script>".repeat(many)}${real}`,
    "many meta": `${'<meta name="a" content="b">'.repeat(many)}${real}`,
    references: `<meta name="citation_title" content="${"&amp;".repeat(many)}">`,
    "deep JSON": `<script type="application/ld+json">${"[".repeat(1_000_000)}</script>${real}`,
    "deep graphs": `<script type="application/ld+json">${'{"@graph":['.repeat(5_000)}${"]}".repeat(5_000)}</script>${real}`,
    "half tags": `<meta name="citation_title" content="${"<a ".repeat(many)}">`,
  };
  for (const [what, html] of Object.entries(pages)) {
    const began = performance.now();
    const described = describedBy(readMeta(html));
    console.log(
      `${what}: ${Math.round(performance.now() - began)} ms, ${described?.title.slice(0, 20)}`,
    );
    expect((described?.title ?? "").length).toBeLessThanOrEqual(1_000);
  }
  const title = (content: string) =>
    describedBy(readMeta(`<meta name="citation_title" content="${content}">`))?.title;
  expect(title("<script>alert(1)</script>Napkins")).toBe("alert(1) Napkins");
  expect(title("&amp;lt;img src=x onerror=alert(1)&amp;gt;Napkins")).toBe("Napkins");
  expect(title("Nap&#0;&#x202e;kins\u0007 &#xd800;")).toBe("Nap� kins �");
  expect(describedBy(readMeta(`<script><meta name="citation_title" content="No"></script>`))).toBe(
    undefined,
  );
  expect(describedBy(readMeta(`<!--<meta name="citation_title" content="No">-->`))).toBe(undefined);
  expect(Object.prototype).not.toHaveProperty("polluted");
});
