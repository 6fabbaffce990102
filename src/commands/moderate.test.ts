import { expect, test } from "vitest";
import { commandOn } from "../../fixtures/command.ts";
import { say } from "../../fixtures/discussion.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { broadsheet } from "../../fixtures/program.ts";
import { paper } from "../../fixtures/web.ts";
import { findComment } from "../community/discussion/comments.ts";
import { reportComment } from "../community/moderation/reports.ts";
import { findRestriction } from "../community/moderation/restrictions.ts";
import { addReader, type Role } from "../community/readers.ts";
import { moderateCommand } from "./moderate.ts";

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
  const moderate = commandOn(moderateCommand, { DATA_DIR: instance.dataDir });
  return { ...instance, instance, add, moderate };
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
    `${first}  @ada  1 report: insult\n    You are a fool.[2J\n1 in all`,
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
  expect(await moderate("dismiss", "999999")).toMatchObject({
    code: 1,
    stderr: "There is no comment 999999.",
  });
  expect(await moderate("warn", "@ada", "--reason", "insult")).toMatchObject({ code: 0 });
  const warnFor = (who: string) =>
    moderate("warn", who, "--comment", String(first), "--reason", "insult");
  expect(await warnFor("ben")).toMatchObject({ code: 1, stderr: "Somebody else wrote it." });
  expect(await warnFor("nobody")).toMatchObject({
    code: 1,
    stderr: "Nobody here is called @nobody.",
  });
  expect(await warnFor("ada@university.edu")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("Ada is warned."),
  });
  expect(await warnFor("ada")).toMatchObject({
    code: 1,
    stderr: "Its author was warned for it already.",
  });

  const banned = await moderate("ban", "ada", "--reason", "spam", "--hide-comments");
  expect(banned).toMatchObject({ code: 0, stdout: expect.stringContaining("Ada is banned.") });
  expect(await standing(first)).toBe("hidden");
  expect((await moderate("restricted")).stdout).toMatch(/^@ada  Ada  banned  act \d+$/);
  expect(await moderate("lift", "ada")).toMatchObject({ code: 0 });
  expect((await moderate("restricted")).stdout).toBe("Nobody is suspended or banned.");
  const days = ["suspend", "ben", "--reason", "spam", "--days"];
  expect(await moderate(...days, "3651")).toMatchObject({ code: 2 });
  expect(await moderate(...days, "2000")).toMatchObject({ code: 0 });
  expect(await moderate("lift", "ben")).toMatchObject({ code: 0 });
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

  const bens = (source: string) => say(db, { paper: 1, reader: ben, source });
  const aboutZebras = [await bens("Of zebras."), await bens("Of zebras, too.")];
  expect(await moderate("words", "add", "zebra*")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("say --yes. Nothing was added."),
  });
  expect(await moderate("words", "add", "zebra*", "--yes")).toMatchObject({ code: 0 });
  await moderate("words", "remove", "zebra*");
  expect((await moderate("words", "add", "Casino*")).stdout).toMatch(
    /^casino\* is on the list. Of the last month’s 2 comments it would have held 0. `broadsheet moderate undo \d+` takes/,
  );
  const several = await moderate("hide", ...aboutZebras.map(String), "999999", "--reason", "spam");
  expect(several).toMatchObject({ code: 1, stderr: "Comment 999999: There is no comment 999999." });
  expect(await Promise.all(aboutZebras.map(standing))).toEqual(["hidden", "hidden"]);
  await moderate("words", "add", "shop.example", "--domain");
  expect((await moderate("words")).stdout).toBe("word  casino*\ndomain  shop.example");
  const held = await say(db, { paper: 1, reader: ben, source: "The best casinos." });
  expect(await standing(held)).toBe("held");
  expect((await moderate("queue")).stdout).toContain("that is looked at first. (“casino*”)");
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
