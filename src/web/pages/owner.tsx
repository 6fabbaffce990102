// The page behind the owner's link, and the way out again. Opening it changes nothing, since mail
// scanners and previews open every link; the button does.
import type { Context } from "hono";
import { isOwnerLink, signInOwner } from "../../community/owner.ts";
import { links } from "../../links.ts";
import { clientAddress } from "../client-address.ts";
import type { Web } from "../context.ts";
import { dropOwnerSession, writeOwnerSession } from "../cookies.ts";
import { rejectForeign, rejectForeignButToken } from "../foreign.ts";
import { renderPage } from "../render.tsx";
import { HowToSignIn } from "../views/owner.tsx";
import { Sentence } from "../views/sentence.tsx";
import { showUnknownToken } from "./unknown-token.tsx";

export async function showOwnerLink(c: Context, web: Web): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const { db, secret, config } = web;
  if (!(await isOwnerLink(db, { secret, token, now: web.clock() }))) return await showVoid(c, web);
  const title = `Sign in as the owner of ${config.SITE_NAME}`;
  return await renderPage(
    c,
    web,
    { title, robots: "noindex", ownSubscribeBox: true },
    <Sentence says={title}>
      <p>
        The owner may change how this site works. This browser stays signed in for 30 days; the link
        works once.
      </p>
      <form method="post" action={links.owner(token)}>
        <button class="button button-main" type="submit">
          Sign in
        </button>
      </form>
    </Sentence>,
  );
}

export async function signIn(c: Context, web: Web): Promise<Response> {
  rejectForeignButToken(c, web.config.SITE_URL);
  await web.limits.signIn(clientAddress(c, web.config.TRUSTED_PROXIES));
  const token = c.req.param("token") ?? "";
  const { db, secret } = web;
  const session = await signInOwner(db, { secret, token, now: web.clock() });
  if (session === undefined) return await showVoid(c, web);
  writeOwnerSession(c, web, session);
  return c.redirect(links.settings, 303);
}

export function signOut(c: Context, web: Web): Response {
  rejectForeign(c, web.config.SITE_URL);
  dropOwnerSession(c, web);
  return c.redirect(`${links.settings}?signed-out`, 303);
}

async function showVoid(c: Context, web: Web): Promise<Response> {
  return await showUnknownToken(
    c,
    web,
    <>
      <p>
        The owner’s link works once, and for an hour; this one was used, is older, or was cut off on
        its way. Nothing was changed.
      </p>
      <HowToSignIn />
    </>,
  );
}
