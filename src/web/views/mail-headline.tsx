// How mail stands, in one large sentence, and what the owner can do about it.
import type { Child } from "hono/jsx";
import type { Config } from "../../config.ts";
import type { EditionMail } from "../../email/figures/editions.ts";
import type { MailFigures } from "../../email/figures/mail-figures.ts";
import type { MailPause } from "../../email/sending/mail-pause.ts";
import { links } from "../../links.ts";
import type { WebOptions } from "../context.ts";
import { Moment } from "./dates.tsx";
import { editionName } from "./mail-words.ts";
import { momentIn, whenIn } from "../../papers/moments.ts";
import { count, figure } from "../../papers/words.ts";
import { Form } from "./form.tsx";

/** What the parts of the owner's page are made of. */
export interface Mail {
  figures: MailFigures;
  pause: MailPause | undefined;
  state: ReturnType<WebOptions["mailState"]>;
  config: Config;
  /** How many mails the warm-up allows yet; left out where there is none. */
  allowance: number | undefined;
  now: Date;
  timeZone: string;
}

/** What has been due for so long does not leave by itself. */
const stuckAfterMs = 10 * 60_000;

export function MailHeadline({ mail, isNew }: { mail: Mail; isNew: boolean }) {
  const { pause, now, timeZone } = mail;
  const said = whatWasSaid(mail);
  return (
    <>
      <h1>{sentenceOf(mail, isNew)}</h1>
      {said && <p class="mail-said">{said}</p>}
      <Form class="status-links" action={links.ownerMailPause}>
        {pause ? (
          <button class="button button-main" name="sending" value="resume">
            Resume sending
          </button>
        ) : (
          <button class="link" name="sending" value="pause">
            Pause all mail
          </button>
        )}
        <a href="#test">Send a test mail</a>
        <a href="#domain">Check the mail domain</a>
        <a href={links.status}>Status</a>
        <span>
          As of <Moment timeZone={timeZone} at={now} now={now} />
        </span>
      </Form>
    </>
  );
}

function sentenceOf(mail: Mail, isNew: boolean): Child {
  const { figures, pause, state, config, now, timeZone } = mail;
  if (pause) {
    return (
      <>
        <span class="bad">Sending is paused.</span>{" "}
        {pause.by === "owner"
          ? `You paused it ${whenIn(timeZone, pause.at, now)}. ${waits(mail)}`
          : `A mail server refused us for what we are, ${whenIn(timeZone, pause.at, now)}. Nobody was given up. ${waits(mail)}`}
      </>
    );
  }
  if (state === "held") {
    return (
      <>
        <span class="worrying">Mail is held back.</span> Its links would lead to{" "}
        {config.SITE_URL.origin}, which only this machine can reach. {waits(mail)}
      </>
    );
  }
  if (state === "folder") {
    return (
      <>
        <span class="worrying">No mail server is set up.</span> Letters are written to a folder
        instead, and reach nobody.
      </>
    );
  }
  if (isStuck(mail)) {
    return (
      <>
        <span class="worrying">{waits(mail)}</span>{" "}
        {mail.allowance === 0
          ? "The warm-up allows no more today."
          : `The first has been due since ${momentIn(timeZone, figures.waiting.dueSince!, now)}.`}
      </>
    );
  }
  if (isNew) return "No digest has been sent yet.";
  return (
    <>
      <span class="well">Mail flows.</span> {reachOf(figures.editions[0])}
    </>
  );
}

function isStuck({ figures: { waiting }, now }: Mail): boolean {
  const { dueSince } = waiting;
  return dueSince !== undefined && now.getTime() - Date.parse(dueSince) > stuckAfterMs;
}

/** `12 mails wait.` */
function waits({ figures: { waiting } }: Mail): string {
  const { due, later, sending, uncertain } = waiting;
  const all = due + later + sending + uncertain;
  if (all === 0) return "Nothing waits.";
  return `${count(all, "mail")} ${all === 1 ? "waits" : "wait"}.`;
}

function reachOf(edition: EditionMail | undefined): string {
  if (!edition) return "";
  const { period, sent, waiting, uncertain, written, nothingNew } = edition;
  const name =
    period.kind === "day" ? `The edition of ${editionName(period)}` : editionName(period);
  if (written === 0) return `${name} had nothing new for ${count(nothingNew, "reader")}.`;
  const reached = `${figure(sent)} of ${figure(written)}`.replaceAll(" ", "\u00a0");
  return waiting + uncertain > 0
    ? `${name} has reached ${reached} so far.`
    : `${name} went to ${reached}.`;
}

/** In the words of the other side, or what to change. */
function whatWasSaid(mail: Mail): Child {
  const { figures, pause, state, config } = mail;
  if (pause) return pause.by === "policy" ? pause.reason : undefined;
  if (state === "held") return "Set SITE_URL to the address that readers use, and start again.";
  if (state === "folder") {
    return (
      <>
        They lie in <code>{config.DATA_DIR}/mail</code>. Set <code>SMTP_URL</code> and{" "}
        <code>MAIL_FROM</code>, and start again.
      </>
    );
  }
  return isStuck(mail) ? figures.waiting.lastError : undefined;
}
