// The command line: one line a command, and the one table from what went wrong to an exit code.
// 0: done. 1: it could not be done, the reason is on stderr. 2: the command was not understood.
import { inspect } from "node:util";
import { Command, CommanderError } from "commander";
import about from "../package.json" with { type: "json" };
import { terminal, type Run } from "./commands/terminal.ts";
import { Invalid, Misconfigured, NotFound } from "./errors.ts";

/** SQLITE_FULL, SQLITE_BUSY */
const diskFull = 13;
const busy = 5;

/** Each is loaded when it is needed: whoever sends mail needs no search, and none waits for it. */
const commands: Readonly<Record<string, (run: Run) => Promise<Command>>> = {
  serve: async (run) => (await import("./commands/serve.ts")).serveCommand(run),
  harvest: async (run) => (await import("./commands/harvest.ts")).harvestCommand(run),
  import: async (run) => (await import("./commands/import.ts")).importCommand(run),
  index: async (run) => (await import("./commands/index.ts")).indexCommand(run),
  embeddings: async (run) => (await import("./commands/embeddings.ts")).embeddingsCommand(run),
  merges: async (run) => (await import("./commands/merges.ts")).mergesCommand(run),
  search: async (run) => (await import("./commands/search.ts")).searchCommand(run),
  rank: async (run) => (await import("./commands/rank.ts")).rankCommand(run),
  digest: async (run) => (await import("./commands/digest.ts")).digestCommand(run),
  send: async (run) => (await import("./commands/send.ts")).sendCommand(run),
  subscription: async (run) =>
    (await import("./commands/subscription.ts")).subscriptionCommand(run),
  bounce: async (run) => (await import("./commands/bounce.ts")).bounceCommand(run),
  user: async (run) => (await import("./commands/user.ts")).userCommand(run),
  claim: async (run) => (await import("./commands/claim.ts")).claimCommand(run),
  owner: async (run) => (await import("./commands/owner.ts")).ownerCommand(run),
  moderate: async (run) => (await import("./commands/moderate.ts")).moderateCommand(run),
  mcp: async (run) => (await import("./commands/mcp.ts")).mcpCommand(run),
  backup: async (run) => (await import("./commands/backup.ts")).backupCommand(run),
  config: async (run) => (await import("./commands/config.ts")).configCommand(run),
  doctor: async (run) => (await import("./commands/doctor.ts")).doctorCommand(run),
  evaluate: async (run) => (await import("./commands/evaluate.ts")).evaluateCommand(run),
  train: async (run) => (await import("./commands/train.ts")).trainCommand(run),
};

/** The command that is named, or all of them, for help and for whoever misspelt one. */
function neededFor(words: readonly string[]) {
  const named = words.find((word) => !word.startsWith("-"));
  return named !== undefined && Object.hasOwn(commands, named)
    ? [commands[named]!]
    : Object.values(commands);
}

export async function runCommandLine(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const run: Run = { environment, terminal: terminal(), exitCode: 0 };
  const program = new Command("broadsheet").description(about.description).version(about.version);
  for (const load of neededFor(words)) program.addCommand(await load(run));
  for (const command of [program, ...program.commands]) {
    command.exitOverride().showHelpAfterError("(--help tells more)");
  }
  try {
    await program.parseAsync(words, { from: "user" });
    return run.exitCode;
  } catch (error) {
    run.terminal.finish();
    return exitCodeOf(error, run);
  }
}

function exitCodeOf(error: unknown, { terminal }: Run): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Misconfigured || error instanceof Invalid || error instanceof NotFound) {
    terminal.error(error.message);
    return 1;
  }
  if ((error as { errcode?: unknown }).errcode === diskFull) {
    terminal.error(
      "The disk of DATA_DIR is full. Free some space and run this again; what was saved stays.",
    );
    return 1;
  }
  if ((error as { errcode?: unknown }).errcode === busy) {
    terminal.error(
      "Another program has been writing to the database of DATA_DIR for long. Nothing was changed; run this again.",
    );
    return 1;
  }
  terminal.error("Something failed that should not; please report this:");
  terminal.error(inspect(error));
  return 1;
}
