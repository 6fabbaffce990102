import { expect, test } from "vitest";
import { signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { serveApp } from "../../../fixtures/served.ts";
import { manyPapers, webForTest, type TestWeb } from "../../../fixtures/web.ts";

/** Ten papers behind a real server, and so many readers who are signed in. */
async function served(count: number) {
  const test = await webForTest({ papers: manyPapers(10) });
  const site = await serveApp(test.web);
  const readers: SignedInReader[] = [];
  for (let n = 0; n < count; n++) {
    readers.push(await signInAs(test.given, { name: `Reader ${n}` }));
  }
  const vote = async ({ form }: SignedInReader, paper: number, up: boolean): Promise<number> => {
    const asked = form({ up: up ? "1" : "0" }, { Accept: "application/json" });
    const answer = await fetch(`${site}/papers/2603.${20_001 - paper}/vote`, asked);
    expect(answer.status).toBe(200);
    const { upvotes, voted } = (await answer.json()) as { upvotes: number; voted: boolean };
    expect(voted).toBe(up);
    return upvotes;
  };
  return { ...test, readers, vote };
}

async function rowsOf({ db }: TestWeb, paper: number): Promise<number> {
  const { rows } = await db
    .selectFrom("votes")
    .select((select) => select.fn.countAll<number>().as("rows"))
    .where("paper_id", "=", paper)
    .executeTakeFirstOrThrow();
  return rows;
}

/** As the page shows it. */
async function shownOf({ read }: TestWeb, paper: number): Promise<number> {
  const page = await read(`/papers/2603.${20_001 - paper}`);
  return Number(/data-count="true">(\d+)</.exec(page)![1]);
}

test("W8: a hundred identical votes at once are one row, and the count is that of the rows", async () => {
  const test = await served(1);
  const [ada] = test.readers as [SignedInReader];
  const answers = await Promise.all(Array.from({ length: 100 }, () => test.vote(ada, 1, true)));
  const rows = await rowsOf(test, 1);
  console.log(`W8: 100 identical votes at once: ${rows} row, answered ${Math.max(...answers)}`);
  expect([new Set(answers), rows, await shownOf(test, 1)]).toEqual([new Set([1]), 1, 1]);
});

test("W8: after a thousand votes to and fro at once no count has drifted", async () => {
  const test = await served(10);
  const began = performance.now();
  // Each reader goes through the papers ten times, one vote after the other, all readers at once.
  await Promise.all(
    test.readers.map(async (reader, n) => {
      for (let turn = 0; turn < 10; turn++) {
        for (let paper = 1; paper <= 10; paper++) {
          await test.vote(reader, paper, (turn + n) % 2 === 0);
        }
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  let drift = 0;
  for (let paper = 1; paper <= 10; paper++) {
    // The last turn has been the ninth: those of an odd number voted for it.
    const [rows, shown] = [await rowsOf(test, paper), await shownOf(test, paper)];
    drift += Math.abs(rows - 5) + Math.abs(shown - 5);
  }
  console.log(`W8: 1,000 toggles by 10 readers: drift ${drift}, ${seconds.toFixed(1)} s`);
  expect(drift).toBe(0);
});
