// What waits in the outbox, and where nothing was ever sent, what to do first.
import { links } from "../../links.ts";
import { When } from "./dates.tsx";
import type { Mail } from "./mail-headline.tsx";
import { count, figure } from "../../papers/words.ts";

export function WhatWaits({ mail }: { mail: Mail }) {
  const { waiting } = mail.figures;
  const { oldest, lastError } = waiting;
  const parts = partsOf(waiting);
  return (
    <section>
      <h2>What waits</h2>
      <p>{parts.length === 0 ? "Nothing waits." : parts.join(" ")}</p>
      {oldest && (
        <p>
          The oldest was written <When timeZone={mail.timeZone} at={oldest} now={mail.now} />.
        </p>
      )}
      {lastError && (
        <p class="said">
          The last word about it: <q>{lastError}</q>
        </p>
      )}
      <WarmUp mail={mail} />
    </section>
  );
}

function partsOf({ due, later, sending, uncertain }: Mail["figures"]["waiting"]): string[] {
  return [
    due > 0 && `${count(due, "mail")} ${due === 1 ? "is" : "are"} due now.`,
    sending > 0 && `${count(sending, "mail")} ${sending === 1 ? "is" : "are"} on the way.`,
    later > 0 && `${count(later, "mail")} ${later === 1 ? "is" : "are"} tried again later.`,
    uncertain > 0 &&
      `${count(uncertain, "mail")} may have arrived, since the connection broke, and ${uncertain === 1 ? "is" : "are"} sent once more.`,
  ].filter((each) => each !== false);
}

const beyondAnyList = 1_000_000;

function WarmUp({ mail: { allowance, config } }: { mail: Mail }) {
  if (allowance === undefined) return null;
  if (allowance >= beyondAnyList) {
    return <p>The warm-up is over; MAIL_WARM_UP limits nothing any more.</p>;
  }
  return (
    <p>
      Warming up: {count(allowance, "more mail")} may leave today. It began with{" "}
      {figure(config.MAIL_WARM_UP)} on the first day, and each day allows twice as many
      (MAIL_WARM_UP).
    </p>
  );
}

export function FirstSteps({ mail: { figures, state, config } }: { mail: Mail }) {
  const { daily, weekly, alert, webhooks } = figures.subscriptions;
  const readers = daily + weekly + alert + webhooks;
  return (
    <section class="first-steps">
      <h2>What to do first</h2>
      <ol>
        {state === "folder" && (
          <li>
            Tell Broadsheet your mail server: <code>SMTP_URL</code> and <code>MAIL_FROM</code>.
          </li>
        )}
        <li>
          See what your domain lacks for mail to arrive:{" "}
          <code>npm run broadsheet -- doctor mail</code>
        </li>
        <li>
          <a href="#test">Send yourself a test mail</a>, and look at how it arrives.
        </li>
        <li>
          {readers === 0 ? (
            <>
              Nobody has subscribed yet. <a href={links.subscribe}>Be the first</a>, or bring a list
              along with <code>npm run broadsheet -- subscription import</code>.
            </>
          ) : (
            <>
              {count(readers, "subscription")} {readers === 1 ? "waits" : "wait"} for the next
              edition; it is sent at {config.DIGEST_AT.hour.toString().padStart(2, "0")}:
              {config.DIGEST_AT.minute.toString().padStart(2, "0")} to those who chose no hour.
            </>
          )}
        </li>
      </ol>
    </section>
  );
}
