// The ways in: a letter with a link, a passkey, a password, an institution.
import { links } from "../../links.ts";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";

interface SignInFormsProps {
  /** Where to go afterwards. */
  next: string;
  /** What went wrong, where it was no field. */
  says?: string | undefined;
  typed?: string | undefined;
  faults?: { address?: string; password?: string } | undefined;
  /** What the institution is called, where there is one. */
  institution: string | undefined;
}

export function SignInForms({ next, says, typed, faults, institution }: SignInFormsProps) {
  return (
    <>
      {says && (
        <p class="error" role="alert">
          <strong aria-hidden="true">!</strong> {says}
        </p>
      )}
      <Form class="fields" action={links.signIn()}>
        <input type="hidden" name="next" value={next} />
        <Field
          name="address"
          label="Your mail address"
          type="email"
          required
          maxlength={254}
          autocomplete="username webauthn"
          placeholder="you@university.edu"
          value={typed}
          error={faults?.address}
        />
        <button class="button button-main" type="submit">
          Send me a link
        </button>
      </Form>
      <div class="other-ways">
        {institution && (
          <Form action={links.signInInstitution}>
            <input type="hidden" name="next" value={next} />
            <button class="button" type="submit">
              Sign in with {institution}
            </button>
          </Form>
        )}
        <div data-passkey-sign-in data-next={next} hidden>
          <button class="button" type="button">
            Sign in with a passkey
          </button>
          <p class="error" role="alert" data-passkey-says />
        </div>
        <details open={faults?.password !== undefined}>
          <summary>With a password</summary>
          <Form class="fields" action={links.signInPassword}>
            <input type="hidden" name="next" value={next} />
            <Field
              name="address"
              id="password-address"
              label="Your mail address"
              type="email"
              required
              maxlength={254}
              autocomplete="username"
              value={typed}
            />
            <Field
              name="password"
              label="Your password"
              hint="If you have set one in your settings."
              type="password"
              required
              maxlength={200}
              autocomplete="current-password"
              error={faults?.password}
            />
            <button class="button" type="submit">
              Sign in
            </button>
          </Form>
        </details>
      </div>
    </>
  );
}
