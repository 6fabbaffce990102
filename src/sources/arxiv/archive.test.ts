// The fake archive itself, since so much is tested against it: what it lists, when, and to whom.
import { describe, expect, test } from "vitest";
import { makePaper, makePapers, oldPapers } from "../../../fixtures/archive/invented-papers.ts";
import { replace, withdraw, type ArchivePaper } from "../../../fixtures/archive/papers.ts";
import { openArchive, type Archive } from "../../../fixtures/archive.ts";

describe("the daily feed", () => {
  test("turns at midnight on Eastern clocks and is empty at weekends", async () => {
    const archive = await openArchive();
    archive.announce("2026-03-27", ...makePapers(3, { on: "2026-03-27", categories: ["cs.AI"] }));
    const sizes: number[] = [];
    for (const now of ["2026-03-27T03:59:59Z", "2026-03-27T04:00:00Z", "2026-03-28T04:00:00Z"]) {
      archive.now = new Date(now);
      sizes.push(count(await read(`${archive.urls.feed}/atom/cs.AI`), "<entry>"));
    }
    expect(sizes).toEqual([0, 3, 0]);
  });

  test("says new where the primary category was asked for, cross elsewhere", async () => {
    const archive = await openArchive();
    const [paper, old, older] = makePapers(3, { categories: ["cs.AI", "math.NA"] });
    archive.announce(
      "2026-03-27",
      paper!,
      { paper: old!, kind: "replace", version: 5 },
      { paper: older!, kind: "replace", version: 6 },
    );
    expect(await kinds(archive, "atom/cs")).toEqual(["new", "replace"]);
    expect(await kinds(archive, "atom/cs.ai+hep-th")).toEqual(["new", "replace"]);
    expect(await kinds(archive, "rss/math.NA")).toEqual(["cross", "replace-cross"]);
    expect(await kinds(archive, "rss/hep-th")).toEqual([]);
    const answer = await fetch(`${archive.urls.feed}/atom/cs.AI+nonsense`);
    expect([answer.status, count(await answer.text(), "<entry>")]).toEqual([400, 0]);
  });

  test("ends at 2,000 entries and leaves new papers out first", async () => {
    const archive = await openArchive();
    archive.announce("2026-03-27", ...makePapers(1_500, { categories: ["cs.AI"] }));
    const others = makePapers(1_000, { categories: ["cs.LG", "cs.AI"], first: 90_000 });
    archive.announce("2026-03-27", ...others);
    const seen = await kinds(archive, "atom/cs.AI");
    expect(seen.filter((kind) => kind === "new")).toHaveLength(1_000);
    expect(seen.filter((kind) => kind === "cross")).toHaveLength(1_000);
  });
});

