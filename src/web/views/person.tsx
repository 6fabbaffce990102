// Who somebody is here: the name, what they tell of themselves, and the parts of what they brought.
import type { Restriction } from "../../community/moderation/restrictions.ts";
import type { Contributions } from "../../community/people/contributions.ts";
import type { Profile } from "../../community/people/profile.ts";
import { may, type Reader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import type { People } from "../../papers/markdown/markdown.ts";
import { dayIn } from "../../papers/period.ts";
import { FeedLinks } from "./feed-links.tsx";
import { Moment, PlainDate } from "./dates.tsx";
import { External } from "./external.tsx";
import { Markdown } from "./markdown.tsx";
import { PersonMark } from "./person-name.tsx";
import { figure } from "../../papers/words.ts";

interface PersonHeadProps {
  profile: Profile;
  /** Whom they mention in what they tell. */
  people: People;
  restriction: Restriction | undefined;
  timeZone: string;
  now: Date;
}

export function PersonHead({ profile, people, restriction, timeZone, now }: PersonHeadProps) {
  const { name, handle, since, about, orcid } = profile;
  return (
    <header class="person-head">
      <h1>
        {name} <PersonMark person={profile} isAuthors={false} />
      </h1>
      <p class="person-facts">
        <strong>@{handle}</strong> · here since <PlainDate day={dayIn(timeZone, new Date(since))} />
        {orcid !== null && (
          <>
            {" "}
            · <External href={links.orcidAt(orcid)}>ORCID {orcid}</External>
          </>
        )}
      </p>
      {restriction && (
        <p class="person-restricted">
          {restriction.until === null ? (
            `${name} may not write here any more: a moderator said so.`
          ) : (
            <>
              {name} may not write here until{" "}
              <Moment timeZone={timeZone} at={restriction.until} now={now} />: a moderator said so.
            </>
          )}
        </p>
      )}
      {about !== "" && <Markdown source={about} people={people} />}
    </header>
  );
}

/** What stands on their own page above all: that it is seen by others, and where to change it. */
export function OwnPageNote({ isBlank, showsVotes }: { isBlank: boolean; showsVotes: boolean }) {
  return (
    <p class="person-own">
      This is your page, as everybody sees it.{" "}
      {isBlank && (
        <>
          You can <a href={`${links.settings}#about`}>tell something of yourself</a>.{" "}
        </>
      )}
      {showsVotes ? "It shows which papers you vote for. " : "Your votes are not on it. "}
      <a href={`${links.settings}#handle`}>Change it in your settings</a>
    </p>
  );
}

export const parts = ["comments", "papers", "submissions", "picks", "votes"] as const;

export type Part = (typeof parts)[number];

const partNames: Record<Part, string> = {
  comments: "Comments",
  papers: "Papers",
  submissions: "Submissions",
  picks: "Picks",
  votes: "Votes",
};

interface PersonPartsProps {
  handle: string;
  shown: readonly Part[];
  counts: Contributions;
  here: Part;
}

/** Only what there is something of. */
export function PersonParts({ handle, shown, counts, here }: PersonPartsProps) {
  return (
    <nav class="person-parts" aria-label="What is theirs">
      <ul>
        {shown.map((part) => (
          <li>
            <a
              href={links.personPart(handle, part)}
              aria-current={part === here ? "page" : undefined}
            >
              {partNames[part]} <span class="person-count">{figure(counts[part])}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface PersonRailProps {
  profile: Profile;
  isOwn: boolean;
  /** Who looks, if signed in. */
  looks: Reader | undefined;
  isMuted: boolean;
  /** Whether there are comments of theirs. */
  speaks: boolean;
}

/** What can be done about them, and where else their comments can be had. */
export function PersonRail({ profile, isOwn, looks, isMuted, speaks }: PersonRailProps) {
  const { name, handle } = profile;
  const mayModerate = may(looks, "moderate");
  const isOthers = looks !== undefined && !isOwn;
  if (!speaks && !isOthers) return null;
  return (
    <aside class="rail" aria-label={`More about ${name}`}>
      {speaks && (
        <section>
          <h2>Elsewhere</h2>
          <p>
            {isOwn ? "Your" : "Their"} comments as <FeedLinks of={links.person(handle)} />
          </p>
        </section>
      )}
      {isOthers && (
        <section>
          <h2>{isMuted ? "Muted" : "Not for you?"}</h2>
          <p>
            {isMuted
              ? "You are told nothing of what they say, and nobody knows. "
              : "You can mute them; nobody is told. "}
            <a href={links.personMute(handle)}>
              {isMuted ? "Unmute" : "Mute"} {name}
            </a>
          </p>
          {mayModerate && (
            <p>
              <a href={links.personModerate(handle)}>Moderate {name}</a>
            </p>
          )}
        </section>
      )}
    </aside>
  );
}

export function NothingOfTheirs({ name, isOwn }: { name: string; isOwn: boolean }) {
  return (
    <p class="person-nothing">
      {isOwn
        ? "Nothing of yours stands here yet. What you say of a paper will, and what you bring."
        : `${name} has said nothing here yet, and brought nothing.`}{" "}
      {isOwn ? (
        <>
          <a href={links.home}>Today’s edition</a> may hold something to talk about.
        </>
      ) : (
        <>
          Others have: see <a href={links.discussions}>what is being talked about</a>.
        </>
      )}
    </p>
  );
}
