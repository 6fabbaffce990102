// How this instance stands, for everybody to read: one sentence, three figures, what works and what
// happened.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { getStatus, type Status } from "../../editions/status.ts";
import { findPause } from "../../email/sending/mail-pause.ts";
import { links } from "../../links.ts";
import { dayIn, dayPeriod, shortDate, type Day } from "../../papers/period.ts";
import { sourceName } from "../../papers/source-name.ts";
import { hostNames } from "../../turns.ts";
import type { Web } from "../context.ts";
import { findNextTry } from "../../editions/next-try.ts";
import { readerMay, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { Moment, ShortDate, When } from "../views/dates.tsx";
import { Figures } from "../views/status-figures.tsx";
import { WhatHappened, Work } from "../views/status-tables.tsx";
import { withoutPromise } from "../../editions/documents/empty-explanation.ts";
import { count, figure } from "../../papers/words.ts";

export async function showStatus(c: Context, web: Web): Promise<Response> {
  const { TIME_ZONE, ARXIV_DEFERRALS: deferrals, SOURCES: hosts } = web.config;
  const timeZone = await zoneOf(c, web);
  const now = web.clock();
  const today = dayIn(TIME_ZONE, now);
  const status = await getStatus(web.db, { now, deferrals, hosts });
  const next = (await web.nextRuns?.()) ?? [];
  const nextTry = await findNextTry(web);
  const owner = await readerMay(c, web, "own");
  const moderator = await readerMay(c, web, "moderate");
  const isPaused = (await findPause(web.db)) !== undefined;
  return await renderPage(
    c,
    web,
    { title: "Status", canonical: links.status, robots: "noindex" },
    <div class="status">
      <h1>{headlineOf(status, { timeZone, today, nextTry, gathers: hosts.size > 0 })}</h1>
      {isPaused && (
        <p class="mail-note">
          <span class="worrying">Mail is paused.</span>
        </p>
      )}
      <p class="status-links">
        <a href={links.edition(dayPeriod(status.edition.day))}>
          <ShortDate day={status.edition.day} />
        </a>
        <a href={links.receipt(dayPeriod(status.edition.day))}>Its receipt</a>
        <a href={links.apiStatus}>JSON</a>
        {owner && <a href={links.ownerMail}>Mail</a>}
        {moderator && <a href={links.moderationVotes}>Bursts of votes</a>}
        <span>
          As of <Moment timeZone={timeZone} at={now} now={now} />
        </span>
      </p>
      <Figures status={status} timeZone={timeZone} />
      <div class="status-tables">
        <Work status={status} next={next} timeZone={timeZone} />
        <WhatHappened status={status} timeZone={timeZone} />
      </div>
    </div>,
  );
}

interface Clocked {
  timeZone: string;
  /** By the clock of the site. */
  today: Day;
  nextTry: Date | undefined;
  /** Whether anybody is asked at all. */
  gathers: boolean;
}

function headlineOf(status: Status, { timeZone, today, nextTry, gathers }: Clocked): Child {
  const { standing, edition, index } = status;
  const now = new Date(status.now);
  const which = editionName(edition.day, today);
  switch (standing.state) {
    case "idle":
      return (
        <>
          Nothing is gathered {gathers && "from arXiv "}by itself. {count(index.papers, "paper")}{" "}
          {index.papers === 1 ? "is" : "are"} here.
        </>
      );
    case "refused":
      return (
        <>
          <span class="bad">
            {hostNames[standing.by]} refused us{" "}
            <When timeZone={timeZone} at={standing.at} now={now} />.
          </span>{" "}
          Nothing is asked until you say so: <code>npm run broadsheet -- harvest --resume</code>
        </>
      );
    case "gathering":
      return `${standing.progress ?? `Gathering ${which}`}.`;
    case "waiting":
      return `${sentenceCase(which)} is being waited for. Nothing has gone wrong.`;
    case "failing":
      return (
        <>
          <span class="worrying">{sentenceCase(which)} is not here yet.</span>{" "}
          {withoutPromise(standing.reason, nextTry)}
          {nextTry && (
            <>
              {" "}
              It is asked again <When timeZone={timeZone} at={nextTry} now={now} />.
            </>
          )}
        </>
      );
    case "incomplete":
      return (
        <>
          <span class="worrying">
            {count(edition.receipt.missing, "paper")} {edition.receipt.missing === 1 ? "is" : "are"}{" "}
            missing.
          </span>{" "}
          {sentenceCase(which)} has {ofAll(edition)}.
        </>
      );
    case "trouble":
      return (
        <>
          <span class="worrying">{sourceName(standing.source)} went wrong.</span>{" "}
          {sentenceCase(which)} is complete all the same: {ofAll(edition)}.
        </>
      );
    case "well":
      return (
        <>
          <span class="well">All is well.</span>{" "}
          {edition.receipt.announced === 0
            ? `arXiv announced nothing here for ${shortDate(edition.day)}.`
            : `${sentenceCase(which)} is complete: ${ofAll(edition)}.`}
        </>
      );
  }
}

/** `132 of 132`: what is hidden is not wanted. */
function ofAll({ receipt }: Status["edition"]): string {
  const wanted = receipt.announced - receipt.hidden;
  return `${figure(receipt.here + receipt.merged)} of ${figure(wanted)}`.replaceAll(" ", "\u00a0");
}

function editionName(day: Day, today: Day): string {
  return day === today ? "today’s edition" : `the edition of ${shortDate(day)}`;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
