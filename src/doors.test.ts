// Every door answers as the page does: the same papers in the same order. A list that one of them made by
// itself would differ here.
import { expect, test } from "vitest";
import { clientOf } from "../fixtures/mcp-client.ts";
import { sayingOfAll } from "../fixtures/judgements.ts";
import { openInstance } from "../fixtures/instance.ts";
import { aPaper } from "../fixtures/papers.ts";

const sections = [{ name: "Odd ones", address: "odd", query: "odd" }];
const day = "2026-03-27";

/** Thirteen papers of one day, voted for so that neither number nor title tells their order. */
async function openDoors() {
  const judge = sayingOfAll({ kind: "form", text: "form of title and abstract", share: 0.5 });
  const { app, db, save } = await openInstance({}, { sections, judge });
  await save(
    ...Array.from({ length: 13 }, (_, n) =>
      aPaper({
        identifier: `arxiv:2603.25${String(n).padStart(3, "0")}`,
        title: `${n % 2 === 0 ? "Even" : "Odd"} lattices of rank ${n}`,
        abstract: `Number ${n} is looked at, together with its neighbours.`,
      }),
    ),
  );
  const votes = Array.from({ length: 13 }, (_, n) =>
    Array.from({ length: (n * 5) % 13 }, (_, voter) => ({
      paper_id: n + 1,
      visitor: `visitor ${voter}`,
      at: "2026-03-27T06:00:00.000Z",
    })),
  ).flat();
  await db.insertInto("votes").values(votes).execute();
  const read = async (path: string) => {
    const answer = await app.request(path);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return text;
  };
  return { app, read, mcp: await clientOf({ app }) };
}

type Doors = Awaited<ReturnType<typeof openDoors>>;

/** Which papers a text names by such an address, in their order. */
function namedIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, id]) => id!))];
}

const byFormat: Record<string, (text: string) => string[]> = {
  page: (text) => namedIn(text, /class="unapi-id" title="arxiv:([\d.]+)"/g),
  ".md": (text) => namedIn(text, /\]\(http:\/\/localhost:3000\/papers\/(\d{4}\.\d{5})\)/g),
  ".txt": (text) => namedIn(text, /\/papers\/(\d{4}\.\d{5})$/gm),
  ".bib": (text) => namedIn(text, /eprint = \{([\d.]+)\}/g),
  ".ris": (text) => namedIn(text, /abs\/([\d.]+)/g),
  ".csl.json": (text) => namedIn(text, /"arXiv:([\d.]+)"/g),
};

async function listsOf({ read }: Doors, path: string, query = ""): Promise<[string, string[]][]> {
  const lists: [string, string[]][] = [];
  for (const [format, readIn] of Object.entries(byFormat)) {
    const ending = format === "page" ? "" : format;
    lists.push([format, readIn(await read(`${path}${ending}${query}`))]);
  }
  return lists;
}

async function v1({ read }: Doors, path: string): Promise<string[]> {
  const { items } = JSON.parse(await read(`/api/v1${path}`)) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

async function huggingFace({ read }: Doors, path: string): Promise<string[]> {
  const items = JSON.parse(await read(`/api${path}`)) as { paper: { id: string } }[];
  return items.map(({ paper }) => paper.id);
}

async function feed({ read }: Doors, path: string): Promise<string[]> {
  const { items } = JSON.parse(await read(path)) as { items: { url: string }[] };
  return items.map(({ url }) => url.slice(url.lastIndexOf("/") + 1));
}

async function tool({ mcp }: Doors, name: string, asked: object): Promise<string[]> {
  const { data } = await mcp.call(name, { ...asked });
  return (data["papers"] as { id: string }[]).map(({ id }) => id);
}

/** What the page shows, after all doors were seen to give the same. */
function same(lists: readonly [door: string, papers: string[]][]): string[] {
  const [[, page]] = lists as [[string, string[]]];
  for (const [door, papers] of lists) expect({ door, papers }).toEqual({ door, papers: page });
  return page;
}

test("an edition is the same through every door", async () => {
  const doors = await openDoors();
  const papers = same([
    ...(await listsOf(doors, `/day/${day}`)),
    ["API", await v1(doors, `/editions/${day}/papers`)],
    ["Hugging Face", await huggingFace(doors, `/daily_papers?date=${day}`)],
    ["feed", await feed(doors, `/day/${day}/feed.json`)],
    ["MCP", await tool(doors, "get_edition", { edition: day, limit: 50 })],
  ]);
  expect(papers).toHaveLength(13);
  expect(papers).not.toEqual(papers.toSorted());
});

test("so is what of it is read in ten minutes", async () => {
  const doors = await openDoors();
  const papers = same([
    ...(await listsOf(doors, `/day/${day}`, "?minutes=4")),
    ["API", await v1(doors, `/editions/${day}/papers?minutes=4`)],
    ["MCP", await tool(doors, "get_edition", { edition: day, minutes: 4 })],
  ]);
  expect(papers.length).toBeLessThan(13);
});

test("so is a section's part of it", async () => {
  const doors = await openDoors();
  const papers = same([
    ...(await listsOf(doors, `/sections/odd/day/${day}`)),
    ["API", await v1(doors, `/editions/${day}/papers?section=odd`)],
    ["feed", await feed(doors, `/sections/odd/day/${day}/feed.json`)],
    ["MCP", await tool(doors, "get_edition", { edition: day, section: "odd", limit: 50 })],
  ]);
  expect(papers).toHaveLength(6);
});

test("so is what a search finds, best first", async () => {
  const doors = await openDoors();
  const query = "lattices neighbours votes:>3";
  const q = encodeURIComponent(query);
  const papers = same([
    ...(await listsOf(doors, "/search", `?q=${q}`)),
    ["API", await v1(doors, `/search?q=${q}`)],
    ["Hugging Face", await huggingFace(doors, `/papers/search?q=${q}`)],
    ["MCP", await tool(doors, "search_papers", { query, limit: 20 })],
  ]);
  expect(papers).toHaveLength(9);
});

test("so is what is trending", async () => {
  const doors = await openDoors();
  const papers = same([
    ...(await listsOf(doors, "/trending")),
    ["API", await v1(doors, "/trending")],
    ["feed", await feed(doors, "/trending/feed.json")],
    ["MCP", await tool(doors, "get_trending", { limit: 50 })],
  ]);
  expect(papers.length).toBeGreaterThan(5);
});
