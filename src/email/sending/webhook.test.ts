import { createHmac } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { serve } from "../../../fixtures/answering-server.ts";
import { morning, temporaryFolder } from "../../../fixtures/instance.ts";
import {
  composeIn,
  openOffice,
  plainWish,
  sendTo,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import type { DeliveryFailed } from "./delivery-failed.ts";
import type { Outgoing } from "./outbox.ts";
import type { Sheet } from "../letters/press.ts";
import { openSheets } from "../digests/sheets.ts";
import { takeIn } from "../subscriptions/subscription-import.ts";
import { findByAddress } from "../subscriptions/subscriptions.ts";
import { postDigest, webhookSecret } from "./webhook.ts";
import type { Wish } from "../subscriptions/wish.ts";

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver on this machine that answers its requests, numbered from 1, with these statuses. */
async function openReceiver(
  statusOf: (number: number) => number = () => 204,
  { says = "", headers = {} }: { says?: string; headers?: Record<string, string> } = {},
) {
  const received: Received[] = [];
  const { url } = await serve((response, request, number) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const body = Buffer.concat(pieces).toString();
      received.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(statusOf(number), headers).end(says);
    });
  });
  return { address: new URL("/hooks/abc?room=1", url).href, received };
}

/** An office with a webhook at that address, its digest of these papers in the outbox. */
async function officeCalling(
  address: string,
  { papers = [aPaper()], wish = {} }: { papers?: PaperRecord[]; wish?: Partial<Wish> } = {},
): Promise<Office> {
  const office = await openOffice(papers);
  const { db, keeper, letterhead } = office;
  const webhook = { channel: "webhook" as const, address, addressKey: address };
  await takeIn(db, keeper, [{ ...webhook, wish: { ...plainWish, ...wish } }], {
    consent: "added by the owner",
    letterhead,
    now: new Date(morning.getTime() - 86_400_000),
  });
  await composeIn(office);
  return office;
}

async function row({ db }: Office) {
  return await db.selectFrom("outbox").selectAll().executeTakeFirstOrThrow();
}

async function secretOf({ db, letterhead }: Office, address: string): Promise<string> {
  return webhookSecret(letterhead.secret, (await findByAddress(db, address))!);
}

/** What a library of Standard Webhooks does. */
function isSigned(secret: string, { headers, body }: Received): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
  const expected = createHmac("sha256", key).update(signed).digest("base64");
  return headers["webhook-signature"] === `v1,${expected}`;
}

/** The digest in the outbox, as it is taken from there. */
async function takenFrom(office: Office): Promise<{ mail: Outgoing; sheet: Sheet }> {
  const {
    digest_id: digest,
    created_at: createdAt,
    message_id: messageId,
    ...rest
  } = await row(office);
  const sheet = (await openSheets(office.db).find(digest!))!;
  const subscription = rest.subscription_id;
  return { mail: { ...rest, digest, createdAt, messageId, subscription }, sheet };
}

async function failureOf(work: Promise<void>): Promise<DeliveryFailed> {
  return await work.then(
    () => {
      throw new Error("it was delivered");
    },
    (failure: DeliveryFailed) => failure,
  );
}

test("a receiver gets the digest as one signed POST, its fields always in this order", async () => {
  const { address, received } = await openReceiver();
  const office = await officeCalling(address, {
    papers: [
      aPaper({
        title: "Folding $k^{2}$ Laundry",
        abstract: "It holds $\\mathbb{Z}$ & more.",
        codeUrl: "https://github.com/a/b",
        version: 2,
      }),
    ],
  });
  expect(await sendTo(office, undefined)).toEqual({ sent: 1, failed: 0, deferred: 0 });
  const [request] = received;
  expect(received).toHaveLength(1);
  expect(request!.path).toBe("/hooks/abc?room=1");
  expect(request!.headers).toMatchObject({
    "content-type": "application/json",
    "webhook-id": (await row(office)).message_id.slice(1, -1),
  });
  expect(request!.headers["user-agent"]).toMatch(/^Broadsheet /);
  const age = Date.now() / 1000 - Number(request!.headers["webhook-timestamp"]);
  expect(Math.abs(age)).toBeLessThan(10);
  const body = JSON.parse(request!.body) as Record<string, unknown>;
  expect(Object.keys(body)).toEqual(
    "type timestamp edition title text content html allowed_mentions url papers more sections".split(
      " ",
    ),
  );
  expect(body).toMatchObject({
    type: "digest",
    timestamp: morning.toISOString(),
    edition: "2026-03-27",
    title: "Folding k² Laundry · 27 March",
    text: "Folding k² Laundry · 27 March\n1. Folding k² Laundry <https://papers.example.org/papers/2603.25001>",
    url: "https://papers.example.org/day/2026-03-27",
    more: [],
  });
  expect(body["papers"]).toEqual([
    {
      identifier: "arxiv:2603.25001",
      title: "Folding k² Laundry",
      url: "https://papers.example.org/papers/2603.25001",
      authors: ["Ada Lindqvist", "Ben Okafor"],
      more_authors: 0,
      category: "cs.RO",
      summary: "It holds ℤ & more.",
      why: expect.any(String) as string,
      votes: 0,
      code_url: "https://github.com/a/b",
      project_url: null,
      version: 2,
      withdrawn: false,
      changed: null,
      picked_by: null,
      picked_because: null,
    },
  ]);
  expect(isSigned(await secretOf(office, address), request!)).toBe(true);
});

