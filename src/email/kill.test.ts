// The program as its users run it, killed while it works: nothing is lost, nothing is doubled but
// what was in flight.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { addReaders, openOffice, today, type Office } from "../../fixtures/mail-office.ts";
import { openPostOffice } from "../../fixtures/post-office.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { startBroadsheet, type Program } from "../../fixtures/program.ts";
import { composeDigests } from "./digest.ts";

const concurrency = 3;

function start(office: Office, words: string[], settings: Record<string, string> = {}): Program {
  const program = startBroadsheet(words, {
    DATA_DIR: office.dataDir,
    MAIL_FROM: office.letterhead.from,
    SITE_URL: office.letterhead.siteUrl.href,
    MAIL_CONCURRENCY: String(concurrency),
    MAIL_RATE_PER_S: "10000",
    ...settings,
  });
  program.stdout.resume();
  program.stderr.resume();
  return program;
}

/** Kills it once `isTime`; answers false if it ended before. */
async function killWhen(
  program: Program,
  isTime: () => boolean | Promise<boolean>,
): Promise<boolean> {
  while (program.exitCode === null) {
    if (await isTime()) {
      program.kill("SIGKILL");
      await once(program, "exit");
      return program.signalCode === "SIGKILL";
    }
    await sleep(1);
  }
  return false;
}

test("kill -9 while sending loses nothing and doubles at most what was in flight", async () => {
  const office = await openOffice([aPaper()]);
  await addReaders(office, 160);
  await composeDigests(office.db, { letterhead: office.letterhead, today, now: new Date() });
  const server = await openPostOffice({ delayMs: 2 });
  const settings = { SMTP_URL: server.url.href };
  let kills = 0;
  for (const more of [1, 40, 17, 50]) {
    const until = server.received.length + more;
    const program = start(office, ["send"], settings);
    if (await killWhen(program, () => server.received.length >= until)) kills++;
    // Twenty seconds later the lease of the dead has run out.
    await office.db.updateTable("leases").set({ until: "2026-01-01T00:00:00.000Z" }).execute();
  }
  const last = start(office, ["send"], settings);
  expect(await once(last, "exit")).toEqual([0, null]);

  const to = server.received.map((mail) => mail.to);
  const lost = 160 - new Set(to).size;
  const doubled = to.length - new Set(to).size;
  console.log(`${kills} kills: lost ${lost}, doubled ${doubled} of at most ${kills * concurrency}`);
  expect(kills).toBe(4);
  expect(lost).toBe(0);
  expect(doubled).toBeLessThanOrEqual(kills * concurrency);
  expect(new Set(server.received.map((mail) => `${mail.to} ${mail.messageId}`))).toHaveLength(160);
  const states = await office.db.selectFrom("outbox").select("state").distinct().execute();
  expect(states).toEqual([{ state: "sent" }]);
}, 60_000);

test("kill -9 while composing loses nobody and doubles nobody", async () => {
  const papers = Array.from({ length: 15 }, (_, index) =>
    aPaper({ identifier: `arxiv:2603.${24001 + index}`, title: `Paper ${index}` }),
  );
  const office = await openOffice(papers);
  await addReaders(office, 400);
  const composed = async () => {
    const { count } = await office.db
      .selectFrom("digests")
      .select((select) => select.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    return count;
  };
  let kills = 0;
  for (const until of [1, 150]) {
    const program = start(office, ["digest", "--day", today]);
    const killed = await killWhen(program, async () => (await composed()) >= until);
    if (killed && (await composed()) < 400) kills++;
  }
  expect(await once(start(office, ["digest", "--day", today]), "exit")).toEqual([0, null]);

  const mails = await office.db.selectFrom("outbox").select(["recipient", "message_id"]).execute();
  const sentPapers = await office.db.selectFrom("digest_papers").selectAll().execute();
  console.log(`${kills} kills: ${await composed()} digests, ${mails.length} mails for 400 readers`);
  expect(kills).toBeGreaterThan(0);
  expect(await composed()).toBe(400);
  expect(mails).toHaveLength(400);
  expect(new Set(mails.map((mail) => mail.recipient))).toHaveLength(400);
  expect(sentPapers).toHaveLength(400 * 12);
}, 60_000);
