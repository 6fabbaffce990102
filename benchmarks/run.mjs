// `npm run bench [-- name …]`: everything that we claim, measured. Each benchmark is a program that
// prints its figures; what was seen stands in RESULTS.md, with command and date.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

const folder = import.meta.dirname;
const root = join(folder, "..");
const all = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => basename(file, ".bench.ts"));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}; there are ${all.join(", ")}.`);
  process.exit(2);
}

for (const name of wanted.length > 0 ? wanted : all) {
  const outfile = join(root, "dist/benchmarks", `${name}.mjs`);
  await build({
    entryPoints: [join(folder, `${name}.bench.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
  });
  console.log(`── ${name}`);
  const { status } = spawnSync(process.execPath, [outfile], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
