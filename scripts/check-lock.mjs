// A package that chooses among platform packages (esbuild, oxlint) lists them all as optional.
// npm leaves out of the lock those that it could not have where the lock was written, and then
// `npm ci` fails on the other platforms. Addresses would tie the lock to one registry.

import { readFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync(process.argv[2] ?? "package-lock.json", "utf8"));
const problems = listProblems(packages);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function listProblems(packages) {
  const problems = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (entry.resolved) problems.push(`${path} names the address ${entry.resolved}`);
    if (path !== "" && !entry.link && !entry.integrity) problems.push(`${path} has no checksum`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isLocked(packages, path, name)) problems.push(`${path} lacks its optional ${name}`);
    }
  }
  return problems;
}

// As Node looks it up: in the package's own node_modules, then in each folder's above.
function isLocked(packages, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (packages[at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`]) return true;
    if (at === "") return false;
  }
}
