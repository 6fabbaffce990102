import { Command } from "commander";
import type { Config } from "../config.ts";
import { Invalid } from "../errors.ts";
import { endpointOf, modelNameOf } from "../search/endpoint/endpoint.ts";
import { findFault } from "../search/endpoint/embedding-fault.ts";
import { countVectors, forgetModel, listModels } from "../search/endpoint/stored-vectors.ts";
import type { Database } from "../store/tables.ts";
import { grouped, minuteOf, withInstance, type Run } from "./terminal.ts";

interface Options {
  forget?: boolean;
  forgetOthers?: boolean;
}

export function embeddingsCommand(run: Run): Command {
  return new Command("embeddings")
    .description("Say how far the model of EMBEDDINGS_URL is with the papers, and what is kept.")
    .option("--forget", "forget what it made of papers, which is asked for again")
    .option("--forget-others", "forget what other models made, which were set up before")
    .action((options: Options) => tellEmbeddings(run, options));
}

async function tellEmbeddings(run: Run, options: Options): Promise<void> {
  await withInstance(run, async (db, config) => {
    const { forget = false, forgetOthers = false } = options;
    const endpoint = endpointOf(config);
    const current = endpoint && modelNameOf(endpoint);
    if (forget && current === undefined) throw new Invalid("No EMBEDDINGS_URL is set.");
    for (const { name, papers } of await listModels(db)) {
      if (name === current ? !forget : !forgetOthers) continue;
      await forgetModel(db, name);
      run.terminal.out(`${name}: what it made of ${papersOf(papers)} is forgotten`);
    }
    if (forget || forgetOthers) return;
    await tellCurrent(run, db, config);
    for (const { name, dimensions, papers } of await listModels(db)) {
      if (name === current) continue;
      run.terminal.out(`${name}, not in use: ${papersOf(papers)} in ${dimensions} numbers each`);
    }
  });
}

async function tellCurrent({ terminal }: Run, db: Database, config: Config): Promise<void> {
  const endpoint = endpointOf(config);
  if (!endpoint) {
    terminal.out("No EMBEDDINGS_URL is set: the model that comes along serves.");
    return;
  }
  const name = modelNameOf(endpoint);
  const { done, of, without } = await countVectors(db, name);
  terminal.out(`${name} at ${endpoint.host}: ${grouped(done)} of ${papersOf(of)}`);
  if (without > 0) terminal.out(`It could make nothing of ${papersOf(without)}.`);
  const fault = done < of ? await findFault(db) : undefined;
  if (fault) terminal.out(`Last fault, ${minuteOf(new Date(fault.at))}: ${fault.message}`);
}

function papersOf(count: number): string {
  return count === 1 ? "1 paper" : `${grouped(count)} papers`;
}
