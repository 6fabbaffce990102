// Connections that break: whoever was not served yet is served once.
import { expect, test } from "vitest";
import {
  mailTo,
  minutesLater,
  officeWithMail,
  sendTo,
  statesIn,
  type Office,
} from "../../../fixtures/mail-office.ts";
import {
  copiesIn,
  openPostOffice,
  type PostOffice,
  type Stage,
} from "../../../fixtures/post-office.ts";

/** Runs the sender until nothing waits any more; answers how often. */
async function sendAll(office: Office, { url }: PostOffice): Promise<number> {
  for (let run = 1; run <= 12; run++) {
    await sendTo(office, url, { clock: () => minutesLater((run - 1) * 300), concurrency: 4 });
    const { queued = 0, uncertain = 0 } = await statesIn(office);
    if (queued + uncertain === 0) return run;
  }
  throw new Error("It goes on for ever.");
}

/** Hangs up at this stage, the first two times and then every so many. */
function hangUpAt(server: PostOffice, stage: Stage, every: number): { times: number } {
  const drops = { times: 0 };
  let seen = 0;
  server.mood = (at) => {
    if (at !== stage || (++seen > 2 && seen % every !== 0)) return undefined;
    drops.times++;
    return "drop";
  };
  return drops;
}

test.each([
  ["at EHLO", "exactly one mail each", "hello", 3],
  ["at MAIL", "exactly one mail each", "sender", 20],
  ["at RCPT", "exactly one mail each", "recipient", 20],
  ["amid DATA", "exactly one mail each", "data", 20],
  ["after the last dot", "what was in flight twice at most", "end", 20],
  ["after 250", "what was in flight twice at most", "taken", 20],
] as const)("E2: a server that hangs up %s gets %s", async (when, what, stage, every) => {
  const office = await officeWithMail(120);
  const server = await openPostOffice();
  const drops = hangUpAt(server, stage, every);
  const runs = await sendAll(office, server);
  const copies = copiesIn(server);
  const lost = 120 - copies.size;
  const doubled = server.received.length - copies.size;
  console.log(
    `E2: hung up ${when} ${drops.times} times, ${runs} runs: lost ${lost}, doubled ${doubled}`,
  );
  expect(drops.times).toBeGreaterThan(1);
  expect(await statesIn(office)).toEqual({ sent: 120 });
  expect(lost).toBe(0);
  // One message was on its way on each connection that broke.
  expect(doubled).toBeLessThanOrEqual(what === "exactly one mail each" ? 0 : drops.times);
  expect(new Set(server.received.map((mail) => mail.messageId))).toHaveLength(120);
});

test.each([
  ["says 421", "421 4.7.0 Enough for one connection"],
  ["hangs up", "drop"],
])(
  "E5: a server that %s every hundred mails gets a thousand once each, never from the top",
  async (words, reply) => {
    const office = await officeWithMail(1000);
    const server = await openPostOffice({ keepsMail: false });
    let asked = 0;
    server.mood = (stage) => (stage === "recipient" && ++asked % 100 === 0 ? reply : undefined);
    expect(await sendTo(office, server.url)).toMatchObject({ sent: 1000, failed: 0, deferred: 0 });
    console.log(
      `E5: a server that ${words} every 100 mails was asked ${asked} RCPT for 1,000 mails`,
    );
    expect([...copiesIn(server).values()]).toEqual(Array.from({ length: 1000 }, () => 1));
    // Each break costs what was on its way, not what was done.
    expect(asked).toBeLessThanOrEqual(1000 + 2 * 11);
  },
);

test("a message that breaks every connection does not stand before the others for ever", async () => {
  const office = await officeWithMail(20);
  const server = await openPostOffice();
  server.mood = (stage, to) =>
    stage === "data" && to === "reader0@example.net" ? "drop" : undefined;
  await sendTo(office, server.url, { concurrency: 1 });
  await sendTo(office, server.url, { concurrency: 1 });
  // Nobody knows whether it arrived.
  expect(await statesIn(office)).toEqual({ sent: 19, uncertain: 1 });
  expect((await mailTo(office, "reader0@example.net")).state).toBe("uncertain");
});
