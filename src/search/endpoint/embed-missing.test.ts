// Vectors are asked for in the background: once, the newest papers first, whatever goes wrong.
import { expect, test } from "vitest";
import {
  embeddingsOf,
  endpointFor,
  sendJson,
  serveEmbeddings,
  type EmbeddingsServer,
} from "../../../fixtures/embeddings-server.ts";
import { openInstance, type Instance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { deleteRows } from "../../catalogue/rows.ts";
import { MissingVectors } from "./embed-missing.ts";
import { modelNameOf } from "./endpoint.ts";
import { countVectors } from "./stored-vectors.ts";

async function library(papers: number) {
  const server = await serveEmbeddings();
  const instance = await openInstance();
  await instance.save(...Array.from({ length: papers }, (_, i) => numbered(i + 1)));
  return { server, instance };
}

const numbered = (i: number, abstract = `About gulls of the year ${1900 + i}.`) =>
  aPaper({ identifier: `arxiv:2603.${10_000 + i}`, title: `Paper number${i}`, abstract });

/** A program that has just started. */
function start(
  { db }: Pick<Instance, "db">,
  server: EmbeddingsServer,
  settings: Record<string, string> = {},
) {
  const stopping = new AbortController();
  const endpoint = endpointFor(server, settings);
  const missing = new MissingVectors(db, endpoint, stopping.signal);
  return {
    step: () => missing.step(),
    kill: () => stopping.abort(),
    count: () => countVectors(db, modelNameOf(endpoint)),
    finish: async () => {
      while ((await missing.step()) > 0);
    },
  };
}

test("the newest papers come first, and what was kept before a kill is not asked for again", async () => {
  const { server, instance } = await library(100);
  const first = start(instance, server);
  expect(await first.step()).toBe(64);
  expect(server.texts()[0]).toBe("Paper number100\n\nAbout gulls of the year 2000.");
  server.instead = () => {
    first.kill();
    return true;
  };
  await expect(first.step()).rejects.toThrow("aborted");
  server.instead = () => false;
  const second = start(instance, server);
  await second.finish();
  expect(new Set(server.texts()).size).toBe(100);
  expect(server.texts().length).toBe(100);
  expect(await second.count()).toEqual({ done: 100, of: 100, without: 0 });
});

test("a paper that is reworded is asked for again, one that only changes otherwise is not, and one that goes takes its vector along", async () => {
  const { server, instance } = await library(3);
  const { finish, count } = start(instance, server);
  await finish();
  await instance.save(numbered(1, "About terns."), numbered(2), numbered(4));
  await deleteRows(instance.db, [3]);
  await finish();
  expect(server.texts().slice(3).toSorted()).toEqual([
    "Paper number1\n\nAbout terns.",
    "Paper number4\n\nAbout gulls of the year 1904.",
  ]);
  expect(await count()).toEqual({ done: 3, of: 3, without: 0 });
});

test("batches and texts that are too long are made shorter, and what a model cannot read holds nobody up", async () => {
  const { server, instance } = await library(20);
  await instance.save(numbered(21, "gulls ".repeat(1000)), numbered(22, "cursed"));
  server.instead = (response, { input }) => {
    const isRefused =
      input.length > 8 || input.some((text) => text.length > 4000 || text.includes("cursed"));
    if (isRefused) sendJson(response, 413, { error: "too much" });
    return isRefused;
  };
  const { finish, count } = start(instance, server);
  await finish();
  expect(await count()).toEqual({ done: 22, of: 22, without: 1 });
  expect(server.asked.some(({ input }) => input[0]!.startsWith("Paper number21\n\ngulls"))).toBe(
    true,
  );
  const asked = server.asked.length;
  await start(instance, server).finish();
  expect(server.asked.length).toBe(asked);
});

test("what fails in passing costs no paper a word, and is not held against later ones", async () => {
  const { server, instance } = await library(40);
  await instance.save(numbered(41, "gulls ".repeat(1000)));
  const failed = new Set<string>();
  server.instead = (response, { input }) => {
    const isFirst = input[0] !== "A paper." && failed.size < failed.add(input.join()).size;
    if (isFirst) sendJson(response, 500, { error: "out of memory" });
    return isFirst;
  };
  const { finish, count } = start(instance, server);
  await finish();
  expect(await count()).toEqual({ done: 41, of: 41, without: 0 });
  const batches = server.asked.map(({ input }) => input.length);
  expect(batches.toSorted((a, b) => a - b)).toEqual([1, 1, 9, 32]);
  expect(Math.max(...server.texts().map(({ length }) => length))).toBeGreaterThan(6000);
});

test.each<[string, (body: string) => string]>([
  ["NaN", (body) => body.replaceAll(/"embedding":\[[^\]]*\]/g, '"embedding":[NaN]')],
  ["null", (body) => body.replaceAll(/"embedding":\[[^\]]*\]/g, '"embedding":null')],
])("a paper of which a model makes %s holds nobody up", async (_, spoiled) => {
  const { server, instance } = await library(5);
  await instance.save(numbered(6, "cursed"));
  server.instead = (response, asked) => {
    const isCursed = asked.input.some((text) => text.includes("cursed"));
    if (isCursed) response.end(spoiled(JSON.stringify(embeddingsOf(asked, 40))));
    return isCursed;
  };
  const { finish, count } = start(instance, server);
  await finish();
  expect(await count()).toEqual({ done: 6, of: 6, without: 1 });
});

test("when the endpoint takes nothing at all, that is no paper's fault", async () => {
  const { server, instance } = await library(2);
  server.instead = (response) => {
    sendJson(response, 400, { error: { message: 'model "spelling" is not here' } });
    return true;
  };
  const { step, count, finish } = start(instance, server);
  await expect(step()).rejects.toThrow(/status 400: model "spelling" is not here\./);
  expect((await count()).done).toBe(0);
  server.instead = () => false;
  await finish();
  expect(await count()).toEqual({ done: 2, of: 2, without: 0 });
});

test("another model by the same name is found out, and its vectors are mixed with no others", async () => {
  const { server, instance } = await library(2);
  await start(instance, server).finish();
  server.dimensions = 60;
  await instance.save(numbered(3));
  const later = start(instance, server);
  await expect(later.step()).rejects.toThrow(
    /gives vectors of 60 numbers where spelling gave 40 before: it is another model by the same name/,
  );
  expect((await later.count()).done).toBe(2);
});

test("how papers are put to a model, and in how many numbers, makes it another one", async () => {
  const { server, instance } = await library(1);
  await start(instance, server).finish();
  const put = start(instance, server, {
    EMBEDDINGS_PAPER: "paper: {text}",
    EMBEDDINGS_DIMENSIONS: "32",
  });
  expect((await put.count()).done).toBe(0);
  await put.finish();
  expect(server.asked.at(-1)).toMatchObject({
    input: ["paper: Paper number1\n\nAbout gulls of the year 1901."],
    dimensions: 32,
  });
  expect((await put.count()).done).toBe(1);
});
