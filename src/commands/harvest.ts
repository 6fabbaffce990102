import { Argument, Command, Option } from "commander";
import { gather } from "../catalogue/harvest/gather.ts";
import { hostOf, sources, sourcesOf, type Source } from "../catalogue/harvest/harvests.ts";
import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { Invalid, SourceError } from "../errors.ts";
import { dayOf, parseDay } from "../papers/period.ts";
import { liftRefusal } from "../store/turns.ts";
import { hostNames } from "../turns.ts";
import { takeIn } from "./take-in.ts";
import { tellHarvest } from "./tell-harvest.ts";
import { withDatabase, type Run } from "./terminal.ts";

interface HarvestOptions {
  source?: Source | undefined;
  since?: string;
  dryRun?: boolean;
  resume?: boolean;
}

// What the feed announced and did not bring is asked for with it.
const choices = sources.filter((source) => source !== "arxiv-api");

export function harvestCommand(run: Run): Command {
  return new Command("harvest")
    .description("Gather what was announced and featured, then end; the server does so by itself.")
    .addArgument(new Argument("[source]", "only this source").choices(choices))
    .addOption(new Option("--source <source>", "the same").choices(choices).hideHelp())
    .option(
      "--since <day>",
      "begin with what changed (arxiv-oai) or was featured (hugging-face) on this day, such as 2026-03-01, or `all`; else where the last list ended",
    )
    .option("--dry-run", "ask, say what came, and write no paper")
    .option("--resume", "ask again although we were refused; look into the reason first")
    .addHelpText(
      "after",
      `
Without a source: those of SOURCES, of arXiv the feed, then OAI-PMH since the last time, or of a week.
The first \`harvest arxiv-oai\` gathers the whole history of ARXIV_CATEGORIES, and \`harvest hugging-face
--since all\` every Daily Papers page since May 2023. That takes an hour or many, may be stopped at any
point, and goes on there when the same command is given again.`,
    )
    .action((source: Source | undefined, options: HarvestOptions) =>
      harvest(run, { ...options, source: source ?? options.source }),
    );
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
    throw new Invalid(
      "The feed holds only the newest announcement; --since is for the other sources.",
    );
  }
  if (resume && dryRun) {
    const host = hostNames[hostOf(source ?? "arxiv-feed")];
    throw new Invalid(
      `--resume lifts ${host}’s refusal for good, which --dry-run must not; leave one of them out.`,
    );
  }
  const { terminal } = run;
  await withDatabase(run, async (db, config) => {
    const asked = askedSources(source, config);
    if (resume) for (const host of new Set(asked.map(hostOf))) await liftRefusal(db, host);
    await gather(db, {
      config,
      clock: systemClock,
      sources: asked,
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

function askedSources(source: Source | undefined, { SOURCES }: Config): readonly Source[] {
  if (source === "arxiv-feed") return ["arxiv-feed", "arxiv-api"];
  if (source !== undefined) return [source];
  // Whoever lets nothing be gathered by itself may gather by hand.
  return SOURCES.size > 0 ? sourcesOf(...SOURCES) : sourcesOf("arxiv");
}
