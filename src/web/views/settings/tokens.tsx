// A reader's tokens for programs, and the question whether one shall end.
import { hasEnded, type AccessToken } from "../../../community/tokens/tokens.ts";
import { links } from "../../../links.ts";
import { dayIn } from "../../../papers/period.ts";
import { PlainDate } from "../dates.tsx";
import { Form } from "../form.tsx";
import { scopesInWords } from "./scopes-in-words.ts";

interface OwnTokensProps {
  /** The newest first. */
  tokens: readonly AccessToken[];
  timeZone: string;
  now: Date;
  /** One of them just now. */
  ended: boolean;
}

export function OwnTokens({ tokens, ended, ...when }: OwnTokensProps) {
  return (
    <section id="own">
      <h2>Your tokens</h2>
      {ended && <p role="status">That token lets nobody in any more.</p>}
      {tokens.length === 0 ? (
        <p>You have none. Make one below for each program, so that you can end each by itself.</p>
      ) : (
        <>
          <ul class="own-rows">
            {tokens.map((token) => (
              <li>
                <Facts token={token} {...when} />
                <a class="button" href={links.endToken(token.id)}>
                  {hasEnded(token, when.now) ? "Remove" : "End"}
                  <span class="hidden"> “{token.name}”</span>
                </a>
              </li>
            ))}
          </ul>
          <p>
            To sign out, here or everywhere, ends no token, and neither does a new password. Each
            lives until you end it, until its day comes, or until your account is deleted.
          </p>
        </>
      )}
    </section>
  );
}

interface TokenProps extends Pick<OwnTokensProps, "timeZone" | "now"> {
  token: AccessToken;
}

function Facts({ token, timeZone, now }: TokenProps) {
  const { name, scopes, since, usedOn, until } = token;
  const on = (at: string) => <PlainDate day={dayIn(timeZone, new Date(at))} kept />;
  return (
    <span>
      <strong>{name}</strong>
      <small>
        May {scopesInWords(scopes)}. Made on {on(since)},{" "}
        {usedOn === undefined ? (
          "never used"
        ) : (
          <>
            last used on <PlainDate day={usedOn} kept />
          </>
        )}
        ,{" "}
        {until === undefined ? (
          "never ends"
        ) : (
          <>
            {hasEnded(token, now) ? "ended" : "ends"} on {on(until)}
          </>
        )}
        .
      </small>
    </span>
  );
}

export function EndTokenForm(props: TokenProps) {
  return (
    <Form action={links.endToken(props.token.id)}>
      <p class="token-facts">
        <Facts {...props} />
      </p>
      <p class="token-buttons">
        <button class="button button-main" type="submit">
          End it
        </button>
        <a href={links.settingsTokens}>Keep it</a>
      </p>
    </Form>
  );
}
