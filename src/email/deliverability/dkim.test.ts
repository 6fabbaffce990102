import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../fixtures/instance.ts";
import { openNameServer } from "../../../fixtures/name-server.ts";
import { readConfig } from "../../config.ts";
import { dkimRecord, openDkim, type Dkim } from "../sending/dkim.ts";
import { checkOtherDkim, checkOwnDkim } from "./dkim.ts";
import { openNames } from "./names.ts";

const name = "broadsheet._domainkey.example.org";

async function openSigner(): Promise<Dkim> {
  const DATA_DIR = temporaryFolder();
  const settings = { DATA_DIR, MAIL_FROM: "a@example.org", MAIL_DKIM_SELECTOR: "broadsheet" };
  return (await openDkim(readConfig(settings, DATA_DIR)))!;
}

async function look(dkim: Dkim, ...texts: string[]) {
  const names = await openNameServer(...texts.map((text) => `${name} TXT ${text}`));
  const found = await checkOwnDkim(openNames([names.address]), dkim);
  return { said: found.map(({ state, said }) => `${state}: ${said}`), found };
}

function keyOf(bits: number): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  return publicKey.export({ type: "spki", format: "der" }).toString("base64");
}

test("our key is found, also where its record is written in another way", async () => {
  const dkim = await openSigner();
  const { value } = dkimRecord(dkim);
  const key = value.split("p=")[1]!;
  for (const text of [
    value,
    `p=${key}`,
    `k=rsa;v=DKIM1; t=s; p=${key.slice(0, 90)} ${key.slice(90)};`,
  ]) {
    expect((await look(dkim, text)).said).toEqual([
      "ok: mail is signed as example.org, and broadsheet._domainkey.example.org holds its key",
    ]);
  }
});

test("a name that leads to another, as providers have it, is followed", async () => {
  const dkim = await openSigner();
  const { value } = dkimRecord(dkim);
  const names = await openNameServer(
    `${name} CNAME key.example.net`,
    `key.example.net TXT ${value}`,
  );
  const [found] = await checkOwnDkim(openNames([names.address]), dkim);
  expect(found!.state).toBe("ok");
});

test.each([
  ["is missing", [], /does not hold the key, so every signature fails/],
  ["is there twice", ["v=DKIM1; p=A", "v=DKIM1; p=B"], /holds 2 texts/],
  ["was revoked", ["v=DKIM1; p="], /was revoked/],
  ["was cut off", [`v=DKIM1; p=${keyOf(2048).slice(0, 200)}`], /a part was cut off/],
  ["is another's", [`v=DKIM1; p=${keyOf(2048)}`], /holds another key/],
  ["is of another version", [`v=DKIM2; p=${keyOf(2048)}`], /says v=DKIM2/],
  ["is for another hash", [`v=DKIM1; h=sha1; p=${keyOf(2048)}`], /h= leaves out sha256/],
  ["is not for mail", [`v=DKIM1; s=tlsrpt; p=${keyOf(2048)}`], /s= leaves out email/],
  ["holds no key", ["v=DKIM1; k=rsa"], /holds no p=/],
])("a record that %s is wrong, and the right one is given", async (_, texts, fault) => {
  const dkim = await openSigner();
  const { said, found } = await look(dkim, ...texts);
  expect(said).toEqual([expect.stringMatching(fault)]);
  expect(found[0]).toMatchObject({
    state: "wrong",
    record: { name, type: "TXT", value: dkimRecord(dkim).value },
  });
});

test("a key that is still declared a test is a warning", async () => {
  const dkim = await openSigner();
  const { said } = await look(dkim, dkimRecord(dkim).value.replace("k=rsa", "k=rsa; t=y:s"));
  expect(said).toEqual([expect.stringMatching(/^ok/), expect.stringMatching(/^warn: .*t=y/)]);
});

async function lookAtOther(...texts: string[]) {
  const names = await openNameServer(
    ...texts.map((text) => `s1._domainkey.example.org TXT ${text}`),
  );
  const domain = "example.org";
  const found = await checkOtherDkim(openNames([names.address]), { domain, selector: "s1" });
  return found.map(({ state, said }) => `${state}: ${said}`);
}

test("the key of the mail server is looked up by its selector", async () => {
  expect(await lookAtOther(`v=DKIM1; p=${keyOf(2048)}`)).toEqual([
    expect.stringMatching(/^ok: s1._domainkey.example.org holds a key of 2048 bits/),
  ]);
  expect(await lookAtOther(`v=DKIM1; k=ed25519; p=${"A".repeat(43)}=`)).toEqual([
    expect.stringMatching(/^ok/),
  ]);
  expect(await lookAtOther(`v=DKIM1; p=${keyOf(1024)}`)).toEqual([
    expect.stringMatching(/^ok/),
    expect.stringMatching(/^warn: .*1024 bits; 2048 are usual/),
  ]);
  expect(await lookAtOther()).toEqual([expect.stringMatching(/^wrong: .*holds nothing/)]);
  expect(await lookAtOther("v=DKIM1; p=")).toEqual([expect.stringMatching(/^wrong: .*revoked/)]);
  expect(await lookAtOther(`p=${keyOf(512)}`)).toEqual([
    expect.stringMatching(/^wrong: .*512 bits/),
  ]);
});
