// Above a comment that stands on a page of its own: of which paper it speaks, and what it answers.
import type { Comment } from "../../community/discussion/comments.ts";
import { formerReader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import { markdownToText } from "../../papers/markdown/markdown.ts";
import { opening } from "../../papers/opening.ts";
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

const shown = 6;

/** What it answers, and what that answers, in short; the first of the thread first. */
export function CommentChain({ chain }: { chain: readonly Comment[] }) {
  if (chain.length === 0) return null;
  const left = Math.max(0, chain.length - shown);
  const [first, ...rest] = chain;
  const some = left === 0 ? chain : [first!, ...rest.slice(left)];
  return (
    <ol class="comment-chain" aria-label="What this answers">
      {some.map((comment, index) => (
        <>
          {index === 1 && left > 0 && <li class="comment-left">{left} more in between</li>}
          <li>
            <a href={`${links.comment(comment.id)}#${commentId(comment.id)}`}>
              {comment.source === undefined ? "A comment that is gone" : nameOf(comment)}
            </a>{" "}
            {comment.source !== undefined && <span>{inShort(comment.source)}</span>}
          </li>
        </>
      ))}
    </ol>
  );
}

function nameOf({ by }: Comment): string {
  return by?.name ?? formerReader;
}

/** The beginning of what it says, in one line. */
function inShort(source: string): string {
  return opening(markdownToText(source).replaceAll(/\s+/g, " "), 140);
}
