// Behind the link of an invitation. Opening it changes nothing; the button keeps it for the sign-in.
import type { Context } from "hono";
import { findInvitation } from "../../community/accounts/invitations.ts";
import { findReader as findReaderById, type Reader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { writeInvitation } from "../cookies.ts";
import { findReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { Form } from "../views/form.tsx";
import { Sentence } from "../views/sentence.tsx";
import { showUnknownToken } from "./unknown-token.tsx";

export async function showInvitation(c: Context, web: Web): Promise<Response> {
  const invitation = await findAsked(c, web);
  if (!invitation) return await showOver(c, web);
  const reader = await findReader(c, web);
  if (reader) return await showForOthers(c, web, reader);
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

/** Whoever has an account needs none, and looks at what they are about to pass on. */
async function showForOthers(c: Context, web: Web, { name }: Reader): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "An invitation", robots: "noindex", ownSubscribeBox: true },
    <Sentence says={`You are here already, ${name}.`}>
      <p>
        This link lets somebody else in, and still works. <a href={links.invitations}>Your own</a>{" "}
        are in the list of invitations.
      </p>
    </Sentence>,
  );
}

async function findAsked(c: Context, web: Web) {
  if (web.config.REGISTRATION === "closed") return undefined;
  const token = c.req.param("token") ?? "";
  return await findInvitation(web.db, { token, now: web.clock() });
}

async function showOver(c: Context, web: Web): Promise<Response> {
  return await showUnknownToken(
    c,
    web,
    <p>
      {web.config.REGISTRATION === "closed"
        ? "New accounts are made by the owner of this site alone at present."
        : "This invitation is used up, over, or was cut off on its way. Ask whoever gave it to you for another."}{" "}
      If you have an account already, <a href={links.signIn()}>sign in</a>.
    </p>,
  );
}
