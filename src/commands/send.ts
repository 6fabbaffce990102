import { Command } from "commander";
import type { Config } from "../config.ts";
import { openDkim } from "../email/sending/dkim.ts";
import { composeNotifications } from "../email/notifications/compose-notifications.ts";
import { letterheadOf } from "../email/letters/letterhead.ts";
import { resumeMail } from "../email/sending/mail-pause.ts";
import { openMailer, whyHeld } from "../email/sending/mailer.ts";
import { sendDue, sendingOf } from "../email/sending/send.ts";
import { openKeeper } from "../email/subscriptions/suppression.ts";
import { Misconfigured } from "../errors.ts";
import type { Database } from "../store/tables.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

export function sendCommand(run: Run): Command {
  return new Command("send")
    .description("Deliver what is due from the outbox, then end.")
    .option("--resume", "go on where sending was paused")
    .action((words: { resume?: boolean }) =>
      withDatabase(run, (db, config) => send(run, db, config, words)),
    );
}

async function send(
  run: Run,
  db: Database,
  config: Config,
  { resume = false }: { resume?: boolean },
): Promise<void> {
  const held = whyHeld({ config });
  if (held) throw new Misconfigured(held);
  const { terminal } = run;
  const keeper = await openKeeper(db, config.DATA_DIR);
  if (resume) await resumeMail(db, new Date());
  const mailer = openMailer({
    smtpUrl: config.SMTP_URL,
    dataDir: config.DATA_DIR,
    concurrency: config.MAIL_CONCURRENCY,
    dkim: await openDkim(config),
  });
  try {
    const letterhead = letterheadOf({ config, secret: keeper.secret });
    await composeNotifications(db, { letterhead, now: new Date() });
    const { sent, failed, deferred, stopped, paused } = await sendDue(db, mailer, {
      ...sendingOf(config),
      letterhead,
      keeper,
      clock: () => new Date(),
      onProgress: (line) => terminal.progress(line),
    });
    const where = mailer.kind === "folder" ? ` to ${config.DATA_DIR}/mail` : "";
    terminal.out(
      `sent ${grouped(sent)}${where}, failed ${grouped(failed)}, to be tried again ${grouped(deferred)}`,
    );
    if (stopped) terminal.error(stopped);
    if (paused) terminal.error("Mend what is wrong, then `broadsheet send --resume` goes on.");
    if (failed > 0 || deferred > 0 || stopped) run.exitCode = 1;
  } finally {
    await mailer.close();
  }
}
