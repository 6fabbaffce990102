// Whatever an endpoint answers, it is one sentence for the owner, and no wrong vector.
import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { failureOf } from "../../../fixtures/answering-server.ts";
import {
  endpointFor,
  sendJson,
  serveEmbeddings,
  vectorOf,
} from "../../../fixtures/embeddings-server.ts";
import { askEndpoint } from "./ask-endpoint.ts";

const { signal } = new AbortController();
const key = "sk-1234567890";
const whole = [...vectorOf("gulls", 40)];
const repeated = (value: number, length: number) => Array.from({ length }, () => value);
const answer = (...embeddings: unknown[]) => ({
  data: embeddings.map((embedding, index) => ({ index, embedding })),
});

async function ask(
  instead: (response: ServerResponse) => void,
  { texts = ["gulls", "terns"], timeoutMs = 5000, settings = {} } = {},
) {
  const server = await serveEmbeddings();
  server.instead = (response) => {
    instead(response);
    return true;
  };
  const endpoint = endpointFor(server, { EMBEDDINGS_KEY: key, ...settings });
  return await askEndpoint(endpoint, texts, { signal, timeoutMs });
}

test.each<[string, unknown]>([
  ["no list", {}],
  ["nothing", null],
  ["too few", answer(whole)],
  ["too many", answer(whole, whole, whole)],
  ["one twice", { data: [1, 1].map((index) => ({ index, embedding: whole })) }],
  ["lengths that differ", answer(whole, whole.slice(1))],
  ["a null in it", answer(whole, [...whole.slice(1), null])],
  ["words in it", answer(whole, [...whole.slice(1), "1"])],
  ["beyond 32 bits", answer(whole, [...whole.slice(1), 1e300])],
  ["zeros", answer(whole, repeated(0, 40))],
  ["too short ones", answer([1, 2, 3], [1, 2, 3])],
  ["too long ones", answer(repeated(1, 5000), repeated(1, 5000))],
])("an answer with %s is none", async (_, body) => {
  const failure = await failureOf(ask((response) => sendJson(response, 200, body)));
  expect(failure.trouble).toBe("malformed");
  expect(failure.message).toMatch(/^127\.0\.0\.1:\d+ did not answer with embeddings: .*\.$/);
});

test("NaN, HTML and what never ends are no answer either", async () => {
  const bodies = ['{"data": [{"index": 0, "embedding": [NaN]}]}', "<html>"];
  for (const body of bodies)
    expect((await failureOf(ask((response) => response.end(body)))).trouble).toBe("malformed");
  const endless = failureOf(
    ask((response) => {
      response.on("error", () => {});
      const more = () => {
        while (!response.destroyed && response.write(" ".repeat(1 << 16)));
      };
      response.on("drain", more);
      more();
    }),
  );
  expect((await endless).message).toContain("MB and was dropped");
});

test("who says nothing is waited for as long as was said", async () => {
  const failure = await failureOf(ask(() => {}, { timeoutMs: 50 }));
  expect(failure).toMatchObject({ trouble: "unreachable", isSlow: true });
});

test("a wish to be left alone is kept to", async () => {
  const failure = await failureOf(
    ask((response) => response.writeHead(429, { "Retry-After": "30" }).end()),
  );
  const waitMs = failure.retryAt!.getTime() - Date.now();
  expect(failure.trouble).toBe("busy");
  expect(waitMs).toBeGreaterThan(20_000);
  expect(waitMs).toBeLessThanOrEqual(30_000);
});

test("no key stands in what is told, nor is one sent on to another address", async () => {
  const said = `Incorrect API key provided: ${key.slice(0, 8)}****`;
  for (const status of [400, 401, 404, 429]) {
    const failure = await failureOf(
      ask((response) => sendJson(response, status, { error: { message: said } })),
    );
    expect(failure.message).toContain(String(status));
    expect(failure.message).not.toContain(key.slice(0, 4));
  }
  const elsewhere = await serveEmbeddings();
  const moved = ask((response) => response.writeHead(307, { location: elsewhere.url }).end());
  expect((await failureOf(moved)).message).toContain("sends us to another address (307)");
  expect(elsewhere.asked).toEqual([]);
});

test("vectors in base64 are read, and longer ones than were asked for are cut", async () => {
  const bytes = Buffer.from(Float32Array.from(whole).buffer).toString("base64");
  const settings = { EMBEDDINGS_DIMENSIONS: "20" };
  const [vector] = await ask((response) => sendJson(response, 200, answer(bytes)), {
    texts: ["gulls"],
    settings,
  });
  expect([...vector!]).toEqual([...Float32Array.from(whole.slice(0, 20))]);
});
