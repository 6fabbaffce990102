import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openMailboxServer } from "../../fixtures/imap-server.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { addSent, bounces, openPostbag, reportOf, stateOf } from "../../fixtures/reports.ts";

test("a report that is piped in is taken, and what was done is printed", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  const { dataDir } = office.keeper;
  expect(await bounce([], dataDir, reportOf("postfix-5.1.1", sent))).toEqual({
    code: 0,
    stdout:
      "ada@university.example: There is no such mailbox (5.1.1): nothing more is sent to this address.\n",
    stderr: "",
  });
  expect(await stateOf(office, sent)).toBe("unsubscribed, hard");
});

test("whatever is piped in, a mail server that pipes it hears of no failure", async () => {
  const { keeper } = await openPostbag();
  for (const message of ["", "\0\x01\x02", Buffer.alloc(9_000_000, "To: a@b\r\n")]) {
    expect(await bounce([], keeper.dataDir, message)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Left alone: /),
      stderr: "",
    });
  }
});

test("what cannot be recorded ends with exit code 75, so that the mail server tries again", async () => {
  const office = await openPostbag();
  const report = reportOf("postfix-5.1.1", await addSent(office));
  await office.db.schema.dropTable("bounces").execute();
  expect(await bounce([], office.keeper.dataDir, report)).toMatchObject({ code: 75, stdout: "" });
});

test("the mailbox is read once, and told", async () => {
  const office = await openPostbag();
  const server = await openMailboxServer();
  server.deliver(reportOf("exim-5.2.2", await addSent(office)), "To: nobody\r\n\r\n");
  const settings = { MAIL_BOUNCES_IMAP: server.url.href };
  expect(await bounce(["--mailbox"], office.keeper.dataDir, "", settings)).toEqual({
    code: 0,
    stdout: [
      "ada@university.example: The mail did not get through this time (5.2.2): one day with failures within thirty; at five, nothing more is sent.",
      "Left alone: It is neither a report nor a complaint.",
      "read 2, soft 1, ignored 1, waiting 0\n",
    ].join("\n"),
    stderr: "",
  });
});

test("a mailbox that cannot be read is told in a sentence", async () => {
  const DATA_DIR = temporaryFolder();
  expect(await bounce(["--mailbox"], DATA_DIR, "")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("MAIL_BOUNCES_IMAP is not set"),
  });
  const settings = { MAIL_BOUNCES_IMAP: "imap://bounces:secret@127.0.0.1:1/INBOX" };
  const refused = await bounce(["--mailbox"], DATA_DIR, "", settings);
  expect(refused).toMatchObject({ code: 1, stdout: "read 0, waiting 0\n" });
  expect(refused.stderr).toMatch(/^The mail server 127\.0\.0\.1 cannot be reached over IMAP: /);
  expect(refused.stderr).not.toContain("secret");
});

/** The command in a process of its own, with this on its standard input. */
async function bounce(
  words: string[],
  DATA_DIR: string,
  input: string | Uint8Array,
  settings: Record<string, string> = {},
) {
  const script = `
    import { bounceCommand } from "${import.meta.dirname}/bounce.ts";
    import { terminal } from "${import.meta.dirname}/terminal.ts";
    const run = { environment: process.env, terminal: terminal(), exitCode: 0 };
    const words = ${JSON.stringify(words)};
    try {
      await bounceCommand(run).parseAsync(words, { from: "user" });
    } catch (error) {
      run.terminal.error(error.message);
      run.exitCode = 1;
    }
    process.exitCode = run.exitCode;
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: DATA_DIR,
    env: { PATH: process.env["PATH"], DATA_DIR, MAIL_BOUNCES: bounces, ...settings },
  });
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}
