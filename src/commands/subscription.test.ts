import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { CommanderError, type Command } from "commander";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { startBroadsheet } from "../../fixtures/program.ts";
import { savePapers } from "../catalogue/save-papers.ts";
import {
  confirmSubscription,
  endSubscription,
  findAsked,
  findByAddress,
} from "../email/subscriptions/subscriptions.ts";
import { recordBounce } from "../email/bounces/record-bounce.ts";
import { suppress, type Keeper } from "../email/subscriptions/suppression.ts";
import { Invalid, NotFound } from "../errors.ts";
import { databaseFile, openDatabase } from "../store/database.ts";
import { instanceSecret } from "../store/instance.ts";
import type { Database } from "../store/tables.ts";
import { backupCommand } from "./backup.ts";
import { digestCommand } from "./digest.ts";
import { sendCommand } from "./send.ts";
import { subscriptionCommand } from "./subscription.ts";
import type { Run } from "./terminal.ts";

/** The commands, in an instance of their own. */
function openDesk(dataDir = temporaryFolder()) {
  async function run(commandOf: (run: Run) => Command, words: readonly string[]) {
    const out: string[] = [];
    const error: string[] = [];
    const run: Run = {
      environment: { DATA_DIR: dataDir, SOURCES: "none", MAIL_RATE_PER_S: "1000" },
      terminal: {
        out: (line) => out.push(line),
        error: (line) => error.push(line),
        progress() {},
        finish() {},
      },
      exitCode: 0,
    };
    const command = commandOf(run);
    for (const each of command.commands) {
      each.configureOutput({ writeErr: (text) => error.push(text) });
    }
    try {
      await command.parseAsync(words, { from: "user" });
    } catch (cause) {
      if (cause instanceof CommanderError) run.exitCode = 2;
      else if (cause instanceof Invalid || cause instanceof NotFound) {
        error.push(cause.message);
        run.exitCode = 1;
      } else throw cause;
    }
    return { code: run.exitCode, out: out.join("\n"), error: error.join("\n") };
  }
  const subscription = (...words: string[]) => run(subscriptionCommand, words);
  return {
    dataDir,
    run,
    subscription,
    file: (content: string | Uint8Array, name = "list.csv") => {
      const path = join(dataDir, name);
      writeFileSync(path, content);
      return path;
    },
  };
}

async function inDatabase<Answer>(
  dataDir: string,
  act: (db: Database, keeper: Keeper) => Promise<Answer>,
): Promise<Answer> {
  const db = openDatabase(dataDir);
  try {
    return await act(db, { secret: await instanceSecret(db), dataDir });
  } finally {
    await db.destroy();
  }
}

/** Every row of every table, as text. */
function dump(dataDir: string): string[] {
  const sqlite = new DatabaseSync(join(dataDir, databaseFile), { readOnly: true });
  const tables = sqlite.prepare("select name from sqlite_schema where type = 'table'").all();
  const rows = tables.flatMap(({ name }) =>
    sqlite
      .prepare(`select * from "${String(name)}"`)
      .all()
      .map((row) => `${String(name)} ${Object.values(row).map(readable).join(" | ")}`),
  );
  sqlite.close();
  return rows;
}

function readable(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value);
}

const words = (written: string) => written.split(" ");

const consent = ["--confirmed", "--consent", "signed the sheet at the seminar"];

test("without --confirmed a letter asks; with it and a reason somebody is subscribed", async () => {
  const { dataDir, subscription } = openDesk();
  const asked = await subscription("add", "Ada@University.EDU", "--weekly");
  expect(asked).toMatchObject({ code: 0, error: "" });
  expect(asked.out).toContain("A letter with a button waits in the outbox for Ada@university.edu");
  expect(dump(dataDir).filter((row) => row.startsWith("outbox"))).toHaveLength(1);
  const added = await subscription(
    ...words("add ben@university.edu --alert --section cs.RO --papers 5 --at 6:30"),
    ...words("--time-zone Europe/Berlin --query"),
    "quantum laundry",
    ...consent,
  );
  expect(added).toMatchObject({
    code: 0,
    error: "",
    out: "ben@university.edu is subscribed: weekdays at 06:30, Berlin time, when there is something that you follow; follows cs.RO, “quantum laundry”; 5 papers.",
  });
  const listed = await subscription("list");
  expect(listed.out.replaceAll(/since \d+ \w+ \d{4}/g, "since DAY").split("\n")).toEqual([
    "Ada@university.edu  pending  once a week, when the week is over, at 07:00, UTC  since DAY  the whole edition",
    "ben@university.edu  confirmed  weekdays at 06:30, Berlin time, when there is something that you follow  since DAY  follows cs.RO, “quantum laundry”  5 papers  signed the sheet at the seminar",
    "confirmed 1, pending 1, unsubscribed 0, paused 0, webhooks 0",
  ]);
  const found = await subscription("list", "--find", "BEN@", "--status", "confirmed");
  expect(found.out.split("\n")).toHaveLength(2);
  expect(await subscription("add", "BEN@university.edu")).toMatchObject({
    code: 1,
    error: expect.stringContaining("ben@university.edu is subscribed already, since") as string,
  });
});

