// How a command speaks: results to stdout, everything else to stderr, progress on one line that
// renews itself where a person watches, and as a line every ten seconds where a log does.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import { readConfig, type Config } from "../config.ts";
import { Misconfigured } from "../errors.ts";
import { databaseFile, openDatabase } from "../store/database.ts";
import type { Database } from "../store/tables.ts";

export interface Terminal {
  out(line: string): void;
  error(line: string): void;
  progress(line: string): void;
  /** Ends the line of progress. */
  finish(): void;
}

/** One run of the command line. */
export interface Run {
  environment: NodeJS.ProcessEnv;
  terminal: Terminal;
  exitCode: number;
}

export function terminal(): Terminal {
  const writeOut = writerTo(process.stdout);
  const writeError = writerTo(process.stderr);
  const watched = process.stderr.isTTY;
  let shown = "";
  // What is done within seconds needs no line in a log.
  let shownAt = watched ? 0 : Date.now();

  function finish() {
    if (watched && shown) writeError("\n");
    shown = "";
  }

  return {
    out(line) {
      finish();
      writeOut(`${line}\n`);
    },
    error(line) {
      finish();
      writeError(`${line}\n`);
    },
    progress(line) {
      const now = Date.now();
      if (now - shownAt < (watched ? 100 : 10_000)) return;
      writeError(watched ? `\r${line.padEnd(shown.length)}` : `${line}\n`);
      shown = line;
      shownAt = now;
    },
    finish,
  };
}

/** Nothing is written any more once nobody reads it (`| head`); the work goes on to its end. */
function writerTo(stream: NodeJS.WriteStream): (text: string) => void {
  let isRead = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    isRead = false;
  });
  return (text) => {
    if (isRead) stream.write(text);
  };
}

/** Reads the settings, opens the database, and closes it again whatever happens. */
export async function withDatabase(
  { environment }: Run,
  act: (db: Database, config: Config) => Promise<void>,
): Promise<void> {
  const config = readConfig(environment);
  const db = openDatabase(config.DATA_DIR);
  try {
    await act(db, config);
  } finally {
    await db.destroy();
  }
}

/** The same for what needs an instance that is there already: none is made by mistake. @throws Misconfigured */
export async function withInstance(
  run: Run,
  act: (db: Database, config: Config) => Promise<void>,
): Promise<void> {
  const { DATA_DIR } = readConfig(run.environment);
  if (!existsSync(join(DATA_DIR, databaseFile))) {
    throw new Misconfigured(
      `There is no database in ${DATA_DIR}. Set DATA_DIR to the folder of the site.`,
    );
  }
  await withDatabase(run, act);
}

export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

/** Reads how many are wanted. */
export function wholeNumber(written: string): number {
  return wholeNumberTo(1000)(written);
}

export function wholeNumberTo(most: number) {
  return (written: string): number => {
    const value = Number(written);
    if (!Number.isInteger(value) || value < 1 || value > most) {
      throw new InvalidArgumentError(`It takes a whole number from 1 to ${most}.`);
    }
    return value;
  };
}

/** `2026-03-27 04:05 UTC` */
export function minuteOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
