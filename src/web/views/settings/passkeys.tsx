// The passkeys of a reader: the device proves who it is, and nothing is typed. Making one needs the
// browser’s own dialogue, and so a script (client/passkeys.ts).
import type { Passkey } from "../../../community/accounts/sessions.ts";
import { longestName } from "../../../community/names.ts";
import { links } from "../../../links.ts";
import { Question, type Refused } from "../choice.tsx";
import { When } from "../dates.tsx";
import { FieldError } from "../field.tsx";
import { Form } from "../form.tsx";
import { SignInAgain } from "./sign-in-again.tsx";

interface PasskeysProps {
  passkeys: readonly Passkey[];
  isFresh: boolean;
  timeZone: string;
  now: Date;
  saved: string | undefined;
  refused: Refused | undefined;
}

export function Passkeys({ passkeys, isFresh, refused, ...shown }: PasskeysProps) {
  return (
    <>
      <Question
        name="passkeys"
        label="Passkeys"
        means="your device signs you in, by its own lock, and nothing is typed"
        saved={shown.saved}
      >
        {isFresh ? <AddPasskey /> : <SignInAgain />}
      </Question>
      {passkeys.length > 0 && (
        <ul class="own-rows">
          {passkeys.map((passkey) => (
            <PasskeyRow
              passkey={passkey}
              fault={refused?.question === `passkey-${passkey.id}` ? refused.fault : undefined}
              {...shown}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function AddPasskey() {
  return (
    <div class="beside">
      <noscript>
        <p>A browser makes passkeys by a script, and none runs here.</p>
      </noscript>
      <div data-passkey-add data-back={links.saved("passkeys")} hidden>
        <button class="button" type="button">
          Add a passkey
        </button>
        <span class="error" role="alert" data-passkey-says />
      </div>
    </div>
  );
}

function PasskeyRow({
  passkey: { id, name, since, isShared },
  fault,
  timeZone,
  now,
}: Pick<PasskeysProps, "timeZone" | "now"> & { passkey: Passkey; fault: string | undefined }) {
  const field = `passkey-${id}`;
  return (
    <li id={field}>
      <span>
        <strong>{name}</strong>
        <small>
          {since && (
            <>
              made <When timeZone={timeZone} at={since} now={now} />
            </>
          )}
          {isShared && ", on all devices that share it"}
        </small>
      </span>
      <details open={fault !== undefined}>
        <summary>Change</summary>
        <Form class="beside" action={links.settingsPasskeys}>
          <input type="hidden" name="passkey" value={id} />
          <input
            name="name"
            value={name}
            required
            maxlength={longestName}
            autocomplete="off"
            aria-label={`Name of ${name}`}
            aria-invalid={fault ? "true" : undefined}
            aria-describedby={fault ? `${field}-error` : undefined}
          />
          <button class="button" type="submit" name="do" value="name">
            Save
          </button>
          {fault && <FieldError id={field} says={fault} />}
        </Form>
        <Form class="beside" action={links.settingsPasskeys}>
          <input type="hidden" name="passkey" value={id} />
          <button class="button" type="submit" name="do" value="remove">
            Remove<span class="hidden"> {name}</span>
          </button>
        </Form>
      </details>
    </li>
  );
}
