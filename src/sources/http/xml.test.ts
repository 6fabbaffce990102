import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  askingForTest,
  failureOf,
  isReadOrRefused,
  serve,
} from "../../../fixtures/answering-server.ts";
import { ask } from "./http.ts";
import { readXml, textOf, type Element } from "./xml.ts";

const good = `<?xml version="1.0" encoding="UTF-8"?>
<list xmlns:a="urn:a">
  <head>passed over</head>
  <paper id="1"><a:title>Über &amp; <![CDATA[<unter>]]>
    𝔸-modules</a:title><part><paper>inner</paper></part></paper>
  <!-- a remark --><?a process?>
  <paper id='2'><title>日本語 &#955;</title></paper>
</list>
`;
const options = { roots: ["list"], each: ["paper"] };

async function* inPieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [0, ...cuts.map((cut) => cut % bytes.length), bytes.length].toSorted(
    (a, b) => a - b,
  );
  for (const [index, place] of places.slice(1).entries()) yield bytes.slice(places[index], place);
}

async function readAll(
  text: string | Uint8Array,
  cuts: readonly number[] = [],
): Promise<Element[]> {
  const found: Element[] = [];
  for await (const element of readXml(inPieces(Buffer.from(text), cuts), options)) {
    found.push(element);
  }
  return found;
}

test("elements come one by one, whole, under their names without prefix", async () => {
  const papers = await readAll(good);
  expect(papers.map((paper) => [paper.attributes["id"], textOf(paper, "title")])).toEqual([
    ["1", "Über & <unter> 𝔸-modules"],
    ["2", "日本語 λ"],
  ]);
  expect(papers[0]?.children.map(({ name }) => name)).toEqual(["title", "part"]);
});

test("an element is handed on while the rest has not come yet", async () => {
  async function* stopping(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("<list><paper>first</paper>");
    throw new RangeError("nobody may ask for more");
  }
  for await (const { text } of readXml(stopping(), options)) {
    expect(text).toBe("first");
    break;
  }
});

test("where the pieces begin and end never matters", async () => {
  const whole = await readAll(good);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), async (cuts) => {
      expect(await readAll(good, cuts)).toEqual(whole);
    }),
  );
});

test("cut anywhere it is no success", async () => {
  const bytes = Buffer.from(good.trimEnd());
  for (let length = 0; length < bytes.length; length++) {
    const error = await failureOf(readAll(bytes.subarray(0, length)));
    expect(["cut", "malformed"]).toContain(error.trouble);
  }
});

test("damaged in whatever way it is read or is said to be damaged", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      async (changes) => {
        const bytes = Buffer.from(good);
        for (const [place, value] of changes) bytes[place % bytes.length] = value;
        expect(await isReadOrRefused(readAll(bytes))).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

const bomb = `<?xml version="1.0"?><!DOCTYPE list [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>`;

test.each([
  ["an entity bomb", `${bomb}<list><paper>&b;</paper></list>`],
  ["a document type from elsewhere", `<!DOCTYPE list SYSTEM "http://127.0.0.1/x.dtd"><list/>`],
  ["an unknown entity", "<list><paper>&eacute;</paper></list>"],
  ["a web page", "<html><body>Down for maintenance</body></html>"],
  ["a web page with its type", "<!doctype html><html><p>Down for maintenance"],
  ["plain text", "Down for maintenance"],
  ["text before the document", `broken ${good}`],
  ["tags that do not match", "<list><paper></list></paper>"],
  ["a second document", "<list/><list/>"],
  ["a million levels", "<list>".repeat(1_000_000)],
  ["more attributes than any element has", `<list><paper ${attributes(100)}/></list>`],
  ["more parts than any paper has", `<list><paper>${"<a/>".repeat(100_001)}</paper></list>`],
  ["more entries than any list has", `<list>${"<paper></paper>".repeat(50_001)}</list>`],
  ["millions of empty elements", `<list>${"<a/>".repeat(300_000)}</list>`],
  ["remarks without end", `<list>${"<!--a-->".repeat(10_001)}</list>`],
  ["a text without end", `<list><paper>${"x".repeat(1_100_000)}</paper></list>`],
  [
    "a text without end in pieces",
    `<list><p>${`${"x".repeat(999)}<!---->`.repeat(1_100)}</p></list>`,
  ],
  ["a tag without end", `<list><paper ${"x".repeat(1_100_000)}`],
  ["a remark without end", `<list><!-- ${"x".repeat(1_100_000)}`],
  ["an element without end", `<list><paper>${`<a>${"x".repeat(9e5)}</a>`.repeat(10)}`],
])("%s is malformed", async (name, document) => {
  // Text outside of the papers is of no interest, however long.
  const wanted = name.endsWith("in pieces") ? document.replaceAll("p>", "paper>") : document;
  const pieces = Array.from({ length: Math.ceil(wanted.length / 50_000) }, (_, i) => i * 50_000);
  expect(await failureOf(readAll(wanted, pieces))).toMatchObject({ trouble: "malformed" });
});

function attributes(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}="1"`).join(" ");
}

test("a control character, which XML has no place for, does not cost the page", async () => {
  const [paper] = await readAll("<list><paper>one\u0008two</paper></list>");
  expect(paper?.text).toBe("one two");
});

test("a packed text that unpacks to many megabytes is refused on the way", async () => {
  const packed = gzipSync(`<list><paper>${" ".repeat(40_000_000)}</paper></list>`, { level: 1 });
  const server = await serve((response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(packed),
  );
  let bytes = 0;
  const reading = ask(askingForTest(), server.url, 128_000_000, async (body) => {
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const chunk of body) {
        bytes += chunk.length;
        yield chunk;
      }
    }
    for await (const element of readXml(counted(), options)) expect(element).toBeUndefined();
  });
  expect(await failureOf(reading)).toMatchObject({ trouble: "malformed" });
  expect(bytes).toBeLessThan(2_000_000);
});
