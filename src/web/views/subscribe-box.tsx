// The subscribe box: a sentence, a field, a button. The answer takes the place of the form and never
// tells who is subscribed.
import type { Frequency } from "../../email/subscriptions/wish.ts";
import { links } from "../../links.ts";
import type { WebOptions } from "../context.ts";
import { Form } from "./form.tsx";

interface SubscribeBoxProps {
  class?: string;
  /** What was typed, and what is wrong with it. */
  typed?: { address: string; frequency: Frequency };
}

export function SubscribeBox({ class: name = "", typed }: SubscribeBoxProps) {
  const weekly = typed?.frequency === "weekly";
  return (
    <Form class={`subscribe ${name}`} action={links.subscribe} data-subscribe>
      <AddressField typed={typed?.address} />
      <fieldset class="frequency">
        <legend class="hidden">How often</legend>
        <label>
          <input type="radio" name="frequency" value="daily" checked={!weekly} /> every day
        </label>
        <label>
          <input type="radio" name="frequency" value="weekly" checked={weekly} /> once a week
        </label>
      </fieldset>
      <p class="subscribe-answer" role="status" data-answer />
    </Form>
  );
}

interface AddressFieldProps {
  typed?: string | undefined;
  error?: string | undefined;
}

/** The sentence, the field and the button, in a form or a part of one with the class `subscribe`. */
export function AddressField({ typed, error }: AddressFieldProps) {
  return (
    <>
      <label class="address">
        <span class="subscribe-label">Get trending papers in your email inbox!</span>
        <input
          type="email"
          name="address"
          required
          maxlength={254}
          autocomplete="email"
          placeholder="you@university.edu"
          value={typed}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={error ? "subscribe-error" : undefined}
        />
      </label>
      <button type="submit">Subscribe</button>
      {error && <ErrorLine says={error} />}
    </>
  );
}

function ErrorLine({ says }: { says: string }) {
  return (
    <p class="error" id="subscribe-error" role="alert">
      <strong aria-hidden="true">!</strong> {says}
    </p>
  );
}

/** Where mail goes when it does not leave. */
export function mailNote(
  mail: ReturnType<WebOptions["mailState"]>,
  { isPaused }: { isPaused: boolean },
): string | undefined {
  if (isPaused) return "Mail is paused here at present; the letter leaves when it goes on.";
  if (mail === "folder") {
    return "No mail server is set up here yet, so the letter is written to the folder “mail” in DATA_DIR.";
  }
  if (mail === "held") {
    return "Letters wait here until SITE_URL is this site’s public address.";
  }
  return undefined;
}
