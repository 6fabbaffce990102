// The packages of the systems beside which we stand: installed by the benchmark, in a folder of its
// own, in these versions.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { workFolder } from "./work-folder.ts";

const versions = {
  minisearch: "7.2.0",
  "@orama/orama": "3.1.18",
  "@lancedb/lancedb": "0.39.0",
  // LanceDB wants to be told which.
  "apache-arrow": "18.1.0",
};

const folder = join(workFolder, "rivals");

export const rivalVersions: Readonly<Record<string, string>> = versions;

export function installRivals(): void {
  const installed = Object.entries(versions).every(
    ([name, version]) => versionOf(name) === version,
  );
  if (installed) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ private: true, type: "module", dependencies: versions }),
  );
  console.error("Installing the packages that we are compared with …");
  const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error("npm could not install the packages; is there a network?");
}

function versionOf(name: string): string | undefined {
  const path = join(folder, "node_modules", name, "package.json");
  if (!existsSync(path)) return undefined;
  return (createRequire(path)(path) as { version: string }).version;
}

/** @param name of a package; its types are whatever the caller says that it uses of it. */
export async function loadRival<Module>(name: keyof typeof versions): Promise<Module> {
  const from = createRequire(join(folder, "package.json"));
  return (await import(pathToFileURL(from.resolve(name)).href)) as Module;
}
