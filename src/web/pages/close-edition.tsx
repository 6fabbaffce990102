// Closing an edition by hand, and the owner's opening it again; each asks first.
import type { Context } from "hono";
import { isClosed } from "../../community/closed-days.ts";
import { may } from "../../community/readers.ts";
import { findClosed, openAgain } from "../../editions/closed-editions.ts";
import { closeEdition } from "../../editions/closing.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { feedMomentOf } from "../../papers/announcement-calendar.ts";
import { addDays, dayPeriod, longDate, type Day } from "../../papers/period.ts";
import { pickClock, pickToday } from "../../editions/pick-days.ts";
import { countByDay } from "../../catalogue/appearances.ts";
import type { Web } from "../context.ts";
import { renewPicks } from "../renew-picks.ts";
import { getReaderWho, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readPeriod } from "../requests.ts";
import { closedBy } from "../../editions/documents/closed-words.ts";
import { Pieces } from "../views/pieces.tsx";
import { Form } from "../views/form.tsx";
import { Sentence } from "../views/sentence.tsx";
import { count } from "../../papers/words.ts";

export async function showClosing(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "pick");
  const day = await readOpenDay(c, web);
  const known = await findClosed(web.db, day);
  if (known) return await showClosed(c, web, { day, mayOpen: may(reader, "own") });
  const papers = (await countByDay(web.db, { first: day, last: day })).get(day) ?? 0;
  if (papers === 0) throw new NotFound(`The edition of ${longDate(day)} has no papers to keep.`);
  const isOver = feedMomentOf(addDays(day, 1)) <= web.clock();
  return await renderPage(
    c,
    web,
    { title: "Close an edition", robots: "noindex", ownSubscribeBox: true },
    <Sentence says={`Shall the edition of ${longDate(day)} be closed?`}>
      <p>
        Its {count(papers, "paper")} stay in the order in which they stand now, with their picks,
        reasons and scores, on the page, in the API and in the mail. Votes go on being counted and
        shown, but they move nothing there, and neither do other weights.
      </p>
      <p>
        A paper that comes later for this day does not stand in it; it is found everywhere else, in
        its week and its month too. Those stay as they are, in an order that moves.
      </p>
      {!isOver && (
        <p>
          <strong>The day is not over yet</strong>: more papers may come for it.
        </p>
      )}
      <p>Only the owner of this site can open it again.</p>
      <Form action={links.closeEdition(day)}>
        <button class="button button-main" type="submit">
          Close it
        </button>
      </Form>
      <p>
        <a href={links.edition(dayPeriod(day))}>Leave it open</a>
      </p>
    </Sentence>,
  );
}

export async function close(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "pick");
  const day = await readOpenDay(c, web);
  await renewPicks(web);
  await closeEdition(web.db, { day, judge: web.judge, reader: reader.id, now: web.clock() });
  return c.redirect(links.edition(dayPeriod(day)), 303);
}

export async function showOpening(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "own");
  const { first: day } = readPeriod(c, "day");
  if (!(await isClosed(web.db, day))) {
    throw new NotFound(`The edition of ${longDate(day)} is not closed.`);
  }
  return await showClosed(c, web, { day, mayOpen: true });
}

export async function open(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "own");
  const { first: day } = readPeriod(c, "day");
  await openAgain(web.db, day);
  return c.redirect(links.edition(dayPeriod(day)), 303);
}

async function showClosed(
  c: Context,
  web: Web,
  { day, mayOpen }: { day: Day; mayOpen: boolean },
): Promise<Response> {
  const { closed } = (await findClosed(web.db, day))!;
  const clock = pickClock(web.config, web.clock());
  return await renderPage(
    c,
    web,
    { title: "A closed edition", robots: "noindex", ownSubscribeBox: true },
    <Sentence says={`The edition of ${longDate(day)} is closed.`}>
      <p>
        <Pieces pieces={closedBy(closed, { timeZone: await zoneOf(c, web), now: clock.now })} />
      </p>
      {mayOpen ? (
        <>
          <p>
            Opened again, it is ordered by what holds now: votes, weights and papers that came
            since. The order that was kept is given up.
          </p>
          <Form action={links.openEdition(day)}>
            <button class="button" type="submit">
              Open it again
            </button>
          </Form>
        </>
      ) : (
        <p>Only the owner of this site can open it again.</p>
      )}
      <p>
        <a href={links.edition(dayPeriod(day))}>To the edition</a>
      </p>
    </Sentence>,
  );
}

/** A day whose edition can be there. @throws NotFound, Invalid */
async function readOpenDay(c: Context, web: Web): Promise<Day> {
  const { first: day } = readPeriod(c, "day");
  if (day > pickToday(pickClock(web.config, web.clock()))) {
    throw new Invalid(`The edition of ${longDate(day)} is still to come, so it cannot be closed.`);
  }
  return day;
}
