import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addSent,
  bounces,
  openPostbag,
  reportOf,
  stateOf,
  type Postbag,
  type Sent,
} from "../../../fixtures/reports.ts";
import { takeReport, type Taken } from "./take-report.ts";

const now = new Date("2026-03-27T09:00:00Z");

async function take({ db, keeper }: Postbag, message: Uint8Array): Promise<Taken> {
  return await takeReport(db, keeper, { bounces, message, now });
}

interface Case {
  report: string;
  /** What is changed in it, and how. */
  but?: string;
  change?: (sent: Sent) => Partial<Sent>;
  edit?: (text: string) => string;
  kind: Taken["kind"];
  /** The reader afterwards. */
  reader: string;
}

const kept = "confirmed";
const forwarded = ({ returnAddress }: Sent) => returnAddress.replace(/(.*)@(.*)/, "$2=$1");

const cases: Case[] = [
  { report: "postfix-5.1.1", kind: "hard", reader: "unsubscribed, hard" },
  { report: "exchange-5.1.10", kind: "hard", reader: "unsubscribed, hard" },
  { report: "gmail-5.1.1", kind: "hard", reader: "unsubscribed, hard" },
  { report: "sendmail-unknown-user", kind: "hard", reader: "unsubscribed, hard" },
  { report: "qmail", kind: "hard", reader: "unsubscribed, hard" },
  { report: "internationalized-5.1.1", kind: "hard", reader: "unsubscribed, hard" },
  { report: "several-recipients", kind: "hard", reader: "unsubscribed, hard" },
  {
    report: "several-recipients",
    but: "none of them is ours, and one got it",
    edit: (text) => text.replaceAll("ada@university.example", "elsewhere@example.net"),
    kind: "ignored",
    reader: kept,
  },
  {
    report: "postfix-5.1.1",
    but: "the mailbox forwards to one that is gone",
    edit: (text) => text.replaceAll("ada@university.example", "ada@home.example"),
    kind: "hard",
    reader: "unsubscribed, hard",
  },
  { report: "postfix-4.2.2-delayed", kind: "ignored", reader: kept },
  { report: "postfix-4.2.2-failed", kind: "soft", reader: kept },
  { report: "exim-5.2.2", kind: "soft", reader: kept },
  { report: "outlook-5.7.515-policy", kind: "policy", reader: kept },
  { report: "relayed", kind: "ignored", reader: kept },
  { report: "arf-abuse", kind: "complaint", reader: "unsubscribed, complaint" },
  {
    report: "arf-abuse",
    but: "without the return address",
    change: () => ({ returnAddress: "redacted@example.org" }),
    kind: "complaint",
    reader: "unsubscribed, complaint",
  },
  { report: "arf-not-spam", kind: "ignored", reader: kept },
  { report: "arf-auth-failure", kind: "ignored", reader: kept },
  { report: "vacation", kind: "ignored", reader: kept },
  { report: "vacation-gmail", kind: "ignored", reader: kept },
  { report: "read-receipt", kind: "ignored", reader: kept },
  { report: "advertisement", kind: "ignored", reader: kept },
  { report: "leave", kind: "left", reader: "unsubscribed, unsubscribed" },
  {
    report: "leave",
    but: "forged",
    change: ({ leaveAddress }) => ({ leaveAddress: leaveAddress.replace(/-.{4}/, "-0000") }),
    kind: "ignored",
    reader: kept,
  },
  {
    report: "leave",
    but: "in capitals",
    change: ({ leaveAddress }) => ({ leaveAddress: leaveAddress.toUpperCase() }),
    kind: "left",
    reader: "unsubscribed, unsubscribed",
  },
  {
    report: "postfix-5.1.1",
    but: "rewritten by a forwarder (SRS0)",
    change: (sent) => ({ returnAddress: `SRS0=xY3f=4K=${forwarded(sent)}@forwarder.example` }),
    kind: "hard",
    reader: "unsubscribed, hard",
  },
  {
    report: "qmail",
    but: "rewritten by two forwarders (SRS1)",
    change: (sent) => ({
      returnAddress: `SRS1=Aa1b=first.example==xY3f=4K=${forwarded(sent)}@second.example`,
      messageId: "<lost@elsewhere.example>",
    }),
    kind: "hard",
    reader: "unsubscribed, hard",
  },
  {
    report: "postfix-5.1.1",
    but: "in capitals, and without our Message-ID",
    change: ({ returnAddress }) => ({
      returnAddress: returnAddress.toUpperCase(),
      messageId: "<0100018e-renamed@relay.example>",
    }),
    kind: "hard",
    reader: "unsubscribed, hard",
  },
  {
    report: "postfix-5.1.1",
    but: "forged token, no Message-ID of ours",
    change: () => ({
      returnAddress: "bounces+1-0000000000000000@example.org",
      messageId: "<guess@example.org>",
    }),
    kind: "ignored",
    reader: kept,
  },
  {
    report: "postfix-5.1.1",
    but: "only the Message-ID",
    change: () => ({ returnAddress: "bounces@example.org" }),
    kind: "hard",
    reader: "unsubscribed, hard",
  },
  {
    report: "postfix-5.1.1",
    but: "only the Message-ID, guessed for another address",
    change: () => ({ returnAddress: "bounces@example.org", recipient: "eve@example.net" }),
    kind: "ignored",
    reader: kept,
  },
  {
    report: "postfix-5.1.1",
    but: "only the recipient",
    change: () => ({ returnAddress: "bounces@example.org", messageId: "" }),
    kind: "ignored",
    reader: kept,
  },
  {
    report: "postfix-5.1.1",
    but: "about a message from before a backup was restored",
    change: () => ({ messageId: "<digest.2026-03-26.1@example.org>" }),
    kind: "ignored",
    reader: kept,
  },
  {
    report: "gmail-5.1.1",
    but: "in unusual line ends and cases",
    edit: (text) =>
      text
        .replaceAll("\r\n", "\n")
        .replace("Action: failed", "ACTION : Failed (no such user)")
        .replace("message/delivery-status", "Message/Delivery-Status"),
    kind: "hard",
    reader: "unsubscribed, hard",
  },
  {
    report: "exim-5.2.2",
    but: "sending back ten megabytes",
    edit: (text) =>
      text.replace("The papers of the day.", `${"0123456789".repeat(8)}\r\n`.repeat(128_000)),
    kind: "soft",
    reader: kept,
  },
];

