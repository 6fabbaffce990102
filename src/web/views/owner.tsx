// What pages say to the owner of this instance, and to whoever is not signed in as one.
import { links } from "../../links.ts";

/** How one becomes the owner on this browser. */
export function HowToSignIn() {
  return (
    <p>
      If this site is yours, run <code>npm run broadsheet -- owner</code> where it runs, and open
      the link that this prints.
    </p>
  );
}

/** How one becomes an editor or a moderator. */
export function WhomToAsk() {
  return (
    <p>
      Ask the owner of this site to make you one. If you are one already,{" "}
      <a href={links.signIn()}>sign in</a> with that account.
    </p>
  );
}
