import { Command } from "commander";
import { findNewestEdition } from "../editions/edition.ts";
import { rankPeriod, readEntries } from "../editions/standings.ts";
import { Invalid } from "../errors.ts";
import { bareIdentifier } from "../papers/identifier.ts";
import { dayPeriod, parsePeriod, periodTitle } from "../papers/period.ts";
import { texToText } from "../papers/tex/tex.ts";
import { openJudges } from "../ranking/judgements.ts";
import { mainReasons } from "../ranking/reason.ts";
import { grouped, wholeNumber, withDatabase, type Run } from "./terminal.ts";

interface RankOptions {
  limit: number;
  json?: boolean;
}

export function rankCommand(run: Run): Command {
  return new Command("rank")
    .description("Show an edition in its order, each paper with its score and its reasons.")
    .argument("[edition]", "a day, week or month (2026-03-27, 2026-W13, 2026-03); else the newest")
    .option("--limit <count>", "how many to show", wholeNumber, 20)
    .option("--json", "one JSON object a line, with all reasons and their shares")
    .action((edition: string | undefined, options: RankOptions) => rank(run, edition, options));
}

async function rank(
  run: Run,
  edition: string | undefined,
  { limit, json = false }: RankOptions,
): Promise<void> {
  const { terminal } = run;
  const asked = edition === undefined ? undefined : parsePeriod(edition);
  if (edition !== undefined && !asked) {
    throw new Invalid(
      `An edition is a day, a week or a month, such as 2026-03-27, 2026-W13 or 2026-03, not "${edition}".`,
    );
  }
  await withDatabase(run, async (db, { DATA_DIR }) => {
    const newest = asked ? undefined : await findNewestEdition(db);
    const period = asked ?? (newest === undefined ? undefined : dayPeriod(newest));
    const judge = openJudges(db, { dataDir: DATA_DIR, log: (message) => terminal.error(message) });
    const standings = period ? await rankPeriod(db, { period, judge }) : [];
    if (!period || standings.length === 0) {
      run.exitCode = 1;
      terminal.error(`There are no papers${edition === undefined ? "" : ` of ${edition}`} here.`);
      return;
    }
    for (const entry of await readEntries(db, standings.slice(0, limit))) {
      const { place, score, reasons, paper } = entry;
      const identifier = bareIdentifier(paper.identifier);
      const title = texToText(paper.title);
      if (json) {
        terminal.out(JSON.stringify({ place, identifier, title, score, reasons }));
        continue;
      }
      terminal.out(
        `${String(place).padStart(3)}  ${score.toFixed(2).padStart(6)}  ${identifier}  ${title}`,
      );
      terminal.out(`${"".padEnd(13)}${mainReasons(reasons).join(" · ")}`);
    }
    terminal.error(
      `${periodTitle(period)}: ${grouped(Math.min(limit, standings.length))} of ${grouped(standings.length)} papers`,
    );
  });
}
