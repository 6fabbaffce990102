// The name of a passkey, and its end.
import type { Context } from "hono";
import { namePasskey, removePasskey } from "../../../community/accounts/sessions.ts";
import { parseName } from "../../../community/names.ts";
import { Invalid, NotFound } from "../../../errors.ts";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { getReader } from "../../reader.ts";
import { readForm } from "../../requests.ts";
import { showSettings } from "../settings.tsx";
import { getFreshlySignedIn } from "./fresh.ts";

export async function changePasskey(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const { passkey: id = "", name: typed = "", do: act } = await readForm(c);
  const which = { reader: reader.id, passkey: Number(id) };
  try {
    const isThere =
      act === "remove"
        ? await removeFreshly(c, web, which)
        : await namePasskey(web.db, { ...which, name: parseName(typed) });
    if (!isThere) throw new NotFound("There is no such passkey any more.");
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await showSettings(c, web, {
      refused: { question: `passkey-${Number(id)}`, typed, fault: error.message },
    });
  }
  return c.redirect(links.saved("passkeys"), 303);
}

/** To lose a way in is as grave as to gain one. */
async function removeFreshly(
  c: Context,
  web: Web,
  which: { reader: number; passkey: number },
): Promise<boolean> {
  await getFreshlySignedIn(c, web);
  return await removePasskey(web.db, which);
}
