import { Command, InvalidArgumentError } from "commander";
import { bareIdentifier } from "../papers/identifier.ts";
import { texToText } from "../papers/tex/tex.ts";
import { searchPapers } from "../search/search.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

export function searchCommand(run: Run): Command {
  return new Command("search")
    .description("Find papers that hold all words, best first. Ends with 1 when there are none.")
    .argument("<words...>", 'words and "quoted phrases"')
    .option("--limit <count>", "how many to show", wholeNumber, 20)
    .option("--json", "one JSON object a line")
    .action((words: string[], options: { limit: number; json?: boolean }) =>
      search(run, words.join(" "), options),
    );
}

async function search(
  run: Run,
  query: string,
  { limit, json = false }: { limit: number; json?: boolean },
): Promise<void> {
  const { terminal } = run;
  await withDatabase(run, async (db) => {
    const { papers, total, without } = await searchPapers(db, { query, perPage: limit });
    for (const paper of papers) {
      const { title, authors, categories } = paper;
      const identifier = bareIdentifier(paper.identifier);
      terminal.out(
        json
          ? JSON.stringify({ identifier, title, authors, categories })
          : `${identifier}  ${texToText(title)}`,
      );
    }
    if (total > 0) {
      terminal.error(`${grouped(papers.length)} of ${grouped(total)} papers`);
      return;
    }
    terminal.error("No paper holds all of these words.");
    if (without) terminal.error(`Without "${without.word}" there are ${grouped(without.papers)}.`);
    run.exitCode = 1;
  });
}

function wholeNumber(written: string): number {
  const value = Number(written);
  if (!Number.isInteger(value) || value < 1 || value > 1000) {
    throw new InvalidArgumentError("It takes a whole number from 1 to 1000.");
  }
  return value;
}
