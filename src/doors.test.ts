// Every door answers as the page does: the same papers in the same order. A list that one of them made by
// itself would differ here.
import { afterAll, beforeAll, expect, test } from "vitest";
import { actingAt } from "../fixtures/acting.ts";
import { say } from "../fixtures/discussion.ts";
import { openInstance } from "../fixtures/instance.ts";
import { sayingOfAll } from "../fixtures/judgements.ts";
import { clientOf, type McpClient } from "../fixtures/mcp-client.ts";
import { aPaper } from "../fixtures/papers.ts";
import { signInAs } from "../fixtures/readers.ts";
import { openAccounts } from "./community/accounts/accounts.ts";
import { follow } from "./community/follows.ts";
import { addMute } from "./community/mutes.ts";
import { makeToken } from "./community/tokens/tokens.ts";

const sections = [{ name: "Odd ones", address: "odd", query: "odd" }];
const day = "2026-03-27";
/** Of sixty papers, one of them in stat.OT. */
const longDay = "2026-02-10";

const ends: (() => void | Promise<void>)[] = [];
let doors: Doors;
beforeAll(async () => {
  doors = await openDoors();
});
afterAll(async () => {
  for (const end of ends) await end();
});

/**
 * Thirteen papers of one day, voted for so that neither number nor title tells their order, and sixty of
 * another; and Ada, who hides a category.
 */
