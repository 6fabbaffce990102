import { expect, onTestFinished, test } from "vitest";
import { commandLine } from "../../fixtures/command-line.ts";
import { endpointFor, serveEmbeddings, settingsFor } from "../../fixtures/embeddings-server.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { MissingVectors } from "../search/endpoint/embed-missing.ts";

async function embeddings() {
  const server = await serveEmbeddings();
  const { db, dataDir: DATA_DIR, save } = await openInstance();
  await save(
    aPaper({ identifier: "arxiv:2603.00001" }),
    aPaper({ identifier: "arxiv:2603.00002" }),
  );
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  const missing = new MissingVectors(db, endpointFor(server), stopping.signal);
  return {
    server,
    DATA_DIR,
    embed: () => missing.step(),
    settings: settingsFor(server, { DATA_DIR, EMBEDDINGS_KEY: "sk-very-secret" }),
  };
}

test("how far the owner's model is can be told, and what is kept of it or of others forgotten", async () => {
  const { server, DATA_DIR, embed, settings } = await embeddings();
  const tell = async (...words: string[]) =>
    (await commandLine(["embeddings", ...words], settings)).stdout;
  expect(await tell()).toMatch(/^spelling at 127\.0\.0\.1:\d+: 0 of 2 papers\n$/);
  await embed();
  expect(await tell()).toContain(": 2 of 2 papers\n");
  expect(await embed()).toBe(0);
  const without = await commandLine(["embeddings"], { DATA_DIR });
  expect(without.stdout).toBe(
    "No EMBEDDINGS_URL is set: the model that comes along serves.\nspelling, not in use: 2 papers in 40 numbers each\n",
  );
  expect(await tell("--forget-others")).toBe("");
  expect(await tell("--forget")).toBe("spelling: what it made of 2 papers is forgotten\n");
  expect(await tell()).toContain(": 0 of 2 papers\n");
  // A server that runs meanwhile takes notice.
  await embed();
  expect(server.texts().length).toBe(4);
});

test("the doctor says how far it is and whether it answers, and no command shows the key", async () => {
  const { server, embed, settings } = await embeddings();
  const look = async () => (await commandLine(["doctor"], settings)).stdout;
  expect(await look()).toMatch(
    /^warn +embeddings +spelling has taken in 0 of 2 papers; a running server/m,
  );
  await embed();
  const well = await look();
  expect(well).toMatch(/^ok +embeddings +spelling has taken in 2 of 2 papers$/m);
  expect(well).toMatch(
    /^ok +embeddings +spelling at 127\.0\.0\.1:\d+ gives 40 numbers, in \d+ ms$/m,
  );
  server.dimensions = 60;
  expect(await look()).toMatch(/^wrong +embeddings +.* 60 numbers where spelling gave 40 before/m);
  server.instead = (response) => {
    response.writeHead(401).end("sk-very-secret");
    return true;
  };
  expect(await look()).toMatch(
    /^wrong +embeddings +.* refuses us \(401\); check EMBEDDINGS_KEY\. Until/m,
  );
  const shown = await commandLine(["config"], settings);
  expect(shown.stdout).toContain("EMBEDDINGS_KEY=(hidden)\n");
});
