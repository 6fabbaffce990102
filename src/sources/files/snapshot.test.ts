import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { Invalid } from "../../errors.ts";
import { openSnapshot, type SnapshotEntry } from "./snapshot.ts";

async function read(text: string | Uint8Array): Promise<SnapshotEntry[]> {
  const entries: SnapshotEntry[] = [];
  const input = (async function* () {
    yield Buffer.from(text);
  })();
  const snapshot = await openSnapshot("list", { now: new Date("2026-03-27T08:00:00Z"), input });
  for await (const entry of snapshot.entries) entries.push(entry);
  return entries;
}

test("a pasted list may mix identifiers, addresses and titles, with bullets, numbers and remarks", async () => {
  const entries = await read(
    [
      "# for Friday",
      "2603.25001v2",
      "1. arXiv:2603.25002 [cs.CL]",
      "- [Gulls](https://arxiv.org/abs/2603.24001v1), read this",
      "Old: https://arxiv.org/pdf/hep-th/9901001.pdf",
      "",
      "* “Folding Laundry With Two Left Hands”",
      "  12) Gulls as Weather Stations",
      "10.1000/sheep.2007.3",
      "3D Sheep in 2603.25001 Dimensions",
      "https://example.org/paper",
      "42",
      "word ".repeat(200),
    ].join("\n"),
  );
  expect(entries).toEqual([
    { line: 2, mention: { identifier: "arxiv:2603.25001" } },
    { line: 3, mention: { identifier: "arxiv:2603.25002" } },
    { line: 4, mention: { identifier: "arxiv:2603.24001" } },
    { line: 5, mention: { identifier: "arxiv:hep-th/9901001" } },
    { line: 7, mention: { title: "Folding Laundry With Two Left Hands" } },
    { line: 8, mention: { title: "Gulls as Weather Stations" } },
    { line: 9, mention: { identifier: "doi:10.1000/sheep.2007.3" } },
    { line: 10, mention: { title: "3D Sheep in 2603.25001 Dimensions" } },
    { line: 11, reason: "is an address that names no paper" },
    { line: 12, reason: "holds neither an identifier nor a title" },
    { line: 13, reason: "is too long for a title" },
  ]);
});

test("BibTeX gives identifiers wherever they stand, accents as letters, mathematics as it is", async () => {
  const entries = await read(String.raw`
% exported on a Friday
@string{flock = "Journal of the Flock"}
@article{one,
  title = {{MT-$\pi$}: {Motion} Tracks for {B{\"o}cklin's} \emph{Tired} Arms},
  author = {Lindqvist, {\AA}da and Ben Okafor and {The Flock}},
  journal = {arXiv preprint arXiv:2603.25001}, year = 2026
}
@misc{two, title="Gulls", eprint={2603.24001v3}, archivePrefix = {arXiv}}
@misc{three, title={Sheep}, doi={https://doi.org/10.48550/arXiv.2603.25002}, journal = flock # { B}}
@misc{four, title={Loop}, url={https://arxiv.org/abs/hep-th/9901001v2}}
@article{five, title={Counting}, doi={10.1000/Sheep.3}, journal = flock}
@misc{, title={A work without a key}}
`);
  expect(entries).toEqual([
    {
      line: 4,
      mention: {
        identifier: "arxiv:2603.25001",
        title: String.raw`MT-$\pi$: Motion Tracks for Böcklin's \emph{Tired} Arms`,
        authors: ["Åda Lindqvist", "Ben Okafor", "The Flock"],
      },
    },
    { line: 9, mention: { identifier: "arxiv:2603.24001", title: "Gulls" } },
    {
      line: 10,
      mention: {
        identifier: "arxiv:2603.25002",
        title: "Sheep",
        journalRef: "Journal of the Flock B",
      },
    },
    { line: 11, mention: { identifier: "arxiv:hep-th/9901001", title: "Loop" } },
    {
      line: 12,
      mention: {
        identifier: "doi:10.1000/sheep.3",
        title: "Counting",
        doi: "10.1000/sheep.3",
        journalRef: "Journal of the Flock",
      },
    },
    { line: 13, mention: { title: "A work without a key" } },
  ]);
});

