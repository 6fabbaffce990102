// The first file to run, and plain JavaScript, so that any Node can read it. It imports nothing
// before it has looked at the version: an older Node must get a sentence, not a syntax error.

if (Number(process.versions.node.split(".")[0]) < 24) {
  console.error(
    `Broadsheet needs Node 24, and this is Node ${process.versions.node}: run "npm ci", whose install ` +
      `scripts bring Node 24 along, then "npm start" or "npm run broadsheet -- COMMAND", which use it.`,
  );
  process.exitCode = 1;
} else {
  void start(); // a failure ends the process with its trace and exit code 1
}

async function start() {
  const command = process.argv[2];
  if (command === "serve") giveMemoryBack();
  if (command === "import" || command === "harvest") await giveWay();
  // Traces name the sources' lines, not the bundle's.
  process.setSourceMapsEnabled(true);
  const { setFlagsFromString } = await import("node:v8");
  // Room for what is new stays small: left to itself, V8 takes 134 MB for it and never gives them back.
  setFlagsFromString("--semi-space-growth-factor=1");
  // Letters come and go by the thousand: whoever sends them stays below 150 MB.
  if (command === "send") {
    // So little room is cleared sooner than another thread is awake to help.
    setFlagsFromString("--no-parallel-scavenge");
    // What outlives that little room for a moment is looked for often enough not to pile up.
    setFlagsFromString("--heap-growing-percent=20");
  }
  const { existsSync } = await import("node:fs");
  // A production image may hold dist/ alone.
  if (existsSync(new URL("src/main.ts", import.meta.url))) {
    const { buildIfStale } = await import("./scripts/build.mjs");
    await buildIfStale();
  }
  await import("./dist/broadsheet.mjs");
}

/**
 * On Linux, large blocks of memory go back to the system as soon as nobody needs them. Left to itself its
 * allocator keeps them for years, in case: after an index was made anew, 60 to 260 MB. It reads its
 * settings once, when a program begins, so this one begins again, as the same process.
 */
function giveMemoryBack() {
  const { env, execArgv, execPath, argv } = process;
  if (process.platform !== "linux" || "MALLOC_MMAP_THRESHOLD_" in env) return;
  const settings = { MALLOC_MMAP_THRESHOLD_: "1048576", MALLOC_TRIM_THRESHOLD_: "1048576" };
  process.execve?.(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, ...settings });
}

/**
 * A server may answer readers meanwhile, whose questions come first: where both want the processor, it gets
 * ten times as much. Linux ranks each thread by itself, and V8 has started some by now.
 */
async function giveWay() {
  const { setPriority } = await import("node:os");
  const { readdirSync } = await import("node:fs");
  const threads = process.platform === "linux" ? readdirSync("/proc/self/task") : [0];
  try {
    for (const thread of threads) setPriority(Number(thread), 10);
  } catch {
    // A sandbox may forbid it; then all share alike.
  }
}
