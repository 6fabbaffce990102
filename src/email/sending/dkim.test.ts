import { Resolver } from "node:dns/promises";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { authenticate } from "mailauth";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../fixtures/instance.ts";
import { openNameServer } from "../../../fixtures/name-server.ts";
import { openPostOffice } from "../../../fixtures/post-office.ts";
import { readConfig } from "../../config.ts";
import { dkimRecord, openDkim, type Dkim } from "./dkim.ts";
import { openMailer } from "./mailer.ts";

const unsubscribeUrl = `https://papers.example.org/unsubscribe/${"T0k3n-".repeat(20)}`;

/** A digest as it leaves: long lines folded or not, words encoded, a body that needs care. */
const digest = [
  `From: =?UTF-8?Q?Papers_f=C3=BCr_alle?= <papers@example.org>`,
  "To: ada@example.net",
  "Subject: =?UTF-8?Q?Poincar=C3=A9_was_right=2C_and_eleven_other_papers_for_you=2C?=",
  " =?UTF-8?Q?_Friday?=",
  "Message-ID: <issue-7.12@example.org>",
  "Date: Fri, 27 Mar 2026 08:00:00 +0000",
  `List-Id: "Broadsheet" <digest.example.org>`,
  `List-Unsubscribe: <${unsubscribeUrl}>`,
  "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
  "Feedback-ID: issue-7:digest:broadsheet",
  "Auto-Submitted: auto-generated",
  "MIME-Version: 1.0",
  `Content-Type: multipart/alternative;`,
  ` boundary="--_the-line-between"`,
  "",
  "----_the-line-between",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "Poincar=C3=A9 =E2=80=93 a line that is long enough to be broken before its end=",
  " comes.",
  ".a line that begins with a dot",
  ".",
  "a line with a blank at its end=20",
  "two  blanks	and a tab",
  "",
  "----_the-line-between",
  "Content-Type: text/html; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  '<p style=3D"margin:0">Poincar=C3=A9</p>',
  "----_the-line-between--",
  "",
  "",
  "",
].join("\r\n");

const fromExample = { MAIL_FROM: "papers@example.org", MAIL_DKIM_SELECTOR: "broadsheet" };

function openSigner(settings: Record<string, string> = {}, folder = temporaryFolder()) {
  return openDkim(readConfig({ DATA_DIR: folder, ...fromExample, ...settings }, folder));
}

/** What a receiver makes of it that finds our record in DNS. */
async function receive(raw: string, dkim: Dkim) {
  const { name, value } = dkimRecord(dkim);
  const names = await openNameServer(
    `${name} TXT ${value}`,
    "_dmarc.example.org TXT v=DMARC1; p=reject; adkim=s",
  );
  const resolver = new Resolver();
  resolver.setServers([names.address]);
  return await authenticate(raw, {
    ip: "203.0.113.5",
    helo: "mail.example.org",
    sender: "bounces@example.org",
    strict: true,
    resolver: async (domain, type) => (await resolver.resolve(domain, type)) as string[],
  });
}

async function sendBySmtp(dkim: Dkim, raws: readonly string[]): Promise<string[]> {
  const post = await openPostOffice();
  const mailer = openMailer({ smtpUrl: post.url, dataDir: "", concurrency: 2, dkim });
  const from = "bounces+12@example.org";
  await Promise.all(
    raws.map((raw) =>
      mailer.send({ id: randomUUID(), from, to: "ada@example.net", raw: Buffer.from(raw) }),
    ),
  );
  await mailer.close();
  return post.received.map(({ raw }) => raw);
}

test("a receiver finds a digest signed by the domain of its sender, one-click unsubscribing included", async () => {
  const dkim = (await openSigner())!;
  const [raw = ""] = await sendBySmtp(dkim, [digest]);
  const { dkim: found, dmarc } = await receive(raw, dkim);
  expect(found.results).toHaveLength(1);
  const [signature] = found.results;
  expect(signature).toMatchObject({
    signingDomain: "example.org",
    selector: "broadsheet",
    algo: "rsa-sha256",
    status: { result: "pass", aligned: "example.org" },
  });
  const covered = signature!.signingHeaders!.keys.toLowerCase().split(/: ?/);
  expect(covered).toEqual(
    expect.arrayContaining(
      "from to subject date message-id list-id list-unsubscribe list-unsubscribe-post feedback-id mime-version content-type".split(
        " ",
      ),
    ),
  );
  expect(dmarc).toMatchObject({ status: { result: "pass" } });
  // What follows the signature is what was given, to the byte.
  expect(raw.slice(raw.indexOf("\r\nFrom: ") + 2)).toBe(digest);
  console.log(
    `DKIM ${signature!.status.result}, DMARC ${(dmarc || undefined)?.status.result}, h=${covered.join(":")}`,
  );
});

