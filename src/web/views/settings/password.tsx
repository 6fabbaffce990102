// A password of one’s own, for whoever wants one besides letters and passkeys.
import { longestPassword, shortestPassword } from "../../../community/accounts/rules.ts";
import { links } from "../../../links.ts";
import { Question, Typed, type Refused } from "../choice.tsx";
import { Form } from "../form.tsx";
import { SignInAgain } from "./sign-in-again.tsx";

interface PasswordProps {
  has: boolean;
  isFresh: boolean;
  saved: string | undefined;
  refused: Refused | undefined;
}

export function Password({ has, isFresh, saved, refused }: PasswordProps) {
  return (
    <>
      {isFresh ? (
        <Typed
          name="password"
          label="Password"
          means={
            has
              ? "you have one; a new one takes its place"
              : `none; you need none. It has ${shortestPassword} characters or more`
          }
          action={links.settingsPassword}
          button={has ? "Change" : "Set"}
          type="password"
          autocomplete="new-password"
          maxlength={longestPassword}
          fault={refused?.question === "password" ? refused.fault : undefined}
          saved={saved}
        />
      ) : (
        <Question
          name="password"
          label="Password"
          means={has ? "you have one" : "none; you need none"}
          saved={saved}
        >
          <SignInAgain />
        </Question>
      )}
      {has && (
        <Form class="choice-more" action={links.settingsPasswordEnd}>
          <button class="link" type="submit">
            Remove the password
          </button>
        </Form>
      )}
    </>
  );
}
