import { existsSync } from "node:fs";
import { buildIfStale } from "./build.mjs";

// Until the program and its browser files are there, its parts can be tested without them.
const needed = ["src/main.ts", "src/web/client/main.ts", "src/web/styles/main.css"];

export async function setup() {
  if (needed.every((file) => existsSync(file))) await buildIfStale();
}
