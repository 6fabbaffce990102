// The browsers on which a reader is signed in.
import type { Session } from "../../../community/accounts/sessions.ts";
import { links } from "../../../links.ts";
import { browserName } from "../../browser-name.ts";
import { Question } from "../choice.tsx";
import { When } from "../dates.tsx";
import { Form } from "../form.tsx";
import { count } from "../../../papers/words.ts";

interface SessionsProps {
  sessions: readonly Session[];
  /** That of this browser. */
  own: number;
  /** How many tokens let programs in. */
  tokens: number;
  timeZone: string;
  now: Date;
  saved: string | undefined;
}

export function Sessions({ sessions, own, tokens, timeZone, now, saved }: SessionsProps) {
  const others = sessions.length - 1;
  return (
    <>
      <Question
        name="sessions"
        label="Signed in"
        means={
          others === 0 ? "on this browser alone" : `here, and on ${count(others, "other browser")}`
        }
        saved={saved}
      >
        {others > 0 && (
          <Form class="beside" action={links.settingsSessions}>
            <button class="button" type="submit" name="end" value="others">
              Sign out all others
            </button>
          </Form>
        )}
      </Question>
      <ul class="own-rows">
        {sessions.map(({ id, agent, since }) => (
          <li>
            <span>
              <strong>{browserName(agent)}</strong>
              <small>
                {id === own && "this browser, "}signed in{" "}
                <When timeZone={timeZone} at={since} now={now} />
              </small>
            </span>
            {id === own ? (
              <Form action={links.signOut}>
                <button class="button" type="submit">
                  Sign out
                </button>
              </Form>
            ) : (
              <Form action={links.settingsSessions}>
                <button class="button" type="submit" name="end" value={id}>
                  Sign out<span class="hidden"> {browserName(agent)}</span>
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {tokens > 0 && (
        <p class="token-note">
          Signing out ends no token for programs. You have{" "}
          <a href={links.settingsTokens}>{count(tokens, "token")}</a>.
        </p>
      )}
    </>
  );
}
