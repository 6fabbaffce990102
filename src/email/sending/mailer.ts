// How a message leaves this machine: over SMTP, or into a folder where no server is configured.
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { createTransport } from "nodemailer";
import DKIM from "nodemailer/lib/dkim";
import { isLocalHost, type Config } from "../../config.ts";
import { DeliveryFailed } from "./delivery-failed.ts";
import type { Dkim } from "./dkim.ts";
import { openLine, type Line } from "./smtp-line.ts";
import { readSmtpUrl, sayUnencrypted } from "./smtp-options.ts";

export interface Mailer {
  kind: "smtp" | "folder";
  /** @throws DeliveryFailed */
  send(message: Envelope & { raw: Uint8Array; onHandedOver?: () => void }): Promise<void>;
  close(): Promise<void>;
}

/** Who it is from and for, as the server is told; what stands in the headers does not matter. */
interface Envelope {
  /** The Message-ID. */
  id: string;
  from: string;
  to: string;
}

export function openMailer(options: {
  smtpUrl: URL | undefined;
  dataDir: string;
  concurrency: number;
  /** Signs every message; without it, the mail server is to sign. */
  dkim?: Dkim | undefined;
}): Mailer {
  const { smtpUrl, dataDir, concurrency, dkim } = options;
  return smtpUrl
    ? smtpMailer(smtpUrl, concurrency, dkim)
    : folderMailer(join(dataDir, "mail"), dkim);
}

/** Why no mail may leave, or `undefined`: links in mail to others must not lead to localhost. */
export function whyHeld({ config }: { config: Config }): string | undefined {
  const { SITE_URL, SMTP_URL } = config;
  if (!SMTP_URL || !isLocalHost(SITE_URL.hostname) || isLocalHost(SMTP_URL.hostname))
    return undefined;
  return `Mail is held back: its links would lead to ${SITE_URL.origin}, which only this machine can reach. Set SITE_URL to the address that readers use.`;
}

/** What keeps the mail server from taking our mail, in its words; nothing when it would. */
export async function checkMailServer(smtpUrl: URL): Promise<string | undefined> {
  const transport = createTransport({
    ...readSmtpUrl(smtpUrl),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: 10_000,
  });
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return sayUnencrypted(smtpUrl, error) ?? said;
  } finally {
    transport.close();
  }
}

function smtpMailer(smtpUrl: URL, concurrency: number, dkim: Dkim | undefined): Mailer {
  const sign = signerOf(dkim);
  const lines = Array.from({ length: concurrency }, () => openLine(smtpUrl));
  const idle = [...lines];
  const waiting: ((line: Line) => void)[] = [];

  async function takeLine(): Promise<Line> {
    return idle.pop() ?? (await new Promise((resolve) => waiting.push(resolve)));
  }

  function giveBack(line: Line): void {
    const next = waiting.shift();
    if (next) next(line);
    else idle.push(line);
  }

  return {
    kind: "smtp",
    async send({ from, to, raw, onHandedOver }) {
      const signed = await sign(raw);
      const line = await takeLine();
      try {
        await line.send({ from, to }, signed, onHandedOver);
      } finally {
        giveBack(line);
      }
    },
    async close() {
      for (const line of lines) line.close();
    },
  };
}

function signerOf(dkim: Dkim | undefined): (raw: Uint8Array) => Promise<Uint8Array> {
  const signer = dkim && new DKIM(dkim);
  return async (raw) => (signer ? await buffer(signer.sign(Buffer.from(raw))) : raw);
}

/** The name of a message in the folder; the same message has the same, so that a repeat writes over it. */
export function letterFile(messageId: string): string {
  return `${messageId.replace(/@.*$/, "").replaceAll(/[^A-Za-z0-9._-]/g, "")}.eml`;
}

function folderMailer(folder: string, dkim: Dkim | undefined): Mailer {
  const sign = signerOf(dkim);
  return {
    kind: "folder",
    async send({ id, raw }) {
      try {
        await mkdir(folder, { recursive: true });
        await writeDurably(folder, letterFile(id), await sign(raw));
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new DeliveryFailed("unreachable", `Mail cannot be written to ${folder}: ${reason}`, {
          cause,
        });
      }
    },
    async close() {},
  };
}

/** Appears whole or not at all, and is there after a power loss. */
async function writeDurably(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const unfinished = join(folder, `.${name}.${process.pid}`);
  const file = await open(unfinished, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, join(folder, name));
  const directory = await open(folder, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