describe("OAI-PMH", () => {
  test.each([1, 3, 7, 50])("pages of %i give every record exactly once", async (recordsPerPage) => {
    const archive = await openArchive({ recordsPerPage });
    archive.papers.push(
      ...makePapers(9, { on: "2026-03-25" }),
      ...makePapers(8, { on: "2026-03-26" }),
      ...makePapers(6, { on: "2026-03-27" }),
    );
    archive.backlogs.push(oldPapers(20, new Date("2026-03-26T09:00:00Z")));
    const { ids, pages } = await harvest(archive, "metadataPrefix=arXivRaw");
    expect(ids).toHaveLength(43);
    expect(new Set(ids).size).toBe(43);
    expect(pages).toBe(Math.ceil(43 / recordsPerPage));
  });

  test("ends a resumed list with an empty token, and a short list without any", async () => {
    const archive = await openArchive({ recordsPerPage: 2 });
    archive.papers.push(...makePapers(3));
    const first = await oai(archive, "verb=ListRecords&metadataPrefix=arXiv");
    const last = await resume(archive, tokenIn(first)!);
    expect(first).toContain("expirationDate='2026-03-28T00:00:00Z'");
    expect(last).toContain("<resumptionToken/>");
    archive.recordsPerPage = 3;
    const whole = await oai(archive, "verb=ListRecords&metadataPrefix=arXiv");
    expect(whole).not.toContain("resumptionToken");
  });

  test("a token dies at midnight UTC", async () => {
    const archive = await openArchive({ recordsPerPage: 2 });
    archive.papers.push(...makePapers(3));
    const token = tokenIn(await oai(archive, "verb=ListRecords&metadataPrefix=arXiv"))!;
    archive.now = new Date("2026-03-27T23:59:59Z");
    expect(await resume(archive, token)).toContain("<record>");
    archive.now = new Date("2026-03-28T00:00:00Z");
    expect(errorIn(await resume(archive, token))).toBe("badResumptionToken");
  });

  test("has records from their datestamp on, and shows their newest version", async () => {
    const archive = await openArchive();
    const paper = makePaper(0, { on: "2026-03-25" });
    archive.papers.push(paper);
    replace(paper, new Date("2026-03-25T15:00:00Z"));
    withdraw(paper, new Date("2026-03-26T15:00:00Z"));
    const seen: unknown[] = [];
    for (const now of [
      "2026-03-24T12:00Z",
      "2026-03-25T12:00Z",
      "2026-03-26T12:00Z",
      "2026-03-27T12:00Z",
    ]) {
      archive.now = new Date(now);
      const xml = await oai(
        archive,
        `verb=GetRecord&metadataPrefix=arXivRaw&identifier=oai:arXiv.org:${paper.id}`,
      );
      const datestamp = /<datestamp>(.*)<\/datestamp>/.exec(xml)?.[1];
      seen.push([
        errorIn(xml) ?? datestamp,
        count(xml, "<version "),
        count(xml, "<source_type>I<"),
      ]);
    }
    expect(seen).toEqual([
      ["idDoesNotExist", 0, 0],
      ["2026-03-25", 1, 0],
      ["2026-03-26", 2, 0],
      ["2026-03-27", 3, 1],
    ]);
  });

  test("sets hold their categories, whichever of two names those bear", async () => {
    const archive = await openArchive();
    archive.papers.push(
      ...makePapers(1, { categories: ["cs.AI"] }),
      ...makePapers(1, { categories: ["hep-th"], first: 90_001 }),
      ...makePapers(1, { categories: ["math.NA"], first: 90_002 }),
    );
    archive.backlogs.push(
      oldPapers(10, new Date("2026-03-27T03:00:00Z"), { categories: ["cs.AI"] }),
    );
    const sizes: Record<string, number> = {};
    for (const set of [
      "cs:cs:AI",
      "cs:cs",
      "cs",
      "physics:hep-th",
      "physics",
      "math:math:NA",
      "cs:cs:NA",
    ]) {
      sizes[set] = (await harvest(archive, `metadataPrefix=arXiv&set=${set}`)).ids.length;
    }
    expect(sizes).toEqual({
      "cs:cs:AI": 11,
      "cs:cs": 12,
      cs: 11,
      "physics:hep-th": 1,
      physics: 1,
      "math:math:NA": 1,
      "cs:cs:NA": 1,
    });
  });

  test.each([
    ["verb=Nothing", "badVerb"],
    ["verb=ListRecords", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXiv&from=2026-13-01", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXiv&from=2026-03-27T00:00:00Z", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXiv&from=2026-03-27&until=2026-03-26", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXiv&from=2001-01-01", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXiv&set=cs:AI", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXiv&set=cs&set=cs", "badArgument"],
    ["verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"],
    ["verb=ListRecords&metadataPrefix=arXiv&from=2026-03-27", "noRecordsMatch"],
    ["verb=ListRecords&resumptionToken=nonsense", "badResumptionToken"],
    ["verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:9901.0001", "idDoesNotExist"],
  ])("answers %s with %s", async (query, code) => {
    const archive = await openArchive();
    expect(errorIn(await oai(archive, query))).toBe(code);
  });

  test("says what it is, which formats and sets it has, and lists identifiers", async () => {
    const archive = await openArchive();
    archive.papers.push(...makePapers(2));
    const formats = await oai(archive, "verb=ListMetadataFormats");
    expect(await oai(archive, "verb=Identify")).toContain("<granularity>YYYY-MM-DD</granularity>");
    expect(formats.match(/(?<=Prefix>)\w+/g)).toEqual(["oai_dc", "arXiv", "arXivRaw"]);
    expect(await oai(archive, "verb=ListSets")).toContain("<setSpec>physics:hep-th</setSpec>");
    const identifiers = await oai(archive, "verb=ListIdentifiers&metadataPrefix=oai_dc");
    expect([count(identifiers, "<header>"), count(identifiers, "<metadata>")]).toEqual([2, 0]);
    expect(await oai(archive, "verb=ListRecords&metadataPrefix=oai_dc")).toContain("<dc:title>");
  });
});

