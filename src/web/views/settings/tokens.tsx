// Tokens for programs: the list, the form that makes one, and the only time that one is told.
import { scopes as means, scopeNames, type Scope } from "../../../community/tokens/scopes.ts";
import { hasEnded, longestTokenName, type AccessToken } from "../../../community/tokens/tokens.ts";
import { links } from "../../../links.ts";
import { dayIn } from "../../../papers/period.ts";
import type { Faults } from "../../faults.ts";
import { PlainDate } from "../dates.tsx";
import { Field, FieldError } from "../field.tsx";
import { Form } from "../form.tsx";

/** What each is good for, in two or three words. */
const inShort: Record<Scope, string> = {
  read: "see what you see",
  library: "keep your library",
  votes: "vote",
  comments: "write comments",
  submissions: "bring papers",
};

interface NewTokenProps {
  made: { token: string; name: string; scopes: readonly Scope[] };
  site: URL;
}

export function NewToken({ made: { token, name, scopes }, site }: NewTokenProps) {
  const at = (path: string) => links.whole(path, site);
  return (
    <div class="new-token" role="status">
      <section aria-labelledby="new-token">
        <h2 id="new-token">“{name}” is made</h2>
        <p>
          <code data-copied>{token}</code>
        </p>
        <p>
          <button class="button" type="button" data-copy hidden>
            Copy
          </button>
        </p>
        <p>
          Put it where it belongs now: it is shown this once, and kept nowhere. Whoever has it can{" "}
          {inWords(scopes)} in your name.
        </p>
      </section>
      {scopes.includes("read") && (
        <>
          <Example says="Who you are to a program:">
            {`curl -H "Authorization: Bearer ${token}" ${at("/api/v1/me")}`}
          </Example>
          <Example says="The programs of Hugging Face, with this site in its place:">
            {`HF_ENDPOINT=${site.origin} HF_TOKEN=${token} hf papers ls`}
          </Example>
          <p>
            A feed reader that asks for a name and a password takes any name, and the token for the
            password.
          </p>
        </>
      )}
    </div>
  );
}

function Example({ says, children }: { says: string; children: string }) {
  return (
    <section>
      <p>{says}</p>
      <pre data-copied>{children}</pre>
      <button class="link" type="button" data-copy hidden>
        Copy
      </button>
    </section>
  );
}

/** `see what you see, vote and bring papers` */
function inWords(scopes: readonly Scope[]): string {
  const words = scopes.map((each) => inShort[each]);
  const last = words.pop()!;
  return words.length === 0 ? last : `${words.join(", ")} and ${last}`;
}

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
        May {inWords(scopes)}. Made on {on(since)},{" "}
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

/** After how many days a token ends by itself, and in words. */
export const tokenDays = [
  ["30", "in 30 days"],
  ["90", "in 90 days"],
  ["365", "in a year"],
  ["never", "never, until I end it"],
] as const;

/** What was chosen and typed. */
export interface TokenDraft {
  name: string;
  scopes: readonly string[];
  days: string;
  faults: Faults<"name" | "scopes" | "days">;
}

const empty: TokenDraft = { name: "", scopes: ["read"], days: "90", faults: {} };

interface TokenFormProps {
  draft: TokenDraft | undefined;
  isPrivate: boolean;
}

export function TokenForm({ draft = empty, isPrivate }: TokenFormProps) {
  const { name, scopes, days, faults } = draft;
  return (
    <Form class="fields token-form" action={links.settingsTokens}>
      <Field
        name="name"
        label="What it is for"
        hint="The program and where it runs, such as Zotero on my laptop."
        required
        maxlength={longestTokenName}
        autocomplete="off"
        value={name}
        error={faults.name}
      />
      <fieldset aria-describedby={faults.scopes && "scopes-error"}>
        <legend>What it may do</legend>
        {scopeNames.map((scope) => (
          <label>
            <input type="checkbox" name="scope" value={scope} checked={scopes.includes(scope)} />
            <span>
              {capitals[scope]} <small>{means[scope]}</small>
            </span>
          </label>
        ))}
        {isPrivate && (
          <p class="field-hint">This site is private, so that nothing else works without Read.</p>
        )}
        {faults.scopes && <FieldError id="scopes" says={faults.scopes} />}
      </fieldset>
      <fieldset aria-describedby={faults.days && "days-error"}>
        <legend>When it ends</legend>
        {tokenDays.map(([value, says]) => (
          <label>
            <input type="radio" name="days" value={value} checked={days === value} />
            <span>{says}</span>
          </label>
        ))}
        {faults.days && <FieldError id="days" says={faults.days} />}
      </fieldset>
      <button class="button button-main" type="submit">
        Make the token
      </button>
    </Form>
  );
}

const capitals: Record<Scope, string> = {
  read: "Read",
  library: "Library",
  votes: "Votes",
  comments: "Comments",
  submissions: "Submissions",
};
