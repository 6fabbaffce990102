// An editor puts a paper on top of the edition of a day: the form, and what it does.
import type { Context } from "hono";
import { getPaper } from "../../catalogue/papers.ts";
import {
  findPick,
  listPicksOf,
  parseSentence,
  pickPaper,
  type ListedPick,
} from "../../community/picks.ts";
import { listPickDays, pickToday } from "../../editions/pick-days.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { dayPeriod, type Day } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { pickClockOf, renewPicks } from "../pick-clock.ts";
import { getReaderWho } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm, shortened } from "../requests.ts";
import { cardId } from "../views/card.tsx";
import { ShortDate } from "../views/dates.tsx";
import { Form } from "../views/form.tsx";
import { PickFields, type PickWords } from "../views/pick-form.tsx";
import { Tex } from "../views/tex.tsx";

export async function showPick(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "pick");
  return await showForm(c, web, await readPicked(c, web));
}

export async function savePick(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "pick");
  const paper = await readPicked(c, web);
  if (paper.withdrawn) throw new Invalid(withdrawnSays);
  const words = await readPickWords(c, web);
  if ("errors" in words) return await showForm(c, web, paper, words);
  const { sentence, day } = words;
  try {
    const now = web.clock();
    await pickPaper(web.db, { paper: paper.id, day, reader: reader.id, sentence, now });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await showForm(c, web, paper, { ...words, errors: { day: error.message } });
  }
  return await goToPick(c, web, { paper, day });
}

const withdrawnSays =
  "Its authors withdrew this paper, and what was withdrawn stands last. So it cannot be picked.";

/** To where it stands now, or to what is planned. */
export async function goToPick(
  c: Context,
  web: Web,
  { paper, day }: { paper: Paper; day: Day },
): Promise<Response> {
  await renewPicks(web);
  const pick = await findPick(web.db, { paper: paper.id, day });
  const address = pick?.isOut ? `${links.edition(dayPeriod(day))}#${cardId(paper)}` : links.picks;
  return c.redirect(address, 303);
}

/** The sentence and the day, or what is wrong with them. */
export async function readPickWords(
  c: Context,
  web: Web,
  { known }: { known?: Day } = {},
): Promise<PickWords> {
  const { sentence: written = "", day = "" } = await readForm(c);
  const errors: NonNullable<PickWords["errors"]> = {};
  let sentence = written.slice(0, longestKept);
  try {
    sentence = parseSentence(written);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    errors.sentence = error.message;
  }
  const days = await listPickDays(web.db, pickClockOf(web));
  if (day !== known && !days.some((each) => each.day === day)) {
    errors.day = "A pick is for one of these days.";
  }
  return Object.keys(errors).length > 0 ? { sentence, day, errors } : { sentence, day };
}

// As much of a sentence that is too long is shown again.
const longestKept = 2000;

/** The paper that the address names. @throws NotFound */
async function readPicked(c: Context, web: Web): Promise<Paper> {
  const name = (c.req.param("identifier") ?? "").replace(/\/pick$/, "");
  const identifier = parseIdentifier(name)?.identifier;
  if (!identifier) throw new NotFound(`There is no paper ${shortened(name)} here.`);
  return await getPaper(web.db, identifier);
}

async function showForm(c: Context, web: Web, paper: Paper, words?: PickWords): Promise<Response> {
  const clock = pickClockOf(web);
  const today = pickToday(clock);
  const days = await listPickDays(web.db, clock);
  const before = await listPicksOf(web.db, paper.id);
  const proposed = days.find(({ isNewest }) => isNewest)?.day ?? today;
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
