// Bursts of votes, for moderators: for which papers, when, from how many together, and for how much
// they count.
import type { Context } from "hono";
import { listPapers } from "../../catalogue/papers.ts";
import { formerReader } from "../../community/readers.ts";
import { listBursts, mostBursts, type Burst } from "../../community/votes/vote-bursts.ts";
import { networksKeptDays } from "../../community/votes/vote-networks.ts";
import { crowdFrom } from "../../community/votes/vote-weights.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Web } from "../context.ts";
import { getReaderWho, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { Moment } from "../views/dates.tsx";
import { timeIn } from "../../papers/moments.ts";
import { ModerationLinks } from "../views/moderation/links.tsx";
import { Sentence } from "../views/sentence.tsx";
import { Tex } from "../views/tex.tsx";
import { count, inLetters } from "../../papers/words.ts";

const msPerDay = 86_400_000;
const mostNames = 20;

export async function showVoteBursts(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "moderate");
  const now = web.clock();
  const since = new Date(now.getTime() - networksKeptDays * msPerDay);
  const bursts = await listBursts(web.db, { since });
  const papers = await listPapers(
    web.db,
    bursts.map(({ paper }) => paper),
  );
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const clock = { timeZone: await zoneOf(c, web), now };
  const head = {
    title: "Bursts of votes",
    robots: "noindex",
    nav: "moderation",
    ownSubscribeBox: true,
  } as const;
  const about =
    `More than ${inLetters(crowdFrom)} votes for one paper within an hour, from one network or from ` +
    "one branch of the tree of invitations, count together as few.";
  if (bursts.length === 0) {
    return await renderPage(
      c,
      web,
      head,
      <Sentence says={`No bursts of votes in the last ${networksKeptDays} days.`}>
        <ModerationLinks here="votes" reader={reader} />
        <p>{about} They would be listed here. There is nothing to do.</p>
        <p>
          Meanwhile you can see <a href={links.trending}>what is trending</a>.
        </p>
      </Sentence>,
    );
  }
  return await renderPage(
    c,
    web,
    head,
    <>
      <div class="page-head">
        <h1>Bursts of votes</h1>
        <ModerationLinks here="votes" reader={reader} />
        <p>
          {about} A branch is a reader, whom they invited, whom those invited, and so on. A reading
          group that votes together looks like this as well, so nothing else happens by itself. From
          which networks votes came is forgotten after {networksKeptDays} days.
          {bursts.length === mostBursts && ` These are the latest ${mostBursts}.`}
        </p>
      </div>
      <ul class="bursts">
        {bursts.map((burst) => (
          <BurstLine burst={burst} paper={byId.get(burst.paper)!} {...clock} />
        ))}
      </ul>
    </>,
  );
}

function BurstLine({
  burst,
  paper,
  timeZone,
  now,
}: {
  burst: Burst;
  paper: Paper;
  timeZone: string;
  now: Date;
}) {
  const { first, votes, counted } = burst;
  const end = timeIn(timeZone, burst.last);
  return (
    <li>
      <h2>
        <a class="title" href={links.paper(paper.identifier)}>
          <Tex source={paper.title} />
        </a>
      </h2>
      <p>
        {count(votes, "vote")} from {placeOf(burst)},{" "}
        <Moment timeZone={timeZone} at={first} now={now} />
        {end !== timeIn(timeZone, first) && ` to ${end}`}. They count as{" "}
        <strong>{rounded(counted)}</strong>; the paper has {paper.upvotes} in all.
      </p>
      <p class="small">{whoOf(burst)}</p>
    </li>
  );
}

function placeOf({ isOneNetwork, branchOf }: Burst): string {
  const places = [
    ...(isOneNetwork ? ["one network"] : []),
    ...(branchOf === undefined ? [] : [`the branch of ${branchOf || formerReader}`]),
  ];
  return places.join(" and ");
}

function whoOf({ readers, visitors }: Burst): string {
  const named = readers.slice(0, mostNames);
  const more = readers.length - named.length;
  const parts = [
    ...named,
    ...(more > 0 ? [`${count(more, "more reader")}`] : []),
    ...(visitors > 0 ? [count(visitors, "visitor")] : []),
  ];
  const last = parts.pop()!;
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

function rounded(counted: number): string {
  return String(Math.round(10 * counted) / 10);
}
