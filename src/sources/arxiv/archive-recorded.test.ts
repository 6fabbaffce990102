// The fake archive writes what the real servers were recorded to write: the same elements with the
// same attributes, in the same order.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { makePaper } from "../../../fixtures/archive/invented-papers.ts";
import { replace, restamp, type ArchivePaper } from "../../../fixtures/archive/papers.ts";
import { openArchive, type Archive } from "../../../fixtures/archive.ts";

const recorded = join(import.meta.dirname, "../../../../shared/data/recorded");
const hasRecorded = existsSync(recorded);

describe.skipIf(!hasRecorded)("as recorded (skipped where ../shared is not there)", () => {
  test("the daily feed has the recorded shape", async () => {
    const archive = await anArchive({ comment: "", journalRef: "", doi: "" });
    const ours = await read(`${archive.urls.feed}/atom/cs.AI`);
    const theirs = readRecorded("arxiv-daily-feed", "atom-cs.AI-2025-08-20.xml");
    expect(shapeOf(ours)).toEqual(shapeOf(theirs));
  });

  test("a page of arXiv records has the recorded shape", async () => {
    const archive = await anArchive({ mscClass: "", acmClass: "" });
    restamp(archive.papers, new Date("2026-03-27T05:00:00Z"));
    const ours = await oai(archive, "verb=ListRecords&metadataPrefix=arXiv&from=2026-03-27");
    const theirs = readRecorded("arxiv-oai", "listrecords-2026-01-05-arXiv.xml");
    expect(recordShape(ours)).toEqual(recordShape(theirs));
    expect(shapeOf(ours)[0]).toBe(shapeOf(theirs)[0]);
  });

  test("a page of arXivRaw records has the recorded shape", async () => {
    const archive = await anArchive({ journalRef: "", doi: "" });
    replace(archive.papers[0]!, new Date("2026-03-25T12:00:00Z"));
    const ours = await oai(archive, "verb=ListRecords&metadataPrefix=arXivRaw");
    const theirs = readRecorded("arxiv-oai", "listrecords-2026-09-25-arXivRaw-lastpage.xml");
    // Of the source types, the fake knows only that of withdrawn papers.
    const known = theirs.replace(/<source_type>D<\/source_type>/, "");
    expect(recordShape(ours)).toEqual(recordShape(known));
    expect(theirs).toContain(/<arXivRaw [^>]*>/.exec(ours)![0]);
  });

  test.each([
    ["a result with a comment", "id_1605", { journalRef: "", doi: "" }],
    ["a result with a comment, a journal and a DOI", "q_testing_s0_m10_", {}],
  ])("the API: %s has the recorded shape", async (_, name, lacking) => {
    const archive = await anArchive({ mscClass: "", acmClass: "", ...lacking });
    const ours = await read(`${archive.urls.api}?id_list=${archive.papers[0]!.id}`);
    expect(shapeOf(firstEntry(ours))).toEqual(shapeOf(firstEntry(recordedBody(name))));
  });

  test.each([
    ["nothing found", "id_0000", "id_list=0000.0000&max_results=100"],
    ["an error", "id_abc", "id_list=abc"],
  ])("the API: %s is said as recorded", async (_, name, query) => {
    const archive = await openArchive();
    const ours = await read(`${archive.urls.api}?${query}`);
    expect(shapeOf(ours)).toEqual(shapeOf(recordedBody(name)));
    const words = /<(?:summary|title)>(?:arXiv S|inc).*/g;
    expect(ours.match(words)).toEqual(recordedBody(name).match(words));
  });
});

async function anArchive(lacking: Partial<ArchivePaper>): Promise<Archive> {
  const archive = await openArchive();
  const full: ArchivePaper = {
    ...makePaper(0, { categories: ["cs.AI", "cs.LG"] }),
    authors: ["Ada Lindqvist", "Ben Okafor"],
    comment: "5 pages",
    doi: "10.5555/1",
    journalRef: "J. Invented Res. 1",
    mscClass: "68T05",
    acmClass: "I.2.6",
  };
  const paper = Object.fromEntries(
    Object.entries({ ...full, ...lacking }).filter(([, value]) => value !== ""),
  ) as unknown as ArchivePaper;
  archive.announce("2026-03-27", paper);
  return archive;
}

async function read(url: string): Promise<string> {
  return (await fetch(url)).text();
}

async function oai(archive: Archive, query: string): Promise<string> {
  return read(`${archive.urls.oai}?${query}`);
}

function readRecorded(folder: string, name: string): string {
  return readFileSync(join(recorded, folder, name), "utf8");
}

function recordedBody(start: string): string {
  const names = readdirSync(join(recorded, "arxiv-api-atom"));
  const name = names.find((each) => each.startsWith(start))!;
  return (JSON.parse(readRecorded("arxiv-api-atom", name)) as { body: string }).body;
}

function firstEntry(xml: string): string {
  const root = /<feed[^>]*>/.exec(xml)![0];
  return `${root}${/<entry>.*?<\/entry>/s.exec(xml)![0]}</feed>`;
}

function recordShape(xml: string): string[] {
  const shape = shapeOf(xml);
  const begin = shape.findIndex((line) => line.trim() === "record");
  const next = shape.findIndex((line, index) => index > begin && /^ {0,4}\S/.test(line));
  return shape.slice(begin, next < 0 ? undefined : next);
}

/** Elements, nested, with their attributes; what follows its like is left out. */
function shapeOf(xml: string): string[] {
  interface Node {
    head: string;
    children: string[][];
  }
  const stack: Node[] = [{ head: "", children: [] }];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    stack.push({ head: [name, ...Object.keys(attributes)].join(" "), children: [] });
  });
  parser.on("closetag", () => {
    const { head, children } = stack.pop()!;
    const lines = [head, ...children.flat().map((line) => `  ${line}`)];
    const before = stack.at(-1)!.children;
    if (before.at(-1)?.join("\n") !== lines.join("\n")) before.push(lines);
  });
  parser.write(xml).close();
  return stack[0]!.children.flat();
}
