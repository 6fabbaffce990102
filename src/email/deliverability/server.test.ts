import { setDefaultCACertificates, getCACertificates } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { makeCertificate } from "../../../fixtures/certificate.ts";
import { openMailServer } from "../../../fixtures/mail-server.ts";
import { openNameServer } from "../../../fixtures/name-server.ts";
import { checkBounces } from "./bounces.ts";
import { checkEncryption } from "./encryption.ts";
import { findRelay, openNames } from "./names.ts";
import { checkReverse } from "./reverse.ts";

const host = "mail.example.org";

/** Until the test ends, this machine believes it. */
function trust(cert: string): void {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, cert]);
  onTestFinished(() => setDefaultCACertificates(before));
}

async function lookAt(written: string, addresses = ["127.0.0.1"]) {
  const [finding] = await checkEncryption({ host, url: new URL(written), addresses });
  return `${finding!.state}: ${finding!.said}`;
}

test.each([
  ["from the start", "smtps"],
  ["by STARTTLS", "smtp"],
] as const)(
  "encryption %s with a good certificate is in order, with the days left",
  async (encryption, scheme) => {
    const certificate = makeCertificate(host, 90);
    trust(certificate.cert);
    const { port } = await openMailServer({ encryption, certificate });
    expect(await lookAt(`${scheme}://${host}:${port}`)).toBe(
      `ok: ${host} speaks TLSv1.3, with a certificate that is good for 90 days`,
    );
  },
);

test.each([
  ["ends soon", host, 5, /^warn: .*ends in 5 days/],
  ["has run out", host, -1, /^wrong: .*has run out, so no mail is handed to it/],
  ["is another's", "other.example.net", 90, /^wrong: .*is for other.example.net and not for mail/],
])("a certificate that %s is told", async (_, named, days, told) => {
  const certificate = makeCertificate(named, days);
  trust(certificate.cert);
  const { port } = await openMailServer({ encryption: "by STARTTLS", certificate });
  expect(await lookAt(`smtp://${host}:${port}`)).toMatch(told);
});

test("a certificate of nobody known is wrong, unless SMTP_URL says to trust it", async () => {
  const certificate = makeCertificate(host, 90);
  const { port } = await openMailServer({ encryption: "by STARTTLS", certificate });
  expect(await lookAt(`smtp://${host}:${port}`)).toMatch(
    /^wrong: .*nobody whom this machine knows/,
  );
  expect(await lookAt(`smtp://${host}:${port}?tls.rejectUnauthorized=false`)).toMatch(
    /^warn: .*trust/,
  );
});

test("no encryption is a warning, and wrong where a password would go unencrypted", async () => {
  const { port } = await openMailServer({ encryption: "none" });
  expect(await lookAt(`smtp://${host}:${port}`)).toMatch(/^warn: .*no encryption \(STARTTLS\)/);
  expect(await lookAt(`smtp://a:b@${host}:${port}`)).toMatch(/^wrong: .*the password in SMTP_URL/);
});

test("a server that does not answer is told, and other addresses of it are tried", async () => {
  const { port } = await openMailServer({ encryption: "none" });
  expect(await lookAt(`smtp://${host}:1`)).toMatch(/^wrong: .*cannot be spoken to: .*REFUSED/);
  expect(await lookAt(`smtp://${host}:${port}`, ["127.0.0.2", "127.0.0.1"])).toMatch(/^warn/);
  expect(await lookAt(`smtp://${host}`, [])).toMatch(/^wrong: .*no address.*Check SMTP_URL/);
});

test("a mail server on this machine is not looked for", async () => {
  const names = openNames([]);
  expect(await findRelay(names, new URL("smtp://localhost:25"))).toBe("local");
  expect(await findRelay(names, new URL("smtp://127.0.0.1"))).toBe("local");
  expect(await findRelay(names, new URL("smtp://[2001:db8::5]"))).toMatchObject({
    host: "2001:db8::5",
    addresses: ["2001:db8::5"],
  });
});

async function reverse(addresses: string[], ...records: string[]) {
  const names = await openNameServer(...records);
  const url = new URL(`smtp://${host}`);
  const found = await checkReverse(openNames([names.address]), { host, url, addresses });
  return found.map(({ state, said }) => `${state}: ${said}`);
}

test("an address that points back to a name that leads to it is in order", async () => {
  const records = [`203.0.113.5 PTR ${host}`, `${host} A 203.0.113.5`];
  expect(await reverse(["203.0.113.5"], ...records)).toEqual([
    `ok: 203.0.113.5 points back to ${host}, and that to it`,
  ]);
});

test("an address that points back to nothing, or to a name of others, is a warning", async () => {
  expect(await reverse(["203.0.113.5"])).toEqual([
    expect.stringMatching(/^warn: .*points back to no name.*set its PTR to mail.example.org/),
  ]);
  const records = ["203.0.113.5 PTR pool.example.net", "pool.example.net A 203.0.113.9"];
  expect(await reverse(["203.0.113.5"], ...records)).toEqual([
    expect.stringMatching(/^warn: .*points back to pool.example.net, which does not lead to it/),
  ]);
});

test("addresses of the inner network are left out", async () => {
  expect(await reverse(["10.1.2.3"])).toEqual([
    expect.stringMatching(/^ok: .*network of your own/),
  ]);
});

async function bounces(...records: string[]) {
  const names = await openNameServer(...records);
  const found = await checkBounces(openNames([names.address]), "example.org", "MAIL_BOUNCES");
  return found.map(({ state, said }) => `${state}: ${said}`);
}

test("failures come back to a domain whose MX has an address", async () => {
  const records = ["example.org MX 20 b.example.net", "example.org MX 10 a.example.net"];
  expect(await bounces(...records, "a.example.net A 203.0.113.5")).toEqual([
    "ok: failures are reported to example.org, whose mail goes to a.example.net and b.example.net",
    "warn: b.example.net, an MX of example.org, has no address: take it out.",
  ]);
});

test.each([
  [["example.org MX 0 ."], /^wrong: .*takes no mail.*MAIL_BOUNCES/],
  [["example.org MX 10 a.example.net"], /^wrong: .*a.example.net, which has no address/],
  [["example.org A 203.0.113.5"], /^warn: .*has no MX/],
  [[], /^wrong: .*neither MX nor address/],
])("where DNS holds %j, it is told that failures cannot come back", async (records, told) => {
  expect((await bounces(...records)).join("\n")).toMatch(told);
});
