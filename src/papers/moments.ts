// Moments as they stand in sentences, each with its clock named.
import { dayIn, plainDate } from "./period.ts";

export const eastern = "America/New_York";

/** `07:12` */
export function timeOfDay(timeZone: string, at: Date | string): string {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  return time.format(new Date(at));
}

/** `UTC`, `Berlin time`, `Eastern time` */
export function clockName(timeZone: string): string {
  if (timeZone === "UTC" || timeZone.startsWith("Etc/")) return timeZone.replace("Etc/", "");
  if (timeZone === eastern) return "Eastern time";
  return `${timeZone.split("/").at(-1)!.replaceAll("_", " ")} time`;
}

/** `07:12 UTC` */
export function timeIn(timeZone: string, at: Date | string): string {
  return kept(`${timeOfDay(timeZone, at)} ${clockName(timeZone)}`);
}

/** By which moments are told to somebody. */
export interface Clock {
  timeZone: string;
  now: Date;
}

/** `24 March at 07:12 UTC`; on the day of `now` only the time. */
export function momentIn(timeZone: string, at: Date | string, now: Date): string {
  const day = dayIn(timeZone, new Date(at));
  const today = dayIn(timeZone, now);
  if (day === today) return timeIn(timeZone, at);
  return `${kept(dateWithin(day, today))} at ${timeIn(timeZone, at)}`;
}

/** `at 07:12 UTC`, `on 24 March at 07:12 UTC` */
export function whenIn(timeZone: string, at: Date | string, now: Date): string {
  const moment = momentIn(timeZone, at, now);
  return `${moment.includes(" at ") ? "on" : "at"} ${moment}`;
}

/** `24 March`, of another year `24 March 2025`. */
function dateWithin(day: string, today: string): string {
  const date = plainDate(day);
  return day.slice(0, 4) === today.slice(0, 4) ? date.replace(/ \d{4}$/, "") : date;
}

function kept(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}
