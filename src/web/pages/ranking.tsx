// How ranking works: the formula and its weights, as src/ranking/rank.ts has them.
import type { Context } from "hono";
import { links } from "../../links.ts";
import { weights } from "../../ranking/rank.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";

export async function showRanking(c: Context, web: Web): Promise<Response> {
  const prior = weights.code + weights.project + weights.crossList * weights.crossListsCounted;
  return await renderPage(
    c,
    web,
    {
      title: "How ranking works",
      description: "The formula and the weights by which papers are ordered here.",
      canonical: links.ranking,
    },
    <article class="essay">
      <h1>How ranking works</h1>
      <p>
        Every paper of an edition gets a score, and the highest stands first. The score is a sum of
        a few things that anyone can check, and each of them is named on the paper as a reason.
      </p>
      <pre class="formula" tabindex={0}>
        score = {weights.votes} × log₂(1 + votes, weighted by age) + prior
      </pre>
      <h2>Votes</h2>
      <p>
        A fresh vote counts whole, half as much after {weights.voteHalvesAfterDays} days, and never
        less than {weights.voteCountsAtLeast}. The logarithm makes the second vote say less than the
        first, so that a crowd cannot drown out everything else. One fresh vote adds{" "}
        {weights.votes.toFixed(2)}, three add {(weights.votes * 2).toFixed(2)}, seven add{" "}
        {(weights.votes * 3).toFixed(2)}. A reader has one vote a paper and can take it back.
      </p>
      <h2>The prior</h2>
      <p>
        Most papers of a fresh edition have no votes yet. What is known of them beforehand orders
        them; all of it together weighs at most {prior.toFixed(2)}, less than any single vote.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Adds</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>A link to code</td>
            <td>{weights.code.toFixed(2)}</td>
          </tr>
          <tr>
            <td>A project page</td>
            <td>{weights.project.toFixed(2)}</td>
          </tr>
          <tr>
            <td>Each cross-list, up to {weights.crossListsCounted}</td>
            <td>{weights.crossList.toFixed(2)}</td>
          </tr>
        </tbody>
      </table>
      <p>
        Equals stand newest first; a paper that its authors withdrew stands last, marked. The same
        order holds on the pages, in the API and in the mail.
      </p>
    </article>,
  );
}
