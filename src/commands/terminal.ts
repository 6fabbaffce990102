// How a command speaks: results to stdout, everything else to stderr, progress on one line that
// renews itself where a person watches, and as a line every ten seconds where a log does.
import { readConfig, type Config } from "../config.ts";
import { openDatabase } from "../store/database.ts";
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
  const watched = process.stderr.isTTY;
  let shown = "";
  // What is done within seconds needs no line in a log.
  let shownAt = watched ? 0 : Date.now();

  function finish() {
    if (watched && shown) process.stderr.write("\n");
    shown = "";
  }

  return {
    out(line) {
      finish();
      process.stdout.write(`${line}\n`);
    },
    error(line) {
      finish();
      process.stderr.write(`${line}\n`);
    },
    progress(line) {
      const now = Date.now();
      if (now - shownAt < (watched ? 100 : 10_000)) return;
      process.stderr.write(watched ? `\r${line.padEnd(shown.length)}` : `${line}\n`);
      shown = line;
      shownAt = now;
    },
    finish,
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

/** `about 2 minutes left` */
export function timeLeft(seconds: number): string {
  if (seconds < 1) return "almost done";
  if (seconds < 90) return `about ${Math.round(seconds)} s left`;
  return `about ${Math.round(seconds / 60)} minutes left`;
}

export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
