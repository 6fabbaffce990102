// What a mail server's no leads to: for the address, for its neighbours, and for the whole run.
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { commandLine } from "../../../fixtures/command-line.ts";
import { settingsIn } from "../../../fixtures/killing.ts";
import {
  addReaders,
  composeIn,
  mailTo,
  minutesLater,
  officeWithMail,
  openOffice,
  sendTo,
  statesIn,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { copiesIn, openPostOffice, type PostOffice } from "../../../fixtures/post-office.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { addDays, type Day } from "../../papers/period.ts";
import { resumeMail } from "./mail-pause.ts";
import { countSuppressed } from "../subscriptions/suppression.ts";

const somebody = "reader3@example.net";

/** Says this of one reader's address, and takes everybody else's mail. */
function refuseSomebody(server: PostOffice, reply: string): void {
  server.mood = (stage, to) => (stage === "recipient" && to === somebody ? reply : undefined);
}

/** A day's one paper, composed for whoever still gets mail; answers for whom. */
async function composeOn(office: Office, day: Day): Promise<string[]> {
  const now = new Date(`${day}T08:00:00Z`);
  const identifier = `arxiv:2603.1${day.slice(-2)}01` as const;
  const paper = aPaper({ identifier, title: day, appearances: [{ day, kind: "announced" }] });
  await savePapers(office.db, [paper], { now });
  const addresses: string[] = [];
  const onComposed = ({ address }: { address: string }) => addresses.push(address);
  await composeIn(office, { today: day, now, onComposed });
  return addresses;
}

async function statusOf({ db }: Office, address: string): Promise<string> {
  const row = await db
    .selectFrom("subscriptions")
    .select("status")
    .where("address", "=", address)
    .executeTakeFirstOrThrow();
  return row.status;
}

async function listSuppressions({ db }: Office): Promise<Record<string, number>> {
  const counts = Object.entries(await countSuppressed(db));
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

const isGone = { state: "failed", suppressed: { hard: 1 }, status: "unsubscribed" };

test.each([
  ["550 5.1.1 No such user", isGone],
  ["550 User unknown", isGone],
  ["550 5.2.1 This account was disabled", isGone],
  ["552 5.2.2 Mailbox full", { state: "failed", suppressed: {}, status: "confirmed" }],
  ["450 4.2.0 Try again later", { state: "queued", suppressed: {}, status: "confirmed" }],
])(
  "E6: %s concerns its address alone, and is not asked again in that run",
  async (reply, { state, suppressed, status }) => {
    const office = await officeWithMail(20);
    const server = await openPostOffice();
    refuseSomebody(server, reply);
    const receipt = await sendTo(office, server.url);
    expect(receipt.sent).toBe(19);
    expect(await mailTo(office, somebody)).toMatchObject({
      state,
      attempts: 1,
      last_error: `The mail server says: ${reply}`,
    });
    expect(await listSuppressions(office)).toEqual(suppressed);
    expect(await statusOf(office, somebody)).toBe(status);
    expect(await statusOf(office, "reader4@example.net")).toBe("confirmed");

    server.mood = () => undefined;
    const retried = await sendTo(office, server.url, { clock: () => minutesLater(600) });
    expect(retried.sent).toBe(state === "queued" ? 1 : 0);
    const readers = await composeOn(office, "2026-03-30");
    console.log(
      `E6: ${reply}: ${state}, suppressed ${JSON.stringify(suppressed)}, ${retried.sent} later`,
    );
    expect(readers).toHaveLength(status === "confirmed" ? 20 : 19);
    expect(readers.includes(somebody)).toBe(status === "confirmed");
    const copies = copiesIn(server);
    expect(copies.get(somebody) ?? 0).toBe(retried.sent);
    copies.delete(somebody);
    expect([...copies.values()]).toEqual(Array.from({ length: 19 }, () => 1));
  },
);

test("E6: an address for which nothing goes for now is tried again after 1, 5, 15 and 60 minutes, and gets one copy", async () => {
  const office = await officeWithMail(3);
  const server = await openPostOffice();
  const nothing = { sent: 0, failed: 0, deferred: 0 };
  server.mood = (stage, to) =>
    stage === "recipient" && to === "reader1@example.net" ? "450 4.2.0 Later" : undefined;
  expect(await sendTo(office, server.url)).toEqual({ sent: 2, failed: 0, deferred: 1 });
  let at = 0;
  for (const delay of [1, 5, 15, 60, 240, 240]) {
    const early = minutesLater(at + delay - 0.1);
    expect(await sendTo(office, server.url, { clock: () => early })).toEqual(nothing);
    at += delay;
    const then = minutesLater(at);
    const receipt = await sendTo(office, server.url, { clock: () => then });
    expect(receipt).toEqual({ ...nothing, deferred: 1 });
  }
  server.mood = () => undefined;
  const clock = () => minutesLater(at + 240);
  expect(await sendTo(office, server.url, { clock })).toMatchObject({ sent: 1 });
  expect(copiesIn(server).get("reader1@example.net")).toBe(1);
});

test("E6: a mailbox that is full on five days gets nothing more; its neighbour gets every day", async () => {
  const office = await openOffice();
  await addReaders(office, 5);
  const server = await openPostOffice();
  refuseSomebody(server, "552 5.2.2 Mailbox full");
  for (const day of [0, 1, 2, 3, 4].map((later) => addDays("2026-03-23", later))) {
    expect(await listSuppressions(office)).toEqual({});
    expect(await composeOn(office, day)).toHaveLength(5);
    const clock = () => new Date(`${day}T08:00:00Z`);
    expect(await sendTo(office, server.url, { clock })).toMatchObject({ sent: 4, failed: 1 });
  }
  console.log(
    `E6: 552 5.2.2 on five days: suppressed ${JSON.stringify(await listSuppressions(office))}`,
  );
  expect(await listSuppressions(office)).toEqual({ soft: 1 });
  expect(await composeOn(office, "2026-03-30")).toHaveLength(4);
  expect(copiesIn(server).get("reader4@example.net")).toBe(5);
});

test("after five days it is given up, with the reason", async () => {
  const office = await officeWithMail(1);
  const server = await openPostOffice();
  server.mood = (stage) => (stage === "end" ? "451 4.3.0 Not today" : undefined);
  await sendTo(office, server.url);
  const clock = () => minutesLater(5 * 24 * 60 + 1);
  expect(await sendTo(office, server.url, { clock })).toEqual({ sent: 0, failed: 1, deferred: 0 });
  expect((await mailTo(office, "reader0@example.net")).last_error).toBe(
    "It could not be sent for five days. The mail server says: 451 4.3.0 Not today",
  );
});

test.each(["sender", "recipient", "end"] as const)(
  "E6: a server that refuses us by policy at %s pauses the run and costs nobody anything",
  async (at) => {
    const office = await officeWithMail(50);
    const server = await openPostOffice();
    const reply = "550 5.7.515 Access denied, sending domain does not meet the required level";
    server.mood = (stage) => (stage === at ? reply : undefined);
    const receipt = await sendTo(office, server.url);
    expect(receipt).toMatchObject({ sent: 0, failed: 0, paused: true });
    expect(receipt.stopped).toContain("5.7.515 Access denied");
    // Of a recipient a second one tells, while the next is on its way.
    expect(receipt.deferred).toBeLessThanOrEqual(at === "recipient" ? 3 : 2);
    expect(await statesIn(office)).toEqual({ queued: 50 });
    expect(await listSuppressions(office)).toEqual({});

    server.mood = () => undefined;
    const clock = () => minutesLater(1);
    const { stopped, ...rest } = await sendTo(office, server.url, { clock });
    expect(rest).toEqual({ sent: 0, failed: 0, deferred: 0, paused: true });
    expect(stopped).toContain("Sending is paused since 2026-03-27 08:00 UTC: The mail server says");
    expect(server.received).toEqual([]);
    await resumeMail(office.db, minutesLater(0));
    await sendTo(office, server.url, { clock });
    expect([...copiesIn(server).values()]).toEqual(Array.from({ length: 50 }, () => 1));
  },
);

test("E6: `broadsheet send` says that it is paused and tries nobody, until --resume", async () => {
  const office = await officeWithMail(40, { now: new Date() });
  const server = await openPostOffice();
  const settings = { ...settingsIn(office), SMTP_URL: server.url.href };
  let connections = 0;
  let isRefused = true;
  server.mood = (stage) => {
    if (stage === "connect") connections++;
    return isRefused && stage === "recipient" ? "550 5.7.1 Your network is on our list" : undefined;
  };
  const refused = await commandLine(["send"], settings);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toMatch(/^sent 0, failed 0, to be tried again [1-4]\n$/);
  expect(refused.stderr).toContain("Sending is paused, nobody was given up.");
  expect(refused.stderr).toContain("550 5.7.1 Your network is on our list");
  expect(refused.stderr).toContain("`broadsheet send --resume` goes on");
  expect(await listSuppressions(office)).toEqual({});

  isRefused = false;
  connections = 0;
  const paused = await commandLine(["send"], settings);
  expect(paused.code).toBe(1);
  expect(paused.stderr).toMatch(/^Sending is paused since .* UTC: .*550 5\.7\.1/m);
  const triedWhilePaused = connections;
  expect(triedWhilePaused).toBe(0);

  // The few that were tried wait for a minute, so that others show whether it was for them.
  const resumed = await commandLine(["send", "--resume"], settings);
  expect(resumed).toMatchObject({ code: 0, stderr: "" });
  expect(resumed.stdout).toMatch(/^sent (36|37|38|39), failed 0, to be tried again 0\n$/);
  await sendTo(office, server.url, { clock: () => new Date(Date.now() + 61_000) });
  console.log(
    `E6: 5.7.1: while paused ${triedWhilePaused} connections, then ${resumed.stdout.trim()}`,
  );
  expect([...copiesIn(server).values()]).toEqual(Array.from({ length: 40 }, () => 1));
});

test("a server that does not let us in, or is not there, stops the run before it burns the list", async () => {
  const office = await officeWithMail(50);
  const server = await openPostOffice();
  for (const [stage, reply] of [
    ["sender", "530 5.7.0 Authentication required"],
    ["connect", "554 No service for you"],
    ["connect", "421 Too busy"],
    ["connect", "drop"],
  ] as const) {
    server.mood = (at) => (at === stage ? reply : undefined);
    const receipt = await sendTo(office, server.url);
    expect(receipt).toMatchObject({ sent: 0, failed: 0, stopped: expect.any(String) as string });
    expect(await statesIn(office)).toEqual({ queued: 50 });
  }
  const nobody = createServer().listen(0, "127.0.0.1");
  await once(nobody, "listening");
  const { port } = nobody.address() as { port: number };
  await new Promise((resolve) => nobody.close(resolve));
  const receipt = await sendTo(office, new URL(`smtp://127.0.0.1:${port}`));
  expect(receipt.stopped).toMatch(/^Nothing can be sent now\. .*ECONNREFUSED/);
  const tried = await office.db
    .selectFrom("outbox")
    .select("id")
    .where("attempts", ">", 0)
    .execute();
  expect(tried.length).toBeLessThanOrEqual(6);
  server.mood = () => undefined;
  await sendTo(office, server.url, { clock: () => minutesLater(60) });
  expect([...copiesIn(server).values()]).toEqual(Array.from({ length: 50 }, () => 1));
});

test("a list of one that is refused by policy pauses as well, and costs nobody anything", async () => {
  const office = await officeWithMail(1);
  const server = await openPostOffice();
  server.mood = (stage) => (stage === "recipient" ? "550 5.7.1 Not from you" : undefined);
  const receipt = await sendTo(office, server.url);
  expect(receipt).toMatchObject({ sent: 0, failed: 0, deferred: 1, paused: true });
  expect(await statesIn(office)).toEqual({ queued: 1 });
  expect(await sendTo(office, server.url)).toMatchObject({ sent: 0, paused: true });
});
