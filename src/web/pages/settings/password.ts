// A password of one’s own: set, changed, or taken away.
import type { Context } from "hono";
import { hasPassword, removePassword } from "../../../community/accounts/passwords.ts";
import { demandUncommon } from "../../../community/accounts/weak-passwords.ts";
import { Invalid } from "../../../errors.ts";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { readForm } from "../../requests.ts";
import { tellWayIn } from "../../sign-in-notice.ts";
import { showSettings } from "../settings.tsx";
import { getFreshlySignedIn } from "./fresh.ts";

export async function setPassword(c: Context, web: Web): Promise<Response> {
  const { reader } = await getFreshlySignedIn(c, web);
  const { password = "" } = await readForm(c);
  const had = await hasPassword(web.db, reader.id);
  try {
    demandUncommon(password, { address: reader.address, siteName: web.config.SITE_NAME });
    await web.accounts.setPassword(reader.id, password);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await showSettings(c, web, {
      refused: { question: "password", typed: "", fault: error.message },
    });
  }
  await tellWayIn(web, reader, had ? "Your password was changed" : "A password was set");
  return c.redirect(links.saved("password"), 303);
}

export async function endPassword(c: Context, web: Web): Promise<Response> {
  const { reader } = await getFreshlySignedIn(c, web);
  await removePassword(web.db, reader.id);
  return c.redirect(links.saved("password"), 303);
}