test("what cannot be is refused with a sentence", async () => {
  const { dataDir, subscription } = openDesk();
  await subscription("add", "ada@x.org", ...consent);
  const before = dump(dataDir);
  for (const [words, code, says] of [
    [["add", "nobody"], 1, "This address has no @."],
    [["add", "a@x.org\r\nBcc: b.x.org"], 1, "has a space or a line break"],
    [["add", `${"a".repeat(295)}@x.org`], 1, "is too long"],
    [["add", "b@x.org", "--confirmed"], 1, "say where the yes came from"],
    [["add", "b@x.org", "--consent", "so"], 1, "--consent goes with --confirmed"],
    [["add", "b@x.org", "--confirmed", "--consent", "two\nlines"], 1, "is one line"],
    [["add", "b@x.org", "--confirmed", "--consent", " "], 1, "is one line"],
    [["add", "b@x.org", "--alert"], 1, "An alert needs something to look for"],
    [["add", "b@x.org", "--section", "No Where"], 1, "There is no section “No Where”."],
    [["add", "b@x.org", "--papers", "51"], 1, "1 to 50 papers"],
    [["add", "b@x.org", "--papers", "x"], 2, "whole number"],
    [["add", "b@x.org", "--papers", "5", "--minutes", "5"], 2, "cannot be used with"],
    [["add", "b@x.org", "--weekly", "--alert"], 2, "cannot be used with"],
    [["add", "b@x.org", "--at", "25:00"], 1, "The hour is a time such as 07:00."],
    [["add", "b@x.org", "--time-zone", "Europe/Berlin"], 1, "--time-zone goes with --at"],
    [["add", "b@x.org", "--at", "7:00", "--time-zone", "Mars"], 1, "There is no time zone “Mars”"],
    [["add"], 2, "missing required argument"],
    [["change", "ada@x.org"], 1, "Say what to change"],
    [["change", "ada@x.org", "--alert"], 1, "An alert needs something"],
    [["change", "b@x.org", "--weekly"], 1, "There is no subscription of b@x.org."],
    [
      ["pause", "ada@x.org", "--until", "soon"],
      1,
      '--until takes a day such as 2026-08-31, not "soon"',
    ],
    [["pause", "ada@x.org", "--until", "2020-01-01"], 1, "1 January 2020 does not lie ahead."],
    [["remove", "b@x.org"], 1, "There is no subscription of b@x.org."],
    [["add", "b@x.org", "--section", "robot-lerning"], 1, "There is no section “robot-lerning”."],
    [["add", "b@x.org", "--section", "cs.XX"], 1, "There is no section “cs.XX”."],
    [["restore"], 1, "Name the addresses, or say --since"],
    [["restore", "--since", "noon"], 1, "--since takes a time such as"],
    [["list", "--status", "gone"], 2, "Allowed choices"],
    [["import", "/nowhere.csv"], 1, "/nowhere.csv is not there."],
    [["import", dataDir], 1, "is a folder"],
    [["import", "x.csv", "--consent", "so"], 1, "--consent goes with --confirmed"],
    [["add", "http://example.org/hook"], 1, "begins with https://"],
    [["add", "https://me:secret@example.org/"], 1, "no user and no password"],
    [["add", "https://"], 1, "This is no address of a webhook."],
    [["add", `https://example.org/${"x".repeat(2000)}`], 1, "at most 2000 characters"],
  ] as const) {
    const said = await subscription(...words);
    expect({ words, ...said }).toMatchObject({ code, out: "" });
    expect(said.error).toContain(says);
  }
  expect(dump(dataDir)).toEqual(before);
});

