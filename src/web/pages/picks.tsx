// What editors picked: for the edition that stands now, for days to come, and before.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { countByDay } from "../../catalogue/appearances.ts";
import { listPapers } from "../../catalogue/papers.ts";
import { listClosed } from "../../community/closed-days.ts";
import { listPicks, type ListedPick } from "../../community/picks/picks.ts";
import { listPickDays, pickClock, pickToday } from "../../editions/pick-days.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { addDays, dayPeriod, parseDay, type Day } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { getReaderWho } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { LongDate, ShortDate } from "../views/dates.tsx";
import { Form } from "../views/form.tsx";
import { clockName } from "../../papers/moments.ts";
import { PickedLine } from "../views/picked.tsx";
import { Tex } from "../views/tex.tsx";
import { authorsInShort } from "../../papers/words.ts";

const pastDays = 60;

interface PicksOfDay {
  day: Day;
  picks: readonly ListedPick[];
  /** How many stand in its edition; none while that is not here. */
  papers: number;
  isClosed: boolean;
}

export async function showPicks(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "pick");
  const { db } = web;
  const clock = pickClock(web.config, web.clock());
  const today = pickToday(clock);
  const newest = (await listPickDays(db, clock)).find(({ isNewest }) => isNewest)?.day;
  const since = addDays(today, -pastDays);
  const first = newest !== undefined && newest < since ? newest : since;
  const picks = await listPicks(db, { first, last: "9999-12-31" });
  const papers = await listPapers(db, [...new Set(picks.map(({ paper }) => paper))]);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const days = [...new Set(picks.map(({ day }) => day))];
  const span = { first, last: [today, ...days].toSorted().at(-1)! };
  const counts = await countByDay(db, span);
  const closed = await listClosed(db, span);
  const list = (days: readonly Day[]): PicksOfDay[] =>
    days.map((day) => ({
      day,
      picks: picks.filter((each) => each.day === day),
      papers: counts.get(day) ?? 0,
      isClosed: closed.has(day),
    }));
  const current = newest === undefined ? [today] : [newest, today];
  const past = days.filter((day) => day < today && day !== newest).toReversed();
  const coming = days.filter((day) => day > today);
  const asked = parseDay(c.req.query("planned") ?? "");
  const planned = days.find((day) => day === asked);
  return await renderPage(
    c,
    web,
    { title: "Picks", robots: "noindex", ownSubscribeBox: true },
    <div class="picks">
      <div class="page-head">
        <h1>Picks</h1>
        <p>
          A pick stands on top of the edition of its day, signed by whoever made it. Days begin at
          midnight, {clockName(clock.timeZone)}; today is <LongDate day={today} />. To pick a paper,
          follow “Pick” on its page or below its summary.
        </p>
      </div>
      <p class="told" role="status">
        {planned !== undefined && (
          <>
            It is planned: on <LongDate day={planned} /> it stands on top.
          </>
        )}
      </p>
      {list(current).map((each) => (
        <PicksOf
          of={each}
          papers={byId}
          title={
            each.day === today ? (
              <>
                Today, <ShortDate day={today} />
              </>
            ) : (
              <>
                <ShortDate day={each.day} />, the newest edition
              </>
            )
          }
        >
          {each.picks.length === 0 && (
            <p class="picks-none">
              {each.papers > 0
                ? "Nothing is picked: its papers stand in the order of their scores."
                : "Nothing is picked, and no paper has come for this day so far."}
            </p>
          )}
        </PicksOf>
      ))}
      <h2 class="picks-part">To come</h2>
      {coming.length === 0 && (
        <p class="picks-none">
          Nothing is planned. A paper can be picked for a day up to a month from now.
        </p>
      )}
      {list(coming).map((each) => (
        <PicksOf of={each} papers={byId} title={<ShortDate day={each.day} />} isToCome />
      ))}
      <h2 class="picks-part">Before</h2>
      {past.length === 0 && (
        <p class="picks-none">Nothing was picked within the last {pastDays} days.</p>
      )}
      {list(past).map((each) => (
        <PicksOf of={each} papers={byId} title={<ShortDate day={each.day} />} />
      ))}
    </div>,
  );
}

interface DayProps {
  of: PicksOfDay;
  papers: ReadonlyMap<number, Paper>;
  title: Child;
  isToCome?: boolean;
  children?: Child;
}

function PicksOf({ of, papers, title, isToCome = false, children }: DayProps) {
  const { day, picks, isClosed } = of;
  const canClose = !isToCome && of.papers > 0;
  return (
    <section class="picks-day">
      <h3>{title}</h3>
      <p class="picks-links">
        {canClose && <a href={links.edition(dayPeriod(day))}>The edition</a>}
        {isClosed ? (
          <span>closed</span>
        ) : (
          canClose && <a href={links.closeEdition(day)}>Close it</a>
        )}
      </p>
      {picks.length > 0 && (
        <ol>
          {picks.map((pick, index) => (
            <Row
              pick={pick}
              paper={papers.get(pick.paper)!}
              canRise={index > 0 && !isClosed}
              canChange={!isClosed}
              waits={!isToCome && !pick.isOut}
            />
          ))}
        </ol>
      )}
      {children}
    </section>
  );
}

interface RowProps {
  pick: ListedPick;
  paper: Paper;
  canRise: boolean;
  canChange: boolean;
  /** Its day has come, but not the edition. */
  waits: boolean;
}

function Row({ pick, paper, canRise, canChange, waits }: RowProps) {
  const action = links.pickOf(pick.day, paper.identifier);
  return (
    <li>
      <PickedLine pick={pick} />
      <a class="title" href={links.paper(paper.identifier)}>
        <Tex source={paper.title} />
      </a>
      <p class="by">{authorsInShort(paper.authors)}</p>
      {waits && <p class="by">It waits for this edition, whose announcement is still to come.</p>}
      {canChange && (
        <div class="picks-actions">
          <a href={action}>Change or take back</a>
          {canRise && (
            <Form action={action}>
              <input type="hidden" name="change" value="up" />
              <button class="link" type="submit">
                Move up
              </button>
            </Form>
          )}
        </div>
      )}
    </li>
  );
}
