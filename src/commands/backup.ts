import { Command } from "commander";
import { readConfig } from "../config.ts";
import { backUp } from "../store/backup.ts";
import type { Run } from "./terminal.ts";

export function backupCommand({ environment, terminal }: Run): Command {
  return new Command("backup")
    .description("Write a whole copy of the database, also while the server runs.")
    .argument("<file>", "where to; it must not exist yet")
    .action((file: string) => {
      backUp(readConfig(environment).DATA_DIR, file);
      terminal.out(`${file} is a whole copy, checked.`);
    });
}