test("a subscription is changed in part, paused and resumed", async () => {
  const { subscription } = openDesk();
  await subscription(
    "add",
    "ada@x.org",
    "--query",
    "laundry",
    "--minutes",
    "5",
    "--at",
    "6:00",
    ...consent,
  );
  const change = async (...words: string[]) =>
    (await subscription("change", "ADA@x.org", ...words)).out;
  expect(await change("--weekly", "--time-zone", "Asia/Tokyo")).toBe(
    "ada@x.org now gets: once a week, when the week is over, at 06:00, Tokyo time; follows “laundry”; 5 minutes.",
  );
  expect(await change("--section", "cs.CL", "--papers", "1")).toBe(
    "ada@x.org now gets: once a week, when the week is over, at 06:00, Tokyo time; follows cs.CL; 1 paper.",
  );
  expect(await change("--daily", "--no-follows", "--no-length", "--no-at")).toBe(
    "ada@x.org now gets: weekdays at 07:00, UTC; the whole edition.",
  );
  expect((await subscription("pause", "ada@x.org", "--until", "2199-01-02")).out).toBe(
    "ada@x.org gets nothing before 2 January 2199.",
  );
  expect((await subscription("list")).out).toContain("paused until 2 January 2199");
  await subscription("pause", "ada@x.org");
  expect((await subscription("list")).out).toContain("  paused  ");
  expect((await subscription("resume", "ada@x.org")).code).toBe(0);
  expect((await subscription("list")).out).toContain("paused 0");
  await subscription("add", "new@x.org");
  expect((await subscription("pause", "new@x.org")).error).toContain("has not pressed the button");
});

test("a webhook is added at once with its secret, and may come back after it was removed", async () => {
  const { dataDir, subscription } = openDesk();
  const added = await subscription("add", "https://Chat.example.org/hook#x", "--weekly");
  expect(added.out).toMatch(
    /^https:\/\/chat\.example\.org\/hook is called: once a week, .*\.\nIts signing secret is whsec_[\w+/]+=*$/,
  );
  expect((await subscription("add", "https://chat.example.org/hook")).error).toContain("already");
  expect((await subscription("add", "http://localhost:8080/hook")).code).toBe(0);
  expect((await subscription("list")).out).toContain("added by the owner\nconfirmed 2, ");
  expect((await subscription("export")).out).toBe("address,frequency");
  expect((await subscription("remove", "https://chat.example.org/hook")).code).toBe(0);
  expect(dump(dataDir).join()).not.toContain("chat.example.org");
  expect((await subscription("add", "https://chat.example.org/hook")).code).toBe(0);
});

test("a removed address is in no table any more, and no list brings it back", async () => {
  const { dataDir, subscription, file } = openDesk();
  await subscription("add", "Ada.L@university.edu", "--query", "laundry");
  await inDatabase(dataDir, async (db, keeper) => {
    const { id } = (await findByAddress(db, "ada.l@university.edu"))!;
    const at = new Date().toISOString();
    const { id: outbox } = await db.selectFrom("outbox").select("id").executeTakeFirstOrThrow();
    const says = "550 5.1.1 <Ada.L@university.edu>: no such user";
    const bounce = { source: "smtp" as const, says, status: "5.1.1", at };
    await db
      .insertInto("bounces")
      .values([
        { ...bounce, kind: "hard", subscription_id: id, outbox_id: outbox },
        { ...bounce, kind: "soft", subscription_id: null, outbox_id: null },
      ])
      .execute();
    await db
      .insertInto("mail_pauses")
      .values({ by: "policy", reason: says, at, ended_at: null })
      .execute();
    await db.insertInto("less_like").values({ subscription_id: id, paper_id: 7, at }).execute();
    await db
      .insertInto("outbox")
      .values({
        kind: "test",
        subscription_id: null,
        digest_id: null,
        message_id: "<test@x>",
        recipient: "Ada.L@university.edu",
        domain: "university.edu",
        subject: "Test",
        sender: null,
        due_at: at,
        last_error: null,
        created_at: at,
        sent_at: null,
      })
      .execute();
    await suppress(db, keeper, {
      addressKey: "ada.l@university.edu",
      reason: "soft",
      now: new Date(),
    });
  });
  await subscription("add", "ben@university.edu", ...consent);
  expect((await subscription("remove", "ada.l@university.edu")).code).toBe(0);
  const rows = dump(dataDir);
  const left = rows.filter((row) => /ada\.l(@|=40)/i.test(row));
  console.log(`of ${rows.length} rows, with the address ${left.length}`);
  expect(left).toEqual([]);
  expect(rows.filter((row) => row.startsWith("suppressions"))).toHaveLength(1);
  expect(rows.filter((row) => row.startsWith("bounces"))).toHaveLength(2);
  expect(readFileSync(join(dataDir, "suppressed.txt"), "utf8")).not.toMatch(/ada/i);
  const again = await subscription("add", "ada.l@university.edu", ...consent);
  expect(again).toMatchObject({ code: 1 });
  expect(again.error).toContain("Only a fresh yes brings mail back");
  const list = file("ada.l@university.edu\nben@university.edu\n");
  expect((await subscription("import", list, "--confirmed")).out).toContain(
    "taken 0, known before 1, left out 1 (1 whose mail came back again and again), bad lines 0",
  );
});

