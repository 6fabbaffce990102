import { Command } from "commander";
import { undoMerge } from "../catalogue/merges/undo.ts";
import { listMerges, mergePapers } from "../catalogue/merges/merges.ts";
import { getPaper } from "../catalogue/papers.ts";
import { Invalid } from "../errors.ts";
import { bareIdentifier, parseIdentifier } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import type { Database } from "../store/tables.ts";
import { withDatabase, type Run } from "./terminal.ts";

export function mergesCommand(run: Run): Command {
  const merges = new Command("merges")
    .description("List the papers that turned out to be one; undo such a merge, or make one.")
    .action(() => list(run))
    .addCommand(
      new Command("undo")
        .description("Make two papers of one again; they will not be merged by themselves.")
        .argument("<id>", "the number of the merge, as the list has it")
        .action((id: string) => undo(run, id)),
    )
    .addCommand(
      new Command("make")
        .description("Make one paper of two that are the same work.")
        .argument("<kept>", "the paper that stays: an identifier, a DOI or an address")
        .argument("<gone>", "the paper that becomes part of it")
        .action((kept: string, gone: string) => make(run, kept, gone)),
    );
  for (const command of merges.commands) {
    command.exitOverride().showHelpAfterError("(--help tells more)");
  }
  return merges;
}

async function list(run: Run): Promise<void> {
  const { terminal } = run;
  await withDatabase(run, async (db) => {
    const merges = await listMerges(db);
    if (merges.length === 0) terminal.out("No papers were merged yet.");
    for (const { id, at, kept, gone, reason, undoneAt } of merges) {
      const undone = undoneAt === null ? "" : `; undone ${day(undoneAt)}`;
      terminal.out(
        `${id}  ${day(at)}  ${bareIdentifier(gone)} into ${bareIdentifier(kept)}: ${reason}${undone}`,
      );
    }
  });
}

async function undo(run: Run, id: string): Promise<void> {
  if (!/^[1-9]\d{0,14}$/.test(id)) {
    throw new Invalid(`"${id}" is no number of a merge. \`broadsheet merges\` lists them.`);
  }
  await withDatabase(run, async (db) => {
    const { kept, gone } = await undoMerge(db, Number(id), new Date());
    const names = [kept, gone].map(({ row }) => bareIdentifier(row.identifier));
    run.terminal.out(
      `${names.join(" and ")} are two papers again, and will not be merged by themselves.`,
    );
  });
}

async function make(run: Run, kept: string, gone: string): Promise<void> {
  await withDatabase(run, async (db) => {
    const [stays, goes] = [await getPasted(db, kept), await getPasted(db, gone)];
    const id = await mergePapers(db, {
      kept: stays.id,
      gone: goes.id,
      reason: "somebody said so",
      now: new Date(),
    });
    const { identifier } = await getPaper(db, stays.identifier);
    run.terminal.out(
      `"${stays.title}" now holds "${goes.title}", under ${bareIdentifier(identifier)}. \`broadsheet merges undo ${id}\` takes it back.`,
    );
  });
}

/** The paper that goes by whatever a person pasted. */
async function getPasted(db: Database, pasted: string): Promise<Paper> {
  const identifier = parseIdentifier(pasted)?.identifier;
  if (!identifier) {
    throw new Invalid(
      `"${pasted.slice(0, 100)}" is no identifier. Write one such as 2310.07896, doi:10.1000/182 or the address of the paper.`,
    );
  }
  return await getPaper(db, identifier);
}

function day(at: string): string {
  return at.slice(0, "2026-03-27".length);
}
