import { Command } from "commander";
import type { Config } from "../config.ts";
import { mostBytes } from "../email/bounces/excerpt.ts";
import { readMailbox } from "../email/bounces/mailbox.ts";
import { takeReport, type Taken } from "../email/bounces/take-report.ts";
import { openKeeper, type Keeper } from "../email/subscriptions/suppression.ts";
import { Invalid, Misconfigured } from "../errors.ts";
import type { Database } from "../store/tables.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

export function bounceCommand(run: Run): Command {
  return new Command("bounce")
    .description(
      "Take one message that came to MAIL_BOUNCES, piped in: mail that came back, a complaint, or a wish to leave.",
    )
    .option("--mailbox", "read the mailbox of MAIL_BOUNCES_IMAP instead, once")
    .action(({ mailbox = false }: { mailbox?: boolean }) =>
      mailbox ? withKeeper(run, readAll) : orLater(run, () => withKeeper(run, readOne)),
    );
}

async function withKeeper(run: Run, read: typeof readAll): Promise<void> {
  await withDatabase(run, async (db, config) => {
    const keeper = await openKeeper(db, config.DATA_DIR);
    await read(run, db, keeper, config);
  });
}

/** EX_TEMPFAIL of sysexits: the mail server keeps the message and pipes it in again. */
const tryLater = 75;

async function orLater(run: Run, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    // Somebody typed it.
    if (error instanceof Invalid) throw error;
    run.terminal.error(
      `This could not be recorded, try it again: ${error instanceof Error ? error.message : String(error)}`,
    );
    run.exitCode = tryLater;
  }
}

// Whatever is piped in ends with exit code 0, understood or not: the mail server would send a report
// of its own otherwise, to the same address.
async function readOne(
  { terminal }: Run,
  db: Database,
  keeper: Keeper,
  { MAIL_BOUNCES: bounces }: Config,
): Promise<void> {
  if (process.stdin.isTTY) {
    throw new Invalid("Pipe a message in, such as: broadsheet bounce < message.eml");
  }
  const message = await readStart(process.stdin);
  terminal.out(told(await takeReport(db, keeper, { bounces, message, now: new Date() })));
}

async function readAll(
  run: Run,
  db: Database,
  keeper: Keeper,
  { MAIL_BOUNCES: bounces, MAIL_BOUNCES_IMAP: imap }: Config,
): Promise<void> {
  if (!imap) {
    throw new Misconfigured("MAIL_BOUNCES_IMAP is not set, so there is no mailbox to read.");
  }
  const receipt = await readMailbox(db, keeper, {
    imap,
    bounces,
    clock: () => new Date(),
    log: (taken) => run.terminal.out(told(taken)),
  });
  const { read, waiting, stopped } = receipt;
  const kinds = (["hard", "soft", "complaint", "left", "policy", "ignored"] as const)
    .filter((kind) => receipt[kind] > 0)
    .map((kind) => `${kind} ${grouped(receipt[kind])}`);
  run.terminal.out([`read ${grouped(read)}`, ...kinds, `waiting ${grouped(waiting)}`].join(", "));
  if (stopped) {
    run.terminal.error(stopped);
    run.exitCode = 1;
  }
}

function told({ sentence, address }: Taken): string {
  return address === undefined ? `Left alone: ${sentence}` : `${address}: ${sentence}`;
}

/** Takes all that is piped in, so that the pipe does not break, and keeps what is looked at. */
async function readStart(input: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    if (length < mostBytes) chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes);
}
