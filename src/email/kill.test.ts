// Killed while it works, the program loses nothing and doubles nothing but what was in flight.
import { once } from "node:events";
import { expect, test } from "vitest";
import { killWhen, sendUnderKills, startIn } from "../../fixtures/killing.ts";
import { addReaders, openOffice, today } from "../../fixtures/mail-office.ts";
import { aPaper } from "../../fixtures/papers.ts";

test("kill -9 while sending loses nothing and doubles at most what was in flight", async () => {
  const found = await sendUnderKills({ readers: 160, killAfter: [1, 40, 17, 50] });
  console.log(found);
  expect(found).toMatchObject({ kills: 4, lost: 0, messages: 160, states: ["sent"] });
  expect(found.doubled).toBeLessThanOrEqual(found.inFlight);
}, 60_000);

test("kill -9 while composing loses nobody and doubles nobody", async () => {
  const papers = Array.from({ length: 15 }, (_, index) =>
    aPaper({ identifier: `arxiv:2603.${24001 + index}`, title: `Paper ${index}` }),
  );
  const office = await openOffice(papers);
  await addReaders(office, 4000);
  const composed = async () => {
    const { count } = await office.db
      .selectFrom("digests")
      .select((select) => select.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    return count;
  };
  let kills = 0;
  for (const until of [1, 1500]) {
    const program = startIn(office, ["digest", "--day", today]);
    const killed = await killWhen(program, async () => (await composed()) >= until);
    if (killed && (await composed()) < 4000) kills++;
  }
  expect(await once(startIn(office, ["digest", "--day", today]), "exit")).toEqual([0, null]);

  const mails = await office.db.selectFrom("outbox").select(["recipient", "message_id"]).execute();
  const sentPapers = await office.db.selectFrom("digest_papers").selectAll().execute();
  console.log(`${kills} kills: ${await composed()} digests, ${mails.length} mails for 4,000 readers`);
  expect(kills).toBeGreaterThan(0);
  expect(await composed()).toBe(4000);
  expect(mails).toHaveLength(4000);
  expect(new Set(mails.map((mail) => mail.recipient))).toHaveLength(4000);
  expect(sentPapers).toHaveLength(4000 * 15);
}, 60_000);
