// An editor puts a paper on top of the edition of a day: the form, and what it does.
import type { Context } from "hono";
import { pickPaper, withdrawnSays } from "../../community/picks/picking.ts";
import { findPick, listPicksOf, type ListedPick } from "../../community/picks/picks.ts";
import { parseSentence } from "../../community/sentence.ts";
import { listOpenPickDays, listPickDays, pickClock, pickToday } from "../../editions/pick-days.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { dayPeriod, type Day } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { attempt } from "../faults.ts";
import { getPaperNamed } from "../named-paper.ts";
import { renewPicks } from "../renew-picks.ts";
import { getReaderWho } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { cardId } from "../views/card.tsx";
import { ShortDate } from "../views/dates.tsx";
import { Form } from "../views/form.tsx";
import { PickFields, type PickWords } from "../views/pick-form.tsx";
import { Tex } from "../views/tex.tsx";

export async function showPick(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "pick");
  return await showForm(c, web, await getPaperNamed(c, web, "/pick"));
}

export async function savePick(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "pick");
  const paper = await getPaperNamed(c, web, "/pick");
  const words = await readPickWords(c, web, async ({ sentence, day, days }) => {
    const pick = { paper: paper.id, day, days, reader: reader.id, sentence, now: web.clock() };
    await pickPaper(web.db, pick);
  });
  if (words.errors) return await showForm(c, web, paper, words);
  return await goToPick(c, web, { paper, day: words.day });
}

/** To where it stands now, or to what is planned. */
export async function goToPick(
  c: Context,
  web: Web,
  { paper, day }: { paper: Paper; day: Day },
): Promise<Response> {
  await renewPicks(web);
  const pick = await findPick(web.db, { paper: paper.id, day });
  const address = pick?.isOut
    ? `${links.edition(dayPeriod(day))}#${cardId(paper)}`
    : links.picked(day);
  return c.redirect(address, 303);
}

interface Picking {
  sentence: string;
  day: Day;
  /** Those for which one may pick. */
  days: readonly Day[];
}

/** Does with the sentence and the day what the form is for, or says what is wrong with them. */
export async function readPickWords(
  c: Context,
  web: Web,
  pick: (picking: Picking) => Promise<void>,
): Promise<PickWords> {
  const { sentence: written = "", day = "" } = await readForm(c);
  const errors: NonNullable<PickWords["errors"]> = {};
  const sentence = await attempt(errors, "sentence", () => parseSentence(written));
  if (sentence === undefined) return { sentence: written.slice(0, longestKept), day, errors };
  const days = await listPickDays(web.db, pickClock(web.config, web.clock()));
  await attempt(errors, "day", () => pick({ sentence, day, days: days.map((each) => each.day) }));
  return errors.day === undefined ? { sentence, day } : { sentence, day, errors };
}

// As much of a sentence that is too long is shown again.
const longestKept = 2000;

async function showForm(c: Context, web: Web, paper: Paper, words?: PickWords): Promise<Response> {
  const clock = pickClock(web.config, web.clock());
  const today = pickToday(clock);
  const days = await listOpenPickDays(web.db, clock);
  const before = await listPicksOf(web.db, paper.id);
  const proposed = days[0]?.day ?? today;
  return await renderPage(
    c,
    web,
    { title: "Pick a paper", robots: "noindex", ownSubscribeBox: true },
    <div class="sentence pick-page">
      <h1>Pick this paper?</h1>
      <p class="pick-title">
        <a class="title" href={links.paper(paper.identifier)}>
          <Tex source={paper.title} />
        </a>
      </p>
      <PickedBefore picks={before} paper={paper} />
      {paper.withdrawn ? (
        <p>{withdrawnSays}</p>
      ) : (
        <Form action={links.pick(paper.identifier)} class="fields">
          <PickFields
            words={words ?? { sentence: "", day: proposed }}
            days={days}
            today={today}
            timeZone={clock.timeZone}
          />
          <button class="button button-main" type="submit">
            Put it on top
          </button>
        </Form>
      )}
      <p class="small">
        It stands first in that edition, signed with your name, whatever its score. Until its day
        comes only editors see it, among <a href={links.picks}>the picks</a>.
      </p>
    </div>,
    words?.errors ? 400 : 200,
  );
}

function PickedBefore({ picks, paper }: { picks: readonly ListedPick[]; paper: Paper }) {
  if (picks.length === 0) return null;
  return (
    <ul class="picked-before">
      {picks.map(({ day, name }) => (
        <li>
          Picked by {name} for <ShortDate day={day} /> already.{" "}
          <a href={links.pickOf(day, paper.identifier)}>Change that</a>
        </li>
      ))}
    </ul>
  );
}
