// Stands where only who signed in lately may change something.
import { links } from "../../../links.ts";
import { Form } from "../form.tsx";

export function SignInAgain() {
  return (
    <Form class="beside" action={links.signOut}>
      <input type="hidden" name="next" value={links.signIn(links.settings)} />
      <button class="button" type="submit">
        Sign in again to change it
      </button>
    </Form>
  );
}