test("every kind of report leads to what is expected (E12)", async () => {
  const figures = [];
  for (const { report, but, change, edit, kind, reader } of cases) {
    const office = await openPostbag();
    const sent = await addSent(office);
    const text = reportOf(report, { ...sent, ...change?.(sent) }).toString();
    const began = performance.now();
    const message = Buffer.from(edit ? edit(text) : text);
    const taken = await take(office, message);
    const ms = Math.round(performance.now() - began);
    const name = but ? `${report}: ${but}` : report;
    const after = await stateOf(office, sent);
    figures.push({ report: name, kind: taken.kind, reader: after, ms });
    expect.soft([name, taken.kind, after]).toEqual([name, kind, reader]);
    // Taken again, it changes nothing.
    const [again, rows] = [
      await take(office, message),
      office.db.selectFrom("bounces").selectAll(),
    ];
    expect.soft([name, again.kind, await stateOf(office, sent)]).toEqual([name, kind, reader]);
    expect.soft((await rows.execute()).length).toBeLessThan(2);
    await office.db.destroy();
  }
  console.table(figures);
  console.log(`${figures.length} reports, each taken twice`);
}, 60_000);

test("what is told names nobody in the sentence, and what was done", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  expect(await take(office, reportOf("postfix-5.1.1", sent))).toEqual({
    kind: "hard",
    sentence: "There is no such mailbox (5.1.1): nothing more is sent to this address.",
    address: "ada@university.example",
    outboxId: sent.outboxId,
  });
  const { says } = await office.db.selectFrom("bounces").select("says").executeTakeFirstOrThrow();
  expect(says).toContain("550 5.1.1");
});

