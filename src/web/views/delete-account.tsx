// The end of an account: what goes, what stays, and the address to be written as a yes.
import type { Reader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";

interface DeleteAccountProps {
  reader: Reader;
  /** Whether there is a subscription of the same address. */
  hasSubscription: boolean;
  isOnlyOwner: boolean;
  typed?: string;
  fault?: string;
  keeps?: boolean;
  empties?: boolean;
}

export function DeleteAccount(props: DeleteAccountProps) {
  const { reader, hasSubscription, isOnlyOwner, typed, fault, keeps = false, empties } = props;
  if (isOnlyOwner) {
    return (
      <section id="delete">
        <h2>Delete your account</h2>
        <p>
          You are the only owner of this site. Make somebody else an owner first, by{" "}
          <code>npm run broadsheet -- user role ADDRESS owner</code>; then you can go.
        </p>
      </section>
    );
  }
  return (
    <section id="delete">
      <h2>Delete your account</h2>
      <p>
        This deletes your account, votes, saved papers, tags, notes, follows, sessions and tokens
        for programs, at once and for good. Papers that you submitted stay as those of a former
        reader, picks as those of a former editor, and whoever came by your invitations stays.
        Backups that the owner made keep what was in them.
      </p>
      <p>
        Your comments stay as those of a former reader, so that the replies to them still make
        sense; what they said before you edited them goes. Wherever your address stands in what
        somebody wrote here, it is taken out.
      </p>
      <Form class="fields" action={links.settingsDataDelete}>
        <Field
          name="address"
          label={`To say yes, write ${reader.address}`}
          type="email"
          required
          maxlength={254}
          autocomplete="off"
          value={typed}
          error={fault}
        />
        <label class="end-too">
          <input type="checkbox" name="comments" value="empty" checked={empties} /> Delete the text
          of my comments too; in their place the thread says that their author deleted them
        </label>
        {hasSubscription ? (
          <label class="end-too">
            <input type="checkbox" name="subscription" value="end" checked={!keeps} /> End my
            subscription by mail, too, and delete it
          </label>
        ) : (
          <input type="hidden" name="subscription" value="end" />
        )}
        <button class="button" type="submit">
          Delete my account
        </button>
      </Form>
    </section>
  );
}
