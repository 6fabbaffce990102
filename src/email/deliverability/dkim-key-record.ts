// Reads the record under which receivers look up a key for DKIM (RFC 6376, 3.6.1).
import { createPublicKey } from "node:crypto";
import { readTags } from "./tags.ts";

export interface KeyRecord {
  /** In base64, without blanks; empty where the key was revoked. */
  key: string;
  /** Of an RSA key; nothing where it is none, or no key at all. */
  bits: number | undefined;
  isOtherKind: boolean;
  /** Says that nobody should heed it yet. */
  isTest: boolean;
  /** What keeps receivers from using it, such as `v=DKIM2`. */
  faults: string[];
}

export function readKeyRecord(text: string): KeyRecord {
  const tags = readTags(text);
  const key = (tags.get("p") ?? "").replaceAll(/\s/g, "");
  const kind = (tags.get("k") ?? "rsa").toLowerCase();
  const faults: string[] = [];
  if (!tags.has("p")) faults.push("it holds no p=");
  if ((tags.get("v") ?? "DKIM1") !== "DKIM1") faults.push(`it says v=${tags.get("v")!}`);
  if (!listOf(tags.get("h") ?? "sha256").includes("sha256"))
    faults.push("its h= leaves out sha256");
  const services = listOf(tags.get("s") ?? "*");
  if (!services.includes("*") && !services.includes("email"))
    faults.push("its s= leaves out email");
  return {
    key,
    bits: kind === "rsa" ? bitsOf(key) : undefined,
    isOtherKind: kind !== "rsa",
    isTest: listOf(tags.get("t") ?? "").includes("y"),
    faults,
  };
}

function listOf(value: string): string[] {
  return value
    .toLowerCase()
    .split(":")
    .map((each) => each.trim());
}

function bitsOf(key: string): number | undefined {
  try {
    const read = createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" });
    return read.asymmetricKeyDetails?.modulusLength;
  } catch {
    return undefined;
  }
}
