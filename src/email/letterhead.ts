// What every mail of an instance has in common.
import type { Config } from "../config.ts";

export interface Letterhead {
  siteUrl: URL;
  siteName: string;
  /** The sender's address. */
  from: string;
  /** Signs the links in mail. */
  secret: string;
  /** How many papers a digest holds, at most. */
  digestPapers: number;
}

export function letterheadOf({ config, secret }: { config: Config; secret: string }): Letterhead {
  return {
    siteUrl: config.SITE_URL,
    siteName: config.SITE_NAME,
    from: config.MAIL_FROM,
    secret,
    digestPapers: config.DIGEST_PAPERS,
  };
}
