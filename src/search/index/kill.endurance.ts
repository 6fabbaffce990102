// The real server, killed at any moment while it indexes and merges.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { startBroadsheet } from "../../../fixtures/program.ts";
import { deleteRows } from "../../catalogue/rows.ts";
import type { Database } from "../../store/tables.ts";
import { seededRandom } from "../evaluation/random.ts";
import { openSearchIndex } from "./search-index.ts";

const kills = 100;
const papers = 1500;
const atOnce = 60;

test("a server that is killed a hundred times while it indexes loses no paper and finds none twice", async () => {
  const { db, dataDir, save } = await openInstance();
  const random = seededRandom(7);
  const comments = new Map<string, string>();
  let round = 0;

  async function change(): Promise<void> {
    round++;
    const chosen = new Set(
      Array.from({ length: atOnce }, () => 10_000 + Math.floor(random() * papers)),
    );
    const records = [...chosen].map((number) => {
      const identifier = `arxiv:2603.${number}` as const;
      comments.set(identifier, `round${round}of${number}`);
      return aPaper({
        identifier,
        title: `Paper ${number}`,
        abstract: `Written anew in round ${round}, about the number ${number}.`,
        comment: `round${round}of${number}`,
      });
    });
    await save(...records);
  }

  const found = { kills: 0, lost: 0, stale: 0, doubled: 0, missingAtOnce: 0 };
  for (let kill = 0; kill < kills; kill++) {
    const server = startBroadsheet(["serve"], { DATA_DIR: dataDir, PORT: "0" });
    server.stderr.resume();
    await once(server.stdout, "data");
    const until = Date.now() + 100 + random() * 900;
    while (Date.now() < until) {
      await change();
      await sleep(random() * 60);
    }
    server.kill("SIGKILL");
    await once(server, "exit");
    found.kills++;
    // Some papers leave for good now and then.
    if (kill % 10 === 9) await removeSome(db, comments);

    const index = openSearchIndex({ db, dataDir });
    const waiting = new Set(
      (await db.selectFrom("unindexed").select("paper_id").execute()).map((row) => row.paper_id),
    );
    const ids = (await db.selectFrom("papers").select("id").execute()).map(({ id }) => id);
    const before = new Set(await listFound(index));
    found.missingAtOnce += ids.filter((id) => !waiting.has(id) && !before.has(id)).length;
    expect(await index.catchUp()).toBe(true);
    const after = await listFound(index);
    found.doubled += after.length - new Set(after).size;
    found.lost +=
      ids.filter((id) => !after.includes(id)).length + Math.max(0, after.length - ids.length);
    for (const comment of [...comments.values()].slice(-5)) {
      const { total } = await index.find({
        clause: { kind: "word", keys: [`c:${comment}`], fields: 3, weight: 1 },
        order: { by: "date" },
        offset: 0,
        limit: 2,
        forgiving: false,
      });
      if (total !== 1) found.stale++;
    }
    await index.close();
  }
  console.log(found);
  expect(found).toEqual({ kills, lost: 0, stale: 0, doubled: 0, missingAtOnce: 0 });
}, 1_500_000);

async function listFound(index: ReturnType<typeof openSearchIndex>): Promise<readonly number[]> {
  const { numbers } = await index.find({
    order: { by: "date" },
    offset: 0,
    limit: 10_000,
    forgiving: false,
  });
  return numbers;
}

async function removeSome(db: Database, comments: Map<string, string>): Promise<void> {
  const rows = await db.selectFrom("papers").select(["id", "identifier"]).limit(20).execute();
  await deleteRows(
    db,
    rows.map(({ id }) => id),
  );
  for (const { identifier } of rows) comments.delete(identifier);
}
