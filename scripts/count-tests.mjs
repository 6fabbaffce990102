// Prints what the last `npm test` counted, as CI's closing line, and fails when a test failed or
// none ran. No results file means that vitest never came to its end.

import { existsSync, readFileSync } from "node:fs";

const file = new URL("../dist/test-results.json", import.meta.url);
const results = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { testResults: [] };

const tests = results.testResults.flatMap((suite) => suite.assertionResults);
const passed = tests.filter((test) => test.status === "passed").length;
const failed =
  tests.filter((test) => test.status === "failed").length +
  // A file that cannot be loaded fails without a single test of its own.
  results.testResults.filter((s) => s.status === "failed" && s.assertionResults.length === 0)
    .length;
const skipped = tests.filter((test) => !["passed", "failed"].includes(test.status)).length;

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
if (passed === 0 || failed > 0) process.exitCode = 1;
