// Papers that are being talked about, each with who takes part and what was said last.
import {
  freshDays,
  talkDays,
  talkHalfLifeDays,
  type Talk,
} from "../../community/discussion/talk.ts";
import type { Person } from "../../community/readers.ts";
import { formerReader } from "../../community/readers.ts";
import type { Section } from "../../editions/sections.ts";
import { links } from "../../links.ts";
import { excerpt } from "../../papers/markdown/excerpt.ts";
import { primaryCategory, type Paper } from "../../papers/paper.ts";
import type { SavedSection } from "../../search/sections.ts";
import { FeedLinks } from "./feed-links.tsx";
import { Ago } from "./ago.tsx";
import { Name } from "./person-name.tsx";
import { Tex } from "./tex.tsx";
import { authorsInShort, count, figure, inLetters } from "../../papers/words.ts";

/** Which discussions, and in which order. */
export interface Asked {
  sort: "newest" | undefined;
  section: Section | undefined;
}

export interface TalkOf extends Talk {
  of: Paper;
}

interface RowProps {
  talk: TalkOf;
  asked: Asked;
  timeZone: string;
  now: Date;
}

export function TalkRow({ talk, asked, timeZone, now }: RowProps) {
  const { of: paper, comments, fresh, people, newest } = talk;
  const category = primaryCategory(paper);
  return (
    <li>
      <h2>
        <a class="title" href={links.discussion(paper.identifier)}>
          <Tex source={paper.title} />
        </a>
      </h2>
      <p class="by">
        {authorsInShort(paper.authors)}
        {category && (
          <>
            {" "}
            <a
              class="categories"
              href={links.discussionsOf({ sort: asked.sort, section: category })}
            >
              {category}
            </a>
          </>
        )}
      </p>
      <p class="talk-people">
        <strong>{count(comments, "comment")}</strong>
        {fresh > 0 &&
          fresh < comments &&
          `, ${figure(fresh)} of the last ${inLetters(freshDays)} days`}
        <People people={people} />
      </p>
      <p class="talk-newest">
        <a href={links.comment(newest.id)}>
          {newest.by?.name ?? formerReader}, <Ago at={newest.at} now={now} timeZone={timeZone} />
        </a>{" "}
        <span>{excerpt(newest.source ?? "", 220)}</span>
      </p>
    </li>
  );
}

const named = 3;

function People({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return null;
  const shown = people.slice(0, people.length > named + 1 ? named : named + 1);
  const more = people.length - shown.length;
  return (
    <>
      {" · "}
      {shown.map((person, index) => (
        <>
          {index > 0 && (index === shown.length - 1 && more === 0 ? " and " : ", ")}
          <Name person={person} />
        </>
      ))}
      {more > 0 && ` and ${count(more, "other")}`}
    </>
  );
}

interface ChoicesProps {
  asked: Asked;
  saved: readonly SavedSection[];
}

export function TalkChoices({ asked, saved }: ChoicesProps) {
  const { sort, section } = asked;
  const isSaved = saved.some(({ address }) => address === section?.address);
  return (
    <nav class="talk-choices" aria-label="Which discussions">
      <ul>
        <Choice
          href={links.discussionsOf({ section: section?.address })}
          isChosen={sort === undefined}
        >
          Lively now
        </Choice>
        <Choice
          href={links.discussionsOf({ section: section?.address, sort: "newest" })}
          isChosen={sort === "newest"}
        >
          Newest comment
        </Choice>
      </ul>
      {(saved.length > 0 || section) && (
        <ul>
          <Choice href={links.discussionsOf({ sort })} isChosen={section === undefined}>
            All sections
          </Choice>
          {saved.map(({ name, address }) => (
            <Choice
              href={links.discussionsOf({ sort, section: address })}
              isChosen={address === section?.address}
            >
              {name}
            </Choice>
          ))}
          {section && !isSaved && (
            <Choice href={links.discussionsOf({ sort, section: section.address })} isChosen>
              {section.name}
            </Choice>
          )}
        </ul>
      )}
    </nav>
  );
}

interface ChoiceProps {
  href: string;
  isChosen: boolean;
  children: string;
}

function Choice({ href, isChosen, children }: ChoiceProps) {
  return (
    <li>
      <a href={href} aria-current={isChosen ? "true" : undefined}>
        {children}
      </a>
    </li>
  );
}

/** How it is ordered, and where else it can be had. */
export function TalkRail() {
  return (
    <aside class="rail talk-rail" aria-label="About this list">
      <section>
        <h2>In this order</h2>
        <p>
          Lively now: each person who said something of a paper within the last {talkDays} days
          counts once, and half as much for every {inLetters(talkHalfLifeDays)} days since their
          last comment. Ten comments by one person are no more than one.
        </p>
        <p>Newest comment: however old, whichever was last added to first.</p>
      </section>
      <section>
        <h2>Elsewhere</h2>
        <p>
          Every new comment as <FeedLinks of={links.discussions} />. Each paper’s discussion has its
          own, and so has each person.
        </p>
      </section>
    </aside>
  );
}
