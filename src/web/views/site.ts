import type { Reader } from "../../community/readers.ts";
import type { Config } from "../../config.ts";
import type { Assets } from "../assets.ts";
import type { Preferences } from "../cookies.ts";

/** What every part of a page may need to know of the instance and of its reader. */
export interface Site extends Preferences {
  config: Config;
  assets: Assets;
  /** Who is signed in. */
  reader: Reader | undefined;
  /** How many of their notifications are unread. */
  unread: number;
  /** How many comments and claims wait for them, if they moderate or edit. */
  waiting: { comments: number; claims: number } | undefined;
}
