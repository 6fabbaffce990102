import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandLine } from "../../fixtures/command-line.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";

test("a mistake in the configuration file stops the start, before anything is made", async () => {
  const folder = temporaryFolder();
  const CONFIG_FILE = join(folder, "papers.yaml");
  const DATA_DIR = join(folder, "data");
  writeFileSync(CONFIG_FILE, "sections:\n  - name: Robots\n    querry: robot\n");
  for (const command of ["serve", "config"]) {
    const { code, stderr } = await commandLine([command], { CONFIG_FILE, DATA_DIR, PORT: "0" });
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toEqual([
      `${CONFIG_FILE}, line 2: a section needs a query, such as query: cat:cs.RO policy.`,
      `${CONFIG_FILE}, line 3: “querry” is not known here: a section has name, query and address.`,
    ]);
    expect(existsSync(DATA_DIR)).toBe(false);
  }
});