test("the secret is that of one webhook alone, in the form that libraries take", () => {
  const of = { id: 1, addressKey: "https://example.org/a" };
  const secret = webhookSecret("instance", of);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(webhookSecret("instance", of)).toBe(secret);
  expect(webhookSecret("instance", { ...of, id: 2 })).not.toBe(secret);
  expect(webhookSecret("another", of)).not.toBe(secret);
});

test("the program in the documentation takes what we send, and nothing that was changed", async () => {
  const { address, received } = await openReceiver();
  const office = await officeCalling(address);
  await sendTo(office, undefined);
  const [, code = ""] = /```js\n([^`]*(?:`[^`]+`[^`]*)*?)\n```/.exec(
    readFileSync(new URL("../../../docs/webhooks.md", import.meta.url), "utf8"),
  )!;
  const file = join(temporaryFolder(), "is-ours.mjs");
  writeFileSync(file, code);
  const { isOurs } = (await import(pathToFileURL(file).href)) as {
    isOurs: (secret: string, headers: IncomingHttpHeaders, body: string) => boolean;
  };
  const { headers, body } = received[0]!;
  const secret = await secretOf(office, address);
  expect(isOurs(secret, headers, body)).toBe(true);
  expect(isOurs(secret, headers, `${body} `)).toBe(false);
  expect(isOurs(webhookSecret("another", { id: 1, addressKey: "" }), headers, body)).toBe(false);
  expect(isOurs(secret, { ...headers, "webhook-timestamp": "1" }, body)).toBe(false);
  expect(isOurs(secret, {}, body)).toBe(false);
});

test("a digest that comes again has the same id and the same words", async () => {
  const { address, received } = await openReceiver((number) => (number === 1 ? 503 : 200));
  const office = await officeCalling(address);
  expect(await sendTo(office, undefined)).toMatchObject({ sent: 0, deferred: 1 });
  expect((await row(office)).state).toBe("queued");
  const clock = () => new Date(morning.getTime() + 120_000);
  expect(await sendTo(office, undefined, { clock })).toMatchObject({ sent: 1 });
  const [first, again] = received;
  expect(again!.headers["webhook-id"]).toBe(first!.headers["webhook-id"]);
  expect(again!.body).toBe(first!.body);
  expect(isSigned(await secretOf(office, address), again!)).toBe(true);
});

test("one receiver that is gone is given up, and the others get theirs", async () => {
  const gone = await openReceiver(() => 410, { says: "no such hook" });
  const there = await openReceiver();
  const office = await openOffice([aPaper()]);
  const { db, keeper, letterhead } = office;
  const addresses = [gone.address, there.address];
  await takeIn(
    db,
    keeper,
    addresses.map((address) => ({
      channel: "webhook" as const,
      address,
      addressKey: address,
      wish: plainWish,
    })),
    { consent: "added by the owner", letterhead, now: morning },
  );
  await composeIn(office);
  expect(await sendTo(office, undefined)).toEqual({ sent: 1, failed: 1, deferred: 0 });
  expect(there.received).toHaveLength(1);
  const { state, last_error } = await db
    .selectFrom("outbox")
    .selectAll()
    .where("recipient", "=", gone.address)
    .executeTakeFirstOrThrow();
  expect(state).toBe("failed");
  expect(last_error).toMatch(
    /^127\.0\.0\.1:\d+ wants no more digests here \(410: no such hook\)\.$/,
  );
});

test("what may pass is tried later, what will not is given up, and the owner reads why", async () => {
  let status = 200;
  const { address } = await openReceiver(() => status, { says: "no\nroom\u0007" });
  const office = await officeCalling(address);
  const { letterhead } = office;
  const taken = await takenFrom(office);
  for (status of [408, 425, 429, 500, 502, 503, 599]) {
    const failure = await failureOf(postDigest({ letterhead, ...taken }));
    expect(failure).toMatchObject({ kind: "later", maybeArrived: false });
    expect(failure.message).toContain(`cannot take it now (${status}: no room).`);
  }
  for (status of [400, 401, 403, 404, 405, 413, 422]) {
    const failure = await failureOf(postDigest({ letterhead, ...taken }));
    expect(failure).toMatchObject({ kind: "refused", maybeArrived: false });
    expect(failure.message).toContain(`does not take it (${status}: no room).`);
  }
});

test("nobody is led elsewhere: a redirect is given up", async () => {
  const elsewhere = await openReceiver();
  const { address } = await openReceiver(() => 307, { headers: { location: elsewhere.address } });
  const office = await officeCalling(address);
  expect(await sendTo(office, undefined)).toMatchObject({ failed: 1 });
  expect((await row(office)).last_error).toContain("sends us to another address (307)");
  expect(elsewhere.received).toEqual([]);
});

test("where nothing answers, the digest waits and the run goes on", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const office = await officeCalling(`http://127.0.0.1:${port}/`);
  expect(await sendTo(office, undefined)).toEqual({ sent: 0, failed: 0, deferred: 1 });
  const { state, last_error } = await row(office);
  expect(state).toBe("queued");
  expect(last_error).toContain("could not be reached (nothing answers there)");
});

