import { Argument, Command } from "commander";
import { readDocuments, readJudgedQueries } from "../search/evaluation/collection.ts";
import { depth, evaluate, type Figure, type Quality } from "../search/evaluation/evaluate.ts";
import { withTrial } from "../search/evaluation/trial.ts";
import { evaluateRanking, type RankingOptions } from "./evaluate-ranking.ts";
import { grouped, type Run } from "./terminal.ts";

export function evaluateCommand(run: Run): Command {
  return new Command("evaluate")
    .description(
      "Measure how good the search or the ranking is, on data at hand: what this instance holds is not touched.",
    )
    .addArgument(new Argument("<what>", "what is measured").choices(["search", "ranking"]))
    .argument(
      "<folder>",
      "for the search a collection as BEIR lays it out: corpus.jsonl, queries.jsonl, and qrels.tsv or qrels/test.tsv; for the ranking stream.jsonl and daily.jsonl, what was announced and what was featured",
    )
    .option("--json", "one JSON object on one line")
    .option("--from <day>", "the ranking: the first day that is measured, trained on those before")
    .option("--until <day>", "the ranking: the last day that is measured")
    .action((what: string, folder: string, options: RankingOptions) =>
      what === "ranking"
        ? evaluateRanking(run, folder, options)
        : evaluateSearch(run, folder, options.json ?? false),
    );
}

async function evaluateSearch({ terminal }: Run, folder: string, json: boolean): Promise<void> {
  // Before the documents, which take long.
  const { queries, oddities } = await readJudgedQueries(folder);
  for (const oddity of oddities) terminal.error(oddity);
  const qualities = await withTrial(async (trial) => {
    const documents = await trial.fill(readDocuments(folder), {
      saved: (count) => terminal.progress(`Reading: ${grouped(count)} documents`),
      indexed: ({ done, of }) =>
        terminal.progress(`Indexing: ${grouped(done)} of ${grouped(of)} documents`),
    });
    const judged = queries.flatMap(({ grades }) => [...grades.keys()]);
    const missing = new Set(judged.filter((document) => !trial.has(document)));
    if (missing.size > 0) {
      const [one] = missing;
      terminal.error(
        `Judged, but not in corpus.jsonl: ${grouped(missing.size)} documents, such as "${one}".`,
      );
    }
    if (!json) terminal.out(`${grouped(documents)} documents, ${grouped(queries.length)} queries`);
    const found = new Map<string, Quality>();
    for (const { name, order } of ways) {
      const quality = await evaluate(queries, {
        search: (text) => trial.search(text, { limit: depth, order }),
        onProgress: (done) =>
          terminal.progress(`${name}: ${grouped(done)} of ${grouped(queries.length)} queries`),
      });
      found.set(name, quality);
    }
    return found;
  });
  if (json) {
    const entries = [...qualities].map(([name, quality]) => [name, plain(quality)]);
    terminal.out(JSON.stringify(Object.fromEntries(entries)));
    return;
  }
  for (const [name, quality] of qualities) {
    terminal.out(`\n${name}`);
    for (const line of table(quality)) terminal.out(line);
  }
}

/** By words, by meaning, and as is usual, by both. */
const ways = [
  { name: "lexical", order: "words" },
  { name: "semantic", order: "meaning" },
  { name: "hybrid", order: "relevance" },
] as const;

const figures = [
  ["ndcg10", "nDCG@10", 4],
  ["recall100", "recall@100", 4],
  ["mrr", "MRR", 4],
  ["p50ms", "median, ms", 2],
] as const;

function plain(quality: Quality): Record<string, number | number[]> {
  const entries = figures.flatMap(([name, , digits]): [string, number | number[]][] => {
    const { value, interval } = quality[name];
    const short = (number: number) => Number(number.toFixed(digits));
    return [
      [name, short(value)],
      [`${name}_interval`, interval.map(short)],
    ];
  });
  return { ...Object.fromEntries(entries), queries: quality.queries };
}

/** With what would be seen, 95 times in 100, on other queries of the same kind. */
function table(quality: Quality): string[] {
  return figures.map(([name, title, digits]) => {
    const { value, interval }: Figure = quality[name];
    const [low, high] = interval.map((bound) => bound.toFixed(digits));
    return `${title.padEnd(10)}  ${value.toFixed(digits)}  (${low} to ${high})`;
  });
}
