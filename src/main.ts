import { runCommandLine } from "./cli.ts";

// The database holds addresses and secrets: what is written here is its owner's alone to read.
process.umask(0o077);
process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
