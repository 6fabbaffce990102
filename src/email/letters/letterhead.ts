// What every mail of an instance has in common.
import type { Config } from "../../config.ts";

export interface Letterhead {
  siteUrl: URL;
  siteName: string;
  /** The sender's address. */
  from: string;
  /** Where failures are reported, each mail to an address of its own there. */
  bounces: string | undefined;
  /** Signs the links in mail. */
  secret: string;
  /** How many papers a digest holds, at most, for those who chose no length. */
  digestPapers: number;
  /** For those who chose no hour: in minutes after midnight, and on which clock. */
  hour: number;
  timeZone: string;
}

export function letterheadOf({ config, secret }: { config: Config; secret: string }): Letterhead {
  return {
    siteUrl: config.SITE_URL,
    siteName: config.SITE_NAME,
    from: config.MAIL_FROM,
    bounces: config.MAIL_BOUNCES,
    secret,
    digestPapers: config.DIGEST_PAPERS,
    hour: config.DIGEST_AT.hour * 60 + config.DIGEST_AT.minute,
    timeZone: config.TIME_ZONE,
  };
}
