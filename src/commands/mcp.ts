// `broadsheet mcp`: the MCP server over stdin and stdout, for a client that starts it (MCP, stdio). On
// stdout is nothing but the protocol.
import { inspect } from "node:util";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { Command } from "commander";
import { newServer } from "../api/mcp/server.ts";
import { hasUnindexed } from "../catalogue/unindexed.ts";
import { newRateLimits } from "../community/rate-limits.ts";
import type { Scope } from "../community/tokens/scopes.ts";
import type { Holder } from "../community/tokens/tokens.ts";
import { Invalid } from "../errors.ts";
import { dayIn } from "../papers/period.ts";
import { openJudges } from "../ranking/judgements.ts";
import type { SearchIndex } from "../search/index/search-index.ts";
import type { Finder } from "../search/retrieval/clause.ts";
import { readSections } from "../search/sections.ts";
import type { Database } from "../store/tables.ts";
import { getReaderNamed } from "./moderator.ts";
import { withIndex } from "./take-in.ts";
import { withInstance, type Run } from "./terminal.ts";

interface Options {
  reader?: string;
  allowWriting?: boolean;
}

export function mcpCommand(run: Run): Command {
  return new Command("mcp")
    .description(
      "Answer a client of the Model Context Protocol that starts this command and talks to it over stdin and stdout; also while a server runs. It reads, and changes nothing unless told so.",
    )
    .option(
      "--reader <who>",
      "for whom, by handle or mail address: their library can be searched, and what they hide is left out",
    )
    .option("--allow-writing", "let the client save papers to that library")
    .action((options: Options) => mcp(run, options));
}

async function mcp(run: Run, options: Options): Promise<void> {
  if (options.allowWriting && options.reader === undefined) {
    throw new Invalid("--allow-writing needs --reader: whose library is written to?");
  }
  const log = (message: string, { error }: { error?: unknown } = {}) =>
    run.terminal.error(error === undefined ? message : `${message}: ${inspect(error)}`);
  await withInstance(run, async (db, config) => {
    const clock = () => new Date();
    const asker = await findAsker(db, options);
    const sections = readSections(config.CONFIG_FILE, { today: dayIn(config.TIME_ZONE, clock()) });
    const judge = openJudges(db, { dataDir: config.DATA_DIR, log });
    const limits = newRateLimits();
    await withIndex({ db, config }, async (index) => {
      const finder = uptodate(db, index);
      const context = { db, config, clock, limits, finder, judge, sections, log, asker };
      const connection = serveStdio(() => newServer(context));
      await ended();
      await connection.close();
    });
  });
}

async function findAsker(
  db: Database,
  { reader, allowWriting = false }: Options,
): Promise<Holder | undefined> {
  if (reader === undefined) return undefined;
  const scopes: Scope[] = allowWriting ? ["read", "library"] : ["read"];
  return { reader: await getReaderNamed(db, reader), scopes: new Set(scopes) };
}

/** Finds what has come meanwhile, whichever process takes it in. */
function uptodate(db: Database, index: SearchIndex): Finder {
  async function current(): Promise<SearchIndex> {
    const isTakenIn = (await hasUnindexed(db)) && (await index.catchUp());
    if (!isTakenIn) await index.refresh();
    return index;
  }
  return {
    find: async (request) => await (await current()).find(request),
    findEach: async (request) => await (await current()).findEach(request),
  };
}

/** The client closes stdin, or sends a signal (MCP, stdio: Shutdown). */
function ended(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once("end", () => resolve());
    process.stdin.once("close", () => resolve());
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
