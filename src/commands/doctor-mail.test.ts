import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeCertificate } from "../../fixtures/certificate.ts";
import { commandLine } from "../../fixtures/command-line.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { openMailServer } from "../../fixtures/mail-server.ts";
import { openNameServer } from "../../fixtures/name-server.ts";
import { broadsheet } from "../../fixtures/program.ts";
import { readConfig } from "../config.ts";

const sender = { MAIL_FROM: "papers@example.org", SITE_URL: "https://papers.example.org" };

/** Asks with a name server that knows these records; the program itself where Node is told something. */
async function openPatient(records: string[], settings: Record<string, string> = {}) {
  const run = "NODE_EXTRA_CA_CERTS" in settings ? broadsheet : commandLine;
  const names = await openNameServer(...records);
  const all = { ...sender, DATA_DIR: temporaryFolder(), DNS_SERVERS: names.address, ...settings };
  const doctor = async (...words: string[]) => {
    const { stdout, stderr, code } = await run(["doctor", "mail", ...words], all);
    return { lines: stdout.trimEnd().split("\n"), stdout, stderr, code };
  };
  return { names, doctor };
}

/** The records that it wants in DNS, as a zone has them. */
function wanted(lines: string[]): string[] {
  const from = lines.indexOf("Records to put into DNS:");
  return from < 0 ? [] : lines.slice(from + 1).filter((line) => / {2}TXT {2}/.test(line));
}

test("an instance learns what to put into DNS, puts it there, and all is well", async () => {
  const certificate = makeCertificate("mail.example.org", 90);
  const authority = join(temporaryFolder(), "authority.pem");
  writeFileSync(authority, certificate.cert);
  const { port } = await openMailServer({ encryption: "by STARTTLS", certificate });
  const { names, doctor } = await openPatient(
    ["mail.example.org A 127.0.0.1", "example.org MX 10 mail.example.org"],
    {
      SMTP_URL: `smtp://mail.example.org:${port}`,
      MAIL_BOUNCES: "bounces@example.org",
      MAIL_DKIM_SELECTOR: "broadsheet",
      NODE_EXTRA_CA_CERTS: authority,
    },
  );
  const before = await doctor();
  expect(before.code).toBe(1);
  expect(before.stderr).toContain("3 of these must be mended.");
  const records = wanted(before.lines);
  expect(records).toEqual([
    "example.org  TXT  v=spf1 a:mail.example.org ~all",
    expect.stringMatching(/^broadsheet\._domainkey\.example\.org {2}TXT {2}v=DKIM1; k=rsa; p=/),
    "_dmarc.example.org  TXT  v=DMARC1; p=none; rua=mailto:postmaster@example.org",
  ]);
  names.publish(...records.map((record) => record.replaceAll("  TXT  ", " TXT ")));
  const after = await doctor();
  expect(after.stderr).toBe("");
  expect(after.code).toBe(0);
  expect(after.lines.map((line) => line.split(/ +/).slice(0, 2).join(" "))).toEqual([
    "ok sender",
    "ok spf",
    "ok dkim",
    "ok dmarc",
    "ok alignment",
    "ok bounces",
    "ok reverse",
    "ok tls",
    "ok limits",
  ]);
});

test("without a mail server and a selector, it is said what was not looked at", async () => {
  const { doctor } = await openPatient([
    "example.org TXT v=spf1 mx ~all",
    "example.org MX 10 mail.example.org",
    "mail.example.org A 203.0.113.5",
    "_dmarc.example.org TXT v=DMARC1; p=none; rua=mailto:a@example.org",
  ]);
  const { stdout, code } = await doctor();
  expect(stdout).toMatch(/^warn +server +no SMTP_URL is set/m);
  expect(stdout).toMatch(/^warn +dkim +MAIL_DKIM_SELECTOR is empty, so the mail server must sign/m);
  expect(stdout).toMatch(/^ok +limits +.*0\.3 %.*5,000/m);
  expect(code).toBe(0);
});

test("a mail server on this machine is said and left out", async () => {
  const { doctor } = await openPatient([], { SMTP_URL: "smtp://localhost:1" });
  const { stdout } = await doctor();
  expect(stdout).toMatch(/^ok +server +SMTP_URL is on this machine/m);
  expect(stdout).not.toMatch(/ tls | reverse /);
});