test("of a hostile list the good lines are taken, and the bad ones named", async () => {
  const { dataDir, subscription, file } = openDesk();
  const bad = [
    "no-at-sign,daily",
    `${"x".repeat(300)}@x.org,daily`,
    "=cmd|' /C calc'!A0@x.org,daily",
    "evil@x.org\rBcc: victim@x.org,daily",
    "zero\0@x.org,daily",
    '"two\nlines@x.org",daily',
    "ada@x.org,hourly",
    "\u001b[2Jada@x.org,\u001b[2Jdaily",
    "ada@x.org,alert",
    '"half@x.org,daily',
  ];
  const good = [
    "+plus@x.org,daily",
    "=formula@x.org,",
    "-minus@x.org,WEEKLY",
    '"quoted@x.org","daily"',
  ];
  const list = file(["Address,Frequency", ...bad, ...good].join("\n"));
  const { code, out, error } = await subscription("import", list, "--confirmed");
  expect(code).toBe(0);
  expect(out.split("\n")).toEqual([
    `${list}: taken 4, known before 0, left out 0, bad lines 10`,
    "4 are subscribed, and get the next edition.",
  ]);
  const told = error.split("\n");
  expect(told).toHaveLength(10);
  for (const line of told) expect(line).not.toMatch(/\p{Cc}/u);
  expect(error).toContain(`${list}, line 2: This address has no @.`);
  expect(error).toContain("line 9: “hourly” is no frequency: write daily or weekly.");
  const exported = (await subscription("export")).out.split("\n");
  expect(exported).toEqual([
    "address,frequency",
    "+plus@x.org,daily",
    "=formula@x.org,daily",
    "-minus@x.org,weekly",
    "quoted@x.org,daily",
  ]);
  const rows = dump(dataDir).filter((row) => row.startsWith("subscriptions"));
  expect(rows[0]).toMatch(
    /imported from list\.csv on \d+ \w+ \d{4}; the owner says that they asked/,
  );

  const many = file(Array.from({ length: 30 }, (_, at) => `nobody${at}`).join("\n"));
  const none = await subscription("import", many);
  expect(none.code).toBe(1);
  expect(none.error.split("\n")).toHaveLength(21);
  expect(none.error).toContain(`${many}: and 10 more lines.`);
  const binary = await subscription(
    "import",
    file(new Uint8Array(5000).map((_, at) => (at * 7) % 256)),
  );
  expect(binary).toMatchObject({ code: 1, out: "" });
  expect(binary.error).toContain("is not text; save the list as CSV in UTF-8.");
  const empty = await subscription("import", file(""));
  expect(empty).toMatchObject({ code: 1 });
});

test("lists of other systems: those who left there are not taken", async () => {
  const { subscription, file } = openDesk();
  const list = file(
    "\uFEFFEmail Address;Status;Address\r\nada@x.org;subscribed;1 Road\r\nben@x.org;Unsubscribed;\r\ncy@x.org;cleaned;\r\n",
  );
  expect(
    (await subscription("import", list, "--confirmed", "--consent", "members of 2026")).out,
  ).toContain(
    "taken 1, known before 0, left out 2 (1 marked unsubscribed there, 1 marked cleaned there), bad lines 0",
  );
  expect((await subscription("list")).out).toContain("members of 2026");
  const ghost = file("email,subscribed_to_emails\ndee@x.org,true\neve@x.org,false\n");
  expect((await subscription("import", ghost)).out).toContain(
    "taken 1, known before 0, left out 1",
  );
});

