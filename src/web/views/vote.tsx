// The vote: a form with one button, which names the state it wants, so that pressing twice is harmless.
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { Triangle } from "./icons.tsx";
import { figure } from "../../papers/words.ts";
import { Form } from "./form.tsx";

export interface VoteProps {
  paper: Paper;
  voted: boolean;
  /** Where to come back to. */
  back: string;
  /** On the paper's own page the button says what it counts. */
  inWords?: boolean;
}

export function Vote({ paper, voted, back, inWords = false }: VoteProps) {
  return (
    <Form
      class={inWords ? "vote vote-button" : "vote"}
      action={links.vote(paper.identifier)}
      data-vote
    >
      <input type="hidden" name="up" value={voted ? "0" : "1"} />
      <input type="hidden" name="back" value={back} />
      <button type="submit" aria-pressed={voted ? "true" : "false"}>
        <Triangle />
        <span class="count" data-count>
          {figure(paper.upvotes)}
        </span>
        {inWords ? (
          <span class="wide-only" data-noun>
            {paper.upvotes === 1 ? "upvote" : "upvotes"}
          </span>
        ) : (
          <span class="hidden">
            {" "}
            {`${paper.upvotes === 1 ? "upvote" : "upvotes"}: ${texToText(paper.title)}`}
          </span>
        )}
      </button>
    </Form>
  );
}
