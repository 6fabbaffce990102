// What somebody gets by mail, in words.
import type { Child } from "hono/jsx";
import { rhythm, zoneName, type Follow, type Wish } from "../../email/subscriptions/wish.ts";
import { links } from "../../links.ts";
import { capital } from "../../papers/capital.ts";
import { categoryName } from "../../papers/category.ts";
import { addDays, dayIn, shortDate } from "../../papers/period.ts";
import type { SavedSection } from "../../search/sections.ts";
import type { Web } from "../context.ts";
import type { NextLetter } from "../next-letter.ts";
import { timeOfDay } from "../../papers/moments.ts";
import { count } from "../../papers/words.ts";

type Site = Pick<Web, "config" | "sections">;

export function WishWords({ wish, site }: { wish: Wish; site: Site }) {
  const { DIGEST_AT, TIME_ZONE } = site.config;
  const instance = { hour: DIGEST_AT.hour * 60 + DIGEST_AT.minute, timeZone: TIME_ZONE };
  return (
    <ul class="wish-words">
      <li>{capital(rhythm(wish, instance))}.</li>
      <li>{followsIn(wish, site)}</li>
      <li>{lengthIn(wish, site)}</li>
    </ul>
  );
}

function followsIn({ frequency, follows }: Wish, { sections }: Site): Child {
  const names = <FollowNames follows={follows} saved={sections} />;
  if (frequency === "alert") return <>Only what you follow: {names}.</>;
  if (follows.length > 0) return <>What you follow stands first: {names}.</>;
  return frequency === "weekly"
    ? "What stands first in the whole week."
    : "What stands first in the edition.";
}

function FollowNames({
  follows,
  saved,
}: {
  follows: readonly Follow[];
  saved: readonly SavedSection[];
}) {
  return (
    <>
      {follows.map((follow, index) => (
        <>
          {index > 0 && (index === follows.length - 1 ? " and " : ", ")}
          <FollowName follow={follow} saved={saved} />
        </>
      ))}
    </>
  );
}

function FollowName({ follow, saved }: { follow: Follow; saved: readonly SavedSection[] }) {
  if ("following" in follow) {
    return <a href={links.following}>what your account here follows</a>;
  }
  if ("query" in follow) {
    return (
      <a class="query" href={links.search(follow.query)}>
        <code>{follow.query}</code>
      </a>
    );
  }
  return <a href={links.section(follow.section)}>{sectionName(follow.section, saved)}</a>;
}

/** `Robot learning`, `Computer vision (cs.CV)` */
export function sectionName(address: string, saved: readonly SavedSection[]): string {
  const known = saved.find((each) => each.address === address);
  if (known) return known.name;
  const name = categoryName(address);
  return name === address ? address : `${name} (${address})`;
}

function lengthIn({ papers, minutes }: Wish, { config }: Site): string {
  if (minutes !== undefined) return `About ${count(minutes, "minute")} of reading.`;
  if (papers !== undefined) return `At most ${count(papers, "paper")}.`;
  return `At most ${count(config.DIGEST_PAPERS, "paper")}, as is usual here.`;
}

/** `on Monday 30 March at 07:00, Berlin time`, `today at 19:30, UTC` */
function letterMoment({ at, timeZone }: NextLetter, now: Date): string {
  const day = dayIn(timeZone, at);
  const today = dayIn(timeZone, now);
  const time = `at ${timeOfDay(timeZone, at)}, ${zoneName(timeZone)}`;
  if (day === today) return `today ${time}`;
  if (day === addDays(today, 1)) return `tomorrow ${time}`;
  return `on ${shortDate(day).replaceAll(" ", "\u00a0")} ${time}`;
}

interface NextLetterLineProps {
  wish: Pick<Wish, "frequency">;
  next: NextLetter | undefined;
  now: Date;
  /** The newest edition is on its way. */
  soon?: boolean;
  /** To one who had none before. */
  first?: boolean;
}

/** When the next letter comes, in a sentence. */
export function NextLetterLine({
  wish: { frequency },
  next,
  now,
  soon = false,
  first = false,
}: NextLetterLineProps) {
  if (!next) return null;
  const when = letterMoment(next, now);
  if (frequency === "alert") {
    return (
      <>
        {soon
          ? `We look into the newest edition within minutes, and next ${when}.`
          : `We look next ${when}.`}{" "}
        A letter comes when something that you follow was announced, and none when not.
      </>
    );
  }
  if (!soon) return <>The next letter comes {when}.</>;
  return (
    <>
      The {first ? "first" : "next"} letter comes within minutes, with the{" "}
      {frequency === "weekly" ? "last whole week" : "newest edition"}; the next one {when}.
    </>
  );
}