test.each([
  "email,unsubscribed\nada@x.org,\nben@x.org,yes\ncy@x.org,2024-01-02\ndee@x.org,no\n",
  "email,subscriber_type\nada@x.org,premium\nben@x.org,unsubscribed\ncy@x.org,removed\ndee@x.org,regular\n",
  "Email Address,UNSUB_TIME,LEAVE_TIME\nada@x.org,,\nben@x.org,2024-01-02 10:00:00,\ncy@x.org,,2024-01-02\ndee@x.org,,\n",
  "email,email_disabled\nada@x.org,false\nben@x.org,true\ncy@x.org,TRUE\ndee@x.org,false\n",
  "email,bounced,complained\nada@x.org,0,0\nben@x.org,1,0\ncy@x.org,0,1\ndee@x.org,,\n",
])("who left elsewhere is left out, whatever that system calls it: %s", async (text) => {
  const { subscription, file } = openDesk();
  const { out } = await subscription("import", file(text), "--confirmed");
  expect(out).toContain("taken 2, known before 0, left out 2");
  expect((await subscription("export")).out).toBe(
    "address,frequency\nada@x.org,daily\ndee@x.org,daily",
  );
});

test("an address is found where mail programs put it, beside a name", async () => {
  const { subscription, file } = openDesk();
  const list = file("Ada Lindqvist <ada@x.org>\n<ben@x.org>\nben <a@b> <c\n");
  expect((await subscription("import", list, "--confirmed")).out).toContain("taken 2, ");
  expect((await subscription("export")).out).toBe(
    "address,frequency\nada@x.org,daily\nben@x.org,daily",
  );
});

test("a word that is not known is asked about before anybody is taken", async () => {
  const { dataDir, subscription, file } = openDesk();
  await subscription("list");
  const before = dump(dataDir);
  const many = Array.from({ length: 1500 }, (_, at) => `r${at}@x.org,active`).join("\n");
  const list = file(`email,Status\n${many}\nlast@x.org,lapsed\n`);
  const { code, out, error } = await subscription("import", list, "--confirmed");
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(error).toContain("says “lapsed” in its column “status”");
  expect(dump(dataDir)).toEqual(before);
});

test("on the way to another instance, who left and who bounced stay silent, and dates stay true", async () => {
  const here = openDesk();
  for (const name of ["stays", "left", "bounced"]) {
    await here.subscription("add", `${name}@x.org`, ...consent);
  }
  await inDatabase(here.dataDir, async (db, keeper) => {
    const at = "2025-02-03T04:05:06.000Z";
    await db.updateTable("subscriptions").set({ created_at: at, confirmed_at: at }).execute();
    const { id } = (await findByAddress(db, "left@x.org"))!;
    const now = new Date();
    await endSubscription(db, keeper, { id, addressKey: "left@x.org", now });
    await suppress(db, keeper, { addressKey: "bounced@x.org", reason: "hard", now });
  });
  const all = (await here.subscription("export", "--all")).out;
  const there = openDesk();
  const moved = await there.subscription("import", there.file(all), "--confirmed");
  expect(moved.out).toContain(
    "taken 1, known before 0, left out 2 (1 marked unsubscribed there, 1 marked hard there)",
  );
  expect((await there.subscription("export", "--all")).out.split("\n")[1]).toBe(all.split("\n")[1]);
  const again = there.file("left@x.org\nbounced@x.org\n");
  expect((await there.subscription("import", again, "--confirmed")).out).toContain(
    "taken 0, known before 0, left out 2 (1 who left before, 1 whose mail came back for good)",
  );
});

