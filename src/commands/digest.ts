import { Command } from "commander";
import { composeDigests } from "../email/digests/digest.ts";
import { bringOutDuePicks, pickClock } from "../editions/pick-days.ts";
import { letterheadOf } from "../email/letters/letterhead.ts";
import { followsAnything } from "../email/digests/subscribers.ts";
import { openKeeper } from "../email/subscriptions/suppression.ts";
import { Invalid } from "../errors.ts";
import { dayIn, parseDay } from "../papers/period.ts";
import { openJudges } from "../ranking/judgements.ts";
import { readSections } from "../search/sections.ts";
import { withIndex } from "./take-in.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

export function digestCommand(run: Run): Command {
  return new Command("digest")
    .description("Compose the edition for every confirmed address and put it into the outbox.")
    .option("--day <day>", "the day of the edition (2026-03-27); else the newest with papers")
    .option("--due", "only for those whose hour has come; else for everybody, at once")
    .option("--dry-run", "say who would get what, and write nothing")
    .action((options: DigestWords) => digest(run, options));
}

interface DigestWords {
  day?: string;
  due?: boolean;
  dryRun?: boolean;
}

async function digest(run: Run, { day, due = false, dryRun = false }: DigestWords): Promise<void> {
  if (day !== undefined && !parseDay(day)) {
    throw new Invalid(`--day takes a day such as 2026-03-27, not "${day}".`);
  }
  const { terminal } = run;
  await withDatabase(run, async (db, config) => {
    const now = new Date();
    const today = dayIn(config.TIME_ZONE, now);
    const saved = readSections(config.CONFIG_FILE, { today });
    const keeper = await openKeeper(db, config.DATA_DIR);
    if (!dryRun) {
      await bringOutDuePicks(db, pickClock(config, now));
    }
    const isSearched = saved.length > 0 || (await followsAnything(db));
    const receipt = await withIndex({ db, config }, async (finder) => {
      if (isSearched) await finder.catchUp();
      return await composeDigests(db, {
        letterhead: letterheadOf({ config, secret: keeper.secret }),
        keeper,
        day,
        today,
        now,
        dueOnly: due,
        judge: openJudges(db, {
          dataDir: config.DATA_DIR,
          log: (message) => terminal.error(message),
        }),
        finder,
        saved,
        deferrals: config.ARXIV_DEFERRALS,
        dryRun,
        onProgress: (line) => terminal.progress(line),
        onComposed: dryRun
          ? ({ address, edition, subject, papers }) =>
              terminal.out(`${address}  ${edition}  ${grouped(papers)} papers  ${subject}`)
          : undefined,
      });
    });
    if (receipt.editions.length === 0) {
      terminal.out(
        day === undefined
          ? due
            ? "Nobody’s hour has come, or everybody was served."
            : "No edition is new enough to be mailed. `--day` names an older one."
          : `There are no papers of ${day} here.`,
      );
      return;
    }
    for (const { edition, papers } of receipt.editions) {
      terminal.out(`edition ${edition}: ${grouped(papers)} papers`);
    }
    const { composed, nothingNew, alreadyComposed, suppressed } = receipt;
    terminal.out(
      [
        `composed ${grouped(composed)}`,
        `nothing new for ${grouped(nothingNew)}`,
        `composed before ${grouped(alreadyComposed)}`,
        ...(suppressed > 0 ? [`left out ${grouped(suppressed)} that left or bounced`] : []),
      ].join(", "),
    );
  });
}
