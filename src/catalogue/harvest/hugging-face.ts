// Takes in what stood on Hugging Face's front page, day by day: the newest days, whose upvotes still
// grow, or the history. With each day it is written down how far it has got, so that a kill costs one.
import { timeLeft, type Clock } from "../../clock.ts";
import { SourceError } from "../../errors.ts";
import { easternDay } from "../../papers/announcement-calendar.ts";
import { addDays, parseDay, type Day } from "../../papers/period.ts";
import { readFeaturedDay } from "../../sources/hugging-face/daily-papers.ts";
import type { Asking } from "../../sources/http/http.ts";
import type { Database } from "../../store/tables.ts";
import { findCheckpoint, saveCheckpoint, type Checkpoint } from "./checkpoints.ts";
import type { HarvestRun } from "./harvests.ts";
import { saveFeatured } from "./save-featured.ts";

export interface HuggingFaceOptions {
  asking: Asking;
  url: URL;
  clock: Clock;
  /** Reads the history from this day on, or `all` of it; else only the newest days. */
  since?: string | undefined;
  dryRun?: boolean | undefined;
}

/** Before it nothing was featured there. */
const firstDay: Day = "2023-05-04";
const newestDays = 7;
const list = { source: "hugging-face", set: "daily-papers" };

export async function harvestHuggingFace(
  db: Database,
  run: HarvestRun,
  { asking, url, clock, since, dryRun = false }: HuggingFaceOptions,
): Promise<void> {
  // As arXiv's day, so that no edition is begun by what is featured before anything is announced.
  const today = easternDay(clock.now());
  const { days, left, after } = beginReading(await findCheckpoint(db, list), { since, today });
  const began = clock.now().getTime();
  let papers = 0;
  const faults: string[] = [];
  const unread: { day: Day; error: SourceError }[] = [];
  for (const [done, day] of left.entries()) {
    const seconds = (clock.now().getTime() - began) / 1000;
    await run.say(
      `Gathering what Hugging Face featured: ${placeOf(day, { days, left: left.length, done, seconds })}`,
    );
    const read = await readFeaturedDay(asking, { url, day }).catch((error: unknown) => {
      if (!concernsOneDay(error)) throw error;
      unread.push({ day, error });
      if (isGivenUp(unread.map(({ day }) => day))) throw error;
    });
    if (!read) continue;
    const counts = dryRun
      ? {}
      : await db.transaction().execute(async (db) => {
          const counts = await saveFeatured(db, { day, papers: read.papers, now: clock.now() });
          const checkpoint = after(day, read.papers.length);
          await saveCheckpoint(db, { ...list, checkpoint, now: clock.now() });
          return counts;
        });
    run.add({ ...counts, received: read.papers.length, ...(read.papers.length > 0 && { day }) });
    papers += read.papers.length;
    faults.push(...read.faults);
  }
  if (faults.length > 0) {
    run.note(`${faults.length} of ${papers + faults.length} items could not be read. ${faults[0]}`);
  }
  const [first] = unread;
  if (first) {
    const named = unread.slice(0, daysNamed).map(({ day }) => day);
    const more = unread.length > named.length ? ` and ${unread.length - named.length} more` : "";
    throw new SourceError(
      first.error.trouble,
      `${named.join(", ")}${more} could not be read, the other days were. ${first.error.message}`,
    );
  }
  if (papers === 0 && left.length >= newestDays) {
    throw new SourceError(
      "empty",
      `Hugging Face says that it featured nothing since ${left[0]}, which is not to be believed. It is asked again later.`,
    );
  }
}

const daysNamed = 5;
const daysInARow = 3;

/** Whether the next day may well be answered: nobody said that we should wait, or stay away. */
function concernsOneDay(error: unknown): error is SourceError {
  return (
    error instanceof SourceError &&
    (error.trouble === "failed" || error.trouble === "malformed" || error.trouble === "cut")
  );
}

/** It is no longer a matter of single days when the last few all went wrong. */
function isGivenUp(unread: readonly Day[]): boolean {
  const last = unread.slice(-daysInARow);
  return last.length === daysInARow && addDays(last[0]!, daysInARow - 1) === last.at(-1);
}

/** `2024-06-13, day 407 of 1,240, about 43 minutes left` */
function placeOf(
  day: Day,
  { days, left, done, seconds }: { days: number; left: number; done: number; seconds: number },
): string {
  const number = days - left + done + 1;
  const place = `${day}, day ${number.toLocaleString("en-US")} of ${days.toLocaleString("en-US")}`;
  return done === 0 ? place : `${place}, ${timeLeft((seconds / done) * (left - done))}`;
}

interface Reading {
  /** How many days the whole list has. */
  days: number;
  /** Those that are still to be asked for, the earliest first: an echo comes after what it repeats. */
  left: Day[];
  /** What is known once a day was taken in. */
  after: (day: Day, papers: number) => Checkpoint;
}

function beginReading(
  found: Checkpoint | undefined,
  { since, today }: { since: string | undefined; today: Day },
): Reading {
  return since === undefined
    ? readNewest(found, today)
    : readHistory(found, { since: latest(since === "all" ? firstDay : since, firstDay), today });
}

/** The newest days, and those before that were missed since the last time. */
function readNewest(found: Checkpoint | undefined, today: Day): Reading {
  const first = addDays(today, 1 - newestDays);
  const missed = found?.since;
  const left = daysFrom(missed !== undefined && missed < first ? missed : first, today);
  let checkpoint = found ?? { since: undefined, listing: false, records: 0 };
  return {
    days: left.length,
    left,
    after(day) {
      checkpoint = { ...checkpoint, since: latest(checkpoint.since ?? day, day) };
      return checkpoint;
    },
  };
}

/** Goes on where the same history was interrupted. */
function readHistory(
  found: Checkpoint | undefined,
  { since, today }: { since: Day; today: Day },
): Reading {
  const goesOn = found?.listing === true && found.placeSince === since;
  const next = (goesOn && parseDay(found.token ?? "")) || since;
  let records = goesOn ? found.records : 0;
  return {
    days: daysFrom(since, today).length,
    left: daysFrom(next, today),
    after(day, papers) {
      records += papers;
      if (day === today) return { since: today, listing: false, records };
      const token = addDays(day, 1);
      return { since: found?.since, listing: true, placeSince: since, token, records };
    },
  };
}

function daysFrom(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

function latest(one: Day, other: Day): Day {
  return one > other ? one : other;
}
