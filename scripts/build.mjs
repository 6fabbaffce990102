// Bundles the program into dist/broadsheet.mjs and what browsers load into dist/static.
// `npm run build` always builds; start.mjs and the tests build when a source is newer.

import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";

const root = dirname(import.meta.dirname);
const bundle = join(root, "dist/broadsheet.mjs");
// Each thread is a program of its own.
export const threads = [
  "search/index/searching.thread",
  "search/index/scanning.thread",
  "search/index/writing.thread",
  "search/endpoint/embedding.thread",
  "web/doors/pictures/drawing.thread",
].map((name) => ({
  in: join(root, `src/${name}.ts`),
  out: basename(name),
}));
// Read at run time by what stands beside them.
export const binaries = [
  "search/vectors/kernel.wasm",
  "search/retrieval/tally.wasm",
  "search/embedder/embedder.bin",
  "ranking/editor/editor.json.gz",
].map((name) => join(root, "src", name));
const assets = join(root, "dist/static");

export async function build() {
  // Dated by the build's begin: what is saved while it runs must count as newer.
  const began = new Date();
  const files = await Promise.all([
    bundleProgram(),
    bundleBrowserFiles(),
    readIcons(),
    readBinaries(),
  ]);
  // The program comes last, since its date says that the rest is there.
  const inOrder = files
    .flat()
    .sort((a, b) => Number(a.path === bundle) - Number(b.path === bundle));
  for (const { path, contents } of inOrder) await publish(path, contents, began);
  await removeOldChunks(new Set(inOrder.map(({ path }) => path)), began);
}

/** Those of earlier builds, but for what a program that is just starting may still load. */
async function removeOldChunks(current, began) {
  const folder = dirname(bundle);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const isOld = began.getTime() - (await modified(path)) > 3_600_000;
    if (/^chunk-\w+\.mjs(\.map)?$/.test(name) && isOld && !current.has(path)) await rm(path);
  }
}

export async function buildIfStale() {
  if (await isStale()) await build();
}

async function bundleProgram() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [{ in: join(root, "src/main.ts"), out: "broadsheet" }, ...threads],
    outdir: dirname(bundle),
    outExtension: { ".js": ".mjs" },
    write: false,
    bundle: true,
    // A command loads what it needs and no more.
    splitting: true,
    chunkNames: "chunk-[hash]",
    platform: "node",
    target: "node24",
    format: "esm",
    packages: "external",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
  });
  return outputFiles;
}

async function bundleBrowserFiles() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [
      { in: join(root, "src/web/client/main.ts"), out: "broadsheet" },
      { in: join(root, "src/web/client/worker.ts"), out: "worker" },
      { in: join(root, "src/web/styles/main.css"), out: "broadsheet" },
    ],
    outdir: assets,
    write: false,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    // Icons are served beside the style sheet, not packed into it.
    external: ["/static/*"],
    logLevel: "warning",
  });
  return outputFiles;
}

async function readBinaries() {
  return await Promise.all(
    binaries.map(async (path) => ({
      path: join(dirname(bundle), basename(path)),
      contents: await readFile(path),
    })),
  );
}

async function readIcons() {
  const folder = join(root, "src/web/static");
  const paths = await listBelow(folder).catch(() => []);
  const files = [];
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) continue;
    files.push({ path: join(assets, relative(folder, path)), contents: await readFile(path) });
  }
  return files;
}

// Several processes may build at once and others may be reading, so each file appears whole.
async function publish(path, contents, date) {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, contents);
  await utimes(unfinished, date, date);
  await rename(unfinished, path);
}

async function isStale() {
  const built = await modified(bundle);
  const sources = await listBelow(join(root, "src"));
  // Folders count too: their date is all that a deleted file leaves behind.
  const counted = sources.filter((path) => !/\.test\.tsx?$/.test(path));
  counted.push(join(root, "src"), join(root, "package-lock.json"), import.meta.filename);
  const dates = await Promise.all(counted.map(modified));
  return Math.max(...dates) > built;
}

async function listBelow(folder) {
  const entries = await readdir(folder, { recursive: true });
  return entries.map((entry) => join(folder, entry));
}

// In milliseconds; a file that is not there, or no longer, is as old as can be.
async function modified(path) {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}

if (process.argv[1] === import.meta.filename) {
  const began = Date.now();
  await build();
  console.log(`Built dist in ${Date.now() - began} ms.`);
}