test("a receiver that hangs up or says nothing may have it, and is asked later", async () => {
  const hangsUp = await serve((response, request) => {
    request.resume().on("end", () => response.destroy());
  });
  const silent = await serve(() => {});
  for (const { url } of [hangsUp, silent]) {
    const office = await officeCalling(url.href);
    const taken = await takenFrom(office);
    const failure = await failureOf(
      postDigest({ letterhead: office.letterhead, ...taken, timeoutMs: 300 }),
    );
    expect(failure).toMatchObject({ kind: "later", maybeArrived: true });
  }
});

test("a receiver that answers without end has answered", async () => {
  const { url } = await serve((response, request) => {
    request.resume();
    response.writeHead(200);
    const timer = setInterval(() => response.write("x".repeat(3000)), 5);
    response.on("close", () => clearInterval(timer));
    onTestFinished(() => clearInterval(timer));
  });
  const office = await officeCalling(url.href);
  // Whoever waited for its end would be given up with the test.
  expect(await sendTo(office, undefined)).toMatchObject({ sent: 1 });
  const slow = await serve((response, request) => {
    request.resume();
    response.writeHead(200).write("a");
  });
  const other = await officeCalling(slow.url.href);
  const taken = await takenFrom(other);
  await postDigest({ letterhead: other.letterhead, ...taken, timeoutMs: 300 });
});

test("an address that is none to send to fails alone", async () => {
  const office = await officeCalling("http://127.0.0.1:9/");
  const { mail, sheet } = await takenFrom(office);
  for (const recipient of ["ada@example.org", "http://example.org/", "file:///etc/passwd"]) {
    const failure = await failureOf(
      postDigest({ letterhead: office.letterhead, mail: { ...mail, recipient }, sheet }),
    );
    expect(failure.kind).toBe("refused");
  }
});

test("whatever stands in a title, it is text in every chat, and nobody is called", async () => {
  const { address, received } = await openReceiver();
  const title =
    "<!channel> @everyone @room [arxiv](https://evil.example) <https://evil.example|here> _a_ <b>x</b> \u0001\ud800";
  const office = await officeCalling(address, { papers: [aPaper({ title, authors: ["\udc00"] })] });
  await sendTo(office, undefined);
  const body = JSON.parse(received[0]!.body) as Record<string, string> & { papers: unknown[] };
  expect(received[0]!.body).not.toMatch(/\\u(d[89a-f]|00)/);
  // Slack's three characters, and what Markdown and Matrix would make of the rest.
  expect(body["text"]!.replaceAll(/<https:\/\/papers\.example\.org[^<>]*>/g, "")).not.toMatch(
    /[<>]/,
  );
  expect(body["text"]).not.toContain("](");
  expect(body["text"]).not.toContain("@room");
  expect(body["content"]).toContain("\\@everyone \\@room \\[arxiv\\](https://evil.example)");
  expect(body["content"]).toContain("\\<!channel\\>");
  expect(body["html"]).toContain("&lt;!channel&gt;");
  expect(body["html"]!.replaceAll(/<\/?(p|strong|ol|li|a)( href="[^"]*")?>/g, "")).not.toContain(
    "<",
  );
  expect(body["allowed_mentions"]).toEqual({ parse: [] });
});

test("a long digest fits where 2,000 characters do, and says what is left out", async () => {
  const { address, received } = await openReceiver();
  const papers = Array.from({ length: 50 }, (_, index) =>
    aPaper({
      identifier: `arxiv:2603.${25_000 + index}`,
      title: `${index} & <${"[long]_title* ".repeat(12)}>`,
    }),
  );
  const office = await officeCalling(address, { papers, wish: { papers: 50 } });
  await sendTo(office, undefined);
  const body = JSON.parse(received[0]!.body) as {
    text: string;
    content: string;
    papers: unknown[];
  };
  expect(body.papers).toHaveLength(50);
  for (const message of [body.text, body.content]) {
    expect(message.length).toBeLessThanOrEqual(1900);
    const shown = message.split("\n").length - 2;
    expect(shown).toBeGreaterThan(3);
    expect(message).toMatch(
      new RegExp(`\nand ${50 - shown} more: <https://papers.example.org/day/2026-03-27>$`),
    );
  }
});

test("nothing in it belongs to a reader: no link that is signed, and no address of the receiver", async () => {
  const { address, received } = await openReceiver();
  const office = await officeCalling(address);
  await sendTo(office, undefined);
  expect(received[0]!.body).not.toMatch(/\/(subscription|letters|unsubscribe|confirm)\/|hooks/);
});
