// Who asks, so that whoever is asked can write to somebody before they block anybody.
import about from "../package.json" with { type: "json" };
import { isLocalHost, type Config } from "./config.ts";

export function userAgentOf({ SITE_URL, MAIL_FROM }: Config): string {
  const name = `Broadsheet/${about.version}`;
  return isLocalHost(SITE_URL.hostname) ? name : `${name} (+${SITE_URL.href}; ${MAIL_FROM})`;
}