test("whoever changes the address for unsubscribing on the way breaks the signature", async () => {
  const dkim = (await openSigner())!;
  const [raw = ""] = await sendBySmtp(dkim, [digest]);
  for (const [signed, forged] of [
    [unsubscribeUrl, "https://elsewhere.example/unsubscribe"],
    ["=One-Click", "=Two-Clicks"],
    ["Feedback-ID: issue-7", "Feedback-ID: issue-8"],
  ] as const) {
    const { dkim: found } = await receive(raw.replace(signed, forged), dkim);
    expect(found.results[0]!.status.result).toBe("fail");
  }
});

test("two hundred digests sent at once are all signed, each for itself", async () => {
  const dkim = (await openSigner())!;
  const raws = Array.from({ length: 200 }, (_, index) => digest.replace("7.12@", `7.${index}@`));
  const began = performance.now();
  const received = await sendBySmtp(dkim, raws);
  const tookMs = performance.now() - began;
  const results = new Set<string>();
  for (const raw of received) {
    const { dkim: found } = await receive(raw, dkim);
    results.add(String(found.results[0]!.status.result));
  }
  expect([...results]).toEqual(["pass"]);
  expect(received).toHaveLength(200);
  console.log(`200 signed mails sent in ${Math.round(tookMs)} ms`);
});

test("mail that is only written to a folder is signed as well", async () => {
  const dkim = (await openSigner())!;
  const dataDir = temporaryFolder();
  const mailer = openMailer({ smtpUrl: undefined, dataDir, concurrency: 1, dkim });
  const from = "papers@example.org";
  await mailer.send({ id: "<a@b>", from, to: "ada@example.net", raw: Buffer.from(digest) });
  const raw = readFileSync(join(dataDir, "mail/a.eml"), "utf8");
  expect((await receive(raw, dkim)).dkim.results[0]!.status.result).toBe("pass");
});

test("without a selector nothing is signed, and no key is made", async () => {
  const folder = temporaryFolder();
  expect(await openSigner({ MAIL_DKIM_SELECTOR: "" }, folder)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test("a key is made once, for its owner alone, and all that open it at once agree on it", async () => {
  const folder = join(temporaryFolder(), "data");
  const opened = await Promise.all(Array.from({ length: 5 }, () => openSigner({}, folder)));
  opened.push(await openSigner({}, folder));
  expect(new Set(opened.map((dkim) => dkimRecord(dkim!).value)).size).toBe(1);
  expect(readdirSync(folder)).toEqual(["dkim.pem"]);
  expect(statSync(join(folder, "dkim.pem")).mode & 0o777).toBe(0o600);
});

test("the record names the selector and the sender's domain, in ASCII", async () => {
  const { name, value } = dkimRecord((await openSigner({ MAIL_FROM: "a@Bücher.example" }))!);
  expect(name).toBe("broadsheet._domainkey.xn--bcher-kva.example");
  expect(value).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{390,}=*$/);
});

function pemFile(write: () => string): string {
  const path = join(temporaryFolder(), "own.pem");
  writeFileSync(path, write());
  return path;
}

function rsaKey(modulusLength: number, type: "pkcs1" | "pkcs8" = "pkcs8"): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength });
  return privateKey.export({ type, format: "pem" }).toString();
}

test("a key of one's own is taken in either form of PEM", async () => {
  for (const type of ["pkcs1", "pkcs8"] as const) {
    const MAIL_DKIM_KEY = pemFile(() => rsaKey(1024, type));
    expect(await openSigner({ MAIL_DKIM_KEY })).toMatchObject({
      privateKey: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----/),
    });
  }
});

test.each([
  ["is not there", () => "/nowhere/dkim.pem", /cannot be read \(ENOENT\)/],
  ["is no key", () => pemFile(() => "secret"), /is no private key in PEM/],
  ["is too short", () => pemFile(() => rsaKey(512)), /has 512 bits, and receivers want 1024/],
  [
    "is of another kind",
    () =>
      pemFile(() =>
        generateKeyPairSync("ed25519")
          .privateKey.export({ type: "pkcs8", format: "pem" })
          .toString(),
      ),
    /is of the kind ed25519, and mail needs RSA/,
  ],
])("a key that %s stops the start with a sentence that says what to do", async (_, path, fault) => {
  const opening = openSigner({ MAIL_DKIM_KEY: path() });
  await expect(opening).rejects.toThrow(fault);
  await expect(opening).rejects.toMatchObject({
    name: "Misconfigured",
    message: expect.stringContaining("openssl genrsa -out dkim.pem 2048"),
  });
});
