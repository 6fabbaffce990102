import { existsSync, readdirSync, readFileSync } from "node:fs";
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
import {
  BadFormat,
  BadToken,
  listRecords,
  setOf,
  type ListOptions,
  type OaiPage,
  type OaiRecord,
} from "./oai.ts";

function oai(inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
    <responseDate>2026-03-27T05:54:30Z</responseDate>
    <request verb="ListRecords" metadataPrefix="arXivRaw" set="cs:cs:CL">http://oaipmh.arxiv.org/oai</request>
    ${inner}
</OAI-PMH>`;
}

function list(records: string[], token = ""): string {
  return oai(`<ListRecords>${records.join("\n")}${token}</ListRecords>`);
}

function record(
  metadata: string,
  { id = "2603.25280", datestamp = "2026-03-27", status = "" } = {},
): string {
  return `<record>
    <header${status}>
      <identifier>oai:arXiv.org:${id}</identifier>
      <datestamp>${datestamp}</datestamp>
      <setSpec>cs:cs:CL</setSpec>
      <setSpec>math:math:GT</setSpec>
    </header>
    ${metadata}
  </record>`;
}

const secondVersion = `<version version="v2">
  <date>Wed, 25 Mar 2026 20:43:27 GMT</date><size>2661kb</size><source_type>D</source_type>
</version>`;

function raw({
  more = "",
  newest = secondVersion,
  title = "On lists",
  abstract = "Lists are\n  long.",
} = {}) {
  return `<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">
    <id>2603.25280</id>
    <submitter>Ada Byron</submitter>
    ${newest}
    <version version="v1">
      <date>Mon, 2 Mar 2026 06:03:58 GMT</date><size>3345kb</size>
    </version>
    <title>${title}</title>
    <authors>Ada L. Byron (London) and Paul Erd\\H{o}s</authors>
    <categories>cs.CL math.GT</categories>
    ${more}
    <license>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</license>
    <abstract>${abstract}</abstract>
  </arXivRaw></metadata>`;
}

const plain = `<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">
    <id>hep-th/9901001</id>
    <created>1999-01-04</created>
    <updated>2026-03-26</updated>
    <authors>
      <author><keyname>Byron</keyname><forenames>Ada L.</forenames></author>
      <author><keyname>King</keyname><forenames>Bob</forenames><suffix>Jr.</suffix></author>
      <author><keyname>The Knot Collaboration</keyname></author>
    </authors>
    <title>Knots, again</title>
    <categories>hep-th</categories>
    <comments>5 pages</comments>
    <report-no>KNOT-1</report-no>
    <msc-class>57M25</msc-class>
    <acm-class>G.2.2</acm-class>
    <journal-ref>J. Knots 1 (2025)</journal-ref>
    <doi>10.1000/KNOTS.1</doi>
    <abstract>Knots are tied.</abstract>
  </arXiv></metadata>`;

interface Harvested {
  page: OaiPage;
  records: OaiRecord[];
  batches: number[];
  faults: string[];
}

async function harvest(
  { url }: Pick<AnsweringServer, "url">,
  options: Partial<ListOptions> = {},
): Promise<Harvested> {
  const records: OaiRecord[] = [];
  const batches: number[] = [];
  const faults: string[] = [];
  const page = await listRecords(
    askingForTest(),
    {
      url: new URL("/oai", url),
      format: "arXivRaw",
      onFault: (fault) => faults.push(fault),
      ...options,
    },
    async (batch) => {
      batches.push(batch.length);
      records.push(...batch);
    },
  );
  return { page, records, batches, faults };
}

test("a record in arXivRaw tells of every version", async () => {
  const server = await serveXml(list([record(raw())], "<resumptionToken/>"));
  const { page, records } = await harvest(server, { set: "cs:cs:CL", since: "2026-03-20" });
  expect(page).toEqual({
    responseDate: "2026-03-27T05:54:30.000Z",
    records: 1,
    newestDatestamp: "2026-03-27",
    inOrder: true,
  });
  expect(records).toEqual([
    {
      identifier: "arxiv:2603.25280",
      datestamp: "2026-03-27",
      deleted: false,
      sets: ["cs:cs:CL", "math:math:GT"],
      record: {
        identifier: "arxiv:2603.25280",
        title: "On lists",
        abstract: "Lists are long.",
        authors: ["Ada L. Byron", "Paul Erd\\H{o}s"],
        categories: ["cs.CL", "math.GT"],
        license: "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        version: 2,
        versions: [
          { version: 1, at: "2026-03-02T06:03:58.000Z" },
          { version: 2, at: "2026-03-25T20:43:27.000Z" },
        ],
        submittedAt: "2026-03-02T06:03:58.000Z",
        updatedAt: "2026-03-25T20:43:27.000Z",
        withdrawn: false,
      },
    },
  ]);
  expect(server.requests).toEqual([
    "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:CL&from=2026-03-20",
  ]);
});

test("a record in arXiv's plain format has its authors' names in order", async () => {
  const server = await serveXml(list([record(plain, { id: "hep-th/9901001" })]));
  const { records } = await harvest(server, { format: "arXiv" });
  expect(records[0]?.record).toEqual({
    identifier: "arxiv:hep-th/9901001",
    title: "Knots, again",
    abstract: "Knots are tied.",
    authors: ["Ada L. Byron", "Bob King Jr.", "The Knot Collaboration"],
    categories: ["hep-th"],
    comment: "5 pages",
    reportNo: "KNOT-1",
    mscClasses: "57M25",
    acmClasses: "G.2.2",
    journalRef: "J. Knots 1 (2025)",
    doi: "10.1000/knots.1",
    submittedAt: "1999-01-04",
    updatedAt: "2026-03-26",
  });
});

test.each([
  ["its newest version has no source", { newest: secondVersion.replace(">D<", ">I<") }],
  ["its comment says so", { more: "<comments>Withdrawn by the authors</comments>" }],
])("a paper is withdrawn when %s", async (_why, options) => {
  const { records } = await harvest(await serveXml(list([record(raw(options))])));
  expect(records[0]?.record?.withdrawn).toBe(true);
});

test("ACM classes that are a copy of the MSC classes are left out", async () => {
  const both = "<acm-class>57M25</acm-class><msc-class>57M25</msc-class>";
  for (const more of [both, "<acm-class>None</acm-class>"]) {
    const { records } = await harvest(await serveXml(list([record(raw({ more }))])));
    expect(records[0]?.record).not.toHaveProperty("acmClasses");
  }
});

test("a deleted paper comes without a record", async () => {
  const deleted = record("", { status: ' status="deleted"' });
  const { records } = await harvest(await serveXml(list([deleted])));
  expect(records[0]).toMatchObject({ deleted: true, identifier: "arxiv:2603.25280" });
  expect(records[0]).not.toHaveProperty("record");
});

test("records that cannot be read do not stop the page", async () => {
  const { page, records, faults } = await harvest(
    await serveXml(
      list([
        record(raw(), { id: "elsewhere" }),
        record(raw(), { datestamp: "long ago" }),
        "<record/>",
        record(raw({ title: "" }), { id: "2603.00001" }),
        record(raw({ abstract: "" }), { id: "2603.00002" }),
        record("<metadata><dc/></metadata>", { id: "2603.00003" }),
        record("", { id: "2603.00004" }),
        record(raw(), { id: "2603.00005" }),
      ]),
    ),
  );
  expect(page.records).toBe(8);
  expect(faults).toHaveLength(3);
  expect(records.map(({ identifier, fault }) => [identifier, fault])).toEqual([
    ["arxiv:2603.00001", "It has no title."],
    ["arxiv:2603.00002", "It has no abstract."],
    ["arxiv:2603.00003", "It comes as “dc”, which is unknown."],
    ["arxiv:2603.00004", "It comes as “nothing”, which is unknown."],
    ["arxiv:2603.00005", undefined],
  ]);
});

test("datestamps are read to the day; whether they ever went back is told", async () => {
  const stamped = (datestamp: string) => record(raw(), { datestamp });
  const first = list([
    stamped("2026-03-25"),
    stamped("2026-03-26T10:00:00Z"),
    stamped("2026-03-26"),
  ]);
  const second = list([stamped("2026-03-26"), stamped("2026-03-25")]);
  const server = await serveXml(first, second);
  const { page, records } = await harvest(server);
  expect(page).toMatchObject({ inOrder: true, newestDatestamp: "2026-03-26" });
  expect(records.map(({ datestamp }) => datestamp)).toEqual([
    "2026-03-25",
    "2026-03-26",
    "2026-03-26",
  ]);
  expect((await harvest(server)).page).toMatchObject({
    inOrder: false,
    newestDatestamp: "2026-03-26",
  });
});

test("a token asks for the next page, alone", async () => {
  const token = "verb%3DListRecords%26skip%3D2500&more";
  const given = `<resumptionToken expirationDate='2026-03-28T00:00:00Z'>${token.replace("&", "&amp;")}</resumptionToken>`;
  const server = await serve((response, { url }, number) => {
    if (number === 1) return sendXml(response, list([record(raw())], given));
    const query = new URL(url ?? "", "http://localhost").searchParams;
    expect([...query]).toEqual([
      ["verb", "ListRecords"],
      ["resumptionToken", token],
    ]);
    sendXml(response, list([record(raw())]));
  });
  expect((await harvest(server)).page.token).toBe(token);
  expect((await harvest(server, { token, set: "cs" })).page).not.toHaveProperty("token");
});

test("a server that gives the same token again is not asked for ever", async () => {
  const server = await serveXml(list([record(raw())], "<resumptionToken>again</resumptionToken>"));
  const error = await failureOf(harvest(server, { token: "again" }));
  expect(error.trouble).toBe("failed");
  expect(error.message).toContain("repeats itself");
});

test("an empty list is a page without records", async () => {
  const { page, batches } = await harvest(await serveXml(oai('<error code="noRecordsMatch"/>')));
  expect(page).toEqual({ responseDate: "2026-03-27T05:54:30.000Z", records: 0, inOrder: true });
  expect(batches).toEqual([]);
});

test("errors say what the server said", async () => {
  const error = (code: string) => `<error code="${code}">It is\n so.${" x".repeat(1_000)}</error>`;
  const failing = async (code: string, status: number) => {
    const server = await serve((response) => sendXml(response, oai(error(code)), status));
    return await failureOf(harvest(server));
  };
  expect(await failing("badResumptionToken", 200)).toBeInstanceOf(BadToken);
  expect(await failing("cannotDisseminateFormat", 200)).toBeInstanceOf(BadFormat);
  const other = await failing("badArgument", 400);
  expect(other.trouble).toBe("failed");
  expect(other.message).toContain("badArgument: It is so.");
  expect(other.message.length).toBeLessThan(500);
});

test("an answer that is no list is malformed", async () => {
  for (const document of [oai(""), oai("<Identify/>"), "<OAI-PMH><ListRecords/></OAI-PMH>"]) {
    const error = await failureOf(harvest(await serveXml(document)));
    expect(error.trouble).toBe("malformed");
  }
});

test("a long page is handed on in batches while it comes", async () => {
  const records = Array.from({ length: 600 }, (_, index) =>
    record(raw(), { id: `2603.${String(index + 1).padStart(5, "0")}` }),
  );
  const [head = "", tail = ""] = list(records).split("</ListRecords>");
  let finish = (): void => {};
  const server = await serve((response) => {
    response.writeHead(200, { "content-type": "text/xml" }).write(head);
    finish = () => response.end(`</ListRecords>${tail}`);
  });
  const batches: number[] = [];
  const page = await listRecords(
    askingForTest(),
    { url: server.url, format: "arXivRaw" },
    async (batch) => {
      batches.push(batch.length);
      // The end of the page is sent only once two batches have been taken.
      if (batches.length === 2) finish();
    },
  );
  expect(batches).toEqual([250, 250, 100]);
  expect(page.records).toBe(600);
});

test("a page that breaks off anywhere is no success", async () => {
  const whole = Buffer.from(
    list([record(raw()), record(plain)], "<resumptionToken>next</resumptionToken>"),
  );
  const lengths = Array.from({ length: 80 }, (_, index) => Math.floor((index * whole.length) / 80));
  for (const length of lengths) {
    const error = await failureOf(harvest(await serveXml(whole.subarray(0, length))));
    expect(["cut", "malformed"]).toContain(error.trouble);
  }
});

test("a damaged page is read or is said to be damaged", async () => {
  const whole = Buffer.from(
    list([record(raw()), record(plain)], "<resumptionToken>next</resumptionToken>"),
  );
  let document = whole;
  const server = await serve((response) => sendXml(response, document));
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      document = Buffer.from(whole);
      for (const [place, value] of changes) document[place] = value;
      expect(await isReadOrRefused(harvest(server))).toBe(true);
    }),
  );
});

test.each([
  ["cs.AI", "cs:cs:AI"],
  ["math.NA", "math:math:NA"],
  ["math", "math:math"],
  ["hep-th", "physics:hep-th"],
  ["astro-ph.CO", "physics:astro-ph:CO"],
  ["q-bio.NC", "q-bio:q-bio:NC"],
  ["physics.optics", "physics:physics:optics"],
])("the set of %s is %s", (category, set) => {
  expect(setOf(category)).toBe(set);
});

const recorded = "../shared/data/recorded/arxiv-oai";

test.skipIf(!existsSync(recorded))(
  `the recorded pages are read whole (skipped where ${recorded} is missing)`,
  async () => {
    const pages = readdirSync(recorded).filter((name) => name.endsWith(".xml"));
    expect(pages.length).toBeGreaterThan(0);
    for (const name of pages) {
      const { page, records, faults } = await harvest(
        await serveXml(readFileSync(`${recorded}/${name}`)),
      );
      expect(page.records).toBe(records.length);
      expect(faults).toEqual([]);
      for (const { record, sets } of records) {
        expect(record?.authors?.length).toBeGreaterThan(0);
        expect(record?.categories?.length).toBeGreaterThan(0);
        expect(record?.updatedAt).toMatch(/^20/);
        expect(sets.length).toBeGreaterThan(0);
      }
    }
  },
);

const generic = "../shared/data/recorded/oai-generic";

test.skipIf(!existsSync(generic))(
  `other archives' answers are no papers of arXiv's and break nothing (skipped where ${generic} is missing)`,
  async () => {
    for (const name of readdirSync(generic)) {
      const server = await serveXml(readFileSync(`${generic}/${name}`));
      const papers: OaiRecord[] = [];
      const list = { url: server.url, format: "arXivRaw" } as const;
      const work = listRecords(askingForTest(), list, async (batch) => {
        papers.push(...batch.filter(({ record }) => record));
      });
      expect(await isReadOrRefused(work)).toBe(true);
      expect(papers).toEqual([]);
    }
  },
);
