// DKIM: whether receivers find the key with which our mail is signed.
import { ok, warn, wrong, type Finding } from "../../finding.ts";
import { dkimRecord, type Dkim } from "../sending/dkim.ts";
import { readKeyRecord, type KeyRecord } from "./dkim-key-record.ts";
import { mendedBy, type MailFinding } from "./mail-finding.ts";
import type { Names } from "./names.ts";

// RFC 8301, 3.2, and what Gmail recommends.
const fewestBits = 1024;
const goodBits = 2048;

/** Our own signature. */
export async function checkOwnDkim(names: Names, dkim: Dkim): Promise<MailFinding[]> {
  const { name, value } = dkimRecord(dkim);
  const texts = await names.texts(name);
  const [text] = texts;
  const mended = (said: string) => [mendedBy(wrong("dkim", said), name, value)];
  if (text === undefined) {
    return mended(
      `mail is signed, and ${name} does not hold the key, so every signature fails: add the record below.`,
    );
  }
  if (texts.length > 1) {
    return mended(
      `${name} holds ${texts.length} texts, and receivers take any of them: leave only the one below.`,
    );
  }
  const record = readKeyRecord(text);
  const fault = faultOf(record);
  if (fault)
    return mended(`the record ${name} cannot be used, since ${fault}: let it be as below.`);
  if (record.key !== readKeyRecord(value).key) {
    return mended(
      `${name} holds another key than the one with which mail is signed, so every signature fails: let it be as below, or bring back the key that belongs to it (MAIL_DKIM_KEY or DATA_DIR/dkim.pem).`,
    );
  }
  return [
    ok("dkim", `mail is signed as ${dkim.domainName}, and ${name} holds its key`),
    ...weaknesses(name, record),
  ];
}

/** The signature of the mail server, whose key we do not have. */
export async function checkOtherDkim(
  names: Names,
  { domain, selector }: { domain: string; selector: string },
): Promise<Finding[]> {
  const name = `${selector}._domainkey.${domain}`;
  const texts = await names.texts(name);
  const [text] = texts;
  if (text === undefined) {
    return [
      wrong(
        "dkim",
        `${name} holds nothing: let your mail server's provider say which record to put there, and under which selector.`,
      ),
    ];
  }
  if (texts.length > 1) {
    return [
      wrong(
        "dkim",
        `${name} holds ${texts.length} texts, and receivers take any of them: leave only one.`,
      ),
    ];
  }
  const record = readKeyRecord(text);
  const fault = faultOf(record);
  if (fault) return [wrong("dkim", `the record ${name} cannot be used, since ${fault}: renew it.`)];
  const bits = record.bits === undefined ? "" : ` of ${record.bits} bits`;
  return [
    ok(
      "dkim",
      `${name} holds a key${bits}; that the mail server signs with it shows only in a mail that has arrived.`,
    ),
    ...weaknesses(name, record),
  ];
}

/** Whether the mail server signs can be seen in a mail that arrived, and nowhere else. */
export function unsigned(domain: string): Finding {
  return warn(
    "dkim",
    `MAIL_DKIM_SELECTOR is empty, so the mail server must sign as ${domain}: look for dkim=pass in the source of a mail that arrived, or look its key up by --selector NAME. If it does not sign, set MAIL_DKIM_SELECTOR=broadsheet and run this again. Gmail and Outlook take no bulk mail unsigned.`,
  );
}

function faultOf({ key, bits, isOtherKind, faults }: KeyRecord): string | undefined {
  if (faults.length > 0) return faults[0];
  if (key === "") return "its key was revoked (p= is empty)";
  if (isOtherKind) return undefined;
  if (bits === undefined) return "its p= is no RSA key; perhaps a part was cut off";
  if (bits < fewestBits) return `its key has ${bits} bits, and receivers want ${fewestBits}`;
  return undefined;
}

function weaknesses(name: string, { isTest, bits = goodBits }: KeyRecord): Finding[] {
  const found: Finding[] = [];
  if (isTest) {
    found.push(
      warn(
        "dkim",
        `${name} says t=y, that this is a test, and receivers may heed no signature: take t=y out.`,
      ),
    );
  }
  if (bits < goodBits) {
    found.push(warn("dkim", `the key in ${name} has ${bits} bits; ${goodBits} are usual now.`));
  }
  return found;
}
