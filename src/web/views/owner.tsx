// What pages say to the owner of this instance, and to whoever is not signed in as one.
import { links } from "../../links.ts";
import { may, type Reader } from "../../community/readers.ts";
import { Form } from "./form.tsx";

/** How one becomes the owner on this browser. */
export function HowToSignIn() {
  return (
    <p>
      If this site is yours, run <code>npm run broadsheet -- owner</code> where it runs, and open
      the link that this prints.
    </p>
  );
}

/** In the settings: who this browser is, and the way out. */
export function SignedInAs({ reader }: { reader: Reader }) {
  return (
    <Form class="choice" action={links.signOut}>
      <div>
        <h2>You are signed in as {reader.name}</h2>
        <p>
          with {reader.address}
          {may(reader, "own") && (
            <>
              , as the owner; <a href={links.ownerMail}>how mail fares</a>
            </>
          )}
        </p>
      </div>
      <button class="button" type="submit">
        Sign out
      </button>
    </Form>
  );
}
