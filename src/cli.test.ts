import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { temporaryFolder } from "../fixtures/instance.ts";
import { broadsheet, startBroadsheet } from "../fixtures/program.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

test("every command explains itself", async () => {
  const commands = [
    "serve",
    "harvest",
    "import",
    "merges",
    "index",
    "search",
    "rank",
    "digest",
    "send",
    "owner",
    "backup",
    "config",
    "doctor",
    "evaluate",
    "train",
  ];
  const said = await Promise.all(commands.map((command) => broadsheet([command, "--help"])));
  for (const [at, { code, stdout }] of said.entries()) {
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: broadsheet ${commands[at]}`);
  }
  expect((await broadsheet([])).code).toBe(2);
});

test("a word that is no command, and a setting that is wrong, are said to be so", async () => {
  const unknown = await broadsheet(["harvset"]);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain("unknown command 'harvset'");
  const wrong = await broadsheet(["config"], { PORT: "http" });
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('PORT must be a whole number from 0 to 65535 (it is "http").');
});

test("config shows every setting and hides the secret", async () => {
  const { stdout } = await broadsheet(["config"], {
    SMTP_URL: "smtp://me:hunter2@mail.example.org",
    SITE_URL: "https://papers.example.org",
  });
  expect(stdout).toContain("SMTP_URL=(hidden)");
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

test("what was imported is found when the command ends", async () => {
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
});

test("a backup is a whole instance, and never overwrites one", async () => {
  const DATA_DIR = temporaryFolder();
  await broadsheet(["import", join(fixtures, "stream.jsonl")], { DATA_DIR });
  const restored = temporaryFolder();
  const copy = join(restored, "broadsheet.sqlite");
  const done = await broadsheet(["backup", copy], { DATA_DIR });
  expect(done.code).toBe(0);
  const found = await broadsheet(["search", "laundry"], { DATA_DIR: restored });
  expect(found.stdout).toContain("Folding Laundry");
  const again = await broadsheet(["backup", copy], { DATA_DIR });
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
  expect((await broadsheet(["import", "--lenient", file], { DATA_DIR })).code).toBe(0);
  const missing = await broadsheet(["import", "--lenient", "/nowhere.jsonl"], { DATA_DIR });
  expect(missing.code).toBe(1);
  expect(missing.stderr).toContain("/nowhere.jsonl is not there.");
});

test("an import that is killed again and again loses nothing and doubles nothing", async () => {
  const DATA_DIR = temporaryFolder();
  const file = join(DATA_DIR, "many.jsonl");
  const lines = Array.from({ length: 6000 }, (_, index) => {
    const id = `2603.${String(index).padStart(5, "0")}`;
    return JSON.stringify({
      day: "2026-03-27",
      id,
      title: `Paper number ${index}`,
      abstract: `It is about the number ${index} and its neighbours. `.repeat(10),
      authors: ["Ada Lindqvist"],
      categories: ["cs.RO"],
    });
  });
  writeFileSync(file, lines.join("\n"));
  let killed = 0;
  for (const wait of [250, 400, 550, 700]) {
    const child = startBroadsheet(["import", file], { DATA_DIR });
    await sleep(wait);
    if (child.kill("SIGKILL")) killed++;
    await once(child, "close");
  }
  expect(killed).toBeGreaterThan(0);
  const last = await broadsheet(["import", file], { DATA_DIR });
  expect(last.code).toBe(0);
  const index = await broadsheet(["index"], { DATA_DIR });
  expect(index.stdout).toMatch(/^papers 6,000, indexed 6,000, in \d segments?\n$/);
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
