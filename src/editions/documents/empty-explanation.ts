// What an edition without papers says besides: whether something is wrong, and when there is more.
import { links } from "../../links.ts";
import { dot, joined, linkTo, when, type Piece } from "../../papers/documents/document.ts";
import { timeIn, type Clock } from "../../papers/moments.ts";
import { addDays, dayIn, type Day } from "../../papers/period.ts";
import { count } from "../../papers/words.ts";
import type { Edition } from "../edition.ts";
import type { CalendarOf, WhyEmpty } from "../empty-day.ts";
import { explainEmpty, type Emptiness } from "../empty-words.ts";
import { findNextTry, type Scheduled } from "../next-try.ts";
import type { Receipt } from "../receipt.ts";
import { receiptLine } from "./edition-line.ts";

export interface ToldEmpty extends Emptiness, Clocked {
  edition: Edition;
  receipt: Receipt;
  /** By the clock of the site. */
  today: Day;
  /** Whether this instance gathers by itself. */
  gathers: boolean;
}

interface Clocked extends Clock {
  /** When arXiv is asked again, if that is known. */
  nextTry: Date | undefined;
}

/** @param timeZone by which moments are told */
export async function tellEmpty(
  instance: CalendarOf & Scheduled,
  { edition, receipt, timeZone }: Pick<ToldEmpty, "edition" | "receipt" | "timeZone">,
): Promise<ToldEmpty> {
  const { period, section } = edition;
  const now = instance.clock();
  return {
    ...(await explainEmpty(instance, { period, section, receipt })),
    edition,
    receipt,
    timeZone,
    today: dayIn(instance.config.TIME_ZONE, now),
    now,
    nextTry: await findNextTry(instance),
    gathers: instance.config.SOURCES.has("arxiv"),
  };
}

export function explanationOf(told: ToldEmpty): Piece[] {
  const { why, edition, receipt } = told;
  const { previous, next, section, period } = edition;
  if (why.why === "holiday") return holiday(told, why.next);
  if (why.why === "weekend") {
    return [
      `arXiv announces papers from Monday to Friday. What is sent in meanwhile ${isWas(told, why.next)} announced on `,
      { day: why.next, form: "short" },
      ".",
    ];
  }
  if (why.why === "future") return ["An edition appears here as soon as papers bear its date."];
  if (why.why === "not-yet") return whenDue(why, told);
  if (why.why === "failed") return whatFailed(why, told);
  if (why.why === "elsewhere") {
    return ["Here is the ", linkTo("whole edition", links.edition(period)), "."];
  }
  if (receipt.announced > 0) {
    return [
      `${count(receipt.announced, "paper")} ${receipt.announced === 1 ? "was" : "were"} announced, and none of them stands here. `,
      linkTo("The receipt", links.receipt(period)),
      " says why.",
    ];
  }
  const what = section === undefined ? "bears" : `in ${section.short} bears`;
  if (!previous && !next) return [`No paper that is here ${what} a date near this one.`];
  return [
    `No paper that is here ${what} this date: arXiv may have kept a holiday, or those papers were never gathered.`,
  ];
}

type Why<Kind> = Extract<WhyEmpty, { why: Kind }>;

/** When that comes which is due today. */
export function whenDue({ expectedAt }: Why<"not-yet">, { timeZone, now }: Clock): Piece[] {
  if (now.toISOString() >= expectedAt) {
    return [
      `arXiv’s daily feed has turned at ${timeIn(timeZone, expectedAt)} and is being asked. The papers appear here as they arrive.`,
    ];
  }
  return [
    "arXiv’s daily feed turns at 00:00 Eastern time, which is ",
    { at: expectedAt, timeZone, now },
    ". It is asked soon after, and the papers appear here.",
  ];
}

/** Why that which was due is missing, and when it is asked for again. */
export function whatFailed({ at, reason }: Why<"failed">, clocked: Clocked): Piece[] {
  const { nextTry } = clocked;
  return [
    `${withoutPromise(reason, nextTry)} It was asked `,
    ...when(at, clocked),
    ...(nextTry ? [", and is asked again ", ...when(nextTry.toISOString(), clocked)] : []),
    ". ",
    linkTo("The status page", links.status),
    " says more.",
  ];
}

/** The line under the date. */
export function emptyLine({ why, edition, receipt, timeZone }: ToldEmpty): Piece[] {
  const { period, total } = edition;
  if (receipt.known) return receiptLine({ receipt, period, total });
  const [announced, here] = [{ strong: "announced\u00a00" }, { strong: "here\u00a00" }];
  if (why.why === "holiday") return joined([[announced], [here], ["holiday of arXiv"]], dot);
  if (why.why === "weekend") return joined([[announced], [here], ["weekend"]], dot);
  if (why.why === "not-yet") {
    return [here, dot, `expected from ${timeIn(timeZone, why.expectedAt)} on`];
  }
  if (why.why === "failed") return [{ ...here, as: "short" }, dot, "the announcement is missing"];
  if (why.why === "future") return [here, dot, "still to come"];
  return [{ strong: `${count(total, "paper")} here` }];
}

function holiday({ edition: { period }, today }: ToldEmpty, next: Day): Piece[] {
  const isOver = next <= today;
  return [
    `arXiv ${period.key <= today ? "made" : "makes"} no announcement on the evening of `,
    { day: addDays(period.first, -1), form: "brief" },
    `. The holiday ${isOver ? "lasted" : "lasts"} until `,
    { day: next, form: "short" },
    `: what is sent in meanwhile ${isOver ? "was" : "is"} announced under that date`,
    ...(period.key === today
      ? [", and your digest comes with it; none went out this morning"]
      : []),
    ".",
  ];
}

function isWas({ today }: ToldEmpty, day: Day): string {
  return day <= today ? "was" : "is";
}

/** As a sentence, whoever wrote it; without its promise where the page knows the hour. */
export function withoutPromise(text: string, hour: Date | undefined): string {
  const said = hour ? text.replace(/ It is asked again later\.$/, "") : text;
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
