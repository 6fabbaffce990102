// Whoever searches never waits for long, whatever the endpoint does.
import type { ServerResponse } from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { endpointFor, serveEmbeddings } from "../../../fixtures/embeddings-server.ts";
import { openQueryVectors } from "./query-vectors.ts";

async function openQueries({ restMs = 20 } = {}) {
  const server = await serveEmbeddings();
  const told: string[] = [];
  const queries = openQueryVectors({
    endpoint: endpointFor(server, { EMBEDDINGS_QUERY: "query: {text}" }),
    log: (message) => told.push(message),
    times: { waitMs: 100, lateMs: 5000, restMs },
  });
  onTestFinished(() => queries.close());
  return {
    server,
    told,
    vectorOf: (text: string, dimensions = 40) => queries.vectorOf(text, dimensions),
  };
}

test("a search is asked for as the owner says, and once, however often it is looked for", async () => {
  const { server, vectorOf } = await openQueries();
  const [one, same] = await Promise.all([vectorOf("gulls"), vectorOf("gulls")]);
  expect(one?.bytes.length).toBe(48);
  expect([...one!.bytes.subarray(40)]).toEqual(Array.from({ length: 8 }, () => 0));
  expect(same).toBe(one);
  expect(await vectorOf("gulls")).toBe(one);
  expect(server.texts()).toEqual(["query: gulls"]);
});

test("an endpoint that is slow costs one search its patience, and is back when it is quick again", async () => {
  const { server, vectorOf } = await openQueries();
  const held: ServerResponse[] = [];
  server.instead = (response) => {
    held.push(response);
    return true;
  };
  expect(await vectorOf("first")).toBeUndefined();
  const waited = await Promise.race([
    vectorOf("second"),
    new Promise((resolve) => setTimeout(() => resolve("waited"), 90)),
  ]);
  expect(waited).toBeUndefined();
  server.instead = () => false;
  for (const response of held.splice(0)) response.destroy();
  // What was never asked for comes only when it is waited for.
  let tried = 0;
  await vi.waitUntil(() => vectorOf(`gulls ${tried++}`), { interval: 10, timeout: 5000 });
});

test("an endpoint that is down is left alone for a while, and told of once", async () => {
  const { server, told, vectorOf } = await openQueries();
  let tries = 0;
  server.instead = (response) => {
    tries++;
    response.destroy();
    return true;
  };
  for (let i = 0; i < 50; i++) expect(await vectorOf(`gulls ${i}`)).toBeUndefined();
  expect(tries).toBeLessThan(10);
  expect(told.length).toBe(1);
});

test("searches that fail together are one failure", async () => {
  const { server, vectorOf } = await openQueries();
  const held: ServerResponse[] = [];
  server.instead = (response) => held.push(response) > 0;
  const waiting = Array.from({ length: 20 }, (_, i) => vectorOf(`gulls ${i}`));
  await vi.waitUntil(() => held.length === 20, { interval: 5 });
  for (const response of held) response.destroy();
  await Promise.all(waiting);
  server.instead = () => false;
  // Doubled for each of them, the rest would take hours.
  let tried = 0;
  const again = () => vectorOf(`terns ${tried++}`);
  expect(await vi.waitUntil(again, { interval: 10, timeout: 3000 })).toBeDefined();
});

test("vectors of another length than the papers’ are none, told of once and not waited for again", async () => {
  const { server, told, vectorOf } = await openQueries({ restMs: 60_000 });
  for (const text of ["gulls", "terns"]) expect(await vectorOf(text, 60)).toBeUndefined();
  expect(server.texts()).toEqual(["query: gulls"]);
  expect(told).toEqual([
    expect.stringMatching(/gives vectors of 40 numbers where spelling gave 60 before/),
  ]);
});
