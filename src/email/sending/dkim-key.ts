// Makes the private key for DKIM on its first day. It must stay the same ever after: its public
// half stands in DNS, where only a person can change it.
import { generateKeyPair, randomUUID } from "node:crypto";
import { access, link, mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

/** Leaves a file that is there as it is. Only its owner may read what is made. */
export async function makeKeyFile(path: string): Promise<void> {
  if (await exists(path)) return;
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await writeSynced(unfinished, privateKey);
    await nameOnce(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  await syncFolder(folder);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    // What is there and cannot be reached is told by whoever reads it.
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Where two processes make a key at once, the first stays: renaming would put the second over it. */
async function nameOnce(unfinished: string, path: string): Promise<void> {
  try {
    await link(unfinished, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