test("a broken entry is reported by its line and loses no other", async () => {
  const entries = await read(
    "@misc{a, title={First of all}}\n@misc{b, title={No end\n@misc{c title={No comma}}\n@misc{d, author={Nobody}}\n@misc{e, title={Last of all}}\n",
  );
  expect(entries).toMatchObject([
    { line: 1, mention: { title: "First of all" } },
    { line: 2, reason: "cannot be read as BibTeX; is a brace or a comma missing?" },
    { line: 3, reason: "cannot be read as BibTeX; is a brace or a comma missing?" },
    { line: 4, reason: "names neither a title nor an identifier" },
    { line: 5, mention: { title: "Last of all" } },
  ]);
});

test("RIS", async () => {
  const entries = await read(
    [
      "TY  - JOUR",
      "TI  - Counting Sheep",
      "      With Interferometers - and Patience",
      "AU  - Lindqvist, Ada",
      "AU  - Okafor, Ben, Jr.",
      "AB  - We count  - at night.",
      "DO  - 10.1000/SHEEP",
      "JO  - J. Pastoral Opt.",
      "ER  - ",
      "",
      "TY  - GEN",
      "T1  - Gulls",
      "UR  - https://arxiv.org/abs/2603.24001",
      "TY  - GEN",
      "AU  - Nobody",
      "ER  - ",
    ].join("\r\n"),
  );
  expect(entries).toEqual([
    {
      line: 1,
      mention: {
        identifier: "doi:10.1000/sheep",
        title: "Counting Sheep With Interferometers - and Patience",
        authors: ["Ada Lindqvist", "Ben Okafor Jr."],
        abstract: "We count - at night.",
        doi: "10.1000/sheep",
        journalRef: "J. Pastoral Opt.",
      },
    },
    { line: 11, mention: { identifier: "arxiv:2603.24001", title: "Gulls" } },
    { line: 14, reason: "names neither a title nor an identifier" },
  ]);
});

test("CSL-JSON, a list or one entry, on one line or many", async () => {
  const gulls = {
    id: 1,
    type: "article",
    title: "Gulls <i>as</i> Stations",
    author: [{ given: "Ines", family: "Duarte" }, { literal: "The Flock" }],
    DOI: "10.48550/arXiv.2603.24001",
  };
  const mention = {
    identifier: "arxiv:2603.24001",
    title: "Gulls as Stations",
    authors: ["Ines Duarte", "The Flock"],
  };
  expect(
    await read(JSON.stringify([gulls, 7, { title: "Number", number: "arXiv:2603.25001" }])),
  ).toEqual([
    { line: 1, mention },
    { line: 2, reason: "is no entry of CSL-JSON" },
    { line: 3, mention: { identifier: "arxiv:2603.25001", title: "Number" } },
  ]);
  expect(await read(JSON.stringify(gulls))).toEqual([{ line: 1, mention }]);
  expect(await read(JSON.stringify(gulls, undefined, 2))).toEqual([{ line: 1, mention }]);
});

test("nothing is fetched while a file is read, whatever addresses stand in it", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end("@misc{x, title={Fetched}}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.bib`;
  for (const text of [
    address,
    `${address}\n${address}`,
    `@misc{a, title={${address}}, url={${address}}, crossref={${address}}}`,
    `TY  - GEN\nTI  - ${address}\nUR  - ${address}\nER  - `,
    JSON.stringify([{ title: address, URL: address }, address]),
  ]) {
    expect((await read(text)).length).toBeGreaterThan(0);
  }
  expect(asked).toEqual([]);
});

test("a list of references with numbers in brackets, or links, is no broken JSON", async () => {
  const numbered = await read(
    "[1] Lindqvist, A. Gulls. arXiv:2603.24001, 2026.\n[2] Counting Sheep\n",
  );
  expect(numbered).toEqual([
    { line: 1, mention: { identifier: "arxiv:2603.24001" } },
    { line: 2, mention: { title: "Counting Sheep" } },
  ]);
  const links = await read(
    "[A paper](https://arxiv.org/abs/2310.07896)\n[Counting Sheep by Night](https://example.org/sheep)\n",
  );
  expect(links).toEqual([
    { line: 1, mention: { identifier: "arxiv:2310.07896" } },
    { line: 2, mention: { title: "Counting Sheep by Night" } },
  ]);
  expect(await read('[\n {"title": "Sheep"}\n]')).toMatchObject([{ mention: { title: "Sheep" } }]);
});

