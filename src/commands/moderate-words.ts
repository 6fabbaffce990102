// `broadsheet moderate words`: what holds a comment back until a moderator has seen it.
import { Command } from "commander";
import { parseMildWords } from "../community/moderation/act-words.ts";
import {
  addHeldWord,
  isTooWide,
  listHeldWords,
  parseHeldWord,
  previewHeldWord,
  removeHeldWord,
} from "../community/moderation/held-words.ts";
import { Invalid } from "../errors.ts";
import { asModerator, saysUndo, withAs, type As } from "./moderator.ts";
import { withInstance, type Run } from "./terminal.ts";

export function wordsCommand(run: Run): Command {
  const words = new Command("words")
    .description("List the words and domains that hold a comment back; add one, or remove one.")
    .action(() => list(run))
    .addCommand(
      ofWord("add", "Hold comments back that have it.")
        .option("--yes", "also where it would hold much of what is written here")
        .action(change(run, "add")),
    )
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
  await withInstance(run, async (db) => {
    const words = await listHeldWords(db);
    if (words.length === 0) run.terminal.out("The list is empty.");
    for (const { kind, value } of words) run.terminal.out(`${kind}  ${value}`);
  });
}

interface WordOptions extends As {
  domain?: boolean;
  note?: string;
  yes?: boolean;
}

function change(run: Run, what: "add" | "remove") {
  return async (
    written: string,
    { domain = false, note, yes = false, as }: WordOptions,
  ): Promise<void> => {
    const word = parseHeldWord(domain ? "domain" : "word", written);
    const words = parseMildWords({ note });
    await asModerator(run, { as }, async ({ db, by, now }) => {
      if (what === "remove") {
        const act = await removeHeldWord(db, { by, word, words, now });
        run.terminal.out(`${word.value} is off the list. ${saysUndo(act)}`);
        return;
      }
      const preview = await previewHeldWord(db, { word, now });
      const { held, of } = preview;
      const would = `Of the last month’s ${of} comments it would have held ${held}.`;
      if (isTooWide(word, preview) && !yes) {
        throw new Invalid(`${would} Take a narrower one, or say --yes. Nothing was added.`);
      }
      const act = await addHeldWord(db, { by, word, words, now });
      run.terminal.out(`${word.value} is on the list. ${would} ${saysUndo(act)}`);
    });
  };
}