test("a report cut off anywhere does no harm, and leads to nothing or to the same", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  const kinds = new Map<string, number>();
  for (const name of ["postfix-5.1.1", "qmail", "arf-abuse", "leave"]) {
    const message = reportOf(name, sent);
    for (let length = 0; length < message.length; length += 7) {
      const { kind } = await take(office, message.subarray(0, length));
      kinds.set(`${name}: ${kind}`, (kinds.get(`${name}: ${kind}`) ?? 0) + 1);
    }
  }
  console.log("cut off after every seventh byte", Object.fromEntries(kinds));
  expect(new Set(kinds.keys())).toEqual(
    new Set([
      "postfix-5.1.1: ignored",
      "postfix-5.1.1: soft",
      "postfix-5.1.1: hard",
      "qmail: ignored",
      "qmail: soft",
      "qmail: hard",
      "arf-abuse: ignored",
      "arf-abuse: complaint",
      "leave: ignored",
      "leave: left",
    ]),
  );
});

test("garbage is left alone, whatever it is", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  const report = reportOf("gmail-5.1.1", sent).toString("latin1");
  const damaged = fc
    .array(fc.tuple(fc.nat(report.length), fc.string({ maxLength: 20 })), { maxLength: 30 })
    .map((damages) =>
      damages.reduce((text, [at, by]) => text.slice(0, at) + by + text.slice(at + 5), report),
    );
  const garbage = fc.oneof(
    fc.uint8Array({ maxLength: 3000 }),
    damaged.map((text) => Buffer.from(text, "latin1")),
  );
  await fc.assert(
    fc.asyncProperty(garbage, async (message) => {
      const { kind } = await take(office, message);
      expect(["hard", "soft", "policy", "ignored"]).toContain(kind);
    }),
    { numRuns: 300 },
  );
});

test("a message made to be slow is not", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  const size = 3 * 1024 * 1024;
  const status = (text: string) =>
    reportOf("relayed", sent).toString().replace("Action: relayed", text);
  const hostile: Record<string, string> = {
    spaces: status(" ".repeat(size)),
    "folded lines": status("X: 1\r\n" + " a\r\n".repeat(size / 4)),
    groups: status("Action: failed\r\n\r\n".repeat(size / 18)),
    "one line": `To: ${"a".repeat(size)}`,
    addresses: `To: ${"a@b,".repeat(size / 4)}\r\n\r\n`,
    headers: "To: a@b\r\n".repeat(size / 9),
    dashes: reportOf("qmail", sent).toString().replace("Hi.", "-".repeat(size)),
    boundaries: `Content-Type: multipart/mixed; boundary=a\r\n\r\n${"--a\r\n".repeat(size / 5)}`,
    nesting: Array.from(
      { length: 30_000 },
      (_, index) => `Content-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n`,
    ).join(""),
    markup: `From: MAILER-DAEMON@a\r\nTo: ${sent.returnAddress}\r\nContent-Type: text/html\r\n\r\n${"<a <b>&#".repeat(size / 8)}`,
    "markup beside text": `Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nHi\r\n--a\r\nContent-Type: text/html\r\n\r\n${"<a href='".repeat(size / 9)}`,
    comments: `Content-Type: ${"(".repeat(200_000)}\r\n\r\n`,
    "encoded words": `Subject: ${"=?utf-8?Q?a?= ".repeat(15_000)}\r\n\r\n`,
  };
  const figures: Record<string, number> = {};
  for (const [name, message] of Object.entries(hostile)) {
    const began = performance.now();
    const { kind } = await take(office, Buffer.from(message));
    figures[name] = Math.round(performance.now() - began);
    expect.soft([name, kind === "complaint" || kind === "left"]).toEqual([name, false]);
    expect.soft([name, figures[name]! < 3000]).toEqual([name, true]);
  }
  console.log("milliseconds for hostile messages of 3 MB", figures);
}, 60_000);
