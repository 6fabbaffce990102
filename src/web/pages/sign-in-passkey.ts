// What a browser’s own dialogue asks while it makes a passkey or signs in with one.
import type { Context } from "hono";
import { passkeyPath } from "../../community/accounts/accounts.ts";
import { nameNewestPasskey } from "../../community/accounts/sessions.ts";
import { browserName } from "../browser-name.ts";
import { network } from "../gates/client-address.ts";
import type { Web } from "../context.ts";
import { enter, getReader } from "../reader.ts";
import { tellWayIn } from "../sign-in-notice.ts";

export async function answerPasskey(c: Context, web: Web): Promise<Response> {
  await web.limits.passkey(network(c, web));
  const { answer, entrance } = await web.accounts.answerPasskey(c.req.raw);
  if (c.req.method === "GET") return answer;
  const made = answer.ok && c.req.path === `${passkeyPath}/verify-registration`;
  if (made) await nameIt(c, web);
  else if (entrance) await enter(c, web, entrance);
  // What it was that failed is the browser's own business as little as what the session is called.
  return answer.ok ? c.json({ done: true }) : c.json({ done: false }, 400);
}

/** Whatever name was sent; the reader may give it another in the settings. */
async function nameIt(c: Context, web: Web): Promise<void> {
  const reader = await getReader(c, web);
  const name = browserName(c.req.header("User-Agent") ?? "");
  await nameNewestPasskey(web.db, { reader: reader.id, name });
  await tellWayIn(web, reader, "A passkey was added");
}