test("one broken @string is named by its line and spoils no entry; others may build on each other", async () => {
  const entries = await read(
    [
      '@string{flock = "Journal of the Flock"}',
      '@string{broken = "no end}',
      '@string{Long = flock # ", Series " # {B}} @string(short = {J. Fl.})',
      "@article{a, title={Sheep}, journal = long}",
      "@article{b, title={Gulls}, journal = SHORT # { 7}}",
      "@article{c, title={Terns}, journal = broken}",
    ].join("\n"),
  );
  expect(entries).toEqual([
    {
      line: 2,
      reason: "the @string cannot be read; is a brace or a quotation mark missing?",
    },
    { line: 4, mention: { title: "Sheep", journalRef: "Journal of the Flock, Series B" } },
    { line: 5, mention: { title: "Gulls", journalRef: "J. Fl. 7" } },
    { line: 6, mention: { title: "Terns" } },
  ]);
});

test("thousands of @strings are read, and none can grow without end", async () => {
  const many = Array.from({ length: 4000 }, (_, n) => `@string{j${n} = "Journal number ${n}"}`);
  const entries = await read([...many, "@article{a, title={Sheep}, journal = j3999}"].join("\n"));
  expect(entries).toEqual([
    { line: 4001, mention: { title: "Sheep", journalRef: "Journal number 3999" } },
  ]);
  const doubled = Array.from({ length: 60 }, (_, n) => `@string{s${n + 1} = s${n} # s${n}}`);
  const grown = await read(
    ['@string{s0 = "gull "}', ...doubled, "@misc{a, title={Sheep}}"].join("\n"),
  );
  expect(grown[0]).toEqual({
    line: 11,
    reason: "the @string is too long, with all that it stands for",
  });
  expect(grown.at(-1)).toMatchObject({ mention: { title: "Sheep" } });
  const used = `@misc{a, title={Sheep}, note = ${Array(1000).fill("s9").join(" # ")}}`;
  expect(await read(['@string{s0 = "gull "}', ...doubled, used].join("\n"))).toContainEqual({
    line: 62,
    reason: "is too long for an entry",
  });
});

test("a list is read in the encoding that it has, and with the line ends that it has", async () => {
  const list = "Gulls über Åland\n“Sheep” at Night\n";
  const expected = [
    { line: 1, mention: { title: "Gulls über Åland" } },
    { line: 2, mention: { title: "“Sheep” at Night" } },
  ];
  const utf16 = Buffer.from(`\uFEFF${list}`, "utf16le");
  expect(await read(utf16)).toEqual(expected);
  expect(await read(Buffer.from(utf16).swap16())).toEqual(expected);
  expect(await read(`\uFEFF${list}`)).toEqual(expected);
  expect(await read(list.replaceAll("\n", "\r"))).toEqual(expected);
  expect(await read(list.replaceAll("\n", "\r\n"))).toEqual(expected);
  const latin1 = Buffer.from(
    "@misc{a, title={Gulls über Åland}}\r@misc{b, title={Terns}}",
    "latin1",
  );
  expect(await read(latin1)).toEqual([
    { line: 1, mention: { title: "Gulls über Åland" } },
    { line: 2, mention: { title: "Terns" } },
  ]);
  const windows = Buffer.from(list.replace("“", "\x93").replace("”", "\x94"), "latin1");
  expect(await read(windows)).toEqual(expected);
  await expect(read(Buffer.from([0xff, 0, 1, 2, 0]))).rejects.toThrow("save it as UTF-8");
});

test("what is no text, a web page and cut JSON are said to be so", async () => {
  await expect(read("\u0000\u0001PNG")).rejects.toThrow("is not text");
  await expect(read("<!DOCTYPE html><html>")).rejects.toThrow("is a web page");
  await expect(read('[{"title": "Cut he')).rejects.toThrow("it may have been cut");
});

test("any text is read or refused, quickly, whatever it looks like", async () => {
  const piece = fc.constantFrom(
    ...'@misc{ @string{a= title={ } , = # " $ \\ \n TY  - ER  - [ { : arXiv: 2603.25001 10.1/x http:// a é'.split(
      " ",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
      const entries = await read(pieces.join(" ")).catch((error: unknown) => {
        if (error instanceof Invalid) return [];
        throw error;
      });
      for (const { line, reason, mention, record } of entries) {
        expect(line).toBeGreaterThan(0);
        expect(mention ?? record ?? reason).toBeTruthy();
      }
    }),
  );
  const deep = `@misc{a, title=${"{".repeat(150_000)}`;
  expect(await read(deep)).toMatchObject([{ line: 1, reason: expect.any(String) }]);
});
