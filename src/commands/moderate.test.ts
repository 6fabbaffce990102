import { CommanderError } from "commander";
import { expect, test } from "vitest";
import { say } from "../../fixtures/discussion.ts";
import { openInstance, type Instance } from "../../fixtures/instance.ts";
import { broadsheet } from "../../fixtures/program.ts";
import { paper } from "../../fixtures/web.ts";
import { findComment } from "../community/discussion/comments.ts";
import { reportComment } from "../community/moderation/reports.ts";
import { findRestriction } from "../community/moderation/restrictions.ts";
import { addReader, type Role } from "../community/readers.ts";
import { Invalid, NotFound } from "../errors.ts";
import { moderateCommand } from "./moderate.ts";
import type { Run } from "./terminal.ts";

/** The command on a database that a server has open, too. */
function commandOn({ dataDir }: Instance) {
  return async (...words: string[]) => {
    const out: string[] = [];
    const error: string[] = [];
    const run: Run = {
      environment: { DATA_DIR: dataDir },
      terminal: {
        out: (line) => out.push(line),
        error: (line) => error.push(line),
        progress() {},
        finish() {},
      },
      exitCode: 0,
    };
    const command = moderateCommand(run);
    for (const each of command.commands) {
      each.configureOutput({ writeErr: () => {} });
      for (const below of each.commands) below.configureOutput({ writeErr: () => {} });
    }
    let code = 0;
    try {
      await command.parseAsync(words, { from: "user" });
    } catch (cause) {
      const isKnown = cause instanceof Invalid || cause instanceof NotFound;
      if (!isKnown && !(cause instanceof CommanderError)) throw cause;
      error.push(cause.message);
      code = isKnown ? 1 : 2;
    }
    return { code, stdout: out.join("\n"), stderr: error.join("\n") };
  };
}

async function site() {
  const instance = await openInstance();
  await instance.save(paper());
  const { db } = instance;
  const since = new Date("2025-01-05T08:00:00Z");
  const add = async (name: string, role: Role = "reader") =>
    (
      await addReader(db, {
        name,
        address: `${name.toLowerCase()}@university.edu`,
        role,
        now: since,
      })
    ).id;
  return { ...instance, instance, add, moderate: commandOn(instance) };
}

test("the command line does what the pages do, says how to take it back, and logs it as whoever did it", async () => {
  const { db, dataDir, add, moderate } = await site();
  expect(await moderate("queue")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("no owner yet"),
  });
  await add("Olga", "owner");
  await add("Mona", "moderator");
  const [ada, ben] = [await add("Ada"), await add("Ben")];
  expect((await moderate("queue")).stdout).toBe("Nothing waits.");
  expect((await moderate("log")).stdout).toBe("Nothing so far.");
  const standing = async (id: number) =>
    (await findComment(db, { id, viewer: { id: 0, isModerator: true } }))!.standing;
  const says = (source: string) => say(db, { paper: 1, reader: ada, source });
  const first = await says("You are a **fool**.\u001b[2J");
  await reportComment(db, {
    comment: first,
    reader: ben,
    reason: "insult",
    sentence: "",
    now: new Date(),
  });
  expect((await moderate("queue")).stdout).toBe(
    `${first}  @ada  1 reports: insult\n    You are a fool.[2J\n1 in all`,
  );
  expect(JSON.parse((await moderate("queue", "--json")).stdout)).toMatchObject([
    { comment: first, author: "ada", reports: [{ reason: "insult", by: "ben" }] },
  ]);

  expect(await moderate("hide", String(first))).toMatchObject({ code: 2 });
  expect(await moderate("hide", String(first), "--reason", "rude")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("spam, insult, off-topic"),
  });
  expect(await moderate("hide", "one", "--reason", "spam")).toMatchObject({ code: 1 });
  const hidden = await moderate(
    "hide",
    String(first),
    "--reason",
    "insult",
    "--note",
    "again",
    "--as",
    "mona@university.edu",
  );
  expect(hidden).toMatchObject({
    code: 0,
    stdout: `Comment ${first} is hidden. \`broadsheet moderate undo 1\` takes that back.`,
  });
  expect(await moderate("hide", String(first), "--reason", "insult")).toMatchObject({
    code: 1,
    stderr: "It is hidden already.",
  });
  expect((await moderate("undo", "1")).stdout).toBe("Act 1 is taken back.");
  expect(await standing(first)).toBe("shown");
  expect(await moderate("undo", "1")).toMatchObject({ code: 1 });
  expect(await moderate("undo", "99")).toMatchObject({ code: 1 });
  expect(await moderate("dismiss", String(first))).toMatchObject({ code: 0 });
  expect(await moderate("dismiss", String(first))).toMatchObject({ code: 1 });
  expect(await moderate("warn", "@ada", "--reason", "insult")).toMatchObject({ code: 0 });

  const banned = await moderate("ban", "ada", "--reason", "spam", "--hide-comments");
  expect(banned).toMatchObject({ code: 0, stdout: expect.stringContaining("Ada is banned.") });
  expect(await standing(first)).toBe("hidden");
  expect(await moderate("lift", "ada")).toMatchObject({ code: 0 });
  expect(await moderate("lift", "ada")).toMatchObject({ code: 1 });
  const suspended = await moderate("suspend", "ada", "--reason", "spam", "--days", "3");
  expect(suspended.stdout).toMatch(/^Ada is suspended until \d{4}-/);
  expect(await findRestriction(db, { reader: ada, now: new Date() })).toMatchObject({
    kind: "suspended",
  });
  expect(await moderate("suspend", "ada", "--reason", "spam")).toMatchObject({ code: 2 });
  expect(await moderate("ban", "nobody", "--reason", "spam")).toMatchObject({ code: 1 });
  const others = ["ban", "olga", "--reason", "spam", "--as", "mona@university.edu"];
  expect(await moderate(...others)).toMatchObject({
    code: 1,
    stderr: "Nobody moderates an owner of this site.",
  });
  expect(await moderate("queue", "--as", "ada@university.edu")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Ada is no moderator"),
  });

  expect((await moderate("words", "add", "Casino*")).stdout).toBe(
    "casino* is on the list. Of the last month’s 0 comments it would have held 0.",
  );
  await moderate("words", "add", "shop.example", "--domain");
  expect((await moderate("words")).stdout).toBe("word  casino*\ndomain  shop.example");
  const held = await say(db, { paper: 1, reader: ben, source: "The best casinos." });
  expect(await standing(held)).toBe("held");
  expect((await moderate("queue")).stdout).toContain("held: It has the word “casino…”");
  expect(await moderate("approve", String(held))).toMatchObject({ code: 0 });
  expect(await standing(held)).toBe("shown");
  expect(await moderate("show", String(held))).toMatchObject({ code: 1 });
  expect(await moderate("words", "remove", "casino*")).toMatchObject({ code: 0 });
  expect(await moderate("words", "remove", "casino*")).toMatchObject({ code: 1 });

  const log = (await moderate("log")).stdout;
  expect(log).toMatch(
    /^1 {2}\S+Z hide comment 1 @ada by Mona, insult, .*note: again; taken back by 2$/m,
  );
  expect(log).toMatch(/undo of 1 \(hide\) comment 1 @ada by Olga/);
  expect(JSON.parse((await moderate("log", "--json", "--limit", "1")).stdout)).toHaveLength(1);
  const program = await broadsheet(["moderate", "queue"], { DATA_DIR: dataDir });
  expect(program).toMatchObject({ code: 0, stdout: "Nothing waits.\n" });
}, 60_000);
