// Signing in by an institution: there, and back again.
import type { Context } from "hono";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { dropInvitation, readInvitation } from "../cookies.ts";
import { limitTries } from "../gates/limit-tries.ts";
import { enter } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm, samePath } from "../requests.ts";
import { Sentence } from "../views/sentence.tsx";
import { institutionAtStart, showForms } from "./sign-in-forms.tsx";

export async function goToInstitution(c: Context, web: Web): Promise<Response> {
  await limitTries(c, web);
  const { accounts, config } = web;
  const next = samePath((await readForm(c))["next"], links.home);
  const { headers } = c.req.raw;
  const start = accounts.hasInstitution
    ? await accounts.startAtInstitution({ next, headers })
    : undefined;
  if (!start) {
    const says = `${institutionAtStart(web)} cannot be reached at present. Try again, or sign in in another way.`;
    return await showForms(c, web, { next, says, status: 503 });
  }
  for (const cookie of start.cookies) c.header("Set-Cookie", cookie, { append: true });
  // A form leads to no other site, not even by a redirect (form-action), but a page may.
  c.header("Refresh", `0; url=${start.url}`);
  return await renderPage(
    c,
    web,
    { title: "Sign in", robots: "noindex", ownSubscribeBox: true },
    <Sentence says={`On to ${config.OIDC_NAME}.`}>
      <p>
        If nothing happens, <a href={start.url}>go on by yourself</a>.
      </p>
    </Sentence>,
  );
}

export async function comeFromInstitution(c: Context, web: Web): Promise<Response> {
  const { answer, entrance } = await web.accounts.comeFromInstitution(
    c.req.raw,
    readInvitation(c, web),
  );
  const goOn = new URL(answer.headers.get("Location") ?? "", web.config.SITE_URL);
  if (!entrance) return c.redirect(refusedBecause(goOn.searchParams.get("error")), 303);
  await enter(c, web, entrance);
  dropInvitation(c, web);
  return c.redirect(samePath(goOn.pathname + goOn.search, links.home), 303);
}

function refusedBecause(error: string | null): string {
  return links.signInRefused(
    error === "account_not_linked"
      ? "unproven"
      : error === "unable_to_create_user"
        ? "not-admitted"
        : "",
  );
}
