// `broadsheet user token`: what lets programs in, in a reader's name. For scripts on the machine itself,
// and for whoever lost a device.
import { Command } from "commander";
import { scopeNames, scopes } from "../community/tokens/scopes.ts";
import {
  endToken,
  endTokens,
  hasEnded,
  listTokens,
  makeToken,
  type AccessToken,
} from "../community/tokens/tokens.ts";
import { Invalid } from "../errors.ts";
import { getReaderNamed } from "./moderator.ts";
import { wholeNumber, withInstance, type Run } from "./terminal.ts";
import { inColumns } from "./user-list.ts";

export function tokenCommand(run: Run): Command {
  const token = new Command("token")
    .description("Make, list and end somebody's tokens for programs.")
    .addCommand(
      ofReader("make", "Make a token, and print it: it is told this once.")
        .requiredOption("--name <name>", "what it is for")
        .option(
          "--scope <scope...>",
          `what it is good for: ${scopeNames.map((each) => `${each} (${scopes[each].means})`).join(" ")}`,
          ["read"],
        )
        .option("--days <days>", "after how many days it ends by itself; else never", wholeNumber)
        .action((who: string, options: MakeOptions) => make(run, who, options)),
    )
    .addCommand(
      ofReader("list", "Show somebody's tokens: what for, and when they were last used.")
        .option("--json", "as JSON")
        .action((who: string, { json = false }: { json?: boolean }) => list(run, who, { json })),
    )
    .addCommand(
      ofReader("end", "Have a token let nobody in any more.")
        .argument("[number]", "of the list", wholeNumber)
        .option("--all", "all that they have")
        .action((who: string, id: number | undefined, options: { all?: boolean }) =>
          end(run, who, { id, ...options }),
        ),
    );
  for (const command of token.commands) {
    command.exitOverride().showHelpAfterError("(--help tells more)");
  }
  return token;
}

function ofReader(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument("<who>", "the mail address of the account, or its handle");
}

interface MakeOptions {
  name: string;
  scope: string[];
  days?: number;
}

async function make(run: Run, who: string, { name, scope, days }: MakeOptions): Promise<void> {
  await withInstance(run, async (db) => {
    const reader = await getReaderNamed(db, who);
    const now = new Date();
    run.terminal.out(await makeToken(db, { reader: reader.id, name, scopes: scope, days, now }));
    run.terminal.error(
      `Whoever has it acts as ${reader.name}, ${days === undefined ? "until it is ended" : `for ${days} days`}. It is told this once.`,
    );
  });
}

async function list(run: Run, who: string, { json }: { json: boolean }): Promise<void> {
  await withInstance(run, async (db) => {
    const { id } = await getReaderNamed(db, who);
    const tokens = await listTokens(db, { reader: id });
    if (json) {
      const shown = tokens.map(({ usedOn = null, until = null, ...rest }) => ({
        ...rest,
        usedOn,
        until,
      }));
      run.terminal.out(JSON.stringify(shown, null, 2));
      return;
    }
    const now = new Date();
    const head = ["number", "name", "scopes", "made", "last used", "ends"];
    const rows = tokens.map((token) => rowOf(token, now));
    if (rows.length === 0) run.terminal.out("They have none.");
    else for (const line of inColumns([head, ...rows])) run.terminal.out(line);
  });
}

function rowOf(token: AccessToken, now: Date): string[] {
  const { id, name, scopes, since, usedOn = "never", until } = token;
  const ends = until?.slice(0, 10) ?? "never";
  const standing = hasEnded(token, now) ? `ended ${ends}` : ends;
  return [String(id), name, scopes.join(" "), since.slice(0, 10), usedOn, standing];
}

async function end(
  run: Run,
  who: string,
  { id, all = false }: { id: number | undefined; all?: boolean },
): Promise<void> {
  if (all === (id !== undefined)) {
    throw new Invalid("Say which, by its number in `user token list`, or --all.");
  }
  await withInstance(run, async (db) => {
    const { id: reader, name } = await getReaderNamed(db, who);
    if (id !== undefined) await endToken(db, { id, reader });
    const many = id === undefined ? await endTokens(db, { reader }) : 1;
    run.terminal.out(
      `${many === 1 ? "One token" : `${many} tokens`} of ${name} ended. Nothing is let in by ${many === 1 ? "it" : "them"} any more.`,
    );
  });
}
