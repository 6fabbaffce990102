// The head of an edition: ears, nameplate, rule, date between its neighbours, periods, receipt.
import type { Child } from "hono/jsx";
import type { People } from "../../community/readers.ts";
import type { News } from "../../editions/news.ts";
import type { Section } from "../../editions/sections.ts";
import { links } from "../../links.ts";
import {
  monthPeriod,
  weekNumber,
  weekPeriod,
  dayPeriod,
  type Day,
  type Period,
} from "../../papers/period.ts";
import { LongDate, MonthName, NeighbourName, PeriodTitle, ShortDate } from "./dates.tsx";
import { Formats, type FormatPaths } from "./formats.tsx";
import { Nameplate, NavRow, PhoneMenu, type NavPlace } from "./nav.tsx";
import { NewsLine } from "./news.tsx";
import type { Site } from "./site.ts";
import { SubscribeBox } from "./subscribe-box.tsx";
import { figure } from "../../papers/words.ts";

export interface EditionHeaderProps {
  period: Period;
  section?: Section | undefined;
  /** The day that the tab Day leads to. */
  day: Day;
  previous: Period | undefined;
  next: Period | undefined;
  /** The day of the next announcement, where no later edition is here. */
  expected?: Day | undefined;
  nav: NavPlace;
  receipt: Child;
  /** In how few minutes it can be read, where there is something to read. */
  minutes?: Child;
  /** What has come since the reader's mark, if there is one. */
  news?: News | undefined;
  /** Who makes this paper; left out while nobody does. */
  people?: People | undefined;
  /** The button that follows a section. */
  follow?: Child;
  formats: FormatPaths;
}

export function EditionHeader({ site, edition }: { site: Site; edition: EditionHeaderProps }) {
  const { config } = site;
  const { period, section, nav } = edition;
  return (
    <header class="edition-header">
      <NavRow site={site} here={nav} />
      <div class="masthead">
        <div class="ear">
          <p>{config.SITE_MOTTO}</p>
          {edition.people && <p class="ear-people">{peopleOf(edition.people)}</p>}
        </div>
        <Nameplate name={config.SITE_NAME} />
        <SubscribeBox class="ear-subscribe" />
        <PhoneMenu site={site} here={nav} />
      </div>
      <div class="dateline">
        <Neighbour edition={edition} which="previous" />
        <h1>
          {section && <span class="section-name">{section.name}</span>}
          {period.kind === "day" ? (
            <time datetime={period.key}>
              <LongDate day={period.key} />
            </time>
          ) : (
            <PeriodTitle period={period} within={section !== undefined} />
          )}
        </h1>
        <Neighbour edition={edition} which="next" />
      </div>
      <div class="tabline">
        <div class="tabline-start">
          <Tabs edition={edition} />
          {edition.minutes && <p class="minutes">{edition.minutes}</p>}
        </div>
        <div class="receipt">
          {edition.receipt}
          {edition.follow && <> · {edition.follow}</>}
        </div>
        <Formats formats={edition.formats} />
      </div>
      {edition.news && edition.news.editions > 0 && <NewsLine news={edition.news} />}
    </header>
  );
}

/** `By Noor Haddad and 1,284 readers` */
function peopleOf({ editors, readers }: People): string {
  const names = editors.slice(0, 2).join(", ");
  const many = readers === 1 ? "1 reader" : `${figure(readers)} readers`;
  return readers === 0 ? `By ${names}` : `By ${names} and ${many}`;
}

function Tabs({ edition: { period, section, day } }: { edition: EditionHeaderProps }) {
  const week = weekPeriod(day);
  const tabs: [Period, Child, string][] = [
    [dayPeriod(day), "Day", "Day"],
    [week, `Week ${weekNumber(week)}`, "Week"],
    [monthPeriod(day), <MonthName day={day} />, "Month"],
  ];
  return (
    <nav class="tabs" aria-label="Periods">
      {tabs.map(([each, name, short]) => (
        <a
          href={links.edition(each, { section: section?.address })}
          aria-current={each.kind === period.kind ? "page" : undefined}
        >
          <span class="wide-only">{name}</span>
          <span class="phone-only">{short}</span>
        </a>
      ))}
    </nav>
  );
}

function Neighbour({
  edition,
  which,
}: {
  edition: EditionHeaderProps;
  which: "previous" | "next";
}) {
  const { period, section } = edition;
  const neighbour = edition[which];
  if (!neighbour) {
    return (
      <span class={`neighbour ${which}`}>
        {which === "next" && edition.expected !== undefined && (
          <span class="neighbour-expected">
            next: <ShortDate day={edition.expected} />
          </span>
        )}
      </span>
    );
  }
  return (
    <a
      class={`neighbour ${which}`}
      rel={which === "previous" ? "prev" : "next"}
      href={links.edition(neighbour, { section: section?.address })}
    >
      {which === "previous" && <span aria-hidden="true">←</span>}
      <span class="neighbour-name">
        <NeighbourName neighbour={neighbour} period={period} />
      </span>
      {which === "next" && <span aria-hidden="true">→</span>}
    </a>
  );
}