test("whoever did not answer within a week is asked again by the same list", async () => {
  const { dataDir, subscription, file } = openDesk();
  const list = file("ada@x.org\nben@x.org\n");
  await subscription("import", list);
  await inDatabase(dataDir, async (db) => {
    const old = new Date(Date.now() - 8 * 86_400_000).toISOString();
    await db.updateTable("wishes").set({ asked_at: old }).execute();
    const sent = { state: "sent" as const, created_at: old };
    await db.updateTable("outbox").set(sent).where("recipient", "=", "ada@x.org").execute();
  });
  const { out } = await subscription("import", list);
  expect(out).toContain("taken 0, asked again 1, known before 1, left out 0");
  expect((await subscription("import", list)).out).toContain("taken 0, known before 2");
});

test("a suppression by mistake is taken back; who left or complained is not subscribed by that", async () => {
  const { dataDir, subscription } = openDesk();
  const names = ["bounced", "left", "spam", "both"];
  for (const name of names) await subscription("add", `${name}@x.org`, ...consent);
  await inDatabase(dataDir, async (db, keeper) => {
    for (const [at, name] of names.entries()) {
      const { id, addressKey, address } = (await findByAddress(db, `${name}@x.org`))!;
      const now = new Date(Date.now() - 1000 * (10 - at));
      const to = { kind: "hard", source: "smtp", subscriptionId: id, now } as const;
      if (name === "spam") await recordBounce(db, keeper, { ...to, kind: "complaint" });
      else if (name !== "left") await recordBounce(db, keeper, { ...to, says: address });
      if (name === "left" || name === "both") {
        await endSubscription(db, keeper, { id, addressKey, now: new Date() });
      }
    }
  });
  const since = await subscription("restore", "--since", "2020-01-01");
  expect(since.out.split("\n")).toEqual([
    "bounced@x.org is subscribed again. Its mail came back.",
    expect.stringContaining("both@x.org may be written to again, and is not subscribed.") as string,
  ]);
  expect((await subscription("restore", "spam@x.org", "left@x.org")).out.split("\n")).toEqual([
    expect.stringContaining("spam@x.org may be written to again, and is not subscribed.") as string,
    expect.stringContaining("left@x.org may be written to again, and is not subscribed.") as string,
  ]);
  expect((await subscription("export")).out).toBe("address,frequency\nbounced@x.org,daily");
  expect((await subscription("restore", "bounced@x.org")).out).toContain("nothing was changed");
});

test("a removed address stands in no byte of the files, and in no letter of the folder", async () => {
  const { dataDir, run, subscription } = openDesk();
  for (const name of ["ada.l", "ben"]) await subscription("add", `${name}@university.edu`);
  await run(sendCommand, []);
  expect(readdirSync(join(dataDir, "mail"))).toHaveLength(2);
  await subscription("add", "Ada.L@university.edu", "--weekly");
  await subscription("remove", "ada.l@university.edu");
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
  const holding = (what: RegExp) =>
    files.filter((path) => what.test(readFileSync(path, "latin1"))).map((path) => basename(path));
  expect(holding(/ada\.l(@|=40)/i)).toEqual([]);
  expect(holding(/ben(@|=40)/i)).toContain(databaseFile);
  expect(readdirSync(join(dataDir, "mail"))).toHaveLength(1);
});

test("an import without --confirmed asks each address once", async () => {
  const { dataDir, subscription, file } = openDesk();
  const list = file("ada@x.org\nben@x.org\nADA@x.org\n");
  const { out } = await subscription("import", list);
  expect(out).toContain("taken 2, known before 1, left out 0, bad lines 0");
  expect(out).toContain("2 letters with a button wait in the outbox");
  const before = dump(dataDir);
  expect(await subscription("import", list)).toMatchObject({
    code: 0,
    out: `${list}: taken 0, known before 3, left out 0, bad lines 0`,
  });
  expect(dump(dataDir)).toEqual(before);
  const letter = await inDatabase(dataDir, (db) =>
    db.selectFrom("outbox").select("message").executeTakeFirstOrThrow(),
  );
  const { text = "" } = await simpleParser(Buffer.from(letter.message));
  const token = /\/confirm\/([\w.-]+)/.exec(text)?.[1] ?? "";
  await inDatabase(dataDir, async (db, keeper) => {
    const asked = await findAsked(db, { secret: keeper.secret, token, now: new Date() });
    await confirmSubscription(db, keeper, { ...asked!, now: new Date() });
  });
  expect((await subscription("export")).out).toBe("address,frequency\nada@x.org,daily");
  // Those who were asked are subscribed once the owner says that they said yes.
  expect((await subscription("import", list, "--confirmed")).out).toContain(
    "taken 1, known before 2",
  );
});

