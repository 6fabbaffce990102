// Stands where only who signed in lately may change something.
import { links } from "../../../links.ts";
import { Form } from "../form.tsx";

interface SignInAgainProps {
  /** Where it goes on. */
  next?: string;
  says?: string;
}

export function SignInAgain({
  next = links.settings,
  says = "Sign in again to change it",
}: SignInAgainProps) {
  return (
    <Form class="beside" action={links.signOut}>
      <input type="hidden" name="next" value={links.signIn(next)} />
      <button class="button" type="submit">
        {says}
      </button>
    </Form>
  );
}
