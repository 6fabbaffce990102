import { Command } from "commander";
import type { Config } from "../config.ts";
import { openMailer, whyHeld } from "../email/mailer.ts";
import { sendDue } from "../email/send.ts";
import { Misconfigured } from "../errors.ts";
import type { Database } from "../store/tables.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

export function sendCommand(run: Run): Command {
  return new Command("send")
    .description("Deliver what is due from the outbox, then end.")
    .action(() => withDatabase(run, (db, config) => send(run, db, config)));
}

async function send(run: Run, db: Database, config: Config): Promise<void> {
  const held = whyHeld({ config });
  if (held) throw new Misconfigured(held);
  const { terminal } = run;
  const mailer = openMailer({
    smtpUrl: config.SMTP_URL,
    dataDir: config.DATA_DIR,
    concurrency: config.MAIL_CONCURRENCY,
  });
  try {
    const { sent, failed, deferred, stopped } = await sendDue(db, mailer, {
      clock: () => new Date(),
      from: config.MAIL_FROM,
      concurrency: config.MAIL_CONCURRENCY,
      ratePerS: config.MAIL_RATE_PER_S,
      waitForLeaseMs: 30_000,
      onProgress: (line) => terminal.progress(line),
    });
    const where = mailer.kind === "folder" ? ` to ${config.DATA_DIR}/mail` : "";
    terminal.out(
      `sent ${grouped(sent)}${where}, failed ${grouped(failed)}, to be tried again ${grouped(deferred)}`,
    );
    if (stopped) terminal.error(stopped);
    if (failed > 0 || deferred > 0 || stopped) run.exitCode = 1;
  } finally {
    await mailer.close();
  }
}
