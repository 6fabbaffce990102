// What somebody wants by mail: how often, of what, how much, and when.
import { isNextMorning } from "../digests/due.ts";

/** An alert is daily, but only where something that is followed was found. */
export type Frequency = "daily" | "weekly" | "alert";

/**
 * A section by its address; a query as it was typed; or whatever the account follows that has the
 * address of the subscription.
 */
export type Follow = { section: string } | { query: string } | { following: true };

export interface Wish {
  frequency: Frequency;
  /** What stands first; all that stands in an alert. Without any, the whole edition. */
  follows: Follow[];
  /** How many papers at most, or how many minutes of reading; else the instance decides. */
  papers?: number | undefined;
  minutes?: number | undefined;
  /** Minutes after midnight in the time zone; else the hour of the instance. */
  hour?: number | undefined;
  timeZone?: string | undefined;
}

/** A wish as it was stored. */
export function readWish(json: string): Wish {
  return JSON.parse(json) as Wish;
}

/** The same wish is the same text. */
export function writeWish({ frequency, follows, papers, minutes, hour, timeZone }: Wish): string {
  return JSON.stringify({ frequency, follows, papers, minutes, hour, timeZone });
}

/** `07:00` */
export function clockTime(hour: number): string {
  return [Math.floor(hour / 60), hour % 60].map((each) => String(each).padStart(2, "0")).join(":");
}

/** `weekdays at 07:00, Berlin time` */
export function rhythm(
  { frequency, hour, timeZone }: Pick<Wish, "frequency" | "hour" | "timeZone">,
  instance: { hour: number; timeZone: string },
): string {
  const zone = hour === undefined ? instance.timeZone : (timeZone ?? instance.timeZone);
  const when = `at ${clockTime(hour ?? instance.hour)}, ${zoneName(zone)}`;
  if (frequency === "weekly") return `once a week, when the week is over, ${when}`;
  const days = isNextMorning({ hour: hour ?? instance.hour, timeZone: zone })
    ? "Tuesdays to Saturdays"
    : "weekdays";
  if (frequency === "daily") return `${days} ${when}`;
  return `${days} ${when}, when there is something that you follow`;
}

/** `UTC`, `Berlin time` */
export function zoneName(timeZone: string): string {
  if (timeZone === "UTC") return "UTC";
  return `${timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ")} time`;
}
