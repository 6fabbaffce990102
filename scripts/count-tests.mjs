// Prints what the last `npm test` counted, as CI's closing line, and fails when a test failed or
// none ran. No results file means that vitest never came to its end.

import { existsSync, readFileSync } from "node:fs";

const file = new URL("../dist/test-results.json", import.meta.url);
const results = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : { success: false, testResults: [] };

const tests = results.testResults.flatMap((file) => file.assertionResults);
const passed = tests.filter(({ status }) => status === "passed").length;
const failedTests = tests.filter(({ status }) => status === "failed").length;
const skipped = tests.length - passed - failedTests;

// A file that does not load, or whose preparation throws, fails without a failed test.
const failedFiles = results.testResults.filter(
  ({ status, assertionResults }) =>
    status === "failed" && !assertionResults.some((test) => test.status === "failed"),
).length;
// What fails outside of every test shows in vitest's exit code alone, which .ci/run heeds as well.
const failed = failedTests + failedFiles || (results.success ? 0 : 1);

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
if (passed === 0 || failed > 0) process.exitCode = 1;
