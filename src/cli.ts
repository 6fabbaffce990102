// The command line: one line a command, and the one table from what went wrong to an exit code.
// 0: done. 1: it could not be done, the reason is on stderr. 2: the command was not understood.
import { inspect } from "node:util";
import { Command, CommanderError } from "commander";
import about from "../package.json" with { type: "json" };
import { backupCommand } from "./commands/backup.ts";
import { bounceCommand } from "./commands/bounce.ts";
import { configCommand } from "./commands/config.ts";
import { digestCommand } from "./commands/digest.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { harvestCommand } from "./commands/harvest.ts";
import { importCommand } from "./commands/import.ts";
import { indexCommand } from "./commands/index.ts";
import { mergesCommand } from "./commands/merges.ts";
import { ownerCommand } from "./commands/owner.ts";
import { rankCommand } from "./commands/rank.ts";
import { searchCommand } from "./commands/search.ts";
import { sendCommand } from "./commands/send.ts";
import { serveCommand } from "./commands/serve.ts";
import { subscriptionCommand } from "./commands/subscription.ts";
import { terminal, type Run } from "./commands/terminal.ts";
import { trainCommand } from "./commands/train.ts";
import { Invalid, Misconfigured, NotFound } from "./errors.ts";

/** SQLITE_FULL */
const diskFull = 13;

export async function runCommandLine(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const run: Run = { environment, terminal: terminal(), exitCode: 0 };
  const program = new Command("broadsheet")
    .description(about.description)
    .version(about.version)
    .addCommand(serveCommand(run))
    .addCommand(harvestCommand(run))
    .addCommand(importCommand(run))
    .addCommand(indexCommand(run))
    .addCommand(mergesCommand(run))
    .addCommand(searchCommand(run))
    .addCommand(rankCommand(run))
    .addCommand(digestCommand(run))
    .addCommand(sendCommand(run))
    .addCommand(subscriptionCommand(run))
    .addCommand(bounceCommand(run))
    .addCommand(ownerCommand(run))
    .addCommand(backupCommand(run))
    .addCommand(configCommand(run))
    .addCommand(doctorCommand(run))
    .addCommand(evaluateCommand(run))
    .addCommand(trainCommand(run));
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
  terminal.error("Something failed that should not; please report this:");
  terminal.error(inspect(error));
  return 1;
}
