import { Command } from "commander";
import { composeDigests } from "../email/digest.ts";
import { countParts } from "../editions/edition.ts";
import { openSections } from "../editions/sections.ts";
import { letterheadOf } from "../email/letterhead.ts";
import { Invalid } from "../errors.ts";
import { dayIn, parseDay } from "../papers/period.ts";
import { openJudges } from "../ranking/judgements.ts";
import { readSections } from "../search/sections.ts";
import { instanceSecret } from "../store/instance.ts";
import { withIndex } from "./take-in.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

export function digestCommand(run: Run): Command {
  return new Command("digest")
    .description("Compose the edition for every confirmed address and put it into the outbox.")
    .option("--day <day>", "the day of the edition (2026-03-27); else the newest with papers")
    .option("--dry-run", "say who would get what, and write nothing")
    .action((options: { day?: string; dryRun?: boolean }) => digest(run, options));
}

async function digest(
  run: Run,
  { day, dryRun = false }: { day?: string; dryRun?: boolean },
): Promise<void> {
  if (day !== undefined && !parseDay(day)) {
    throw new Invalid(`--day takes a day such as 2026-03-27, not "${day}".`);
  }
  const { terminal } = run;
  await withDatabase(run, async (db, config) => {
    const now = new Date();
    const today = dayIn(config.TIME_ZONE, now);
    const saved = readSections(config.CONFIG_FILE, { today });
    const receipt = await composeDigests(db, {
      letterhead: letterheadOf({ config, secret: await instanceSecret(db) }),
      day,
      today,
      now,
      judge: openJudges(db, {
        dataDir: config.DATA_DIR,
        log: (message) => terminal.error(message),
      }),
      countParts: async (standings) =>
        saved.length === 0
          ? []
          : await withIndex({ db, config }, async (index) => {
              await index.catchUp();
              const sections = await openSections(db, { saved, finder: index, today });
              return await countParts(sections, standings);
            }),
      dryRun,
      onProgress: (line) => terminal.progress(line),
      onComposed: dryRun
        ? ({ address, edition, subject, papers }) =>
            terminal.out(`${address}  ${edition}  ${grouped(papers)} papers  ${subject}`)
        : undefined,
    });
    if (receipt.editions.length === 0) {
      terminal.out(
        day === undefined
          ? "No edition is new enough to be mailed. `--day` names an older one."
          : `There are no papers of ${day} here.`,
      );
      return;
    }
    for (const { edition, papers } of receipt.editions) {
      terminal.out(`edition ${edition}: ${grouped(papers)} papers`);
    }
    const { composed, nothingNew, alreadyComposed } = receipt;
    terminal.out(
      `composed ${grouped(composed)}, nothing new for ${grouped(nothingNew)}, composed before ${grouped(alreadyComposed)}`,
    );
  });
}
