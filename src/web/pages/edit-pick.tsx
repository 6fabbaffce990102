// Changing a pick: its sentence, its day; taking it back; moving it up among those of its day.
import type { Context } from "hono";
import { getPaper } from "../../catalogue/papers.ts";
import { isClosed } from "../../community/closed-days.ts";
import { changePick, raisePick, takeBackPick } from "../../community/picks/picking.ts";
import { findPick, type ListedPick } from "../../community/picks/picks.ts";
import { listOpenPickDays, pickClock, pickToday } from "../../editions/pick-days.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { longDate, parseDay } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { getReaderWho } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { LongDate, Moment, ShortDate } from "../views/dates.tsx";
import { Form } from "../views/form.tsx";
import { PickFields, type PickWords } from "../views/pick-form.tsx";
import { Tex } from "../views/tex.tsx";
import { goToPick, readPickWords } from "./pick.tsx";

interface Found {
  paper: Paper;
  pick: ListedPick;
}

export async function showPickOf(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "pick");
  return await showForm(c, web, await readPick(c, web));
}

export async function savePickOf(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "pick");
  const found = await readPick(c, web);
  const { paper, pick } = found;
  const which = { paper: paper.id, day: pick.day };
  const { change = "save" } = await readForm(c);
  if (change === "take-back") {
    await takeBackPick(web.db, which);
    return c.redirect(links.picks, 303);
  }
  if (change === "up") {
    await raisePick(web.db, which);
    return c.redirect(links.picks, 303);
  }
  if (change !== "save") throw new Invalid("A pick is saved, taken back or moved up.");
  const words = await readPickWords(c, web, async ({ day: to, ...picking }) => {
    await changePick(web.db, { ...which, ...picking, to, reader: reader.id });
  });
  if (words.errors) return await showForm(c, web, found, words);
  return await goToPick(c, web, { paper, day: words.day });
}

/** @throws NotFound */
async function readPick(c: Context, web: Web): Promise<Found> {
  const day = parseDay(c.req.param("day") ?? "");
  const identifier = parseIdentifier(c.req.param("identifier") ?? "")?.identifier;
  if (day === undefined || !identifier) throw new NotFound("There is no such pick.");
  const paper = await getPaper(web.db, identifier);
  const pick = await findPick(web.db, { paper: paper.id, day });
  if (!pick) throw new NotFound(`This paper is not picked for ${longDate(day)}.`);
  return { paper, pick };
}

async function showForm(
  c: Context,
  web: Web,
  { paper, pick }: Found,
  words?: PickWords,
): Promise<Response> {
  const { day, name, sentence, at } = pick;
  const clock = pickClock(web.config, web.clock());
  const days = await listOpenPickDays(web.db, clock);
  const known = days.some((each) => each.day === day);
  const action = links.pickOf(day, paper.identifier);
  return await renderPage(
    c,
    web,
    { title: "Change a pick", robots: "noindex", ownSubscribeBox: true },
    <div class="sentence pick-page">
      <h1>
        Picked for <ShortDate day={day} />
      </h1>
      <p class="pick-title">
        <a class="title" href={links.paper(paper.identifier)}>
          <Tex source={paper.title} />
        </a>
      </p>
      <p class="small">
        Picked by {name}, <Moment timeZone={clock.timeZone} at={at} now={clock.now} />.
      </p>
      {(await isClosed(web.db, day)) ? (
        <p>
          The edition of <LongDate day={day} /> is closed, so its picks do not change any more.
        </p>
      ) : (
        <>
          <Form action={action} class="fields">
            <PickFields
              words={words ?? { sentence, day }}
              days={known ? days : [{ day, isNewest: false, quiet: undefined }, ...days]}
              today={pickToday(clock)}
              timeZone={clock.timeZone}
            />
            <button class="button button-main" type="submit">
              Save
            </button>
          </Form>
          <Form action={action} class="take-back">
            <input type="hidden" name="change" value="take-back" />
            <button class="button" type="submit">
              Take it back
            </button>
          </Form>
          <p class="small">Whoever changes the sentence signs it.</p>
        </>
      )}
      <p>
        <a href={links.picks}>All picks</a>
      </p>
    </div>,
    words?.errors ? 400 : 200,
  );
}
