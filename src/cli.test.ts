import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { commandLine } from "../fixtures/command-line.ts";
import { temporaryFolder } from "../fixtures/instance.ts";
import { writePapers } from "../fixtures/many-papers.ts";
import { broadsheet, startBroadsheet } from "../fixtures/program.ts";
import { databaseFile } from "./store/database.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

test("every command explains itself", async () => {
  const commands = [
    "serve",
    "harvest",
    "import",
    "merges",
    "index",
    "embeddings",
    "search",
    "rank",
    "digest",
    "send",
    "subscription",
    "bounce",
    "user",
    "claim",
    "owner",
    "moderate",
    "mcp",
    "backup",
    "config",
    "doctor",
    "evaluate",
    "train",
  ];
  for (const command of commands) {
    const { code, stdout } = await commandLine([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: broadsheet ${command}`);
  }
  expect((await broadsheet([])).code).toBe(2);
});

test("a word that is no command, and a setting that is wrong, are said to be so", async () => {
  const unknown = await broadsheet(["harvset"]);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain("unknown command 'harvset'");
  const wrong = await commandLine(["config"], { PORT: "http" });
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('PORT must be a whole number from 0 to 65535 (it is "http").');
});

test("what needs an instance that is there already makes none where DATA_DIR is wrong", async () => {
  const DATA_DIR = join(temporaryFolder(), "wrong");
  for (const words of [
    ["claim", "list"],
    ["moderate", "queue"],
    ["user", "list"],
  ]) {
    const { code, stderr } = await commandLine(words, { DATA_DIR });
    expect([code, stderr]).toEqual([1, expect.stringContaining("Set DATA_DIR to the folder")]);
  }
  expect(existsSync(DATA_DIR)).toBe(false);
});

test("config shows every setting and hides the secret", async () => {
  const { stdout } = await commandLine(["config"], {
    SMTP_URL: "smtp://me:hunter2@mail.example.org",
    SITE_URL: "https://papers.example.org",
    EMBEDDINGS_URL: "https://:hunter2@host/v1",
  });
  expect(stdout).toContain("SMTP_URL=(hidden)");
  expect(stdout).toContain("EMBEDDINGS_URL=(hidden)");
  expect(stdout).toContain("SITE_URL=https://papers.example.org");
  expect(stdout).not.toContain("hunter2");
});

test("whoever stops reading, as head does, does not disturb the work", async () => {
  const DATA_DIR = temporaryFolder();
  for (const [words, unread, code] of [
    [["config"], "stdout", 0],
    [["import", join(fixtures, "stream.jsonl")], "stdout", 0],
    [["search", "quantum", "laundry"], "stderr", 1],
  ] as const) {
    const child = startBroadsheet([...words], { DATA_DIR });
    child[unread].destroy();
    const read = text(unread === "stdout" ? child.stderr : child.stdout);
    expect(await once(child, "close")).toEqual([code, null]);
    expect(await read).not.toContain("EPIPE");
  }
  expect((await broadsheet(["index"], { DATA_DIR })).stdout).toBe(
    "papers 3, indexed 3, in 1 segment\n",
  );
});

test("what was imported is found when the command ends, and in a backup, which overwrites nothing", async () => {
  const DATA_DIR = temporaryFolder();
  const imported = await broadsheet(["import", join(fixtures, "stream.jsonl")], { DATA_DIR });
  expect(imported.code).toBe(0);
  expect(imported.stdout).toContain("read 3, new 3, changed 0, unchanged 0, rejected 0");
  const found = await broadsheet(["search", "laundry"], { DATA_DIR });
  expect(found.stdout).toBe("2603.25001  Folding Laundry With Two Left Hands\n");
  const none = await broadsheet(["search", "quantum", "laundry"], { DATA_DIR });
  expect(none.code).toBe(1);
  expect(none.stderr).toContain(
    "No paper holds all of this; shown are 1 of 1 that hold some of it or are similar in meaning.",
  );
  const index = await broadsheet(["index", "--rebuild"], { DATA_DIR });
  expect(index.stdout).toBe("papers 3, indexed 3, in 1 segment\n");

  const restored = temporaryFolder();
  const copy = join(restored, "broadsheet.sqlite");
  const done = await broadsheet(["backup", copy], { DATA_DIR });
  expect(done.code).toBe(0);
  const foundThere = await broadsheet(["search", "laundry"], { DATA_DIR: restored });
  expect(foundThere.stdout).toContain("Folding Laundry");
  const again = await commandLine(["backup", copy], { DATA_DIR });
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("exists already");
});

test("rejected lines make the import fail, unless it is lenient", async () => {
  const DATA_DIR = temporaryFolder();
  const file = join(DATA_DIR, "mixed.jsonl");
  writeFileSync(file, `${readFileSync(join(fixtures, "stream.jsonl"), "utf8")}{"id":\n`);
  const strict = await broadsheet(["import", file], { DATA_DIR });
  expect(strict.code).toBe(1);
  expect(strict.stderr).toContain("line 4: is not JSON");
  expect(strict.stdout).toContain("new 3");
  expect((await commandLine(["import", "--lenient", file], { DATA_DIR })).code).toBe(0);
  const missing = await commandLine(["import", "--lenient", "/nowhere.jsonl"], { DATA_DIR });
  expect(missing.code).toBe(1);
  expect(missing.stderr).toContain("/nowhere.jsonl is not there.");
});

test("an import that is killed and begun again loses nothing and doubles nothing", async () => {
  const DATA_DIR = temporaryFolder();
  const file = writePapers(DATA_DIR, 2000);
  const child = startBroadsheet(["import", file], { DATA_DIR });
  await vi.waitUntil(() => existsSync(join(DATA_DIR, databaseFile)), { timeout: 15_000 });
  expect(child.kill("SIGKILL")).toBe(true);
  expect(await once(child, "close")).toEqual([null, "SIGKILL"]);
  // How a kill at any other moment ends: cli.endurance.ts.
  const last = await broadsheet(["import", file], { DATA_DIR });
  expect(last.code).toBe(0);
  const index = await broadsheet(["index"], { DATA_DIR });
  expect(index.stdout).toMatch(/^papers 2,000, indexed 2,000, in \d segments?\n$/);
});

test("the server starts on an empty folder, shows the sample, and stops when asked", async () => {
  const DATA_DIR = join(temporaryFolder(), "new");
  const child = startBroadsheet(["serve"], { DATA_DIR, PORT: "0" });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const address = /http:\S+/.exec(line.toString())![0];
  const page = await (await fetch(address)).text();
  expect(page).toContain("GUI-Actor: Coordinate-Free Visual Grounding for GUI Agents");
  expect(page).toContain("Sample");

  const { port } = new URL(address);
  const second = await broadsheet(["serve"], { DATA_DIR, PORT: port });
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`Port ${port} on localhost is in use`);

  child.kill("SIGTERM");
  const [code] = (await once(child, "close")) as [number];
  expect(code).toBe(0);
});
