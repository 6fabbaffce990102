// What pages say to the owner of this instance, and to whoever is not signed in as one.
/** How one becomes the owner on this browser. */
export function HowToSignIn() {
  return (
    <p>
      If this site is yours, run <code>npm run broadsheet -- owner</code> where it runs, and open
      the link that this prints.
    </p>
  );
}
