// `broadsheet claim`: who is known as an author of which paper, and who says to be one.
import { Command } from "commander";
import { getPaper } from "../catalogue/papers.ts";
import { parseToEditors } from "../community/authorship/claiming.ts";
import { listClaims, type Claim, type ListedClaim } from "../community/authorship/claims.ts";
import { decideClaim, giveAuthorship, type Decision } from "../community/authorship/deciding.ts";
import { findHandleHolder } from "../community/handles.ts";
import { findReader } from "../community/readers.ts";
import { Invalid, NotFound } from "../errors.ts";
import { bareIdentifier, parseIdentifier } from "../papers/identifier.ts";
import { texToText } from "../papers/tex/tex.ts";
import type { Database } from "../store/tables.ts";
import { withDatabase, type Run } from "./terminal.ts";

interface Say {
  say: string;
}

export function claimCommand(run: Run): Command {
  const claim = new Command("claim")
    .description("Show who says to be an author of a paper, and decide whether they are.")
    .addCommand(
      new Command("list")
        .description("Show all claims, those that wait for an answer first.")
        .option("--asked", "only those that wait")
        .action(({ asked = false }: { asked?: boolean }) => list(run, asked)),
    )
    .addCommand(ofClaim(run, "accept", "Make it known that this reader is the author."))
    .addCommand(ofClaim(run, "decline", "Say no; --say tells the reader why."))
    .addCommand(
      ofClaim(run, "remove", "Take back what was proved; --say tells the reader why.", "withdraw"),
    )
    .addCommand(
      withWord(new Command("give"))
        .description("Make it known that a reader is an author of a paper, asked or not.")
        .argument("<paper>", "an identifier, a DOI or an address")
        .argument("<handle>", "the reader’s handle")
        .option(
          "--author <name>",
          "as the paper writes it; else the name that is like the reader’s",
        )
        .action((paper: string, handle: string, options: Say & { author?: string }) =>
          give(run, { paper, handle, ...options }),
        ),
    );
  for (const command of claim.commands) {
    command.exitOverride().showHelpAfterError("(--help tells more)");
  }
  return claim;
}

function withWord(command: Command): Command {
  return command.option("--say <sentence>", "what the reader is told", "");
}

function ofClaim(
  run: Run,
  name: string,
  description: string,
  decision: Decision = name as Decision,
): Command {
  return withWord(new Command(name))
    .description(description)
    .argument("<number>", "the number of the claim, as the list has it")
    .action((number: string, options: Say) => decide(run, { number, decision, ...options }));
}

/** However many there are, a list that is longer helps nobody. */
const mostListed = 1000;

async function list(run: Run, onlyAsked: boolean): Promise<void> {
  const states: Claim["state"][] = onlyAsked ? ["asked"] : ["asked", "proved", "declined"];
  await withDatabase(run, async (db) => {
    const claims: ListedClaim[] = [];
    for (const state of states)
      claims.push(...(await listClaims(db, { state, limit: mostListed })));
    for (const { id, state, identifier, by, author, domain, proof, evidence, sentence } of claims) {
      const how = state === "proved" ? `proved by ${proof}` : state;
      run.terminal.out(
        `${id}  ${how}  ${bareIdentifier(identifier)}  @${by.handle} (${by.name}, ${domain}) is ${texToText(author)}`,
      );
      for (const each of [evidence, sentence && `“${sentence}”`]) {
        if (each) run.terminal.out(`    ${each}`);
      }
    }
    if (claims.length === 0) run.terminal.out(onlyAsked ? "Nobody waits." : "There are no claims.");
  });
}

async function decide(
  run: Run,
  { number, decision, say }: Say & { number: string; decision: Decision },
): Promise<void> {
  if (!/^[1-9]\d{0,14}$/.test(number)) {
    throw new Invalid(`"${number}" is no number of a claim. \`broadsheet claim list\` shows them.`);
  }
  const answer = parseToEditors(say);
  if (answer === "" && decision !== "accept") {
    throw new Invalid("Say why, with --say: whoever claimed it is told.");
  }
  await withDatabase(run, async (db) => {
    const deciding = { by: undefined, answer, now: new Date() };
    const { author, reader } = await decideClaim(db, {
      claim: Number(number),
      decision,
      ...deciding,
    });
    const name = (await findReader(db, reader))?.name ?? "The reader";
    const known = decision === "accept" ? "is known" : "is not known";
    run.terminal.out(`${name} ${known} as ${texToText(author)}, and is told.`);
  });
}

async function give(
  run: Run,
  { paper: named, handle, say, author }: Say & { paper: string; handle: string; author?: string },
): Promise<void> {
  const identifier = parseIdentifier(named)?.identifier;
  if (!identifier) throw new Invalid(`"${named.slice(0, 100)}" is no identifier.`);
  await withDatabase(run, async (db) => {
    const paper = await getPaper(db, identifier);
    const reader = await getByHandle(db, handle);
    const answer = parseToEditors(say);
    const giving = { paper, reader, author, by: undefined, answer, now: new Date() };
    const given = await giveAuthorship(db, giving);
    run.terminal.out(`${reader.name} is known as ${texToText(given)}, and is told.`);
  });
}

/** @throws NotFound */
async function getByHandle(db: Database, written: string) {
  const id = await findHandleHolder(db, written.trim().replace(/^@/, "").toLowerCase());
  const reader = id === undefined ? undefined : await findReader(db, id);
  if (!reader) throw new NotFound(`Nobody here has the handle ${written.slice(0, 60)}.`);
  return reader;
}
