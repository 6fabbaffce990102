import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  askingForTest,
  failureOf,
  isReadOrRefused,
  sendXml,
  serve,
  serveXml,
  type AnsweringServer,
} from "../../../fixtures/answering-server.ts";
import { parseArxiv, type Identifier } from "../../papers/identifier.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { fetchPapers, searchTitles } from "./api.ts";
import { phraseQuery, wordsQuery } from "./title-queries.ts";

function entry({ id = "1707.08567v2", title = "On lists", more = "" } = {}): string {
  return `<entry>
    <id>http://arxiv.org/abs/${id}</id>
    <title>${title}</title>
    <updated>2017-08-27T08:18:33Z</updated>
    <link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>
    <summary>  Lists are
 long.</summary>
    <category term="cs.AI" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.IT" scheme="http://arxiv.org/schemas/atom"/>
    <category term="94A15" scheme="http://arxiv.org/schemas/atom"/>
    <published>2017-07-27T08:18:33Z</published>
    ${more}
    <arxiv:primary_category term="cs.IT"/>
    <author><name>Ada L. Byron</name><arxiv:affiliation>London</arxiv:affiliation></author>
    <author><name>Paul Erdős</name></author>
  </entry>`;
}

function feed(entries: string[], total = entries.length): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/qFNnN3Zc8bA02fouemuGZq2J4Tg</id>
  <title>arXiv Query</title>
  <updated>2026-03-27T22:09:36Z</updated>
  <opensearch:itemsPerPage>100</opensearch:itemsPerPage>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
  ${entries.join("\n")}
