import { defineConfig } from "vitest/config";

// `npm test` runs *.test.ts; `npm run test:endurance` runs *.endurance.ts, which take minutes.
export default defineConfig(({ mode }) => ({
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    include:
      mode === "endurance" ? ["src/**/*.endurance.ts"] : ["{src,scripts}/**/*.test.{ts,tsx}"],
    // Tests start the real program and load what browsers load.
    globalSetup: "scripts/build-for-tests.mjs",
    // Processes, not threads: tests open SQLite files, start workers and kill children. Two, as
    // many as the smallest machine has cores.
    pool: "forks",
    maxWorkers: 2,
    // Where memory has protection keys, V8 13.6 keeps a list of its code's pages that threads with
    // WebAssembly can outrun; it then ends the process: "Check failed: jit_page.has_value()".
    execArgv:
      process.platform === "linux" && process.arch === "x64" ? ["--no-memory-protection-keys"] : [],
    // Modules keep nothing that a test could change: only what always comes out the same, such as
    // formats of dates. So a process runs one file after the other and loads what they share once,
    // which saves a third of the time.
    isolate: false,
    testTimeout: mode === "endurance" ? 600_000 : 20_000,
    hookTimeout: 60_000,
    // A page on a busy machine takes its time.
    expect: { poll: { timeout: 10_000 } },
    // scripts/count-tests.mjs reads the file.
    reporters: mode === "endurance" ? ["default"] : ["default", "json"],
    outputFile: { json: "dist/test-results.json" },
  },
}));
