// For the tests of mail: a mail server that does what a test wants, and an instance with readers.
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { savePapers } from "../catalogue/save-papers.ts";
import type { PaperRecord } from "../papers/paper.ts";
import { openDatabase } from "../store/database.ts";
import { instanceSecret } from "../store/instance.ts";
import type { Database } from "../store/tables.ts";
import type { Letterhead } from "./letterhead.ts";
import { openMailer } from "./mailer.ts";
import { sendDue, type SendOptions, type SendReceipt } from "./send.ts";
import { confirmSubscription, findSubscription, requestSubscription } from "./subscriptions.ts";

export const morning = new Date("2026-03-27T07:00:00Z");
export const today = "2026-03-27";

export interface Office {
  db: Database;
  dataDir: string;
  letterhead: Letterhead;
}

/** A fresh database with these papers. */
export async function openOffice(papers: PaperRecord[] = []): Promise<Office> {
  const dataDir = temporaryFolder();
  const db = openDatabase(dataDir);
  onTestFinished(() => db.destroy());
  await savePapers(db, papers, { now: morning });
  const letterhead = {
    siteUrl: new URL("https://papers.example.org"),
    siteName: "Broadsheet",
    from: "papers@example.org",
    secret: await instanceSecret(db),
    digestPapers: 12,
  };
  return { db, dataDir, letterhead };
}

/** The token of the newest letter to the address. */
export async function tokenFor(
  { db }: Office,
  address: string,
  purpose: "confirm" | "unsubscribe",
): Promise<string | undefined> {
  const { message } = await db
    .selectFrom("outbox")
    .select("message")
    .where("recipient", "=", address)
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  const text = Buffer.from(message).toString().replaceAll("=\r\n", "");
  return new RegExp(`/${purpose}/([\\w.-]+)`).exec(text)?.[1];
}

/** Subscribes as people do: asks, and follows the link in the letter. */
export async function subscribe(
  office: Office,
  address: string,
  {
    frequency = "daily",
    now = new Date(morning.getTime() - 86_400_000),
  }: { frequency?: "daily" | "weekly"; now?: Date } = {},
): Promise<number> {
  const { db, letterhead } = office;
  await requestSubscription(db, { address, frequency, letterhead, now });
  const token = (await tokenFor(office, address, "confirm"))!;
  const { secret } = letterhead;
  const found = await findSubscription(db, { secret, purpose: "confirm", token, now });
  await confirmSubscription(db, { ...found!, now });
  return found!.id;
}

/** Many confirmed addresses at once, without their letters. */
export async function addReaders({ db }: Office, count: number): Promise<void> {
  const at = "2026-03-01T00:00:00.000Z";
  const rows = Array.from({ length: count }, (_, index) => ({
    address: `reader${index}@example.net`,
    address_key: `reader${index}@example.net`,
    frequency: "daily" as const,
    status: "confirmed" as const,
    created_at: at,
    confirmed_at: at,
  }));
  for (let start = 0; start < count; start += 1000) {
    await db
      .insertInto("subscriptions")
      .values(rows.slice(start, start + 1000))
      .execute();
  }
}

export interface Received {
  to: string;
  messageId: string;
  raw: string;
  at: number;
}

type Stage = "connect" | "sender" | "recipient" | "data" | "end";
/** What the server does instead of going on: a reply such as `450 4.2.1 busy`, or it hangs up. */
export type Mood = (stage: Stage, to: string) => string | "drop" | undefined;

export interface PostOffice {
  url: URL;
  /** What it has taken, in order; also what it took and then hung up. */
  received: Received[];
  mood: Mood;
  close(): Promise<void>;
}

/** A real SMTP server on a port of its own. */
export async function openPostOffice({ delayMs = 0 } = {}): Promise<PostOffice> {
  const office: PostOffice = {
    url: new URL("smtp://127.0.0.1"),
    received: [],
    mood: () => undefined,
    close: () => new Promise((resolve) => server.close(resolve)),
  };

  function react(stage: Stage, to: string, session: SMTPServerSession): Error | undefined | "drop" {
    const mood = office.mood(stage, to);
    if (mood === "drop") {
      socketOf(server, session).destroy();
      return "drop";
    }
    if (mood === undefined) return undefined;
    return Object.assign(new Error(mood.slice(4)), { responseCode: Number(mood.slice(0, 3)) });
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onConnect(session, done) {
      const error = react("connect", "", session);
      if (error !== "drop") done(error);
    },
    onMailFrom(_address, session, done) {
      const error = react("sender", "", session);
      if (error !== "drop") done(error);
    },
    onRcptTo({ address }, session, done) {
      const error = react("recipient", address, session);
      if (error !== "drop") done(error);
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map((each) => each.address).join(",");
      if (office.mood("data", to) === "drop") {
        stream.once("data", () => socketOf(server, session).destroy());
      }
      stream.on("error", () => {});
      void buffer(stream).then(
        async (bytes) => {
          await sleep(delayMs);
          const error = react("end", to, session);
          if (!(error instanceof Error)) {
            const raw = bytes.toString();
            const messageId = /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? "";
            office.received.push({ to, messageId, raw, at: performance.now() });
          }
          if (error !== "drop") done(error);
        },
        () => {},
      );
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  office.url.port = String((server.server.address() as AddressInfo).port);
  onTestFinished(() => office.close());
  return office;
}

function socketOf(server: SMTPServer, session: SMTPServerSession): Socket {
  const connections = [...server.connections] as unknown as {
    session: SMTPServerSession;
    _socket: Socket;
  }[];
  return connections.find((each) => each.session.id === session.id)!._socket;
}

/** One run of the sender against that server. */
export async function sendTo(
  { db, dataDir, letterhead }: Office,
  url: URL | undefined,
  options: Partial<SendOptions> = {},
): Promise<SendReceipt> {
  const concurrency = options.concurrency ?? 2;
  const mailer = openMailer({ smtpUrl: url, dataDir, concurrency });
  try {
    return await sendDue(db, mailer, {
      clock: () => morning,
      from: letterhead.from,
      concurrency,
      ratePerS: 10_000,
      ...options,
    });
  } finally {
    await mailer.close();
  }
}
