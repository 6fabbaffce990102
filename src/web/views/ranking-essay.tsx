// How ranking works, in words and in the numbers that hold.
import {
  daysToVoteOn,
  crowdFrom,
  crowdOfDayFrom,
  newcomersVote,
  settlingDays,
} from "../../community/votes/vote-weights.ts";
import { handfulDiffers } from "../../editions/handful.ts";
import type { Entry } from "../../editions/standings.ts";
import { links } from "../../links.ts";
import { dayPeriod } from "../../papers/period.ts";
import { farEnough, firstScreen } from "../../ranking/diversity.ts";
import { lateVoiceCounts } from "../../ranking/timing.ts";
import type { Weights } from "../../ranking/weights.ts";
import { LongDate } from "./dates.tsx";
import { Tex } from "./tex.tsx";
import { inLetters, signed } from "../../papers/words.ts";
import { Arithmetic } from "./why.tsx";

export function RankingEssay({ weights, lead }: { weights: Weights; lead: Entry | undefined }) {
  return (
    <article class="ranking-essay">
      <div class="essay">
        <h1>How ranking works</h1>
        <p>
          Every paper of an edition gets a score, and the highest stands first. The score is a sum
          of things that anyone can check. Each paper names the strongest of them as its reasons,
          and shows the whole sum behind its score. Only what an editor picked for the day stands
          above all scores, signed; and an edition that an editor has closed keeps its order for
          good.
        </p>
        <Formula weights={weights} />
        <p>
          Votes here are those of this site’s readers; a reader has one a paper and can take it
          back. The logarithm makes the second vote say less than the first, so that a crowd cannot
          drown out everything else. A visitor’s vote counts {newcomersVote}, and so does a reader’s
          on the first day; it grows to a whole one over {settlingDays} days, with votes on{" "}
          {daysToVoteOn} of them, and whoever has a role here counts whole from the start. When more
          than {inLetters(crowdFrom)} votes for a paper come within an hour, or more than{" "}
          {inLetters(crowdOfDayFrom)} within a day, from one network or from one branch of the tree
          of invitations, the rest count as the logarithm of how many they are; what is shown is
          always how many there are. Time takes nothing from a vote until the day of its paper
          closes, at midnight on Eastern clocks. One that comes later counts half as much for each{" "}
          {weights.votesHalfLife} days, and never less than {lateVoiceCounts}. So the order of a day
          settles as the day closes, and changes afterwards only when somebody votes or comments.
          The votes of whoever a moderator banned count nothing.
        </p>
        <p>
          Comments here count by who takes part, not by how much is said: each reader is one voice,
          from the first comment that others can read, and weighs as a vote would that they cast
          then. The authors of the paper have no voice among them, and votes for comments order the
          discussion only. It weighs little, since people discuss what is wrong as well as what is
          good: {inLetters(3)} readers who discuss a paper add{" "}
          {signed(Math.round(200 * weights.discussion))}, {inLetters(3)} votes{" "}
          {signed(Math.round(200 * weights.votes))}.
        </p>
        <p>
          What other sites count is held against what is typical of the site on that day, the median
          of its papers here, so that neither a busy day nor a loud site drowns the others. Of stars
          the growth within a week counts where it is known. The editor’s judgement is that of a
          model that has read which papers a community picked; its parts are log-odds, and each
          names the words, the authors or the links that made it. Picked means featured at Hugging
          Face’s Daily Papers, voted for here or put on top by an editor, counted up to the day
          before the paper’s own.
        </p>
        <p>
          On the first screen, the first {firstScreen} places, a paper that is close to one above it
          loses a part of its score, so that the page does not say the same thing twice. Likeness is
          that of the search, from 0 for what is no nearer than any two papers of a field (
          {farEnough} as a cosine) to 1 for a copy. In a handful for a few minutes it weighs{" "}
          {handfulDiffers} times as much. Equals stand newest first; a paper that its authors
          withdrew stands last, marked. The same order holds on the pages, in the API and in the
          mail.
        </p>
      </div>
      <div class="essay">
        <h2>How the numbers compare</h2>
        <Comparison weights={weights} />
        {lead && <Example lead={lead} />}
      </div>
    </article>
  );
}

function Formula({ weights }: { weights: Weights }) {
  const { editor, votes, discussion, upvotes, comments, stars, alike } = weights;
  const counted = (weight: number, what: string, most: number) =>
    `+ ${weight} × log₂(1 + ${what} ∕ typical), at most ${weight}\u00a0×\u00a0${most}`;
  return (
    <pre class="formula">
      {[
        `score = ${votes} × log₂(1 + votes here)`,
        `+ ${discussion} × log₂(1 + readers who comment here)`,
        counted(upvotes, "upvotes elsewhere", weights.upvotesMost),
        counted(comments, "comments elsewhere", weights.commentsMost),
        counted(stars, "stars of the code", weights.starsMost),
        `+ ${editor} × the editor’s judgement`,
        `− ${alike} × likeness to a paper above`,
      ].map((line) => (
        <span>{line}</span>
      ))}
    </pre>
  );
}

function Comparison({ weights }: { weights: Weights }) {
  const { editor, votes, votesHalfLife, discussion, alike } = weights;
  const { upvotes, upvotesMost, comments, commentsMost, stars, starsMost } = weights;
  const rows: [what: string, adds: number][] = [
    ["The first vote", votes],
    ["A first vote by a visitor", votes * Math.log2(1 + newcomersVote)],
    ["Three votes together", 2 * votes],
    [`A single vote, ${votesHalfLife} days after its day`, votes * Math.log2(1.5)],
    ["The first reader who comments", discussion],
    ["Seven readers who comment", 3 * discussion],
    ["As many upvotes elsewhere as are typical", upvotes * Math.min(1, upvotesMost)],
    ["Upvotes elsewhere, however many, at most", upvotes * upvotesMost],
    ["As many comments elsewhere as are typical", comments * Math.min(1, commentsMost)],
    ["As many stars in a week as are typical", stars * Math.min(1, starsMost)],
    ["Twice the odds to be picked, says the editor", editor * Math.LN2],
    ["Ten times the odds to be picked, says the editor", editor * Math.LN10],
    ["A copy of a paper above", -alike],
  ];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Adds</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([what, adds]) => (
          <tr>
            <td>{what}</td>
            <td>{signed(Math.round(100 * adds))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Example({ lead }: { lead: Entry }) {
  const { paper, day } = lead;
  return (
    <>
      <h2>For example</h2>
      <p>
        <a href={links.paper(paper.identifier)}>
          <Tex source={paper.title} />
        </a>{" "}
        stands first in the edition of{" "}
        <a href={links.edition(dayPeriod(day))}>
          <LongDate day={day} />
        </a>
        :
      </p>
      <Arithmetic scored={lead} />
    </>
  );
}
