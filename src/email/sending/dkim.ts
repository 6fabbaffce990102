// DKIM (RFC 6376): the key with which this instance signs its mail, and the record that lets
// receivers check it.
import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import { Misconfigured } from "../../errors.ts";
import { makeKeyFile } from "./dkim-key.ts";
import { domainOf } from "../letters/mail-domain.ts";

/** As nodemailer takes it. */
export interface Dkim {
  domainName: string;
  keySelector: string;
  /** PEM, PKCS#8 */
  privateKey: string;
  headerFieldNames: string;
}

// Gmail believes Feedback-ID and one-click unsubscribing only where they are signed, and nodemailer
// by itself leaves out List-Unsubscribe-Post (RFC 8058, 4: both must be covered).
const headerFieldNames = [
  "from:sender:reply-to:to:subject:date:message-id",
  "mime-version:content-type:content-transfer-encoding",
  "list-id:list-unsubscribe:list-unsubscribe-post:feedback-id:auto-submitted",
].join(":");

// RFC 8301, 3.2: receivers take nothing shorter.
const fewestBits = 1024;

type Settings = Pick<Config, "MAIL_FROM" | "MAIL_DKIM_SELECTOR" | "MAIL_DKIM_KEY" | "DATA_DIR">;

/**
 * The signature of this instance, aligned with MAIL_FROM; nothing where the mail server is to sign.
 * @throws Misconfigured
 */
export async function openDkim(config: Settings): Promise<Dkim | undefined> {
  const { MAIL_FROM, MAIL_DKIM_SELECTOR } = config;
  if (MAIL_DKIM_SELECTOR === "") return undefined;
  return {
    domainName: domainOf(MAIL_FROM),
    keySelector: MAIL_DKIM_SELECTOR,
    privateKey: await readKey(config),
    headerFieldNames,
  };
}

/** What is to stand in DNS, as a TXT record. */
export function dkimRecord(dkim: Dkim): { name: string; value: string } {
  const publicKey = createPublicKey(dkim.privateKey).export({ type: "spki", format: "der" });
  return {
    name: `${dkim.keySelector}._domainkey.${dkim.domainName}`,
    value: `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`,
  };
}

async function readKey({ MAIL_DKIM_KEY, DATA_DIR }: Settings): Promise<string> {
  if (MAIL_DKIM_KEY !== "") {
    const advice =
      "Let MAIL_DKIM_KEY name a private key that this user may read, such as one made by `openssl genrsa -out dkim.pem 2048`, or leave it out, and one is made.";
    return await readPem(MAIL_DKIM_KEY, advice);
  }
  const path = join(DATA_DIR, "dkim.pem");
  try {
    await makeKeyFile(path);
  } catch (cause) {
    throw unfit(path, `cannot be written (${codeOf(cause)})`, "Let this user write there.", cause);
  }
  const advice =
    "Bring it back from a backup. If it is lost, remove the file, and one is made; `broadsheet doctor mail` then says what to put into DNS.";
  return await readPem(path, advice);
}

async function readPem(path: string, advice: string): Promise<string> {
  let pem: string;
  let key: KeyObject;
  try {
    pem = await readFile(path, "utf8");
  } catch (cause) {
    throw unfit(path, `cannot be read (${codeOf(cause)})`, advice, cause);
  }
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw unfit(path, "is no private key in PEM, or needs a password", advice, cause);
  }
  // An unfit key would not fail later: nodemailer then sends without a signature.
  if (key.asymmetricKeyType !== "rsa") {
    throw unfit(path, `is of the kind ${key.asymmetricKeyType}, and mail needs RSA`, advice);
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < fewestBits) {
    throw unfit(path, `has ${bits} bits, and receivers want ${fewestBits} or more`, advice);
  }
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

function unfit(path: string, fault: string, advice: string, cause?: unknown): Misconfigured {
  return new Misconfigured(`The key for DKIM in ${path} ${fault}. ${advice}`, { cause });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