describe("the API", () => {
  const papers: ArchivePaper[] = [
    {
      ...makePaper(0),
      title: "Schr\\\"odinger's Cat Naps",
      authors: ["Ada Lindqvist"],
      categories: ["cs.AI"],
    },
    {
      ...makePaper(1),
      title: "$k$-Nearest Cats: A Survey",
      authors: ["Ben Okafor"],
      categories: ["cs.LG"],
    },
    {
      ...makePaper(2),
      title: "Naps for Nearest Neighbours",
      authors: ["Ada Q. Lindqvist"],
      categories: ["cs.AI", "cs.LG"],
    },
  ];

  test.each<[string, number[]]>([
    ["ti:cat", [0]],
    ["ti:naps", [0, 2]],
    ['ti:"cat naps"', [0]],
    ['ti:"naps cat"', []],
    ['ti:"k nearest cats a survey"', [1]],
    ["ti:schrodinger", [0]],
    ["ti:Schr\u00f6dinger", [0]],
    ["ti:naps AND cat:cs.LG", [2]],
    ["ti:naps ANDNOT cat:cs.LG", [0]],
    ["ti:cats OR (ti:naps AND au:okafor) OR ti:cat", [0, 1]],
    ["ti:nearest ANDNOT (ti:survey OR ti:cats)", [2]],
    ['au:"ada lindqvist"', [0]],
    ["au:ada_q", [2]],
    ["cat:cs.*", [0, 1, 2]],
    ["naps", [0, 2]],
    ["abs:nowhere", []],
  ])("finds by %s", async (query, expected) => {
    const archive = await openArchive();
    archive.papers.push(...papers);
    const xml = await read(`${archive.urls.api}?search_query=${encodeURIComponent(query)}`);
    expect(idsIn(xml)).toEqual(expected.map((index) => `${papers[index]!.id}v1`));
    expect(xml).toContain(`<opensearch:totalResults>${expected.length}<`);
  });

  test("gives versions as asked, and leaves out what it does not know", async () => {
    const archive = await openArchive({ now: new Date("2026-04-02T12:00:00Z") });
    const [one, two] = makePapers(2);
    archive.papers.push(one!, two!);
    replace(one!, new Date("2026-03-30T15:00:00Z"));
    const list = [`${one!.id}v1`, `${one!.id}v3`, two!.id, "9901.00001", `${one!.id}`];
    const xml = await read(`${archive.urls.api}?id_list=${list.join(",")}`);
    expect(idsIn(xml)).toEqual([`${one!.id}v1`, `${two!.id}v1`, `${one!.id}v2`]);
  });

  test("pages, and says so when too much is asked for", async () => {
    const archive = await openArchive();
    archive.papers.push(...makePapers(25, { categories: ["cs.AI"] }));
    const seen: string[] = [];
    for (let start = 0; start < 30; start += 10) {
      seen.push(...idsIn(await read(`${archive.urls.api}?search_query=cat:cs.AI&start=${start}`)));
    }
    expect(new Set(seen).size).toBe(25);
    for (const wrong of [
      "max_results=2001",
      "start=29999&max_results=10",
      "start=-1",
      "search_query=%28ti:a",
    ]) {
      expect((await fetch(`${archive.urls.api}?${wrong}`)).status).toBe(400);
    }
  });
});

test("papers are the same whenever they are made, and no two share a title or an identifier", () => {
  const all = ["2026-03-26", "2026-03-27", "2026-03-30"].flatMap((on) => makePapers(2_000, { on }));
  const old = oldPapers(6_000, new Date());
  all.push(...Array.from({ length: old.count }, (_, index) => old.paperAt(index)));
  expect(new Set(all.map(({ title }) => title)).size).toBe(12_000);
  expect(new Set(all.map(({ id }) => id)).size).toBe(12_000);
  expect(makePapers(5)).toEqual(makePapers(5));
});

async function read(url: string): Promise<string> {
  return (await fetch(url)).text();
}

async function oai(archive: Archive, query: string): Promise<string> {
  return read(`${archive.urls.oai}?${query}`);
}

async function resume(archive: Archive, token: string): Promise<string> {
  return oai(archive, `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`);
}

async function harvest(archive: Archive, query: string): Promise<{ ids: string[]; pages: number }> {
  let xml = await oai(archive, `verb=ListRecords&${query}`);
  const ids: string[] = [];
  for (let pages = 1; ; pages++) {
    ids.push(...(xml.match(/(?<=<identifier>oai:arXiv.org:)[^<]+/g) ?? []));
    const token = tokenIn(xml);
    if (!token) return { ids, pages };
    xml = await resume(archive, token);
  }
}

async function kinds(archive: Archive, path: string): Promise<string[]> {
  const xml = await read(`${archive.urls.feed}/${path}`);
  return xml.match(/(?<=announce_type>)[a-z-]+/g) ?? [];
}

function tokenIn(xml: string): string | undefined {
  return /<resumptionToken [^>]*>([^<]+)</.exec(xml)?.[1];
}

function errorIn(xml: string): string | undefined {
  return /<error code='(\w+)'>/.exec(xml)?.[1];
}

function idsIn(xml: string): string[] {
  return xml.match(/(?<=<id>http:\/\/arxiv.org\/abs\/)[^<]+/g) ?? [];
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
