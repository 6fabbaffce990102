import { Command } from "commander";
import { bareIdentifier } from "../papers/identifier.ts";
import { dayIn } from "../papers/period.ts";
import { texToText } from "../papers/tex/tex.ts";
import { searchPapers, type SearchResult } from "../search/search.ts";
import { withIndex } from "./take-in.ts";
import { grouped, wholeNumber, withDatabase, type Run } from "./terminal.ts";

export function searchCommand(run: Run): Command {
  return new Command("search")
    .description("Find papers, best first. Ends with 1 when none holds everything.")
    .argument(
      "<query...>",
      'words, "phrases", -without, and the rest of the query language: /search/help has all of it',
    )
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
  await withDatabase(run, async (db, config) => {
    const found = await withIndex({ db, config }, async (index) => {
      await index.catchUp();
      const today = dayIn(config.TIME_ZONE, new Date());
      return await searchPapers(db, index, { query, perPage: limit, today });
    });
    for (const { from, to, says } of found.query.mistakes) {
      terminal.error(`${found.query.text.slice(from, to)}: ${says}`);
    }
    for (const { typed, instead } of found.forgiven) {
      terminal.error(`No paper says "${typed}"; looked for "${instead}".`);
    }
    found.papers.forEach((paper, place) => {
      const { title, authors, categories } = paper;
      const identifier = bareIdentifier(paper.identifier);
      terminal.out(
        json
          ? JSON.stringify({
              identifier,
              title,
              authors,
              categories,
              foundBy: found.foundBy[place],
            })
          : `${identifier}  ${texToText(title)}`,
      );
    });
    terminal.error(summaryOf(found));
    if (found.total === 0) run.exitCode = 1;
  });
}

function summaryOf({ papers, total, nearly, near, foundBy }: SearchResult): string {
  if (papers.length === 0) return "No paper holds any of this.";
  if (total === 0) {
    return `No paper holds all of this; shown are ${grouped(papers.length)} of ${grouped(nearly + near)} that hold some of it or are similar in meaning.`;
  }
  const all = foundBy.filter((by) => by === "all").length;
  const others = papers.length - all;
  return `${grouped(all)} of ${grouped(total)} papers${others > 0 ? `, and ${grouped(others)} that hold some of it or are similar in meaning` : ""}`;
}
