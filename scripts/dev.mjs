// `npm run dev`: starts the server and starts it anew whenever a source changes; start.mjs builds.

import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { dirname, join } from "node:path";

const root = dirname(import.meta.dirname);
const env = { DATA_DIR: join(root, "data"), ...process.env };
let server = serve();
let pending;

watch(join(root, "src"), { recursive: true }, (_event, file) => {
  if (/\.test\.tsx?$/.test(file ?? "")) return;
  clearTimeout(pending);
  pending = setTimeout(restart, 100); // editors save in several steps
});

function serve() {
  return spawn(process.execPath, ["start.mjs", "serve"], { cwd: root, env, stdio: "inherit" });
}

// The old one must be gone first: both want the same port.
function restart() {
  const startNext = () => (server = serve());
  if (server.exitCode !== null || server.signalCode !== null) return startNext();
  server.once("exit", startNext);
  server.kill();
}
