import { Command } from "commander";
import { askingOf } from "../catalogue/harvest/gather.ts";
import { importFile, type ImportProgress, type ImportReceipt } from "../catalogue/import.ts";
import { signList } from "../catalogue/lists/list-tokens.ts";
import type { LookUp } from "../catalogue/lists/look-up.ts";
import { systemClock, timeLeft } from "../clock.ts";
import type { Config } from "../config.ts";
import { Invalid } from "../errors.ts";
import { links } from "../links.ts";
import { parseDay } from "../papers/period.ts";
import { instanceSecret } from "../store/instance.ts";
import type { Database } from "../store/tables.ts";
import { lookUpProgress } from "./look-up-progress.ts";
import { takeIn } from "./take-in.ts";
import { tellMatches } from "./tell-matches.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

const reasonsShown = 100;

interface ImportOptions {
  date?: string;
  lenient?: boolean;
  apply?: boolean;
  offline?: boolean;
}

export function importCommand(run: Run): Command {
  return new Command("import")
    .description(
      "Take papers, and lists of papers, into the catalogue; running it again changes nothing.",
    )
    .argument(
      "<file...>",
      "arXiv metadata as JSON lines; a saved Daily Papers page; BibTeX, RIS or CSL-JSON; or a list of identifiers, addresses and titles, one a line. Gzipped or not; - is what is pasted or piped in",
    )
    .option("--apply", "take what was matched by title, too; without it, it is only shown")
    .option("--offline", "look only at the papers that are here, and do not ask arXiv")
    .option("--date <day>", "the day of a saved page, in place of its own date line (2026-07-31)")
    .option("--lenient", "end with exit code 0 even when lines were rejected or not matched")
    .action((files: string[], options: ImportOptions) => importFiles(run, files, options));
}

async function importFiles(run: Run, files: string[], options: ImportOptions): Promise<void> {
  const { date } = options;
  if (date !== undefined && !parseDay(date)) {
    throw new Invalid(`--date takes a day such as 2026-07-31, not "${date}".`);
  }
  const { terminal } = run;
  await withDatabase(run, async (db, config) => {
    const total: ImportReceipt = { read: 0, new: 0, changed: 0, unchanged: 0, rejected: 0 };
    const lookUp = options.offline ? undefined : lookUpOf(run, db, config);
    for (const file of files) {
      try {
        const receipt = await importOne(run, { db, config, file, options, lookUp });
        for (const name of Object.keys(total) as (keyof ImportReceipt)[])
          total[name] += receipt[name];
      } catch (cause) {
        if (!(cause instanceof Invalid)) throw cause;
        terminal.error(`${nameOf(file)} ${cause.message.replace(/[.?!]*$/, ".")}`);
        run.exitCode = 1;
      }
    }
    if (files.length > 1) terminal.out(`together: ${receiptOf(total)}`);
    await takeIn(run, { db, config });
    if (total.rejected > 0 && !options.lenient) run.exitCode = 1;
  });
}

function lookUpOf({ terminal }: Run, db: Database, config: Config): LookUp | undefined {
  if (!config.SOURCES.has("arxiv")) return undefined;
  const onProgress = (line: string) => terminal.progress(line);
  const asking = askingOf(db, "arxiv-api", { config, clock: systemClock, onProgress });
  return { asking, url: config.ARXIV_API_URL };
}

interface OneFile {
  db: Database;
  config: Config;
  file: string;
  options: ImportOptions;
  lookUp: LookUp | undefined;
}

async function importOne(
  run: Run,
  { db, config, file, options: { date, apply, lenient = false }, lookUp }: OneFile,
): Promise<ImportReceipt> {
  const { terminal } = run;
  const name = nameOf(file);
  const show = progressOf(name, Date.now());
  let rejected = 0;
  const { receipt, list, trouble, taken, hereByTitle } = await importFile(db, name, {
    date,
    now: new Date(),
    input: file === "-" ? process.stdin : undefined,
    lookUp,
    apply,
    onProgress: (progress) => terminal.progress(show(progress)),
    onLookUp: lookUpProgress((line) => terminal.progress(line)),
    onRejected({ line, reason }) {
      rejected++;
      if (rejected <= reasonsShown) terminal.error(`${name}, line ${line}: ${reason}`);
    },
  });
  if (rejected > reasonsShown) {
    terminal.error(`${name}: ${grouped(rejected - reasonsShown)} more lines were rejected.`);
  }
  terminal.out(`${name}: ${receiptOf(receipt)}`);
  if (list) {
    const secret = await instanceSecret(db);
    const page = links.whole(links.matches(signList(secret, list.id)), config.SITE_URL);
    const complete = tellMatches(terminal, list, {
      page,
      taken,
      trouble,
      hereByTitle,
      asked: lookUp !== undefined,
    });
    if (!complete && !lenient) run.exitCode = 1;
  }
  return receipt;
}

function nameOf(file: string): string {
  return file === "-" ? "what was pasted" : file;
}

function receiptOf({ read, rejected, ...saved }: ImportReceipt): string {
  return [
    `read ${grouped(read)}`,
    `new ${grouped(saved.new)}`,
    `changed ${grouped(saved.changed)}`,
    `unchanged ${grouped(saved.unchanged)}`,
    `rejected ${grouped(rejected)}`,
  ].join(", ");
}

function progressOf(file: string, startedAt: number): (progress: ImportProgress) => string {
  return ({ read, share }) => {
    const seconds = Math.max(0.001, (Date.now() - startedAt) / 1000);
    const left = share > 0 ? (seconds * (1 - share)) / share : 0;
    const percent = Math.round(share * 100);
    return `${file}: ${grouped(read)} papers, ${grouped(Math.round(read / seconds))} a second, ${percent} %, ${timeLeft(left)}`;
  };
}
