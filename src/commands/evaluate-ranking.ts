// `broadsheet evaluate ranking`: the editor's model beside plainer orders, on days that it does not
// know.
import { Invalid } from "../errors.ts";
import { addDays, parseDay, type Day } from "../papers/period.ts";
import { Editor } from "../ranking/editor/editor.ts";
import { readEditorModel } from "../ranking/editor/model.ts";
import { shippedEditor } from "../ranking/editor/shipped.ts";
import { trainEditor } from "../ranking/editor/training/train.ts";
import {
  contests,
  evaluateOrder,
  leastPapers,
  type RankingQuality,
} from "../ranking/evaluation/evaluate-ranking.ts";
import {
  chanceOrder,
  codeOrder,
  editorOrder,
  hackerNewsOrder,
  lobstersOrder,
  newestOrder,
  wordsOrder,
  type Order,
} from "../ranking/evaluation/orders.ts";
import { readRecordedDays } from "../ranking/evaluation/recorded-days.ts";
import { Embedder } from "../search/embedder/embedder.ts";
import { grouped, type Run } from "./terminal.ts";

export interface RankingOptions {
  json?: boolean;
  /** The first day that is measured; what is trained is trained on the days before. */
  from?: string;
  /** The last day that is measured. */
  until?: string;
}

export async function evaluateRanking(
  { terminal }: Run,
  folder: string,
  { json = false, from: written, until: last = "9999-12-31" }: RankingOptions,
): Promise<void> {
  const shipped = readEditorModel(shippedEditor);
  const from = dayOption("--from", written ?? addDays(shipped.trained.last, 1));
  const until = last === "9999-12-31" ? last : dayOption("--until", last);
  terminal.progress("Reading");
  const { days, picked } = await readRecordedDays(folder);
  const measured = new Map([...days].filter(([day]) => day >= from && day <= until));
  const before = [...days].flatMap(([day, papers]) => (day < from ? papers : []));
  const tests = contests(measured);
  if (tests.length === 0) {
    throw new Invalid(
      `From ${from} on, ${folder} holds no day with ${leastPapers} papers and one that was liked, so there is nothing to measure.`,
    );
  }
  const heard = {
    announced: [...measured.values()].flat().map(({ manuscript }) => manuscript),
    picked: picked.filter(({ day }) => day >= from),
  };
  const embedder = new Embedder();
  const orders: Order[] = [chanceOrder(1), newestOrder, codeOrder, hackerNewsOrder, lobstersOrder];
  if (before.length > 0) {
    orders.push(wordsOrder(before));
    const model = trainEditor(before, {
      embedder,
      picked: picked.filter(({ day }) => day < from),
      onProgress: (line) => terminal.progress(line),
    });
    orders.push(
      editorOrder(new Editor(model, embedder), {
        name: "editor",
        means: "the editor's model, trained on the days before, hearing each day what was picked",
        heard,
      }),
    );
  }
  const editor = new Editor(shipped, embedder);
  if (shipped.trained.last >= from) {
    terminal.error(
      `The shipped model was trained until ${shipped.trained.last}, so some of these days are no news to it.`,
    );
  }
  orders.push(
    editorOrder(editor, {
      name: "shipped",
      means: "the shipped model, hearing each day what was picked",
      heard,
    }),
    editorOrder(editor, {
      name: "shipped-alone",
      means: "the shipped model on an instance that hears of nothing",
      heard: { announced: [], picked: [] },
    }),
  );
  const found = orders.map((order) => {
    terminal.progress(`Measuring: ${order.name}`);
    return { order, quality: evaluateOrder(tests, order) };
  });
  if (json) {
    terminal.out(
      JSON.stringify(
        Object.fromEntries(found.map(({ order, quality }) => [order.name, plain(quality)])),
      ),
    );
    return;
  }
  terminal.out(
    `${grouped(tests.length)} days from ${from} on, ${grouped(tests.flat().length)} papers`,
  );
  terminal.out(`\n${"".padEnd(15)}nDCG@10                 precision@10`);
  for (const { order, quality } of found) {
    terminal.out(
      `${order.name.padEnd(15)}${shown(quality.ndcg10)}  ${shown(quality.precision10)}  ${order.means}`,
    );
  }
}

function dayOption(option: string, written: string): Day {
  const day = parseDay(written);
  if (day === undefined) throw new Invalid(`${option} wants a day such as 2026-01-01.`);
  return day;
}

function shown({ value, interval }: RankingQuality["ndcg10"]): string {
  const [low, high] = interval.map((bound) => bound.toFixed(3));
  return `${value.toFixed(3)} (${low} to ${high})`;
}

function plain({ days, ndcg10, precision10 }: RankingQuality): Record<string, number | number[]> {
  const short = (number: number) => Number(number.toFixed(4));
  return {
    days,
    ndcg10: short(ndcg10.value),
    ndcg10_interval: ndcg10.interval.map(short),
    precision10: short(precision10.value),
    precision10_interval: precision10.interval.map(short),
  };
}
