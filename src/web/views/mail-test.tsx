// The test mail, and where the owner learns whether mail arrives.
import type { TestMail } from "../../email/sending/test-mail.ts";
import { links } from "../../links.ts";
import type { Mail } from "./mail-headline.tsx";
import { whenIn } from "../../papers/moments.ts";
import { Form } from "./form.tsx";

interface TestMailFormProps {
  mail: Mail;
  last: TestMail | undefined;
  /** It was written just now. */
  isWritten: boolean;
  refused: { address: string; says: string } | undefined;
}

export function TestMailForm({ mail, last, isWritten, refused }: TestMailFormProps) {
  return (
    <section id="test">
      <h2>A test mail</h2>
      <Form class="subscribe" action={links.ownerMailTest}>
        <label class="address">
          <span class="subscribe-label">Where should it go?</span>
          <input
            type="email"
            name="address"
            required
            maxlength={254}
            autocomplete="email"
            placeholder="you@university.edu"
            value={refused?.address}
            aria-invalid={refused ? "true" : undefined}
            aria-describedby={refused ? "test-error" : undefined}
          />
        </label>
        <button type="submit">Send</button>
        {refused && (
          <p class="error" id="test-error" role="alert">
            <strong aria-hidden="true">!</strong> {refused.says}
          </p>
        )}
      </Form>
      <p role="status">{isWritten && onItsWay(mail)}</p>
      {last && <LastTest mail={mail} last={last} />}
    </section>
  );
}

function onItsWay({ pause, state, config }: Mail): string {
  if (pause) return "It is written, and waits until sending goes on.";
  if (state === "held") return "It is written, and waits until SITE_URL is this site’s address.";
  if (state === "folder") return `It is on its way into ${config.DATA_DIR}/mail. Open it there.`;
  return "It is on its way. Look into the inbox within a minute, and into the spam folder if it is not there; the letter says what else to look at.";
}

function LastTest({ mail, last }: { mail: Mail; last: TestMail }) {
  const { recipient, state, at, error } = last;
  const when = whenIn(mail.timeZone, at, mail.now);
  const became: Record<TestMail["state"], string> = {
    waiting: `waits; it was written ${when}`,
    sent: `${mail.state === "folder" ? "was written into the folder" : "was taken by the mail server"} ${when}`,
    failed: `was not taken; it was written ${when}`,
    uncertain: `may have arrived, since the connection broke; it is sent once more`,
    suppressed: `was not sent, since nothing is sent to this address any more`,
  };
  return (
    <p class="said">
      The last one, to {recipient}, {became[state]}. {error && <q>{error}</q>}
    </p>
  );
}

export function Deliverability() {
  return (
    <section id="domain">
      <h2>Whether it arrives</h2>
      <p>
        <code>npm run broadsheet -- doctor mail</code> reads what DNS says of your domain (SPF,
        DKIM, DMARC), asks the mail server, and says which records are missing.
      </p>
      <p>
        No opens and no clicks are counted, so nobody knows who reads, and these figures are all
        there is.
      </p>
    </section>
  );
}
