// Dates and moments in the language that the reader chose for them. The words around them are the
// page's, so each says what language it is in.
import { createContext, useContext } from "hono/jsx";
import { dateIn, type DateForm, type DateLanguage } from "../../papers/date-words.ts";
import {
  addDays,
  dayIn,
  periodTitle,
  weekNumber,
  type Day,
  type Period,
} from "../../papers/period.ts";
import { timeIn, timeOfDay } from "../../papers/moments.ts";

/** `renderPage` gives it. */
export const DatesIn = createContext<DateLanguage>("en-GB");

interface DateProps {
  day: Day;
  /** Spaces hold it together. */
  kept?: boolean;
}

/** In any form of them. */
export function DateWords({ form, day, kept = false }: DateProps & { form: DateForm }) {
  const language = useContext(DatesIn);
  const said = dateIn(language, form, day);
  const words = kept ? said.replaceAll(" ", "\u00a0") : said;
  if (language === "en-GB" || language === "iso") return <>{words}</>;
  return <span lang={language}>{words}</span>;
}

/** `Friday 27 March 2026` */
export const LongDate = (props: DateProps) => <DateWords form="long" {...props} />;

/** `Friday 27 March` */
export const ShortDate = (props: DateProps) => <DateWords form="short" {...props} />;

/** `Fri 27 Mar` */
export const ShortestDate = (props: DateProps) => <DateWords form="shortest" {...props} />;

/** `27 March 2026` */
export const PlainDate = (props: DateProps) => <DateWords form="plain" {...props} />;

/** `Friday` */
export const WeekdayName = (props: DateProps) => <DateWords form="weekdayName" {...props} />;

/** `March` */
export const MonthName = (props: DateProps) => <DateWords form="month" {...props} />;

/**
 * `Friday 27 March 2026`, `Week 13, 2026`, `March 2026`, `Since Friday 20 March 2026`; within a sentence
 * with a small letter.
 */
export function PeriodTitle({ period, within = false }: { period: Period; within?: boolean }) {
  if (period.kind === "day") return <LongDate day={period.key} />;
  if (period.kind === "month") return <DateWords form="monthOfYear" day={period.first} />;
  if (period.kind === "week") {
    return <>{within ? periodTitle(period).replace("Week", "week") : periodTitle(period)}</>;
  }
  return (
    <>
      {within ? "since" : "Since"} <LongDate day={period.key} />
    </>
  );
}

/** How a neighbour is called beside `period`: `Thursday 26 March`, `Week 12`, `February`. */
export function NeighbourName({ neighbour, period }: { neighbour: Period; period: Period }) {
  if (!isOfYear(neighbour.key, period.key)) return <PeriodTitle period={neighbour} />;
  if (neighbour.kind === "day") return <ShortDate day={neighbour.key} />;
  if (neighbour.kind === "week") return <>{`Week ${weekNumber(neighbour)}`}</>;
  return <MonthName day={neighbour.first} />;
}

interface MomentProps {
  timeZone: string;
  at: Date | string;
  now: Date;
}

/** `24 March at 07:12 UTC`; on the day of `now` only the time. */
export function Moment({ timeZone, at, now }: MomentProps) {
  const { day, today } = daysOf({ timeZone, at, now });
  if (day === today) return <>{timeIn(timeZone, at)}</>;
  return (
    <>
      <DateWords form={isOfYear(day, today) ? "brief" : "plain"} day={day} kept /> at{" "}
      {timeIn(timeZone, at)}
    </>
  );
}

/** `at 07:12 UTC`, `on 24 March at 07:12 UTC` */
export function When(props: MomentProps) {
  const { day, today } = daysOf(props);
  return (
    <>
      {day === today ? "at" : "on"} <Moment {...props} />
    </>
  );
}

/** For a column whose head names the clock: `07:12`, `Thu 07:12`, `24 Mar 07:12`. */
export function ShortMoment({ timeZone, at, now }: MomentProps) {
  const { day, today } = daysOf({ timeZone, at, now });
  const time = timeOfDay(timeZone, at);
  if (day === today) return <>{time}</>;
  const isNear = day > addDays(today, -6) && day < addDays(today, 6);
  const form = isNear ? "weekday" : isOfYear(day, today) ? "shortBrief" : "shortPlain";
  return (
    <>
      <DateWords form={form} day={day} kept />
      {"\u00a0"}
      {time}
    </>
  );
}

function daysOf({ timeZone, at, now }: MomentProps): { day: Day; today: Day } {
  return { day: dayIn(timeZone, new Date(at)), today: dayIn(timeZone, now) };
}

function isOfYear(day: Day, today: Day): boolean {
  return day.slice(0, 4) === today.slice(0, 4);
}
