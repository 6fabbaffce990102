// The real server, killed at any moment while papers are embedded.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { serveEmbeddings, settingsFor, vectorOf } from "../../../fixtures/embeddings-server.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { startBroadsheet } from "../../../fixtures/program.ts";
import { seededRandom } from "../evaluation/random.ts";
import { toBytes } from "../vectors/to-bytes.ts";

const papers = 2000;
/** Two batches of 32 may be on their way when the program is killed. */
const onTheirWay = 64;

test("a server that is killed again and again while it embeds asks for no paper twice but for those on their way, and keeps none that is not whole", async () => {
  const server = await serveEmbeddings();
  const { db, dataDir, save } = await openInstance();
  await save(
    ...Array.from({ length: papers }, (_, i) =>
      aPaper({
        identifier: `arxiv:2603.${10_000 + i}`,
        title: `Paper number${i}`,
        abstract: `About gulls of the year${i}.`,
      }),
    ),
  );
  const random = seededRandom(11);
  server.instead = async () => {
    await sleep(40 * random());
    return false;
  };
  const count = async () => (await db.selectFrom("embeddings").select("paper_id").execute()).length;
  let kills = 0;
  while ((await count()) < papers) {
    const settings = settingsFor(server, { DATA_DIR: dataDir, PORT: "0" });
    const program = startBroadsheet(["serve"], settings);
    program.stderr.resume();
    await once(program.stdout, "data");
    await sleep(500 + 2000 * random());
    program.kill("SIGKILL");
    await once(program, "exit");
    kills++;
  }
  const rows = await db
    .selectFrom("embeddings")
    .innerJoin("papers", "papers.id", "paper_id")
    .select(["title", "abstract", "vector"])
    .execute();
  for (const { title, abstract, vector } of rows) {
    const bytes = new Int8Array(40);
    toBytes(vectorOf(`${title}\n\n${abstract}`, 40), bytes);
    expect([...new Int8Array(vector)]).toEqual([...bytes]);
  }
  expect(server.texts().length).toBeLessThanOrEqual(papers + kills * onTheirWay);
});
