import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  askingForTest,
  failureOf,
  isReadOrRefused,
  sendXml,
  serve,
  serveXml,
} from "../../../fixtures/answering-server.ts";
import { FeedCut, readFeed } from "./feed.ts";

interface EntryFields {
  id?: string;
  title?: string;
  abstract?: string;
  type?: string;
  published?: string;
  categories?: string[];
  more?: string;
}

function atomEntry({
  id = "2603.25280v1",
  title = "On lists",
  abstract = "Lists are   long.",
  type = "new",
  published = "2026-03-27T00:00:00-04:00",
  categories = ["cs.CL", "cs.AI"],
  more = "",
}: EntryFields = {}): string {
  return `<entry>
    <id>oai:arXiv.org:${id}</id>
    <title>${title}</title>
    <updated>2026-03-27T04:00:19.899254+00:00</updated>
    <link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>
    <summary>arXiv:${id} Announce Type: ${type} \nAbstract: ${abstract}</summary>
    ${categories.map((category) => `<category term="${category}"/>`).join("\n")}
    <published>${published}</published>
    <arxiv:announce_type>${type}</arxiv:announce_type>
    <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
    <dc:creator>Ada L. Byron, Paul Erd\\H{o}s (Budapest), Bob King, Jr.</dc:creator>
    ${more}
  </entry>`;
}