async function openDoors() {
  const atEnd = (act: () => void | Promise<void>) => void ends.unshift(act);
  const judge = sayingOfAll({ kind: "form", text: "form of title and abstract", share: 0.5 });
  const instance = await openInstance({}, { sections, judge, atEnd });
  const { app, db, save, now, secret, config } = instance;
  await save(
    ...Array.from({ length: 13 }, (_, n) =>
      aPaper({
        identifier: `arxiv:2603.25${String(n).padStart(3, "0")}`,
        title: `${n % 2 === 0 ? "Even" : "Odd"} lattices of rank ${n}`,
        abstract: `Number ${n} is looked at, together with its neighbours.`,
        categories: n % 4 === 0 ? ["math.NT"] : ["cs.RO"],
      }),
    ),
    ...Array.from({ length: 60 }, (_, n) =>
      aPaper({
        identifier: `arxiv:2602.10${String(n).padStart(3, "0")}`,
        title: `A maze of ${n} mice`,
        abstract: "Mice find the way out.",
        categories: n === 7 ? ["stat.OT"] : ["q-bio.NC"],
        appearances: [{ day: longDay, kind: "announced" }],
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
  const clock = () => now;
  const accounts = openAccounts({ db, secret, config, clock, log: () => {} });
  const ada = await signInAs({ db, accounts, secret, clock });
  const reader = ada.reader.id;
  await follow(actingAt(db, now), { reader, kind: "word", value: "odd", query: "odd" });
  await addMute(actingAt(db, now), { reader, kind: "category", value: "math.NT" });
  for (const paper of [1, 2, 5]) {
    await say(db, { paper, reader, now, source: `A lattice of kind ${paper}.` });
  }
  const token = await makeToken(db, { reader, name: "doors", scopes: ["read"], now });
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await app.request(path, { headers });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return text;
  };
  const [mcp, adasMcp] = [
    await clientOf({ app }, { atEnd }),
    await clientOf({ app }, { token, atEnd }),
  ];
  return {
    read,
    mcp,
    /** As Ada sees them: pages by her session, programs by her token. */
    byAda: {
      page: { read: (path: string) => read(path, ada.headers) },
      program: {
        read: (path: string) => read(path, { Authorization: `Bearer ${token}` }),
        mcp: adasMcp,
      },
    },
  };
}

interface Doors extends Programs {
  byAda: { page: Pages; program: Programs };
}
interface Pages {
  read: (path: string) => Promise<string>;
}

interface Programs extends Pages {
  mcp: McpClient;
}

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

async function listsOf({ read }: Pages, path: string, query = ""): Promise<[string, string[]][]> {
  const lists: [string, string[]][] = [];
  for (const [format, readIn] of Object.entries(byFormat)) {
    const ending = format === "page" ? "" : format;
    lists.push([format, readIn(await read(`${path}${ending}${query}`))]);
  }
  return lists;
}

async function v1({ read }: Pages, path: string): Promise<string[]> {
  const { items } = JSON.parse(await read(`/api/v1${path}`)) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

async function huggingFace({ read }: Pages, path: string): Promise<string[]> {
  const items = JSON.parse(await read(`/api${path}`)) as { paper: { id: string } }[];
  return items.map(({ paper }) => paper.id);
}

async function feed({ read }: Pages, path: string): Promise<string[]> {
  const { items } = JSON.parse(await read(path)) as { items: { url: string }[] };
  return items.map(({ url }) => url.slice(url.lastIndexOf("/") + 1));
}

async function tool({ mcp }: Programs, name: string, asked: object): Promise<string[]> {
  const { data } = await mcp.call(name, { ...asked });
  return (data["papers"] as { id: string }[]).map(({ id }) => id);
}

/** What Ada hides. */
const hidden = new Set(["2603.25000", "2603.25004", "2603.25008", "2603.25012"]);

/** What the page shows, after all doors were seen to give the same. */
function same(lists: readonly [door: string, papers: string[]][]): string[] {
  const [[, page]] = lists as [[string, string[]]];
  for (const [door, papers] of lists) expect({ door, papers }).toEqual({ door, papers: page });
  return page;
}

test("an edition is the same through every door", async () => {
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
  const papers = same([
    ...(await listsOf(doors, `/day/${day}`, "?minutes=4")),
    ["API", await v1(doors, `/editions/${day}/papers?minutes=4`)],
    ["MCP", await tool(doors, "get_edition", { edition: day, minutes: 4 })],
  ]);
  expect(papers.length).toBeLessThan(13);
});

test("so is a section's part of it", async () => {
  const papers = same([
    ...(await listsOf(doors, `/sections/odd/day/${day}`)),
    ["API", await v1(doors, `/editions/${day}/papers?section=odd`)],
    ["feed", await feed(doors, `/sections/odd/day/${day}/feed.json`)],
    ["MCP", await tool(doors, "get_edition", { edition: day, section: "odd", limit: 50 })],
  ]);
  expect(papers).toHaveLength(6);
});

test("so is what a search finds, best first", async () => {
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
  const papers = same([
    ...(await listsOf(doors, "/trending")),
    ["API", await v1(doors, "/trending")],
    ["feed", await feed(doors, "/trending/feed.json")],
    ["MCP", await tool(doors, "get_trending", { limit: 50 })],
  ]);
  expect(papers.length).toBeGreaterThan(5);
});

test("so are the newest of a section, and the second page of a long edition", async () => {
  const [newest] = same([
    ...(await listsOf(doors, "/sections/stat.OT")),
    ["API", await v1(doors, "/editions/newest/papers?section=stat.OT")],
    ["feed", await feed(doors, "/sections/stat.OT/feed.json")],
    ["MCP", await tool(doors, "get_edition", { section: "stat.OT" })],
  ]);
  expect(newest).toBe("2602.10007");
  const { next } = JSON.parse(await doors.read(`/api/v1/editions/${longDay}/papers`));
  const second = same([
    // References are given of all of it, however many pages it has.
    ...(await listsOf(doors, `/day/${longDay}`, "?page=2")).slice(0, 3),
    ["API", await v1(doors, `/editions/${longDay}/papers?cursor=${next}`)],
    ["Hugging Face", await huggingFace(doors, `/daily_papers?date=${longDay}&limit=50&p=1`)],
    ["MCP", await tool(doors, "get_edition", { edition: longDay, limit: 50, page: 2 })],
  ]);
  expect(second).toHaveLength(10);
});

test("a reader sees the same by session and by token: without what they hide", async () => {
  const { page, program } = doors.byAda;
  const shown = { ...byFormat, page: byFormat["page"]! };
  const q = "lattices";
  for (const [path, api, name, asked] of [
    [`/day/${day}`, `/editions/${day}/papers`, "get_edition", { edition: day, limit: 50 }],
    [
      "/sections/odd",
      "/editions/newest/papers?section=odd",
      "get_edition",
      { section: "odd", limit: 50 },
    ],
    ["/trending", "/trending", "get_trending", { limit: 50 }],
    [`/search?q=${q}`, `/search?q=${q}`, "search_papers", { query: q, limit: 20 }],
  ] as const) {
    const papers = same([
      ["page", shown.page(await page.read(path))],
      ["API by token", await v1(program, api)],
      ["API by session", await v1(page, api)],
      ["MCP", await tool(program, name, asked)],
    ]);
    expect(papers).not.toContain("2603.25004");
    const strangers = await tool(doors, name, asked);
    expect(papers).toEqual(strangers.filter((id) => !hidden.has(id)));
    expect(await v1(doors, api)).toEqual(strangers);
  }
  const talked = async ({ read }: Pages) => {
    const { items } = JSON.parse(await read("/api/v1/discussions"));
    return items.map(({ paper }: { paper: { id: string } }) => paper.id);
  };
  expect(await talked(doors)).toHaveLength(3);
  expect(await talked(program)).toEqual(["2603.25001"]);
  expect(await v1(program, "/sections/math.NT/papers")).toEqual([]);
});

test("so is what is new since a day, and what matches what one follows", async () => {
  const { page, program } = doors.byAda;
  const shown = byFormat["page"]!;
  for (const [path, api, papers] of [
    ["/since?day=2026-03-26", "/since/2026-03-26", 9],
    ["/sections/odd/since?day=2026-02-01", "/since/2026-02-01?section=odd", 6],
    ["/following", "/me/following/papers", 6],
  ] as const) {
    const listed = same([
      ["page", shown(await page.read(path))],
      ["API by token", await v1(program, api)],
    ]);
    expect(listed).toHaveLength(papers);
  }
  const asked = await doors.byAda.program.read("/api/v1/me/following/papers?limit=1");
  const { items, total } = JSON.parse(asked);
  expect([items[0].day, items[0].matches, total]).toEqual([day, ["odd"], 6]);
});

test("an edition without papers says why, in the same words", async () => {
  const isEmpty = async (
    path: string,
    asked: { edition: string; section?: string },
    says: string,
  ) => {
    const { edition, section } = asked;
    const page = await doors.read(path);
    expect(page.replaceAll(/<[^>]*>|\s+/g, " ").replaceAll(/ +/g, " ")).toContain(says);
    expect(await doors.read(`${path}.md`)).toContain(`**${says}**`);
    const of = section ? `?section=${section}` : "";
    const { empty } = JSON.parse(await doors.read(`/api/v1/editions/${edition}${of}`));
    expect(empty.says).toBe(says);
    expect((await doors.mcp.call("get_edition", asked)).data["empty"]).toContain(says);
  };
  await isEmpty(
    `/sections/stat.OT/day/${day}`,
    { edition: "today", section: "stat.OT" },
    "None of the 13 papers of this day is in stat.OT.",
  );
  await isEmpty(
    "/day/2026-03-28",
    { edition: "2026-03-28" },
    "No papers on this day. It is a weekend, not a fault.",
  );
  const lost = await doors.mcp.call("get_edition", { edition: "tomorrow" });
  expect(lost.text).toContain("newest, today, yesterday, a day (2026-03-27)");
  for (const path of [
    "/sections/cs.XX",
    "/sections/cs.XX/feed",
    `/sections/cs.XX/day/${day}`,
    "/discussions?section=cs.XX",
    "/cards/sections/cs.XX.png",
    `/api/v1/editions/${day}?section=cs.XX`,
    "/api/v1/discussions?section=cs.XX",
  ]) {
    await expect(doors.read(path)).rejects.toThrow("answered 404");
  }
});
