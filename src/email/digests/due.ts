// When a digest is due: at the hour that its reader chose, on the reader's clock.
import { feedMomentOf } from "../../papers/announcement-calendar.ts";
import { addDays, dayIn, type Day } from "../../papers/period.ts";

export interface Hour {
  /** In minutes after midnight. */
  hour: number;
  timeZone: string;
}

/**
 * The first time that the clock shows the hour once the edition of this day can be there. East of
 * Greenwich that may be the next morning: arXiv's list turns at midnight in New York.
 */
export function dueMomentOf(day: Day, { hour, timeZone }: Hour): Date {
  const out = feedMomentOf(day);
  const local = dayIn(timeZone, out);
  const due = momentOn(timeZone, local, hour);
  return due < out ? momentOn(timeZone, addDays(local, 1), hour) : due;
}

/** Whether an edition is always due on the day after its own. */
export function isNextMorning(hour: Hour): boolean {
  // A Wednesday in winter and one in summer.
  return ["2026-01-14", "2026-07-15"].every(
    (day) => dayIn(hour.timeZone, dueMomentOf(day, hour)) > day,
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

const dayMs = 86_400_000;

/**
 * When the clock of the time zone shows this, the first time where it does so twice; where clocks leap
 * over it, as long after the leap.
 */
export function momentOn(timeZone: string, day: Day, hour: number): Date {
  const shown = Date.parse(`${day}T00:00:00Z`) + hour * 60_000;
  // How far the clock is ahead may change on that day.
  const ahead = [-dayMs, dayMs].map((away) => aheadMs(timeZone, shown + away));
  const first = shown - Math.max(...ahead);
  const isShown = first + aheadMs(timeZone, first) === shown;
  return new Date(isShown ? first : shown - Math.min(...ahead));
}

/** By how much the clock is ahead of UTC. */
function aheadMs(timeZone: string, moment: number): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    formats.set(timeZone, format);
  }
  const shown = Date.parse(`${format.format(moment).replace(" ", "T")}Z`);
  return shown - Math.floor(moment / 1000) * 1000;
}