function atom(...entries: string[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/cs.CL</id>
  <title>cs.CL updates on arXiv.org</title>
  <updated>2026-03-27T04:00:19.866337+00:00</updated>
  ${entries.join("\n  ")}
</feed>`;
}

const rss = `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>cs.CL updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.CL</link>
    <description>cs.CL updates on the arXiv.org e-print archive.</description>
    <pubDate>Fri, 27 Mar 2026 00:00:00 -0400</pubDate>
    <skipDays><day>Saturday</day><day>Sunday</day></skipDays>
    <item>
      <title>Knots, again</title>
      <link>https://arxiv.org/abs/hep-th/9901001</link>
      <description>arXiv:hep-th/9901001v3 Announce Type: replace-cross
Abstract: Knots $k_1$ are tied.</description>
      <guid isPermaLink="false">oai:arXiv.org:hep-th/9901001v3</guid>
      <category>math.GT</category>
      <category>57M25</category>
      <category>hep-th</category>
      <pubDate>Fri, 27 Mar 2026 00:00:00 -0400</pubDate>
      <arxiv:announce_type>replace-cross</arxiv:announce_type>
      <dc:rights>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</dc:rights>
      <dc:creator>Ada L. Byron</dc:creator>
      <arxiv:DOI>10.1000/KNOTS.1</arxiv:DOI>
      <arxiv:journal_reference>J. Knots 1 (2025)</arxiv:journal_reference>
    </item>
  </channel>
</rss>`;

const categories = ["cs.CL", "cs.AI"];

test("what was announced comes with its day, its kind and all that the feed says", async () => {
  const server = await serveXml(atom(atomEntry()));
  expect(await readFeed(askingForTest(), { url: server.url, categories })).toEqual([
    {
      kind: "new",
      day: "2026-03-27",
      identifier: "arxiv:2603.25280",
      version: 1,
      record: {
        identifier: "arxiv:2603.25280",
        version: 1,
        title: "On lists",
        abstract: "Lists are long.",
        authors: ["Ada L. Byron", "Paul Erd\\H{o}s", "Bob King Jr."],
        categories: ["cs.CL", "cs.AI"],
        license: "http://creativecommons.org/licenses/by/4.0/",
      },
    },
  ]);
  expect(server.requests).toEqual(["/atom/cs.CL cs.AI"]);
});

test.each(["missing", "damaged"])("where the Atom feed is %s the RSS feed is read", async (how) => {
  const server = await serve((response, { url }) => {
    if (url?.startsWith("/feeds/rss/")) sendXml(response, rss);
    else if (how === "missing") response.writeHead(404).end();
    else sendXml(response, "<html>Down for maintenance</html>");
  });
  const url = new URL("/feeds/", server.url);
  expect(await readFeed(askingForTest(), { url, categories: ["cs.CL"] })).toEqual([
    {
      kind: "replace-cross",
      day: "2026-03-27",
      identifier: "arxiv:hep-th/9901001",
      version: 3,
      record: {
        identifier: "arxiv:hep-th/9901001",
        version: 3,
        title: "Knots, again",
        abstract: "Knots $k_1$ are tied.",
        authors: ["Ada L. Byron"],
        categories: ["math.GT", "hep-th"],
        license: "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        doi: "10.1000/knots.1",
        journalRef: "J. Knots 1 (2025)",
      },
    },
  ]);
  expect(server.requests).toEqual(["/feeds/atom/cs.CL", "/feeds/rss/cs.CL"]);
});

test("a server that refuses is not asked for RSS instead", async () => {
  const server = await serve((response) => response.writeHead(403).end());
  const error = await failureOf(readFeed(askingForTest(), { url: server.url, categories }));
  expect(error.trouble).toBe("refused");
  expect(server.requests).toHaveLength(1);
});

test("a paper stands once under a day, as the strongest kind, whatever the order", async () => {
  const server = await serveXml(
    atom(
      atomEntry({ id: "2603.00001v2", type: "replace" }),
      atomEntry({ id: "2603.00002v1", type: "cross" }),
      atomEntry({ id: "2603.00002v1", type: "new" }),
      atomEntry({ id: "2603.00002v1", type: "cross" }),
      atomEntry({ id: "2603.00001v3", type: "replace-cross" }),
      atomEntry({ id: "2603.00002v1", type: "cross", published: "2026-03-26T00:00:00-04:00" }),
    ),
  );
  const found = await readFeed(askingForTest(), { url: server.url, categories });
  expect(
    found.map(({ identifier, day, kind, version }) => [identifier, day, kind, version]),
  ).toEqual([
    ["arxiv:2603.00002", "2026-03-27", "new", 1],
    ["arxiv:2603.00002", "2026-03-26", "cross", 1],
    ["arxiv:2603.00001", "2026-03-27", "replace", 3],
  ]);
});

test("entries that cannot be read are counted and hide no other", async () => {
  const faults: string[] = [];
  const server = await serveXml(
    atom(
      atomEntry({ id: "9" }),
      atomEntry({ id: "2603.00001v1", published: "yesterday" }),
      atomEntry({ id: "2603.00002v1", title: " " }),
      atomEntry({ id: "2603.00003v1", abstract: "" }),
      atomEntry({ id: "2603.00004v1", type: "sung" }),
      atomEntry({ id: "2603.00005v1" }),
    ),
  );
  const found = await readFeed(askingForTest(), {
    url: server.url,
    categories,
    onFault: (fault) => faults.push(fault),
  });
  expect(faults).toHaveLength(2);
  expect(
    found.map(({ identifier, fault, record }) => [identifier, fault, Boolean(record)]),
  ).toEqual([
    ["arxiv:2603.00002", "It has no title.", false],
    ["arxiv:2603.00003", "It has no abstract.", false],
    ["arxiv:2603.00005", undefined, true],
    ["arxiv:2603.00004", "It is announced as “sung”, which is unknown.", false],
  ]);
});

test("the evening before daylight saving changes belongs to the next day, in winter and summer", async () => {
  const server = await serveXml(
    atom(
      atomEntry({ id: "2601.00001v1", published: "2026-01-05T00:00:00-05:00" }),
      atomEntry({ id: "2601.00002v1", published: "Mon, 09 Mar 2026 00:00:00 -0400" }),
    ),
  );
  const found = await readFeed(askingForTest(), { url: server.url, categories });
  expect(found.map(({ day }) => day)).toEqual(["2026-01-05", "2026-03-09"]);
});

test("a paper that its abstract says is withdrawn is marked", async () => {
  const abstract = "This paper has been withdrawn by the authors.";
  const server = await serveXml(atom(atomEntry({ id: "2601.00001v2", type: "replace", abstract })));
  const [found] = await readFeed(askingForTest(), { url: server.url, categories });
  expect(found?.record?.withdrawn).toBe(true);
});

test("a category that is none is said to be, in the server's words", async () => {
  const complaint = atom("<subtitle>Bad archive 'nonsense'.</subtitle>");
  const server = await serve((response) => sendXml(response, complaint, 400));
  const error = await failureOf(readFeed(askingForTest(), { url: server.url, categories }));
  expect(error.trouble).toBe("failed");
  expect(error.message).toContain("Bad archive 'nonsense'.");
  expect(server.requests).toHaveLength(1);
});

test("an empty feed is no error here", async () => {
  const server = await serveXml(atom());
  expect(await readFeed(askingForTest(), { url: server.url, categories })).toEqual([]);
});

function fullFeed(from: number): string {
  const ids = Array.from({ length: 2_000 }, (_, index) => String(from + index).padStart(5, "0"));
  return atom(...ids.map((number) => atomEntry({ id: `2603.${number}v1` })));
}

test("a full feed is asked for again in halves", async () => {
  const server = await serve((response, { url }) => {
    if (url === "/atom/math+cs.CL") sendXml(response, fullFeed(1));
    else
      sendXml(
        response,
        atom(atomEntry({ id: url === "/atom/math" ? "2603.90001v1" : "2603.90002v1" })),
      );
  });
  const found = await readFeed(askingForTest(), { url: server.url, categories: ["math", "cs.CL"] });
  expect(server.requests).toEqual(["/atom/math cs.CL", "/atom/math", "/atom/cs.CL"]);
  expect(found).toHaveLength(2_002);
});

test("a single category whose feed is full is said to be cut, and keeps what it held", async () => {
  const server = await serveXml(fullFeed(1));
  const error = await failureOf(
    readFeed(askingForTest(), { url: server.url, categories: ["math"] }),
  );
  expect(error).toBeInstanceOf(FeedCut);
  expect(error.trouble).toBe("cut");
  expect((error as FeedCut).announcements).toHaveLength(2_000);
});

test("a feed that breaks off anywhere is no success", async () => {
  const whole = Buffer.from(atom(atomEntry(), atomEntry({ id: "2603.00002v1" })));
  const lengths = Array.from({ length: 60 }, (_, index) => Math.floor((index * whole.length) / 60));
  for (const length of lengths) {
    const server = await serveXml(whole.subarray(0, length));
    const error = await failureOf(readFeed(askingForTest(), { url: server.url, categories }));
    expect(["cut", "malformed"]).toContain(error.trouble);
  }
});

test("a damaged feed is read or is said to be damaged", async () => {
  const whole = Buffer.from(atom(atomEntry(), atomEntry({ id: "2603.00002v1" })));
  let document = whole;
  const server = await serve((response) => sendXml(response, document));
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      document = Buffer.from(whole);
      for (const [place, value] of changes) document[place] = value;
      expect(
        await isReadOrRefused(readFeed(askingForTest(), { url: server.url, categories })),
      ).toBe(true);
    }),
  );
});

const recorded = "../shared/data/recorded/arxiv-daily-feed/atom-cs.AI-2025-08-20.xml";

test.skipIf(!existsSync(recorded))(
  `the recorded feed is read whole (skipped where ${recorded} is missing)`,
  async () => {
    const server = await serveXml(readFileSync(recorded));
    const found = await readFeed(askingForTest(), { url: server.url, categories: ["cs.AI"] });
    expect(found).toHaveLength(7);
    for (const { day, record } of found) {
      expect(day).toBe("2025-08-20");
      expect(record?.abstract).not.toMatch(/^arXiv|^Abstract/);
      expect(record?.authors?.length).toBeGreaterThan(0);
    }
  },
);
