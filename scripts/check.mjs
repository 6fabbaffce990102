// `npm run check`: everything that CI looks at, quickest first. All steps run, so that one run
// shows all that is wrong. CI has just run the tests and passes --without-tests.

import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";

const steps = {
  "lock file": "node scripts/check-lock.mjs",
  types: "tsc",
  lint: "oxlint --deny-warnings",
  "unused code": "knip",
  formatting: "prettier --check --log-level warn .",
  tests: "vitest run",
};
if (process.argv.includes("--without-tests")) delete steps.tests;

const root = dirname(import.meta.dirname);
const env = {
  ...process.env,
  PATH: join(root, "node_modules/.bin") + delimiter + process.env.PATH,
};

const failed = [];
for (const [name, command] of Object.entries(steps)) {
  console.log(`\n── ${name}: ${command}`);
  const began = Date.now();
  const { status } = spawnSync(command, { cwd: root, env, shell: true, stdio: "inherit" });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`── ${name} ${status === 0 ? "passed" : "failed"} in ${seconds} s`);
  if (status !== 0) failed.push(name);
}

console.log(failed.length === 0 ? "\nAll is well." : `\nTo mend: ${failed.join(", ")}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
