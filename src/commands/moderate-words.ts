// `broadsheet moderate words`: what holds a comment back until a moderator has seen it.
import { Command } from "commander";
import { parseMildWords } from "../community/moderation/act-words.ts";
import {
  addHeldWord,
  listHeldWords,
  parseHeldWord,
  previewHeldWord,
  removeHeldWord,
} from "../community/moderation/held-words.ts";
import { asModerator, withAs, type As } from "./moderator.ts";
import { withDatabase, type Run } from "./terminal.ts";

export function wordsCommand(run: Run): Command {
  const words = new Command("words")
    .description("List the words and domains that hold a comment back; add one, or remove one.")
    .action(() => list(run))
    .addCommand(ofWord("add", "Hold comments back that have it.").action(change(run, "add")))
    .addCommand(ofWord("remove", "Hold none back for it any more.").action(change(run, "remove")));
  for (const command of words.commands) {
    command.exitOverride().showHelpAfterError("(--help tells more)");
  }
  return words;
}

function ofWord(name: string, description: string): Command {
  const command = new Command(name)
    .description(description)
    .argument("<word>", "a word, some words, casino* for all that begin so, or a domain")
    .option("--domain", "it is a domain, with all below it")
    .option("--note <note>", "what moderators alone read");
  return withAs(command);
}

async function list(run: Run): Promise<void> {
  await withDatabase(run, async (db) => {
    const words = await listHeldWords(db);
    if (words.length === 0) run.terminal.out("The list is empty.");
    for (const { kind, value } of words) run.terminal.out(`${kind}  ${value}`);
  });
}

interface WordOptions extends As {
  domain?: boolean;
  note?: string;
}

function change(run: Run, what: "add" | "remove") {
  return async (written: string, { domain = false, note, as }: WordOptions): Promise<void> => {
    const word = parseHeldWord(domain ? "domain" : "word", written);
    const words = parseMildWords({ note });
    const desk = as === undefined ? {} : { as };
    await asModerator(run, desk, async ({ db, by, now }) => {
      if (what === "remove") {
        await removeHeldWord(db, { by, word, words, now });
        run.terminal.out(`${word.value} is off the list.`);
        return;
      }
      const { held, of } = await previewHeldWord(db, { word, now });
      await addHeldWord(db, { by, word, words, now });
      run.terminal.out(
        `${word.value} is on the list. Of the last month’s ${of} comments it would have held ${held}.`,
      );
    });
  };
}