test("the import of an export is the identity, here and elsewhere", async () => {
  const here = openDesk();
  const { subscription } = here;
  await subscription("add", "ada@x.org", "--weekly", ...consent);
  await subscription(
    "add",
    "=ben@x.org",
    "--query",
    'title:"quantum, laundry"',
    "--query",
    "b",
    "--section",
    "cs.RO",
    "--alert",
    "--minutes",
    "7",
    "--at",
    "18:05",
    "--time-zone",
    "Asia/Kolkata",
    "--confirmed",
    "--consent",
    'said "yes", twice; =1+1',
  );
  await subscription("add", "cy@x.org", "--papers", "3", ...consent);
  await subscription("pause", "cy@x.org", "--until", "2199-01-02");
  await subscription("add", "dee@x.org");
  const all = (await subscription("export", "--all")).out;
  const plain = (await subscription("export")).out;
  expect(all.split("\n")[0]).toBe(
    "address,frequency,status,follows,papers,minutes,hour,time_zone,paused_until,created_at,confirmed_at,unsubscribed_at,consent,reason",
  );
  expect(plain).toBe("address,frequency\nada@x.org,weekly\n=ben@x.org,alert\ncy@x.org,daily");
  const before = dump(here.dataDir);
  for (const list of [all, plain]) {
    const again = await subscription("import", here.file(list), "--confirmed");
    expect(again).toMatchObject({ code: 0, error: "" });
    expect(dump(here.dataDir)).toEqual(before);
  }

  const there = openDesk();
  const moved = await there.subscription("import", there.file(all), "--confirmed");
  expect(moved.out).toContain(
    "taken 3, known before 0, left out 1 (1 marked pending there), bad lines 0",
  );
  expect((await there.subscription("export", "--all")).out).toBe(all.replace(/\ndee@.*/, ""));
  const poor = openDesk();
  const taken = await poor.subscription("import", poor.file(plain), "--confirmed");
  expect(taken.out).toContain("taken 2, known before 0, left out 0, bad lines 1");
  expect(taken.error).toContain("line 3: What this alert looks for stands only in a list from");
});

/** Who got how many digests and letters since the last time. */
async function readMail(dataDir: string) {
  const folder = join(dataDir, "mail");
  const digests = new Map<string, number>();
  let letters = 0;
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const mail = await simpleParser(readFileSync(join(folder, name)));
    rmSync(join(folder, name));
    const [to] = [mail.to].flat().flatMap((each) => each?.value ?? []);
    if (/confirm your subscription/i.test(mail.subject ?? "")) letters++;
    else digests.set(to!.address!, (digests.get(to!.address!) ?? 0) + 1);
  }
  return { digests, letters };
}

