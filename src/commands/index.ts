import { Command } from "commander";
import { countIndexed, rebuildText } from "../catalogue/full-text.ts";
import { catalogueSize } from "../catalogue/papers.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

export function indexCommand(run: Run): Command {
  return new Command("index")
    .description("Compare the search index with the catalogue; with --rebuild make it anew.")
    .option("--rebuild", "make the whole index anew from the papers")
    .action(({ rebuild = false }: { rebuild?: boolean }) => checkIndex(run, rebuild));
}

async function checkIndex(run: Run, rebuild: boolean): Promise<void> {
  const { terminal } = run;
  await withDatabase(run, async (db) => {
    const { papers } = await catalogueSize(db);
    if (rebuild) {
      await rebuildText(db, (done) =>
        terminal.progress(`Indexing: ${grouped(done)} of ${grouped(papers)} papers`),
      );
    }
    const indexed = await countIndexed(db);
    terminal.out(`papers ${grouped(papers)}, indexed ${grouped(indexed)}`);
    if (indexed === papers) return;
    terminal.error("The index is not complete. `broadsheet index --rebuild` makes it anew.");
    run.exitCode = 1;
  });
}
