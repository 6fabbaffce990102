// `broadsheet claim`: who is known as an author of which paper, and who says that they are one.
import { Command } from "commander";
import { getPaper } from "../catalogue/papers.ts";
import { longestToEditors } from "../community/authorship/claiming.ts";
import { listClaims, type Claim, type ListedClaim } from "../community/authorship/claims.ts";
import {
  decideClaim,
  demandEditor,
  giveAuthorship,
  type Decision,
} from "../community/authorship/deciding.ts";
import { findReader, type Reader } from "../community/readers.ts";
import { parseSentence } from "../community/sentence.ts";
import { Invalid } from "../errors.ts";
import { bareIdentifier, parseIdentifier } from "../papers/identifier.ts";
import { texToText } from "../papers/tex/tex.ts";
import type { Database } from "../store/tables.ts";
import { forbiddenAsInvalid, getReaderNamed, type As } from "./moderator.ts";
import { withInstance, type Run } from "./terminal.ts";

interface Say extends As {
  say: string;
}

export function claimCommand(run: Run): Command {
  const claim = new Command("claim")
    .description("Show who says they are an author of a paper, and decide whether that is so.")
    .addCommand(
      new Command("list")
        .description("Show all claims, those that wait for an answer first.")
        .option("--asked", "only those that wait")
        .action(({ asked = false }: { asked?: boolean }) => list(run, asked)),
    )
    .addCommand(ofClaim(run, "accept", "Make it known that this reader is the author."))
    .addCommand(ofClaim(run, "decline", "Say no; --say tells the reader why."))
    .addCommand(ofClaim(run, "withdraw", "Withdraw what was proved; --say tells the reader why."))
    .addCommand(
      withWord(new Command("give"))
        .description("Make it known that a reader is an author of a paper, asked or not.")
        .argument("<paper>", "an identifier, a DOI or an address")
        .argument("<who>", "the reader’s handle or mail address")
        .option(
          "--author <name>",
          "as the paper writes it; else the name that is like the reader’s",
        )
        .action((paper: string, who: string, options: Say & { author?: string }) =>
          give(run, { paper, who, ...options }),
        ),
    );
  for (const command of claim.commands) {
    command.exitOverride().showHelpAfterError("(--help tells more)");
  }
  return claim;
}

function withWord(command: Command): Command {
  return command
    .option("--say <sentence>", "what the reader is told", "")
    .option("--as <who>", "by handle or mail address, the editor or moderator who does it");
}

function ofClaim(run: Run, decision: Decision, description: string): Command {
  return withWord(new Command(decision))
    .description(description)
    .argument("<number>", "the number of the claim, as the list has it")
    .action((number: string, options: Say) => decide(run, { number, decision, ...options }));
}

/** However many there are, a list that is longer helps nobody. */
const mostListed = 1000;

async function list(run: Run, onlyAsked: boolean): Promise<void> {
  const states: Claim["state"][] = onlyAsked ? ["asked"] : ["asked", "proved", "declined"];
  await withInstance(run, async (db) => {
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
  { number, decision, say, as }: Say & { number: string; decision: Decision },
): Promise<void> {
  if (!/^[1-9]\d{0,14}$/.test(number)) {
    throw new Invalid(`"${number}" is no number of a claim. \`broadsheet claim list\` shows them.`);
  }
  const answer = parseSentence(say, { longest: longestToEditors });
  if (answer === "" && decision !== "accept") {
    throw new Invalid("Say why, with --say: whoever claimed it is told.");
  }
  await atDesk(run, { as }, async ({ db, by, now }) => {
    const deciding = { claim: Number(number), decision, by, answer, now };
    const { author, reader } = await decideClaim(db, deciding);
    const name = (await findReader(db, reader))?.name ?? "The reader";
    const known = decision === "accept" ? "is known" : "is not known";
    run.terminal.out(`${name} ${known} as ${texToText(author)}, and is told.`);
  });
}

async function give(
  run: Run,
  { paper: named, who, say, author, as }: Say & { paper: string; who: string; author?: string },
): Promise<void> {
  const identifier = parseIdentifier(named)?.identifier;
  if (!identifier) throw new Invalid(`"${named.slice(0, 100)}" is no identifier.`);
  await atDesk(run, { as }, async ({ db, by, now }) => {
    const paper = await getPaper(db, identifier);
    const reader = await getReaderNamed(db, who);
    const answer = parseSentence(say, { longest: longestToEditors });
    const giving = { paper, reader, author, by, answer, now };
    const given = await giveAuthorship(db, giving);
    run.terminal.out(`${reader.name} is known as ${texToText(given)}, and is told.`);
  });
}

/** As whoever is named, who may decide claims; else as whoever runs the site. @throws Invalid, NotFound */
async function atDesk(
  run: Run,
  { as }: As,
  act: (desk: { db: Database; by: Reader | undefined; now: Date }) => Promise<void>,
): Promise<void> {
  await withInstance(run, (db) =>
    forbiddenAsInvalid(async () => {
      const by = as === undefined ? undefined : await getReaderNamed(db, as);
      if (by) demandEditor(by);
      await act({ db, by, now: new Date() });
    }),
  );
}
