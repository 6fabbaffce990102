// How fast digests are composed and sent: 100,000 subscriptions composed, and 10,000 personal digests
// sent to a mail server on this machine, side by side with nodemailer alone sending the same bytes.
// `--subscriptions`, `--digests`, `--rounds` and `--concurrency` change the numbers.
import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { parseArgs } from "node:util";
import { savePapers } from "../src/catalogue/save-papers.ts";
import { readConfig } from "../src/config.ts";
import { letterheadOf } from "../src/email/letters/letterhead.ts";
import { openLetters } from "../src/email/letters/letters.ts";
import type { PaperRecord } from "../src/papers/paper.ts";
import { openDatabase } from "../src/store/database.ts";
import { instanceSecret } from "../src/store/instance.ts";
import type { Database } from "../src/store/tables.ts";
import { dataFile, inTemporaryFolder } from "./data.ts";
import { runNodemailer } from "./mail/nodemailer.ts";
import { runSink } from "./mail/sink.ts";

const day = "2026-03-27";
const role = process.argv[2];
if (role === "--sink") await runSink();
else if (role === "--nodemailer") await runNodemailer(process.argv.slice(3));
else await measure();

async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: {
      subscriptions: { type: "string", default: "100000" },
      digests: { type: "string", default: "10000" },
      rounds: { type: "string", default: "5" },
      concurrency: { type: "string", default: "4" },
    },
  });
  await inTemporaryFolder((folder) => composing(folder, Number(values.subscriptions)));
  await inTemporaryFolder((folder) =>
    sending(folder, {
      digests: Number(values.digests),
      rounds: Number(values.rounds),
      concurrency: Number(values.concurrency),
    }),
  );
}

async function composing(folder: string, subscriptions: number): Promise<void> {
  const db = await openInstance(folder, subscriptions);
  await db.destroy();
  const { seconds, peakMb, out } = await run(folder, ["digest", "--day", day]);
  console.log(
    `composed for ${subscriptions.toLocaleString("en-US")} subscriptions in ${seconds.toFixed(1)} s ` +
      `(${Math.round(subscriptions / seconds).toLocaleString("en-US")} a second), at most ${peakMb} MB resident`,
  );
  console.log(`  ${out.trim().replaceAll("\n", "; ")}`);
}

async function sending(
  folder: string,
  { digests, rounds, concurrency }: { digests: number; rounds: number; concurrency: number },
): Promise<void> {
  const db = await openInstance(folder, digests);
  await run(folder, ["digest", "--day", day]);
  const file = join(folder, "messages.json");
  const bytes = await writeMessages(db, folder, file);
  const distinct = await db
    .selectFrom("digest_contents")
    .select((select) => select.fn.countAll<number>().as("contents"))
    .executeTakeFirstOrThrow();
  console.log(
    `${digests.toLocaleString("en-US")} mails of ${Math.round(bytes / 1024)} KB, ${distinct.contents.toLocaleString("en-US")} different ones`,
  );
  const sink = fork(process.argv[1]!, ["--sink"]);
  const [{ port }] = (await once(sink, "message")) as [{ port: number }];
  const shares: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    await db.updateTable("outbox").set({ state: "queued", attempts: 0 }).execute();
    const ours = await run(folder, ["send"], {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_CONCURRENCY: String(concurrency),
      MAIL_RATE_PER_S: "10000",
    });
    const rate = digests / (await timeTaken(sink, digests));
    await nodemailerAlone(port, file, concurrency);
    const alone = digests / (await timeTaken(sink, digests));
    shares.push(rate / alone);
    console.log(
      `round ${round}: broadsheet send ${Math.round(rate)} a second ` +
        `(whole command ${ours.seconds.toFixed(1)} s, at most ${ours.peakMb} MB), ` +
        `nodemailer alone ${Math.round(alone)}: ${Math.round((100 * rate) / alone)} %`,
    );
  }
  const sorted = shares.toSorted((a, b) => a - b).map((share) => `${Math.round(100 * share)} %`);
  console.log(
    `share of nodemailer alone: median ${sorted[Math.floor(sorted.length / 2)]}, from ${sorted[0]} to ${sorted.at(-1)}`,
  );
  sink.kill();
  await db.destroy();
}