test("the key with which the mail server signs is looked up by --selector", async () => {
  const { doctor, names } = await openPatient(["s1._domainkey.example.org TXT v=DKIM1; p="]);
  expect((await doctor("--selector", "S1")).stdout).toMatch(/^wrong +dkim +.*was revoked/m);
  expect(names.asked).toContain("s1._domainkey.example.org TXT");
});

test("a domain to which one wants to move can be asked about before", async () => {
  const { doctor, names } = await openPatient([]);
  const { stdout, code } = await doctor("example.net");
  expect(stdout).toMatch(
    /^wrong +sender +mail is from papers@example.org, and not from example.net/m,
  );
  expect(names.asked).toContain("_dmarc.example.net TXT");
  expect(code).toBe(1);
});

test.each([
  [{ MAIL_FROM: "papers@localhost" }, /no receiver takes mail from localhost: set MAIL_FROM/],
  [
    { MAIL_FROM: "ada@gmail.com", SMTP_URL: "smtp://mail.example.org" },
    /gmail.com does not let it go through mail.example.org, so DMARC fails/,
  ],
])("mail that cannot be from its sender is wrong: %j", async (settings, told) => {
  const { doctor, names } = await openPatient([], settings);
  const { stdout, code } = await doctor();
  expect(stdout).toMatch(told);
  expect(code).toBe(1);
  expect(names.asked).toEqual([]);
});

test("an address of Gmail that sends through Gmail is a warning", async () => {
  const settings = { MAIL_FROM: "ada@gmail.com", SMTP_URL: "smtps://a:b@smtp.gmail.com" };
  const { stdout, code } = await (await openPatient([], settings)).doctor();
  expect(stdout).toMatch(/^warn +sender +.*only so many mails a day/m);
  expect(code).toBe(0);
});

test("what DNS cannot tell is wrong, and the rest is told all the same", async () => {
  const { names, doctor } = await openPatient([
    "_dmarc.example.org TXT v=DMARC1; p=none; rua=mailto:a@example.org",
    "example.org MX 10 mail.example.org",
    "mail.example.org A 203.0.113.5",
  ]);
  names.fail("example.org", "broken");
  const { stdout, code } = await doctor();
  expect(stdout).toMatch(/^wrong +spf +DNS did not tell the TXT of example.org \(ESERVFAIL/m);
  expect(stdout).toMatch(/^wrong +bounces +DNS did not tell the MX of example.org/m);
  expect(stdout).toMatch(/^ok +dmarc /m);
  expect(code).toBe(1);
});

test("a key that cannot be used is told among the rest", async () => {
  const settings = { MAIL_DKIM_SELECTOR: "broadsheet", MAIL_DKIM_KEY: "/nowhere/dkim.pem" };
  const { stdout, code } = await (await openPatient([], settings)).doctor();
  expect(stdout).toMatch(/^wrong +dkim +The key for DKIM in \/nowhere\/dkim.pem cannot be read/m);
  expect(stdout).toMatch(/^wrong +dmarc /m);
  expect(code).toBe(1);
});

test.each([[["mail", "not a domain"]], [["mail", "--selector", "a b"]], [["mail", "a.b", "c"]]])(
  "doctor %j is not understood",
  async (words) => {
    const { stderr, code } = await commandLine(["doctor", ...words], sender);
    expect(stderr).toContain("(--help tells more)");
    expect(code).toBe(2);
  },
);

test("name servers are given by their addresses, with a port or without", () => {
  const written = "9.9.9.9, 127.0.0.1:5353 2620:fe::fe [2620:fe::fe]:53";
  expect(readConfig({ DNS_SERVERS: written }, temporaryFolder()).DNS_SERVERS).toEqual([
    "9.9.9.9",
    "127.0.0.1:5353",
    "2620:fe::fe",
    "[2620:fe::fe]:53",
  ]);
});

test.each(["dns.example.org", "9.9.9", "9.9.9.9:0", "9.9.9.9:65536", "[9.9.9.9]:53", "9.9.9.9:x"])(
  "DNS_SERVERS=%s stops the start with a sentence that names it",
  (written) => {
    expect(() => readConfig({ DNS_SERVERS: written }, temporaryFolder())).toThrow(
      /^DNS_SERVERS must list addresses such as 9\.9\.9\.9/,
    );
  },
);
