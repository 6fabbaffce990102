import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Papers, indexes, packages and results, kept from one run to the next, outside the repository. */
export const workFolder = join(tmpdir(), "broadsheet-search-benchmark");

export function folderOf(system: string, size: number): string {
  return join(workFolder, "indexes", `${system}-${size}`);
}

mkdirSync(workFolder, { recursive: true });
