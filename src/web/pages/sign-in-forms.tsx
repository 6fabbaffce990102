// The page with all ways in, and what it says to whoever was not let in.
import type { Context } from "hono";
import { admits } from "../../community/accounts/joining.ts";
import type { Web } from "../context.ts";
import { readInvitation } from "../cookies.ts";
import { renderPage } from "../render.tsx";
import { SignInForms } from "../views/sign-in-forms.tsx";

/** Whether somebody new would be let in by what they hold. */
export async function mayJoin(
  c: Context,
  web: Web,
  who: { address?: string } = {},
): Promise<boolean> {
  const { REGISTRATION: registration } = web.config;
  const invitation = invitationOf(c, web);
  const { db, secret } = web;
  return await admits(db, { registration, invitation, ...who, secret, now: web.clock() });
}

/** The token that a link names, or else the browser keeps. */
export function invitationOf(c: Context, web: Web): string | undefined {
  return c.req.query("invitation") ?? readInvitation(c, web);
}

interface Forms {
  next: string;
  /** What went wrong, where it was no field. */
  says?: string | undefined;
  typed?: string;
  faults?: { address?: string; password?: string };
  status?: 503;
}

export async function showForms(c: Context, web: Web, forms: Forms): Promise<Response> {
  const { REGISTRATION, OIDC_NAME, SITE_NAME } = web.config;
  const isInvited = await mayJoin(c, web);
  const why = whyTo(forms.next);
  const hasFault = forms.faults !== undefined || forms.says !== undefined;
  return await renderPage(
    c,
    web,
    { title: "Sign in", nav: "sign-in", robots: "noindex", ownSubscribeBox: true },
    <section class="sentence sign-in">
      <h1>Sign in.</h1>
      {why && <p>{why}</p>}
      <p>
        {isInvited
          ? `If you are new to ${SITE_NAME}, the same makes your account.`
          : REGISTRATION === "invitation"
            ? "New accounts need an invitation by somebody who has one."
            : "New accounts are made by the owner of this site."}
      </p>
      <SignInForms {...forms} institution={web.accounts.hasInstitution ? OIDC_NAME : undefined} />
    </section>,
    forms.status ?? (hasFault ? 400 : 200),
  );
}

const reasons: [place: RegExp, says: string][] = [
  [/^\/library/, "Sign in to see your library."],
  [/^\/following/, "Sign in to see what you follow."],
  [/^\/hidden/, "Sign in to hide what you never want to see."],
  [/^\/submit/, "Sign in to bring a paper here."],
  [/^\/settings/, "Sign in to see the settings of your account."],
  [/^\/invitations/, "Sign in to invite somebody."],
  [/^\/search/, "Sign in to search what you saved, and to save and follow what you find."],
  // Where papers are, Save and Follow lead here.
  [
    /^\/(#|day|week|month|sections|trending|papers)/,
    "Sign in to save papers and to follow what you read.",
  ],
];

/** Why one is asked, where that can be told by the page that one comes from. */
function whyTo(next: string): string | undefined {
  return reasons.find(([place]) => place.test(next))?.[1];
}

/** Why somebody comes back without being let in; the reason stands in the address. */
export function refusalOf(web: Web, reason: string): string {
  const institution = institutionAtStart(web);
  if (reason === "unproven") {
    return `${institution} does not vouch that the address is yours, and it has an account here. Sign in by a letter.`;
  }
  if (reason === "not-admitted") {
    return `${institution} knows you, but no account was made for you here: ${whyNot(web)}.`;
  }
  return `You could not be signed in by ${web.config.OIDC_NAME}.`;
}

/** How it is called where a sentence begins. */
export function institutionAtStart({ config: { OIDC_NAME } }: Web): string {
  return OIDC_NAME.charAt(0).toUpperCase() + OIDC_NAME.slice(1);
}

function whyNot({ config: { REGISTRATION, OIDC_NAME } }: Web): string {
  if (REGISTRATION === "open") return `${OIDC_NAME} does not vouch that your address is yours`;
  return REGISTRATION === "closed"
    ? "the owner of this site makes new accounts"
    : "new accounts need an invitation";
}
