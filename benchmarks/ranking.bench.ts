// How good the editor's model is beside plainer orders, on 2026-01 to 2026-03 and trained on the days
// before (as `broadsheet evaluate ranking` has it), and how long a day takes.
import { dirname } from "node:path";
import { evaluateRanking } from "../src/commands/evaluate-ranking.ts";
import { AuthorHistory } from "../src/ranking/editor/author-history.ts";
import { Editor } from "../src/ranking/editor/editor.ts";
import { readEditorModel } from "../src/ranking/editor/model.ts";
import { shippedEditor } from "../src/ranking/editor/shipped.ts";
import { readRecordedDays } from "../src/ranking/evaluation/recorded-days.ts";
import { rank } from "../src/ranking/rank.ts";
import { defaultWeights } from "../src/ranking/weights.ts";
import type { Signal } from "../src/papers/signal.ts";
import { Embedder } from "../src/search/embedder/embedder.ts";
import { dataFile, spread } from "./data.ts";

const folder = dirname(dirname(dataFile("arxiv-stream/stream.jsonl.gz")));
const terminal = {
  out: (line: string) => console.log(line),
  error: (line: string) => console.log(line),
  progress: () => {},
  finish: () => {},
};
await evaluateRanking({ environment: {}, terminal, exitCode: 0 }, folder, { from: "2026-01-01" });

const { days } = await readRecordedDays(folder);
const day = "2026-03-27";
const papers = [...days.values()].flat().slice(-1000);
const times: Record<string, number[]> = { reading: [], judging: [], ranking: [] };
const editor = new Editor(readEditorModel(shippedEditor), new Embedder());
const history = new AuthorHistory({ known: editor.model.authors, announced: [], picked: [] });
for (let round = 0; round < 10; round++) {
  const took = (what: string, since: number) => times[what]!.push(performance.now() - since);
  let begun = performance.now();
  const readings = papers.map(({ manuscript }) => editor.read(manuscript));
  took("reading", begun);
  begun = performance.now();
  const judgements = papers.map(({ paper, manuscript }, i) =>
    editor.judge(
      readings[i]!,
      manuscript,
      history.before(day, { paper, authors: manuscript.authors }),
    ),
  );
  took("judging", begun);
  const candidates = papers.map(({ paper, manuscript: { categories } }, id) => {
    return { id, identifier: `arxiv:${paper}`, categories, day };
  });
  const signals = papers.flatMap(({ gain }, paper): Signal[] =>
    Array.from({ length: Math.round(gain) }, (_, minute) => ({
      paper,
      kind: "upvote",
      source: "here",
      at: `${day}T10:0${minute}:00.000Z`,
      weight: 1,
    })),
  );
  begun = performance.now();
  rank(candidates, signals, {
    judgements: new Map(judgements.map((judgement, id) => [id, judgement])),
    weights: defaultWeights,
  });
  took("ranking", begun);
}
console.log("\n1,000 papers, ten times:");
for (const [what, took] of Object.entries(times)) console.log(`${what.padEnd(8)} ${spread(took)}`);
