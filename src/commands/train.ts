import { Argument, Command } from "commander";
import { renameSync, writeFileSync } from "node:fs";
import { Invalid } from "../errors.ts";
import type { Day } from "../papers/period.ts";
import { listPicked } from "../ranking/community-record.ts";
import { Editor } from "../ranking/editor/editor.ts";
import { packEditorModel, readEditorModel, type EditorModel } from "../ranking/editor/model.ts";
import { shippedEditor } from "../ranking/editor/shipped.ts";
import { trainEditor } from "../ranking/editor/training/train.ts";
import { evaluateOrder } from "../ranking/evaluation/evaluate-ranking.ts";
import { editorOrder } from "../ranking/evaluation/orders.ts";
import type { RecordedPaper } from "../ranking/evaluation/recorded-days.ts";
import { ownEditor } from "../ranking/judgements.ts";
import { readOwnDays } from "../ranking/own-votes.ts";
import { Embedder } from "../search/embedder/embedder.ts";
import type { Database } from "../store/tables.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

interface TrainOptions {
  dryRun?: boolean;
  anyway?: boolean;
}

export function trainCommand(run: Run): Command {
  return new Command("train")
    .description(
      "Train the editor's model on the votes of this instance, so that its front page is after the taste of its readers.",
    )
    .addArgument(new Argument("<what>", "what is trained").choices(["editor"]))
    .option("--dry-run", "say how good it would be, and keep the model that there is")
    .option(
      "--anyway",
      "take the new model even where it is no better than the one that comes along",
    )
    .action((_what: string, options: TrainOptions) =>
      withDatabase(run, (db, { DATA_DIR }) => train(run, db, { dataDir: DATA_DIR, ...options })),
    );
}

// With less there is nothing to learn from, and nothing to check on.
const leastDays = 30;
const leastVotedFor = 100;
// The newest of the days are those that the model is checked on.
const checkedShare = 0.2;

async function train(
  { terminal }: Run,
  db: Database,
  { dataDir, dryRun = false, anyway = false }: TrainOptions & { dataDir: string },
): Promise<void> {
  const days = await readOwnDays(db, {
    onProgress: (done, of) =>
      terminal.progress(`Reading: ${grouped(done)} of ${grouped(of)} papers`),
  });
  const papers = [...days.values()].flat();
  const votedFor = papers.filter(({ gain }) => gain > 0).length;
  if (days.size < leastDays || votedFor < leastVotedFor) {
    throw new Invalid(
      `There are votes for ${grouped(votedFor)} papers of ${grouped(days.size)} days here. An editor of your own needs ${leastVotedFor} of ${leastDays} days at least; until then the one that comes along goes on.`,
    );
  }
  const embedder = new Embedder();
  const picked = await listPicked(db);
  const learn = (from: readonly RecordedPaper[], until: Day) =>
    trainEditor(from, {
      embedder,
      picked: picked.filter(({ day }) => day <= until),
      onProgress: (line) => terminal.progress(line),
    });
  const names = [...days.keys()];
  const checkedFrom = names[Math.floor(names.length * (1 - checkedShare))]!;
  const before = papers.filter(({ manuscript }) => manuscript.day < checkedFrom);
  const checked = [...days].flatMap(([day, papers]) => (day >= checkedFrom ? [papers] : []));
  const quality = (model: EditorModel, name: string) => {
    const heard = { announced: papers.map(({ manuscript }) => manuscript), picked };
    const order = editorOrder(new Editor(model, embedder), { name, means: "", heard });
    return evaluateOrder(checked, order);
  };
  const own = quality(learn(before, before.at(-1)!.manuscript.day), "own");
  const shipped = quality(readEditorModel(shippedEditor), "shipped");
  terminal.out(
    `On the newest ${grouped(checked.length)} days, which it had not seen: nDCG@10 ${own.ndcg10.value.toFixed(3)}, ${percent(own.precision10.value)} of the first ten were voted for. The model that comes along: ${shipped.ndcg10.value.toFixed(3)}, ${percent(shipped.precision10.value)}.`,
  );
  const isBetter = own.ndcg10.value > shipped.ndcg10.value;
  if (dryRun) {
    terminal.out(isBetter ? "It would be taken." : "That is no better, so it would not be taken.");
    return;
  }
  if (!isBetter && !anyway) {
    terminal.out("That is no better, so nothing was changed. `--anyway` takes it all the same.");
    return;
  }
  const model = learn(papers, names.at(-1)!);
  save(packEditorModel(model), ownEditor(dataDir));
  terminal.out(
    `The editor ${model.name} has learned from ${grouped(votedFor)} papers of ${grouped(days.size)} days, and judges from now on. Delete ${ownEditor(dataDir)} to go back.`,
  );
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** All of it or nothing, since a server may be reading. */
function save(bytes: Buffer, path: string): void {
  const fresh = `${path}.new`;
  writeFileSync(fresh, bytes, { flush: true });
  renameSync(fresh, path);
}
