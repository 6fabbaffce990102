// Signing out on other browsers than this.
import type { Context } from "hono";
import { endSession, endSessions } from "../../../community/accounts/sessions.ts";
import { NotFound } from "../../../errors.ts";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { getSignedIn } from "../../reader.ts";
import { readForm } from "../../requests.ts";

export async function signOutElsewhere(c: Context, web: Web): Promise<Response> {
  const { reader, session } = await getSignedIn(c, web);
  const { end = "" } = await readForm(c);
  if (end === "others") {
    await endSessions(web.db, { reader: reader.id, but: session });
  } else if (!(await endSession(web.db, { reader: reader.id, session: Number(end) }))) {
    throw new NotFound("That browser is signed out already.");
  }
  return c.redirect(links.saved("sessions"), 303);
}
