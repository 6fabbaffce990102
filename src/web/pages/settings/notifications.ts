// How a reader is told of what: one answer at a time, as each button sends it.
import type { Context } from "hono";
import { chooseWays, parseWay } from "../../../community/notifications/choose-ways.ts";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { getReader } from "../../reader.ts";
import { readForm } from "../../requests.ts";
import { questionOf } from "../../views/settings/notifications-section.tsx";

export async function saveNotifications(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const { kind: kindWritten = "", way: wayWritten = "" } = await readForm(c);
  const { kind, way } = parseWay(kindWritten, wayWritten);
  await chooseWays(web.db, { reader, notifications: { [kind]: way } });
  return c.redirect(links.saved(questionOf(kind)), 303);
}
