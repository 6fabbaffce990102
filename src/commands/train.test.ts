import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandLine } from "../../fixtures/command-line.ts";
import { openInstance, type Instance } from "../../fixtures/instance.ts";
import { recordDays, type Written } from "../../fixtures/recorded-days.ts";
import { castVote } from "../community/votes/votes.ts";
import { getPaper, listPapers } from "../catalogue/papers.ts";
import { mean } from "../search/evaluation/interval.ts";
import { openJudges } from "../ranking/judgements.ts";
import { listAnnouncedDays } from "../ranking/manuscripts.ts";

async function fill(instance: Instance, { announced, featured }: Written): Promise<void> {
  await instance.save(
    ...announced.map(({ day, id, comment, ...paper }) => ({
      ...paper,
      ...(comment !== null && { comment }),
      identifier: `arxiv:${id}` as const,
      appearances: [{ day, kind: "announced" as const }],
    })),
  );
  for (const { id, day, upvotes } of featured) {
    const paper = (await getPaper(instance.db, `arxiv:${id}`)).id;
    for (let voter = 0; voter < Math.min(3, upvotes); voter++) {
      const now = new Date(`${day}T12:00:00Z`);
      await castVote(instance.db, { paper, visitor: `reader ${voter}`, up: true, now });
    }
  }
}

test("an editor learns from the votes of an instance, and judges by them from then on", async () => {
  const instance = await openInstance();
  await fill(instance, recordDays({ days: 36, papersADay: 40 }));
  const environment = { DATA_DIR: instance.dataDir };
  const file = join(instance.dataDir, "editor.json.gz");

  const dry = await commandLine(["train", "editor", "--dry-run"], environment);
  expect(dry.code).toBe(0);
  expect(dry.stdout).toMatch(/^On the newest [78] days, which it had not seen: nDCG@10 0\.\d{3}, /);
  expect(existsSync(file)).toBe(false);

  const { code, stdout } = await commandLine(["train", "editor"], environment);
  expect(code).toBe(0);
  expect(stdout).toMatch(/papers of 3\d days, and judges from now on\./);
  const judge = openJudges(instance.db, { dataDir: instance.dataDir, log: () => {} });
  const newest = "2026-02-05";
  const said = await judge(
    [...(await listAnnouncedDays(instance.db, { from: newest }))].map(([id]) => ({
      id,
      day: newest,
    })),
  );
  const papers = await listPapers(instance.db, [...said.keys()]);
  const [liked = [], others = []] = [true, false].map((wanted) =>
    papers
      .filter(({ categories }) => (categories[0] === "cs.RO") === wanted)
      .map(({ id }) => said.get(id)!.chance),
  );
  expect(mean(liked)).toBeGreaterThan(3 * mean(others));
});

test("with too few votes nothing is trained, and it is said how many it takes", async () => {
  const instance = await openInstance();
  await fill(instance, recordDays({ days: 5, papersADay: 20 }));
  const { code, stderr } = await commandLine(["train", "editor"], { DATA_DIR: instance.dataDir });
  expect(code).toBe(1);
  expect(stderr).toMatch(/There are votes for \d+ papers of \d days here\./);
  expect(stderr).toContain("needs 100 of 30 days at least");
});
