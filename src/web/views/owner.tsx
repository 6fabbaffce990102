// What pages say to the owner of this instance, and to whoever is not signed in as one.
import { links } from "../../links.ts";
import { momentIn } from "./moments.ts";

/** How one becomes the owner on this browser. */
export function HowToSignIn() {
  return (
    <p>
      If this site is yours, run <code>npm run broadsheet -- owner</code> where it runs, and open
      the link that this prints.
    </p>
  );
}

interface SignedInProps {
  until: Date;
  timeZone: string;
  now: Date;
}

/** In the settings of the owner: the way out. */
export function SignedIn({ until, timeZone, now }: SignedInProps) {
  return (
    <form class="choice" method="post" action={links.signOut}>
      <div>
        <h2>You are signed in as the owner on this browser</h2>
        <p>
          until {momentIn(timeZone, until, now)}; <a href={links.ownerMail}>how mail fares</a>
        </p>
      </div>
      <button class="button" type="submit">
        Sign out
      </button>
    </form>
  );
}
