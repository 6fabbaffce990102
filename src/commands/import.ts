import { Command } from "commander";
import { importFile, type ImportProgress, type ImportReceipt } from "../catalogue/import.ts";
import { Invalid } from "../errors.ts";
import { parseDay } from "../papers/period.ts";
import { grouped, timeLeft, withDatabase, type Run } from "./terminal.ts";

const reasonsShown = 100;

export function importCommand(run: Run): Command {
  return new Command("import")
    .description("Take papers from files into the catalogue; running it again changes nothing.")
    .argument(
      "<file...>",
      "arXiv metadata as JSON lines, gzipped or not, or a saved Daily Papers page as plain text",
    )
    .option("--date <day>", "the day of a saved page, in place of its own date line (2026-07-31)")
    .option("--lenient", "end with exit code 0 even when lines were rejected")
    .action((files: string[], options: { date?: string; lenient?: boolean }) =>
      importFiles(run, files, options),
    );
}

async function importFiles(
  run: Run,
  files: string[],
  { date, lenient = false }: { date?: string; lenient?: boolean },
): Promise<void> {
  if (date !== undefined && !parseDay(date)) {
    throw new Invalid(`--date takes a day such as 2026-07-31, not "${date}".`);
  }
  const { terminal } = run;
  await withDatabase(run, async (db) => {
    const total: ImportReceipt = { read: 0, new: 0, changed: 0, unchanged: 0, rejected: 0 };
    let unreadable = 0;
    for (const file of files) {
      const show = progressOf(file, Date.now());
      let rejected = 0;
      try {
        const receipt = await importFile(db, file, {
          date,
          now: new Date(),
          onProgress: (progress) => terminal.progress(show(progress)),
          onRejected({ line, reason }) {
            rejected++;
            if (rejected <= reasonsShown) terminal.error(`${file}, line ${line}: ${reason}`);
          },
        });
        for (const name of Object.keys(total) as (keyof ImportReceipt)[])
          total[name] += receipt[name];
        terminal.out(`${file}: ${receiptOf(receipt)}`);
      } catch (cause) {
        if (!(cause instanceof Invalid)) throw cause;
        terminal.error(`${file} ${cause.message}.`);
        unreadable++;
      }
      if (rejected > reasonsShown) {
        terminal.error(`${file}: ${grouped(rejected - reasonsShown)} more lines were rejected.`);
      }
    }
    if (files.length > 1) terminal.out(`together: ${receiptOf(total)}`);
    if (unreadable > 0 || (total.rejected > 0 && !lenient)) run.exitCode = 1;
  });
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
