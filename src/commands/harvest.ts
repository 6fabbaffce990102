import { Command, Option } from "commander";
import { arxivHost, gather } from "../catalogue/harvest/gather.ts";
import { sources, type Source } from "../catalogue/harvest/harvests.ts";
import { systemClock } from "../clock.ts";
import { Invalid, SourceError } from "../errors.ts";
import { dayOf, parseDay } from "../papers/period.ts";
import { liftRefusal } from "../store/turns.ts";
import { takeIn } from "./take-in.ts";
import { tellHarvest } from "./tell-harvest.ts";
import { withDatabase, type Run } from "./terminal.ts";

interface HarvestOptions {
  source?: Source;
  since?: string;
  dryRun?: boolean;
  resume?: boolean;
}

export function harvestCommand(run: Run): Command {
  return new Command("harvest")
    .description("Gather what arXiv has announced, then end; the server does so by itself.")
    .addOption(
      // What the feed announced and did not bring is asked for with it.
      new Option("--source <source>", "only this source").choices(
        sources.filter((source) => source !== "arxiv-api"),
      ),
    )
    .option(
      "--since <day>",
      "for arxiv-oai: begin with what changed on this day (2026-03-01), or `all`; else where the last list ended",
    )
    .option("--dry-run", "ask, say what came, and write no paper")
    .option("--resume", "ask again although arXiv refused us; look into the reason first")
    .addHelpText(
      "after",
      "\nWithout --source: the feed, then OAI-PMH since the last time, or of a week. The first\n`--source arxiv-oai` gathers the whole history of ARXIV_CATEGORIES, which takes hours; it may be\nstopped at any point and goes on there.",
    )
    .action((options: HarvestOptions) => harvest(run, options));
}

async function harvest(run: Run, options: HarvestOptions): Promise<void> {
  const { source, since, dryRun = false, resume = false } = options;
  if (since !== undefined && since !== "all" && !parseDay(since)) {
    throw new Invalid(`--since takes a day such as 2026-03-01, or all, not "${since}".`);
  }
  const today = dayOf(systemClock.now().getTime());
  if (since !== undefined && since !== "all" && since > today) {
    throw new Invalid(
      `${since} is still to come; --since takes a day up to today, ${today} in UTC.`,
    );
  }
  if (since !== undefined && source === "arxiv-feed") {
    throw new Invalid("The feed holds only the newest announcement; --since is for arxiv-oai.");
  }
  if (resume && dryRun) {
    throw new Invalid(
      "--resume lifts arXiv’s refusal for good, which --dry-run must not; leave one of them out.",
    );
  }
  const { terminal } = run;
  await withDatabase(run, async (db, config) => {
    if (resume) await liftRefusal(db, arxivHost);
    await gather(db, {
      config,
      clock: systemClock,
      sources: sourcesOf(source),
      since,
      wholeHistory: source === "arxiv-oai",
      dryRun,
      onProgress: (line) => terminal.progress(line),
      onHarvested: (harvest) => tellHarvest(harvest, run, dryRun),
    }).catch((error: unknown) => {
      if (error instanceof SourceError) throw new Invalid(error.message, { cause: error });
      throw error;
    });
    if (!dryRun) await takeIn(run, { db, config });
  });
}

function sourcesOf(source: Source | undefined): readonly Source[] {
  if (source === undefined) return sources;
  return source === "arxiv-feed" ? ["arxiv-feed", "arxiv-api"] : [source];
}
