import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Invalid } from "../errors.ts";
import { databaseFile } from "./database.ts";

/**
 * Writes a whole copy of the database to `path`, also while it is in use, and checks that copy.
 * @throws Invalid when there is no database, or something stands at `path` already.
 */
export function backUp(dataDir: string, path: string): void {
  const source = join(dataDir, databaseFile);
  if (!existsSync(source)) throw new Invalid(`There is no database in ${dataDir}.`);
  if (existsSync(path)) throw new Invalid(`${path} exists already; name a new file.`);
  const sqlite = new DatabaseSync(source, { timeout: 10_000 });
  try {
    sqlite.prepare("vacuum into ?").run(path);
  } catch (cause) {
    rmSync(path, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Invalid(`The copy ${path} could not be written: ${reason}.`, { cause });
  } finally {
    sqlite.close();
  }
  check(path);
}

function check(path: string): void {
  const copy = new DatabaseSync(path, { readOnly: true });
  const found = copy.prepare("pragma integrity_check").get()!["integrity_check"];
  copy.close();
  if (found !== "ok") throw new Error(`The copy ${path} is damaged: ${String(found)}`);
}
