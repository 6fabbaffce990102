import { Command } from "commander";
import { catalogueSize } from "../catalogue/papers.ts";
import { countUnindexed } from "../catalogue/unindexed.ts";
import { embed, indexProgress, withIndex } from "./take-in.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

export function indexCommand(run: Run): Command {
  return new Command("index")
    .description("Take in what the search index lacks; with --rebuild make it anew.")
    .option("--rebuild", "make the whole index anew from the papers, also while a server runs")
    .action(({ rebuild = false }: { rebuild?: boolean }) => keepIndex(run, rebuild));
}

async function keepIndex(run: Run, rebuild: boolean): Promise<void> {
  const { terminal } = run;
  await withDatabase(run, async (db, config) => {
    await withIndex({ db, config }, async (index) => {
      const onProgress = indexProgress(run);
      if (rebuild) await index.rebuild(onProgress);
      else if (!(await index.catchUp(onProgress))) {
        terminal.error("A server is running; it takes in by itself what the index lacks.");
      }
      await embed(run, index);
      const { papers } = await catalogueSize(db);
      const { papers: indexed, segments } = await index.count();
      terminal.out(
        `papers ${grouped(papers)}, indexed ${grouped(indexed)}, in ${grouped(segments)} ${segments === 1 ? "segment" : "segments"}`,
      );
      if ((await countUnindexed(db)) === 0 && indexed === papers) return;
      terminal.error("The index is not complete. `broadsheet index --rebuild` makes it anew.");
      run.exitCode = 1;
    });
  });
}
