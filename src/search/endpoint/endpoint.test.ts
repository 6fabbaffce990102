// Search with a model of the owner's choice, behind a real server that speaks the protocol.
import { expect, onTestFinished, test, vi } from "vitest";
import {
  endpointFor,
  serveEmbeddings,
  type EmbeddingsServer,
} from "../../../fixtures/embeddings-server.ts";
import { builtPrograms } from "../../../fixtures/finder.ts";
import { morning, openInstance, type Instance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { dayOf } from "../../papers/period.ts";
import { openSearchIndex } from "../index/search-index.ts";
import { MissingVectors } from "./embed-missing.ts";
import { findSimilar, searchPapers } from "../search.ts";

const papers = [
  aPaper({
    identifier: "arxiv:2603.00001",
    title: "Spectral Gaps of Random Regular Graphs",
    abstract: "We bound the second eigenvalue of the adjacency matrix by a trace method.",
  }),
  aPaper({
    identifier: "arxiv:2603.00002",
    title: "Dark Matter Halos in Dwarf Galaxies",
    abstract: "Rotation curves constrain the density profile of the halo.",
  }),
  aPaper({
    identifier: "arxiv:2603.00003",
    title: "Contact-Rich Manipulation by Imitation",
    abstract: "Demonstrations teach a robotic arm to insert pegs and to turn knobs.",
  }),
];

const others = Array.from({ length: 30 }, (_, i) =>
  aPaper({
    identifier: `arxiv:2603.${10_000 + i}`,
    title: `Catalogue number${i}`,
    abstract: `Entry item${i} about place${i} and year${i}.`,
  }),
);

function open(
  { db, dataDir }: Instance,
  server: EmbeddingsServer,
  settings: Record<string, string> = {},
) {
  const told: string[] = [];
  const index = openSearchIndex({
    db,
    dataDir,
    programs: builtPrograms,
    endpoint: endpointFor(server, settings),
    log: (message) => told.push(message),
  });
  onTestFinished(() => index.close());
  const find = async (query: string) => {
    const found = await searchPapers(db, index, { query, today: dayOf(morning.getTime()) });
    return found.papers.map(({ id }) => id);
  };
  return { index, told, find };
}

test("papers are found by what the owner's model knows, once it has taken them in; a key is shown to it alone", async () => {
  const server = await serveEmbeddings({ dimensions: 200 });
  const instance = await openInstance();
  await instance.save(...papers, ...others);
  const { index, told, find } = open(instance, server, { EMBEDDINGS_KEY: "sk-very-secret" });
  await index.catchUp();
  expect((await find("zebra sort:meaning"))[0]).not.toBe(1);
  expect(server.asked).toEqual([]);
  const progress: unknown[] = [];
  await index.embed((each) => progress.push(each));
  expect(progress).toEqual([{ done: 33, of: 33 }]);
  expect((await find("zebra sort:meaning"))[0]).toBe(1);
  expect((await find("the spaghetti, sort:meaning"))[0]).toBe(2);
  expect(server.asked.at(-1)).toMatchObject({ input: ["the spaghetti"], model: "spelling" });
  expect(new Set(server.asked.map(({ key }) => key))).toEqual(new Set(["Bearer sk-very-secret"]));

  // All vectors of this model lean one way; what has nothing in common is no find for all that.
  expect(await find("zebra")).toEqual([1]);
  expect(await find("qwertzuiop")).toEqual([]);
  expect((await findSimilar(instance.db, index, { papers: [1], limit: 50 })).length).toBe(32);

  // Down, and not one search is the worse for it.
  server.instead = (response) => {
    response.destroy();
    return true;
  };
  expect(await find("robotic arm")).toContain(3);
  expect(await find("dwarf galaxies sort:meaning")).toContain(2);
  expect((await findSimilar(instance.db, index, { papers: [1], limit: 50 })).length).toBe(32);
  expect(told.join()).toContain("The built-in model stands in for searches:");
  expect(JSON.stringify(told)).not.toContain("secret");
}, 60_000);

test("a server has new papers taken in beside searches, asks nothing twice whatever becomes of it and its index, and keeps two models apart", async () => {
  const server = await serveEmbeddings();
  const instance = await openInstance();
  await instance.save(...papers.slice(0, 2));
  const first = open(instance, server);
  first.index.follow();
  await vi.waitUntil(async () => (await first.find("zebra sort:meaning"))[0] === 1, {
    timeout: 10_000,
  });
  await instance.save(papers[2]!);
  await vi.waitUntil(() => server.texts().some((text) => text.startsWith("Contact")), {
    timeout: 10_000,
  });
  await first.index.rebuild();
  await vi.waitUntil(async () => (await first.find("zebra sort:meaning"))[0] === 1, {
    timeout: 10_000,
  });
  await first.index.close();

  const embedded = () => server.texts().filter((text) => text.includes("\n"));
  expect(embedded().length).toBe(3);
  const again = open(instance, server);
  expect((await again.find("zebra sort:meaning"))[0]).toBe(1);
  await again.index.close();
  expect(embedded().length).toBe(3);

  // Another model by the same server, of other dimensions: until it knows the papers, ours serves.
  server.dimensions = 60;
  const another = { EMBEDDINGS_MODEL: "another" };
  const other = open(instance, server, another);
  const asked = server.asked.length;
  expect((await other.find("zebra sort:meaning"))[0]).not.toBe(1);
  expect(server.asked.length).toBe(asked);
  const { signal } = new AbortController();
  await new MissingVectors(instance.db, endpointFor(server, another), signal).step();
  expect((await other.find("zebra sort:meaning"))[0]).toBe(1);
  expect(embedded().length).toBe(6);
}, 60_000);
