// What an edition without papers says: what, whether something is wrong, when there is more.
import type { Child } from "hono/jsx";
import type { Edition } from "../../editions/edition.ts";
import type { WhyEmpty } from "../../editions/empty-day.ts";
import type { Emptiness } from "../../editions/empty-words.ts";
import type { Receipt } from "../../editions/receipt.ts";
import { links } from "../../links.ts";
import { addDays, type Day } from "../../papers/period.ts";
import { BriefDate, Moment, ShortDate, When } from "./dates.tsx";
import { timeIn } from "../../papers/moments.ts";
import { Dotted, ReceiptLine } from "./receipt.tsx";
import { count } from "./words.ts";

export interface ToldEmpty extends Emptiness {
  edition: Edition;
  receipt: Receipt;
  /** By which moments are told. */
  timeZone: string;
  /** By the clock of the site. */
  today: Day;
  now: Date;
  /** When arXiv is asked again, if that is known. */
  nextTry: Date | undefined;
  /** Whether this instance gathers by itself. */
  gathers: boolean;
}

export function explanationOf(told: ToldEmpty): Child {
  const { why, edition, receipt } = told;
  const { previous, next, section, period } = edition;
  if (why.why === "holiday") return holiday(told, why.next);
  if (why.why === "weekend") {
    return (
      <>
        arXiv announces papers from Monday to Friday. What is sent in meanwhile{" "}
        {isWas(told, why.next)} announced on <ShortDate day={why.next} />.
      </>
    );
  }
  if (why.why === "future") return "An edition appears here as soon as papers bear its date.";
  if (why.why === "not-yet") {
    return whenDue(why, told);
  }
  if (why.why === "failed") return whatFailed(why, told);
  if (why.why === "elsewhere") {
    return (
      <>
        Here is the <a href={links.edition(period)}>whole edition</a>.
      </>
    );
  }
  if (receipt.announced > 0) {
    return (
      <>
        {count(receipt.announced, "paper")} {receipt.announced === 1 ? "was" : "were"} announced,
        and none of them stands here. <a href={links.receipt(period)}>The receipt</a> says why.
      </>
    );
  }
  const what = section === undefined ? "bears" : `in ${section.short} bears`;
  if (!previous && !next) return `No paper that is here ${what} a date near this one.`;
  return `No paper that is here ${what} this date: arXiv may have kept a holiday, or those papers were never gathered.`;
}

type Clocked = Pick<ToldEmpty, "timeZone" | "now" | "nextTry">;

/** When that comes which is due today. */
export function whenDue({ expectedAt }: Why<"not-yet">, { timeZone, now }: Clocked): Child {
  return now.toISOString() < expectedAt ? (
    <>
      arXiv’s daily feed turns at 00:00 Eastern time, which is{" "}
      <Moment timeZone={timeZone} at={expectedAt} now={now} />. It is asked soon after, and the
      papers appear here.
    </>
  ) : (
    `arXiv’s daily feed has turned at ${timeIn(timeZone, expectedAt)} and is being asked. The papers appear here as they arrive.`
  );
}

/** Why that which was due is missing, and when it is asked for again. */
export function whatFailed({ at, reason }: Why<"failed">, { timeZone, now, nextTry }: Clocked) {
  return (
    <>
      {withoutPromise(reason, nextTry)} It was asked <When timeZone={timeZone} at={at} now={now} />
      {nextTry && (
        <>
          , and is asked again <When timeZone={timeZone} at={nextTry} now={now} />
        </>
      )}
      . <a href={links.status}>The status page</a> says more.
    </>
  );
}

type Why<Kind> = Extract<WhyEmpty, { why: Kind }>;

/** The line under the date. */
export function lineOf({ why, edition, receipt, timeZone }: ToldEmpty): Child {
  if (receipt.known) {
    return <ReceiptLine receipt={receipt} period={edition.period} total={edition.total} />;
  }
  const [announced, here] = [<strong>announced&nbsp;0</strong>, <strong>here&nbsp;0</strong>];
  if (why.why === "holiday") return <Dotted parts={[announced, here, "holiday of arXiv"]} />;
  if (why.why === "weekend") return <Dotted parts={[announced, here, "weekend"]} />;
  if (why.why === "not-yet") {
    return <Dotted parts={[here, `expected from ${timeIn(timeZone, why.expectedAt)} on`]} />;
  }
  if (why.why === "failed") {
    const short = <strong class="short">here&nbsp;0</strong>;
    return <Dotted parts={[short, "the announcement is missing"]} />;
  }
  if (why.why === "future") return <Dotted parts={[here, "still to come"]} />;
  return <strong>{count(edition.total, "paper")} here</strong>;
}

function holiday(told: ToldEmpty, next: Day): Child {
  const evening = <BriefDate day={addDays(told.edition.period.first, -1)} />;
  const past = told.edition.period.key <= told.today;
  const untilNext = next <= told.today ? "was" : "is";
  const isToday = told.edition.period.key === told.today;
  return (
    <>
      arXiv {past ? "made" : "makes"} no announcement on the evening of {evening}. The holiday{" "}
      {untilNext === "was" ? "lasted" : "lasts"} until <ShortDate day={next} />: what is sent in
      meanwhile {untilNext} announced under that date
      {isToday && ", and your digest comes with it; none went out this morning"}.
    </>
  );
}

function isWas(told: ToldEmpty, day: Day): string {
  return day <= told.today ? "was" : "is";
}

/** As a sentence, whoever wrote it; without its promise where the page knows the hour. */
export function withoutPromise(text: string, hour: Date | undefined): string {
  const said = hour ? text.replace(/ It is asked again later\.$/, "") : text;
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
