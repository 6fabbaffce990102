import { once } from "node:events";
import { expect, test } from "vitest";
import { startIn } from "../../../fixtures/killing.ts";
import { officeWithMail, sendTo } from "../../../fixtures/mail-office.ts";
import { openPostOffice, type PostOffice } from "../../../fixtures/post-office.ts";

const perS = 10;
const seconds = 60;
const enough = perS * seconds + 100;

/** How many came within a minute of the first. */
function firstMinuteOf({ received }: PostOffice): number {
  const until = received[0]!.at + seconds * 1000;
  return received.filter(({ at }) => at < until).length;
}

/** Resolves when mail has come for more than the minute. */
function minutePassed(server: PostOffice): Promise<void> {
  return new Promise((resolve) => {
    server.mood = () => {
      const [first] = server.received;
      if (first && performance.now() > first.at + (seconds + 1) * 1000) resolve();
      return undefined;
    };
  });
}

function expectTheRate(found: number, words: string): void {
  const off = (found / (perS * seconds) - 1) * 100;
  console.log(
    `E7: ${words}: ${found} mails in ${seconds} s at ${perS} a second, ${off.toFixed(1)} % off`,
  );
  expect(Math.abs(off)).toBeLessThanOrEqual(5);
}

test("E7: ten a second are ten a second over a minute, with eight connections", async () => {
  const office = await officeWithMail(enough);
  const server = await openPostOffice({ delayMs: 50 });
  const stop = new AbortController();
  void minutePassed(server).then(() => stop.abort());
  const options = { ratePerS: perS, concurrency: 8, signal: stop.signal };
  await sendTo(office, server.url, options);
  expectTheRate(firstMinuteOf(server), "eight connections");
});

test("E7: two programs that send at once share ten a second", async () => {
  const office = await officeWithMail(enough, { now: new Date() });
  const server = await openPostOffice({ delayMs: 50 });
  const passed = minutePassed(server);
  const settings = {
    SMTP_URL: server.url.href,
    MAIL_RATE_PER_S: String(perS),
    MAIL_CONCURRENCY: "4",
  };
  const programs = [1, 2].map(() => startIn(office, ["send"], settings));
  await passed;
  for (const program of programs) {
    const ended = once(program, "exit");
    program.kill("SIGKILL");
    await ended;
  }
  const senders = await office.db.selectFrom("leases").select("name").execute();
  expect(senders.filter(({ name }) => name.startsWith("sender "))).toHaveLength(2);
  expectTheRate(firstMinuteOf(server), "two programs");
});