/** An instance with the newest real papers and so many subscriptions of many kinds. */
async function openInstance(folder: string, subscriptions: number): Promise<Database> {
  const db = openDatabase(folder);
  const papers = await newestPapers();
  await savePapers(db, papers, { now: new Date(`${day}T06:00:00Z`) });
  const words = [
    ...new Set(papers.flatMap(({ title }) => title.toLowerCase().match(/[a-z]{6,}/g) ?? [])),
  ];
  const categories = [...new Set(papers.flatMap((paper) => paper.categories ?? []))];
  const at = `${day}T05:00:00.000Z`;
  for (let from = 0; from < subscriptions; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, subscriptions - from) }, (_, index) => {
      const number = from + index;
      return {
        address: `reader${number}@example${number % 50}.net`,
        address_key: `reader${number}@example${number % 50}.net`,
        status: "confirmed" as const,
        frequency: "daily" as const,
        // Each follows a word and a category, so that few get the same.
        follows: JSON.stringify([
          { query: words[(number * 7) % Math.min(words.length, 2000)] },
          { section: categories[number % categories.length] },
        ]),
        minutes: number % 3 === 0 ? 10 + (number % 20) : null,
        created_at: at,
        confirmed_at: at,
      };
    });
    await db.insertInto("subscriptions").values(rows).execute();
  }
  return db;
}

interface Line extends Pick<PaperRecord, "title" | "abstract"> {
  day: string;
  id: string;
  authors: string[];
  categories: string[];
}

async function newestPapers(): Promise<PaperRecord[]> {
  const path = dataFile("arxiv-stream/stream.jsonl.gz");
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
  const papers: PaperRecord[] = [];
  for await (const line of lines) {
    const { day: announced, id, ...rest } = JSON.parse(line) as Line;
    if (announced !== day) continue;
    papers.push({
      ...rest,
      identifier: `arxiv:${id}`,
      appearances: [{ day, kind: "announced" }],
    });
  }
  return papers;
}

/** The whole program, as its owner runs it. */
async function run(
  folder: string,
  words: readonly string[],
  settings: Record<string, string> = {},
): Promise<{ seconds: number; peakMb: number; out: string }> {
  const began = performance.now();
  const program = spawn(process.execPath, ["start.mjs", ...words], {
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: folder,
      SITE_URL: "http://localhost:3000",
      MAIL_FROM: "papers@example.org",
      ...settings,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  program.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  let peakMb = 0;
  const timer = setInterval(() => (peakMb = Math.max(peakMb, residentMb(program))), 50);
  const [code] = (await once(program, "close")) as [number];
  clearInterval(timer);
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${out}`);
  return { seconds, peakMb, out };
}

function residentMb({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

async function writeMessages(db: Database, folder: string, file: string): Promise<number> {
  const config = readConfig({ DATA_DIR: folder, MAIL_FROM: "papers@example.org" }, folder);
  const letters = openLetters(db, letterheadOf({ config, secret: await instanceSecret(db) }));
  const rows = await db.selectFrom("outbox").selectAll().orderBy("id").execute();
  const messages: { to: string; raw: string }[] = [];
  for (const row of rows) {
    const mail = { ...row, digest: row.digest_id, createdAt: row.created_at };
    const raw = Buffer.from(await letters.bytesOf(mail)).toString("latin1");
    messages.push({ to: row.recipient, raw });
  }
  writeFileSync(file, JSON.stringify(messages));
  return messages.reduce((sum, { raw }) => sum + raw.length, 0) / messages.length;
}

async function nodemailerAlone(port: number, file: string, concurrency: number): Promise<void> {
  const words = [process.argv[1]!, "--nodemailer", String(port), file, String(concurrency)];
  await once(spawn(process.execPath, words, { stdio: "inherit" }), "close");
}

/** From the first byte of the first message to the last of the last, in seconds, as the server saw it. */
async function timeTaken(sink: ChildProcess, digests: number): Promise<number> {
  sink.send("taken?");
  const [{ taken, seconds }] = (await once(sink, "message")) as [
    { taken: number; seconds: number },
  ];
  if (taken !== digests) throw new Error(`The server took ${taken} of ${digests} mails.`);
  return seconds;
}
