// What is new since the reader's mark: told on the pages of the days, and as a page of its own.
import type { Child } from "hono/jsx";
import type { News } from "../../editions/news.ts";
import type { Section } from "../../editions/sections.ts";
import { links } from "../../links.ts";
import {
  addDays,
  dayPeriod,
  isCut,
  longestSinceDays,
  monthPeriod,
  type Day,
  type SincePeriod,
} from "../../papers/period.ts";
import { Bar } from "./bar.tsx";
import { PeriodTitle, ShortDate } from "./dates.tsx";
import { count, figure } from "../../papers/words.ts";
import { Form } from "./form.tsx";

/** Below the head of a day: the way to what the reader has not seen. */
export function NewsLine({ news }: { news: News }) {
  return (
    <p class="news-line">
      <a href={links.since}>
        <span class="why-label">New</span>
        {amountOf(news)} {isCut(news.period) ? lastDays : "since your last visit"}
      </a>
    </p>
  );
}

/** Beside a day, also for those who have no mark yet. */
export function NewsRail({ news }: { news: News | undefined }) {
  return (
    <section>
      <h2>
        <a href={links.since}>Since your last visit</a>
      </h2>
      <p>
        {news ? told(news) : "Mark how far you have read, and see what comes after as one edition."}
      </p>
    </section>
  );
}

function told(news: News): Child {
  const since = (
    <>
      since <ShortDate day={news.period.key} />
    </>
  );
  if (news.editions === 0) return <>Nothing new {since}.</>;
  return (
    <>
      {amountOf(news)} {isCut(news.period) ? lastDays : since}.
    </>
  );
}

const lastDays = `in the last ${longestSinceDays} days`;

/** `3 editions, 412 papers` */
function amountOf({ editions, papers }: News): string {
  return `${count(editions, "edition")}, ${count(papers, "paper")}`;
}

/** The button that sets the mark. */
export function MarkSeen({ day }: { day: Day }) {
  return (
    <Form class="mark-seen" action={links.since}>
      <button class="button" type="submit" name="seen" value={day}>
        Mark all as read up to <ShortDate day={day} />
      </button>
    </Form>
  );
}

/** Above papers that are not all of those since the mark. */
export function CutNote({ period }: { period: SincePeriod }) {
  const month = monthPeriod(addDays(period.first, -1));
  return (
    <aside class="note" aria-label="What is left out">
      <p>
        That is more than {longestSinceDays} days, so only the last {longestSinceDays} are here,
        from <ShortDate day={period.first} /> on. Earlier editions stand in{" "}
        <a href={links.edition(month)}>
          <PeriodTitle period={month} />
        </a>{" "}
        and before.
      </p>
    </aside>
  );
}

const shown = 8;

interface EditionsRailProps {
  editions: readonly { day: Day; papers: number }[];
  section: Section | undefined;
}

/** Beside them: the editions one by one. */
export function EditionsRail({ editions, section }: EditionsRailProps) {
  if (editions.length < 2) return null;
  const most = Math.max(...editions.map(({ papers }) => papers));
  const more = editions.length - shown;
  return (
    <section>
      <h2>Day by day</h2>
      <ul class="bars">
        {editions.slice(0, shown).map(({ day, papers }) => (
          <Bar
            name={
              <a href={links.edition(dayPeriod(day), { section: section?.address })}>
                <ShortDate day={day} />
              </a>
            }
            figure={figure(papers)}
            share={papers / most}
          />
        ))}
      </ul>
      {more > 0 && <p>and {count(more, "earlier edition")}</p>}
    </section>
  );
}
