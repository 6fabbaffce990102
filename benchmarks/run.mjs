// `npm run bench [-- name … --options]`: everything that we claim, measured. Each benchmark is a
// program that prints its figures; what was seen stands in RESULTS.md, with command and date.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { copyFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { binaries, threads } from "../scripts/build.mjs";

const folder = import.meta.dirname;
const root = join(folder, "..");
const all = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => basename(file, ".bench.ts"));
const words = process.argv.slice(2);
const firstOption = words.findIndex((word) => word.startsWith("--"));
const wanted = firstOption < 0 ? words : words.slice(0, firstOption);
const options = firstOption < 0 ? [] : words.slice(firstOption);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}; there are ${all.join(", ")}.`);
  process.exit(2);
}

for (const name of wanted.length > 0 ? wanted : all) {
  const outdir = join(root, "dist/benchmarks");
  await build({
    entryPoints: [{ in: join(folder, `${name}.bench.ts`), out: name }, ...threads],
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
  });
  // The index looks for these, as for its threads, beside the program.
  for (const path of binaries) copyFileSync(path, join(outdir, basename(path)));
  console.log(`── ${name}`);
  const { status } = spawnSync(process.execPath, [join(outdir, `${name}.mjs`), ...options], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
