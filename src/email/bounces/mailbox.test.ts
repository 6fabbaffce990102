import { expect, test } from "vitest";
import { openMailboxServer, type MailboxServer } from "../../../fixtures/imap-server.ts";
import {
  addSent,
  bounces,
  openPostbag,
  reportOf,
  stateOf,
  type Postbag,
} from "../../../fixtures/reports.ts";
import { readMailbox, type ReadOptions } from "./mailbox.ts";

const now = new Date("2026-03-27T09:00:00Z");

async function read(
  { db, keeper }: Postbag,
  { url }: Pick<MailboxServer, "url">,
  options: Partial<ReadOptions> = {},
) {
  return await readMailbox(db, keeper, { imap: url, bounces, clock: () => now, ...options });
}

test("every message that was not read is taken, told, and then marked as read", async () => {
  const office = await openPostbag();
  const server = await openMailboxServer();
  const [ada, grace, emmy] = await Promise.all(
    ["ada", "grace", "emmy"].map((name) => addSent(office, { recipient: `${name}@example.net` })),
  );
  server.deliver(
    reportOf("postfix-5.1.1", ada!),
    "\0\x01 no mail at all\r\n",
    reportOf("exim-5.2.2", grace!),
    reportOf("leave", emmy!),
  );
  const told: string[] = [];
  const log = ({ kind }: { kind: string }) => void told.push(kind);
  expect(await read(office, server, { log })).toEqual({
    read: 4,
    waiting: 0,
    hard: 1,
    soft: 1,
    complaint: 0,
    left: 1,
    policy: 0,
    ignored: 1,
  });
  expect(told).toEqual(["hard", "ignored", "soft", "left"]);
  expect(server.messages.every(({ seen }) => seen)).toBe(true);
  expect(await read(office, server)).toMatchObject({ read: 0, waiting: 0 });
  expect(await stateOf(office, grace!)).toMatch(/^confirmed/);
  expect(server.commands.at(-1)).toBe("LOGOUT");
});

test("what was recorded before a crash is read again, and counts once", async () => {
  const office = await openPostbag();
  const server = await openMailboxServer();
  const sent = await addSent(office);
  server.deliver(reportOf("exim-5.2.2", sent));
  server.mood = (command) => (command.startsWith("UID STORE") ? "drop" : undefined);
  const crashed = await read(office, server);
  expect(crashed).toMatchObject({ read: 0, waiting: 1 });
  expect(crashed.stopped).toMatch(/^The connection to the mail server 127\.0\.0\.1 broke\.$/);
  const bounced = office.db.selectFrom("bounces").selectAll();
  expect(await bounced.execute()).toHaveLength(1);

  server.mood = () => undefined;
  expect(await read(office, server)).toMatchObject({ read: 1, soft: 1, waiting: 0 });
  expect(await bounced.execute()).toHaveLength(1);
  expect(server.messages[0]!.seen).toBe(true);
});

test("a message is not marked while it cannot be recorded", async () => {
  const office = await openPostbag();
  const server = await openMailboxServer();
  server.deliver(reportOf("postfix-5.1.1", await addSent(office)));
  await office.db.schema.dropTable("bounces").execute();
  await expect(read(office, server)).rejects.toThrow("no such table");
  expect(server.messages[0]!.seen).toBe(false);
});

test("a wrong password is told in a sentence that does not repeat it", async () => {
  const office = await openPostbag();
  const server = await openMailboxServer();
  const url = new URL(server.url);
  url.password = "open%sesame";
  const { stopped } = await read(office, { url });
  expect(stopped).toBe(
    "The mail server 127.0.0.1 does not let us in as bounces@example.org. Check the user and the password in MAIL_BOUNCES_IMAP. It says: Invalid credentials.",
  );
});

test("a server whose certificate nobody vouches for gets no password", async () => {
  const office = await openPostbag();
  const server = await openMailboxServer({ tls: true });
  const { stopped } = await read(office, server);
  expect(stopped).toMatch(/^The certificate of the mail server 127\.0\.0\.1 is not trusted \(/);
  expect(server.commands).toEqual([]);
});

test("whatever else goes wrong is told in a sentence, too", async () => {
  const office = await openPostbag();
  const server = await openMailboxServer();
  const stoppedBy = async (mood: MailboxServer["mood"]) => {
    server.mood = mood;
    return (await read(office, server)).stopped;
  };
  server.deliver("To: nobody\r\n\r\n");
  const refusing = (verb: string, by: string) => (command: string) =>
    command.startsWith(verb) ? by : undefined;
  expect(await stoppedBy(refusing("AUTHENTICATE", "drop"))).toMatch(/cannot be reached over IMAP/);
  expect(await stoppedBy(refusing("SELECT", "NO [SERVERBUG] Out of order"))).toBe(
    "The mail server 127.0.0.1 does not do as it is asked. It says: Out of order.",
  );
  expect(await stoppedBy(refusing("UID SEARCH", "NO never"))).toMatch(/does not search INBOX/);
  expect(await stoppedBy(refusing("UID SEARCH", "drop"))).toMatch(/cannot be reached over IMAP/);
  expect(await stoppedBy(refusing("UID STORE", "NO never"))).toMatch(/cannot be marked as read/);
  server.readOnly = true;
  expect(await stoppedBy(() => undefined)).toMatch(/cannot be marked as read/);
  expect(await read(office, { url: new URL("imap://a:b@127.0.0.1:1") })).toMatchObject({
    read: 0,
    stopped: expect.stringMatching(/^The mail server 127\.0\.0\.1 cannot be reached over IMAP: /),
  });
});

test("one message that the server cannot give keeps nobody from the next", async () => {
  const office = await openPostbag();
  const server = await openMailboxServer();
  const sent = await addSent(office);
  server.deliver("To: nobody\r\n\r\n", reportOf("postfix-5.1.1", sent));
  const broken = `UID FETCH ${server.messages[0]!.id}`;
  server.mood = (command) => (command.startsWith(broken) ? "NO it is damaged" : undefined);
  expect(await read(office, server)).toMatchObject({ read: 1, hard: 1, waiting: 1 });
});

test("of a long queue 500 are read at a time, and of a large message its start", async () => {
  const office = await openPostbag();
  const server = await openMailboxServer();
  const sent = await addSent(office);
  const large = Buffer.concat([
    reportOf("postfix-5.1.1", sent),
    Buffer.alloc(10_000_000, "large "),
  ]);
  server.deliver(large, ...Array.from({ length: 600 }, () => "To: nobody\r\n\r\n"));
  const began = performance.now();
  expect(await read(office, server)).toMatchObject({ read: 500, hard: 1, waiting: 101 });
  console.log(`read 500 messages in ${Math.round(performance.now() - began)} ms`);
  expect(await read(office, server)).toMatchObject({ read: 101, waiting: 0 });
});

test("a run that is told to end ends after the message at hand", async () => {
  const office = await openPostbag();
  const server = await openMailboxServer();
  server.deliver(...Array.from({ length: 5 }, () => "To: nobody\r\n\r\n"));
  const stop = new AbortController();
  const log = () => stop.abort();
  expect(await read(office, server, { log, signal: stop.signal })).toMatchObject({
    read: 1,
    waiting: 4,
  });
});
