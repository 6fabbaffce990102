// A password of one’s own: set, changed, or taken away.
import type { Context } from "hono";
import { removePassword } from "../../../community/accounts/accounts.ts";
import { Invalid } from "../../../errors.ts";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { getReader } from "../../reader.ts";
import { readForm } from "../../requests.ts";
import { showSettings } from "../settings.tsx";
import { getFreshlySignedIn } from "./fresh.ts";

export async function setPassword(c: Context, web: Web): Promise<Response> {
  const { reader } = await getFreshlySignedIn(c, web);
  const { password = "" } = await readForm(c);
  try {
    await web.accounts.setPassword(reader.id, password);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await showSettings(c, web, {
      refused: { question: "password", typed: "", fault: error.message },
    });
  }
  return c.redirect(links.saved("password"), 303);
}

export async function endPassword(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  await removePassword(web.db, reader.id);
  return c.redirect(links.saved("password"), 303);
}
