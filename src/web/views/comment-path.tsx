// Above a comment that stands on a page of its own: of which paper it speaks, and what it answers.
import type { Comment } from "../../community/discussion/comments.ts";
import { formerReader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import { excerpt } from "../../papers/markdown/excerpt.ts";
import type { Paper } from "../../papers/paper.ts";
import { commentId } from "./comment.tsx";
import { Tex } from "./tex.tsx";

export function CommentPath({ paper, here }: { paper: Paper; here?: string }) {
  return (
    <nav class="path" aria-label="What this is about">
      <a href={links.paper(paper.identifier)}>
        <Tex source={paper.title} />
      </a>
      <span aria-hidden="true"> / </span>
      <a href={links.discussion(paper.identifier)}>Discussion</a>
      {here !== undefined && (
        <>
          <span aria-hidden="true"> / </span>
          {here}
        </>
      )}
    </nav>
  );
}

interface CommentChainProps {
  /** The first of the thread first. */
  chain: readonly Comment[];
  /** How many are left out behind the first. */
  left: number;
}

/** What it answers, and what that answers, in short. */
export function CommentChain({ chain, left }: CommentChainProps) {
  if (chain.length === 0) return null;
  return (
    <ol class="comment-chain" aria-label="What this replies to">
      {chain.map((comment, index) => (
        <>
          {index === 1 && left > 0 && <li class="comment-left">{left} more in between</li>}
          <li>
            <a href={`${links.comment(comment.id)}#${commentId(comment.id)}`}>
              {comment.source === undefined ? "A comment that is gone" : nameOf(comment)}
            </a>{" "}
            {comment.source !== undefined && <span>{excerpt(comment.source, 140)}</span>}
          </li>
        </>
      ))}
    </ol>
  );
}

function nameOf({ by }: Comment): string {
  return by?.name ?? formerReader;
}