</feed>`;
}

function errorFeed(words: string): string {
  return feed([
    `<entry>
      <id>https://arxiv.org/api/errors#incorrect_id_format</id>
      <title>Error</title>
      <summary>${words}</summary>
      <author><name>arXiv api core</name></author>
    </entry>`,
  ]);
}

function queryOf(url: string | undefined): URLSearchParams {
  return new URL(url ?? "", "http://localhost").searchParams;
}

async function fetchAll(
  { url }: Pick<AnsweringServer, "url">,
  identifiers: Identifier[],
): Promise<PaperRecord[]> {
  const address = new URL("/api/query", url);
  const batches = await Array.fromAsync(
    fetchPapers(askingForTest(), { url: address, identifiers }),
  );
  return batches.flat();
}

function identifiers(count: number): Identifier[] {
  return Array.from(
    { length: count },
    (_, index) => `arxiv:2603.${String(index + 1).padStart(5, "0")}` as const,
  );
}

/** Knows every paper that it is asked for. */
async function serveAll(isBad = (_id: string) => false): Promise<AnsweringServer> {
  return await serve((response, { url }) => {
    const ids = queryOf(url).get("id_list")?.split(",") ?? [];
    if (ids.some(isBad)) sendXml(response, errorFeed("incorrect id format"), 400);
    else sendXml(response, feed(ids.map((id) => entry({ id: `${id}v1` }))));
  });
}

test("a paper comes with all that the API says", async () => {
  const more = `<arxiv:comment>44 pages</arxiv:comment>
    <arxiv:doi>10.1000/LISTS.1</arxiv:doi>
    <arxiv:journal_ref>J. Lists 1 (2018)</arxiv:journal_ref>`;
  const server = await serveXml(feed([entry({ more })]));
  expect(await fetchAll(server, ["arxiv:1707.08567", "doi:10.1000/none"])).toEqual([
    {
      identifier: "arxiv:1707.08567",
      version: 2,
      title: "On lists",
      abstract: "Lists are long.",
      authors: ["Ada L. Byron", "Paul Erdős"],
      categories: ["cs.IT", "cs.AI"],
      comment: "44 pages",
      doi: "10.1000/lists.1",
      journalRef: "J. Lists 1 (2018)",
      submittedAt: "2017-07-27T08:18:33.000Z",
      updatedAt: "2017-08-27T08:18:33.000Z",
    },
  ]);
  expect(server.requests).toEqual(["/api/query?id_list=1707.08567&start=0&max_results=1"]);
});

test("many papers are asked for a hundred at a time, each once", async () => {
  const server = await serveAll();
  const papers = await fetchAll(server, [...identifiers(250), ...identifiers(3)]);
  expect(papers).toHaveLength(250);
  expect(server.requests).toHaveLength(3);
});

test("papers that arXiv does not know are absent", async () => {
  expect(await fetchAll(await serveXml(feed([])), identifiers(2))).toEqual([]);
  expect(await fetchAll(await serveXml(feed([entry()])), identifiers(2))).toHaveLength(1);
});

test("an answer that leaves papers out is asked on", async () => {
  const pages = [feed([entry({ id: "2603.00001v1" })], 3), feed([], 3), feed([entry()], 3)];
  const server = await serveXml(...pages, feed([], 3));
  expect(await fetchAll(server, identifiers(3))).toHaveLength(2);
  const starts = server.requests.map((request) => /start=(\d+)/.exec(request)?.[1]);
  expect(starts).toEqual(["0", "1", "1", "2", "2"]);
});

test("one identifier that the API does not take loses no other", async () => {
  const server = await serveAll((id) => id === "2603.00037");
  const papers = await fetchAll(server, identifiers(100));
  expect(papers).toHaveLength(99);
  expect(server.requests.length).toBeLessThan(16);
});

test("an API that takes nothing is soon left alone, and its words are told", async () => {
  const server = await serveAll(() => true);
  const error = await failureOf(fetchAll(server, identifiers(100)));
  expect(error.trouble).toBe("failed");
  expect(error.message).toContain("incorrect id format");
  expect(server.requests).toHaveLength(11);
});

test("a server that refuses is asked no further batch", async () => {
  const server = await serve((response) => response.writeHead(403).end());
  expect((await failureOf(fetchAll(server, identifiers(300)))).trouble).toBe("refused");
  expect(server.requests).toHaveLength(1);
});

async function search(
  answer: (query: string, response: ServerResponse) => void,
  titles: string[],
): Promise<{ found: Map<string, PaperRecord[]>; queries: string[] }> {
  const queries: string[] = [];
  const { url } = await serve((response, request) => {
    const query = queryOf(request.url).get("search_query") ?? "";
    queries.push(query);
    answer(query, response);
  });
  return { found: await searchTitles(askingForTest(), { url, titles }), queries };
}

const knots = entry({ id: "2603.00001v1", title: "Tying $k_1$-Knots in Three Dimensions" });
const lists = entry({ id: "2603.00002v1", title: "On the Length of Lists" });

test("titles are looked up together, as phrases, and each gets its own papers", async () => {
  const titles = ["On the length of lists", "Tying k1-knots in three dimensions", "Quite else"];
  const { found, queries } = await search(
    (query, response) => sendXml(response, feed(query.startsWith('ti:"') ? [knots, lists] : [])),
    titles,
  );
  expect(queries[0]).toBe(
    'ti:"on the length of lists" OR ti:"tying k1-knots in three dimensions" OR ti:"quite else"',
  );
  expect(titles.map((title) => found.get(title)?.map(({ identifier }) => identifier))).toEqual([
    ["arxiv:2603.00002"],
    ["arxiv:2603.00001"],
    [],
  ]);
});

test("a title with damaged mathematics is found by its words", async () => {
  const title = "Tying 𝑘_1 ��-Knots in Three Dimensions";
  const { found, queries } = await search(
    (query, response) => sendXml(response, feed(query.startsWith("(") ? [knots] : [])),
    [title, "On the length"],
  );
  expect(queries[1]).toBe("(ti:dimensions AND ti:tying AND ti:knots AND ti:three)");
  expect(found.get(title)).toHaveLength(1);
});

test("many titles cost few requests", async () => {
  const titles = Array.from({ length: 73 }, (_, index) => `A title about number ${index}`);
  const { queries } = await search((_query, response) => sendXml(response, feed([])), titles);
  expect(queries).toHaveLength(8 + 15);
});

test("titles without a word are not asked for", async () => {
  const { found, queries } = await search(
    (_query, response) => sendXml(response, feed([])),
    ["$\\alpha$", "", "()"],
  );
  expect(queries).toEqual([]);
  expect(found.size).toBe(3);
});

test("half of a word that lost its accent is not asked for", () => {
  const query = wordsQuery("Lopsided Schr\"odinger Bridges by O'Leary");
  expect(query).toBe("(ti:lopsided AND ti:bridges)");
});

test("nothing in a title breaks out of its query", () => {
  expect(phraseQuery('a" OR all:(x) ANDNOT "b\\')).toBe('ti:"a or all x andnot b"');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: fc.nat(0x2fff).map((code) => String.fromCodePoint(code)) }),
        fc.string({ unit: fc.constantFrom("a", " OR ", " ANDNOT ", '"', "(", ")", ":", "\\") }),
      ),
      (title) => {
        expect(phraseQuery(title) ?? 'ti:"x"').toMatch(/^ti:"[\p{L}\p{N} -]+"$/u);
        expect(wordsQuery(title) ?? "(ti:two AND ti:words)").toMatch(
          /^\(ti:\p{L}+( AND ti:\p{L}+){1,5}\)$/u,
        );
        expect(wordsQuery(title) ?? "").not.toMatch(/ANDNOT|\bOR\b/);
      },
    ),
  );
});

test("an address never grows beyond what servers take", async () => {
  const titles = Array.from({ length: 20 }, (_, index) => `${"数学".repeat(400)} ${index}`);
  const { queries } = await search((_query, response) => sendXml(response, feed([])), titles);
  expect(queries.length).toBeGreaterThan(0);
  for (const query of queries) expect(encodeURIComponent(query).length).toBeLessThan(6_000);
});

test("an answer that breaks off anywhere is no success", async () => {
  const whole = Buffer.from(feed([entry(), lists]));
  const lengths = Array.from({ length: 60 }, (_, index) => Math.floor((index * whole.length) / 60));
  for (const length of lengths) {
    const error = await failureOf(
      fetchAll(await serveXml(whole.subarray(0, length)), identifiers(2)),
    );
    expect(["cut", "malformed"]).toContain(error.trouble);
  }
});

test("a damaged answer is read or is said to be damaged", async () => {
  const whole = Buffer.from(feed([entry(), lists]));
  let document = whole;
  const server = await serve((response) => sendXml(response, document));
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      document = Buffer.from(whole);
      for (const [place, value] of changes) document[place] = value;
      expect(await isReadOrRefused(fetchAll(server, identifiers(2)))).toBe(true);
    }),
  );
});

const recorded = "../shared/data/recorded/arxiv-api-atom";

test.skipIf(!existsSync(recorded))(
  `the recorded answers are read whole (skipped where ${recorded} is missing)`,
  async () => {
    for (const name of readdirSync(recorded)) {
      const { status_code: status, body } = JSON.parse(
        readFileSync(`${recorded}/${name}`, "utf8"),
      ) as { status_code: number; body: string };
      const server = await serve((response) => sendXml(response, body, status));
      const papers = await fetchAll(server, ["arxiv:1707.08567"]);
      const entries = status === 200 ? body.split("<entry>").length - 1 : 0;
      expect(papers).toHaveLength(entries);
      for (const { identifier, categories, submittedAt } of papers) {
        expect(parseArxiv(identifier?.slice(6) ?? "")).toBeDefined();
        expect(categories?.length).toBeGreaterThan(0);
        expect(submittedAt).toMatch(/Z$/);
      }
    }
  },
);
