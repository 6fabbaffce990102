// The links that a reader made for others, and the form that makes one.
import type { Allowance } from "../../community/accounts/inviting.ts";
import { longestInvitationNote, type Invitation } from "../../community/accounts/invitations.ts";
import { links } from "../../links.ts";
import { dayIn } from "../../papers/period.ts";
import { PlainDate } from "./dates.tsx";
import { Field } from "./field.tsx";
import type { Faults } from "../faults.ts";
import { Form } from "./form.tsx";
import { count } from "../../papers/words.ts";

/** The only time that the link is told. */
export function NewLink({ href }: { href: string }) {
  return (
    <section class="new-link" aria-labelledby="new-link">
      <h2 id="new-link">Your link</h2>
      <p>
        <code data-copied>{href}</code>
      </p>
      <p>
        <button class="button" type="button" data-copy hidden>
          Copy
        </button>{" "}
        Pass it on now: it is shown this once, and kept nowhere.
      </p>
    </section>
  );
}

interface InvitationFormProps {
  allowance: Allowance;
  typed?: { people?: string; note?: string };
  faults?: Faults<"people" | "note">;
}

export function InvitationForm({ allowance, typed, faults }: InvitationFormProps) {
  const { people, isNew, anotherLink } = allowance;
  if ((people === 0 || !anotherLink) && !faults) {
    return (
      <p class="invitation-none">
        {isNew && people === 0
          ? "In your first week you may invite five people, and you have. There is more once the week is over."
          : "You have invited as many as one may within a day. There is more tomorrow."}
      </p>
    );
  }
  return (
    <Form class="fields" action={links.invitations}>
      <Field
        name="people"
        label="How many may come by it"
        hint={
          isNew
            ? `Up to ${people} now; in your first week you may invite five people.`
            : `Up to ${people} now.`
        }
        inputmode="numeric"
        required
        maxlength={3}
        autocomplete="off"
        value={typed?.people ?? "1"}
        error={faults?.people}
      />
      <Field
        name="note"
        label="A word to them"
        hint="Whoever opens the link reads it beside your name. It may stay empty."
        maxlength={longestInvitationNote}
        autocomplete="off"
        value={typed?.note}
        error={faults?.note}
      />
      <button class="button button-main" type="submit">
        Make a link
      </button>
    </Form>
  );
}

interface OwnInvitationsProps {
  /** The newest first. */
  invitations: readonly Invitation[];
  comers: readonly { invitation: number; name: string }[];
  now: Date;
  timeZone: string;
  /** One of them just now. */
  wasEnded: boolean;
}

export function OwnInvitations(props: OwnInvitationsProps) {
  const { invitations, comers, now, timeZone, wasEnded } = props;
  return (
    <section class="invitation-part" id="own">
      <h2>Your links</h2>
      {wasEnded && <p role="status">That link lets nobody in any more.</p>}
      {invitations.length === 0 && <p>You have made none yet. A link is good for two weeks.</p>}
      <ul>
        {invitations.map((invitation) => {
          const names = comers.filter((each) => each.invitation === invitation.id);
          const isOpen = invitation.expiresAt > now.toISOString();
          return (
            <li class="own-invitation">
              <div>
                <p class="invitation-note">{invitation.note || "Without a word"}</p>
                <p class="invitation-facts">
                  <Standing invitation={invitation} isOpen={isOpen} timeZone={timeZone} />{" "}
                  {cameBy(
                    names.map(({ name }) => name),
                    invitation.uses,
                  )}
                </p>
              </div>
              {isOpen && invitation.uses < invitation.mostUses && (
                <Form action={links.invitationsEnd}>
                  <input type="hidden" name="invitation" value={String(invitation.id)} />
                  <button class="button" type="submit">
                    End it
                  </button>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface StandingProps {
  invitation: Invitation;
  isOpen: boolean;
  timeZone: string;
}

function Standing({ invitation, isOpen, timeZone }: StandingProps) {
  const { uses, mostUses, createdAt, expiresAt } = invitation;
  const on = (at: string) => <PlainDate day={dayIn(timeZone, new Date(at))} kept />;
  return (
    <>
      Made on {on(createdAt)}
      {uses >= mostUses ? (
        ", used up."
      ) : isOpen ? (
        <>
          , good until {on(expiresAt)} for {count(mostUses - uses, "person", "people")} more.
        </>
      ) : (
        <>, over since {on(expiresAt)}.</>
      )}
    </>
  );
}

/** Those who are gone have no names any more. */
function cameBy(names: readonly string[], uses: number): string {
  if (uses === 0) return "Nobody has come by it.";
  const gone = uses - names.length;
  const all = [...names, ...(gone > 0 ? [count(gone, "former reader")] : [])];
  const last = all.pop()!;
  return `By it came ${all.length > 0 ? `${all.join(", ")} and ` : ""}${last}.`;
}
