// Behind the link of an invitation. Opening it changes nothing; the button keeps it for the sign-in.
import type { Context } from "hono";
import { findInvitation } from "../../community/accounts/invitations.ts";
import { findReader as findReaderById } from "../../community/readers.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { writeInvitation } from "../cookies.ts";
import { renderPage } from "../render.tsx";
import { Form } from "../views/form.tsx";
import { Sentence } from "../views/sentence.tsx";
import { showUnknownToken } from "./unknown-token.tsx";

export async function showInvitation(c: Context, web: Web): Promise<Response> {
  const invitation = await findAsked(c, web);
  if (!invitation) return await showOver(c, web);
  const { SITE_NAME, SITE_MOTTO } = web.config;
  const host =
    invitation.reader === null ? undefined : await findReaderById(web.db, invitation.reader);
  const title = `You are invited to ${SITE_NAME}`;
  return await renderPage(
    c,
    web,
    { title, robots: "noindex", ownSubscribeBox: true },
    <Sentence says={`${title}.`}>
      <p>
        {host ? `${host.name} invites you` : "The owner of this site invites you"}
        {invitation.note && <>: “{invitation.note}”</>}. {SITE_MOTTO}.
      </p>
      <Form action={links.invitation(c.req.param("token") ?? "")}>
        <button class="button button-main" type="submit">
          Make an account
        </button>
      </Form>
    </Sentence>,
  );
}

export async function acceptInvitation(c: Context, web: Web): Promise<Response> {
  if (!(await findAsked(c, web))) return await showOver(c, web);
  writeInvitation(c, web, c.req.param("token") ?? "");
  return c.redirect(links.signIn(), 303);
}

async function findAsked(c: Context, web: Web) {
  const token = c.req.param("token") ?? "";
  return await findInvitation(web.db, { token, now: web.clock() });
}

async function showOver(c: Context, web: Web): Promise<Response> {
  return await showUnknownToken(
    c,
    web,
    <p>
      This invitation is used up, over, or was cut off on its way. Ask whoever gave it to you for
      another. If you have an account already, <a href={links.signIn()}>sign in</a>.
    </p>,
  );
}