test("E11: no way but a fresh confirmation brings back who left, bounced or complained", async () => {
  const { dataDir, run, subscription, file } = openDesk();
  const gone = {
    "left@x.org": "unsubscribed",
    "bounced@x.org": "hard",
    "spam@x.org": "complaint",
  } as const;
  const addresses = [...Object.keys(gone), "stays@x.org"];
  const figures: Record<string, string> = {};
  let day = 0;

  /** An edition of a new day, composed and sent. */
  async function mailAnother(what: string, { only }: { only: string[] }) {
    const date = `2026-03-0${++day}` as const;
    const announced = { day: date, kind: "announced" } as const;
    const paper = aPaper({
      identifier: `arxiv:2603.0000${day}`,
      title: `Folding Laundry on ${date}`,
      appearances: [announced],
    });
    await inDatabase(dataDir, async (db) => await savePapers(db, [paper], { now: new Date() }));
    expect(await run(digestCommand, ["--day", date])).toMatchObject({ code: 0 });
    expect(await run(sendCommand, [])).toMatchObject({ code: 0 });
    const { digests, letters } = await readMail(dataDir);
    const toGone = Object.keys(gone).reduce((sum, each) => sum + (digests.get(each) ?? 0), 0);
    figures[what] = `${toGone} mails to the three, ${letters} letters that ask`;
    expect({ what, to: [...digests.keys()].toSorted() }).toEqual({ what, to: only.toSorted() });
  }

  for (const address of addresses) await subscription("add", address, ...consent);
  await mailAnother("before", { only: addresses });
  const backup = join(dataDir, "backup.sqlite");
  await run(backupCommand, [backup]);

  await inDatabase(dataDir, async (db, keeper) => {
    const now = new Date();
    for (const [addressKey, reason] of Object.entries(gone)) {
      const { id } = (await findByAddress(db, addressKey))!;
      if (reason === "unsubscribed") await endSubscription(db, keeper, { id, addressKey, now });
      else await suppress(db, keeper, { addressKey, reason, now });
    }
  });
  await mailAnother("left, bounced, complained", { only: ["stays@x.org"] });

  const list = file(addresses.join("\n"));
  const leftOut =
    "taken 0, known before 1, left out 3 (1 who left before, 1 whose mail came back for good, 1 who reported our mail as spam)";
  expect((await subscription("import", list, "--confirmed")).out).toContain(leftOut);
  await mailAnother("imported as confirmed", { only: ["stays@x.org"] });

  for (const address of Object.keys(gone)) {
    expect((await subscription("remove", address)).code).toBe(0);
  }
  expect((await subscription("import", list, "--confirmed")).out).toContain(leftOut);
  await mailAnother("removed and imported", { only: ["stays@x.org"] });

  for (const end of ["", "-wal", "-shm"])
    rmSync(join(dataDir, databaseFile + end), { force: true });
  copyFileSync(backup, join(dataDir, databaseFile));
  await mailAnother("a backup from before", { only: ["stays@x.org"] });
  expect((await subscription("import", list, "--confirmed")).out).toContain(leftOut);
  await mailAnother("a backup from before, and imported", { only: ["stays@x.org"] });

  for (const address of Object.keys(gone)) {
    await subscription("remove", address);
    const refused = await subscription("add", address, ...consent);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.error).toContain("Only a fresh yes brings mail back");
    // To one who merely left, a letter that asks may go.
    const code = gone[address as keyof typeof gone] === "unsubscribed" ? 0 : 1;
    expect((await subscription("add", address)).code).toBe(code);
  }
  const letters = await inDatabase(dataDir, (db) =>
    db
      .selectFrom("outbox")
      .select("message")
      .where("kind", "=", "confirmation")
      .where("state", "=", "queued")
      .execute(),
  );
  await mailAnother("signed up again, not confirmed", { only: ["stays@x.org"] });

  const texts = await Promise.all(letters.map(({ message }) => simpleParser(Buffer.from(message))));
  const letter = texts.find(({ to }) => [to].flat()[0]?.text === "left@x.org");
  const token = /\/confirm\/([\w.-]+)/.exec(letter?.text ?? "")?.[1] ?? "";
  await inDatabase(dataDir, async (db, keeper) => {
    const asked = await findAsked(db, { secret: keeper.secret, token, now: new Date() });
    await confirmSubscription(db, keeper, { ...asked!, now: new Date() });
  });
  await mailAnother("one confirmed", { only: ["left@x.org", "stays@x.org"] });
  console.log("E11", figures);
}, 60_000);

async function countRows(db: Database): Promise<number> {
  const row = await db
    .selectFrom("subscriptions")
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}

test("an import that is killed again and again ends like one that was not", async () => {
  const { dataDir, subscription, file } = openDesk();
  const count = 10_000;
  const list = file(
    `address,frequency\n${Array.from({ length: count }, (_, at) => `r${at}@x.org,${at % 3 ? "daily" : "weekly"}\n`).join("")}`,
  );
  const left: number[] = [];
  await inDatabase(dataDir, async (db) => {
    for (const [at, from] of [1, 3000, 6000].entries()) {
      const child = startBroadsheet(["subscription", "import", list, "--confirmed"], {
        DATA_DIR: dataDir,
      });
      while (child.exitCode === null && (await countRows(db)) < from) await sleep(2);
      child.kill("SIGKILL");
      await once(child, "close");
      left[at] = await countRows(db);
      expect(left[at] % 1000).toBe(0);
    }
  });
  expect(left[0]).toBeGreaterThan(0);
  expect(left[0]).toBeLessThan(count);
  const { code, out } = await subscription("import", list, "--confirmed");
  expect(code).toBe(0);
  console.log(`killed with ${left.join(", ")} of ${count} taken; then ${out.split("\n")[0]}`);
  expect((await subscription("export")).out).toBe(readFileSync(list, "utf8").trimEnd());
});
