// Threads of comments: each answer below what it answers, behind a hairline; what lies deeper is led to.
import type { Shown } from "../../community/discussion/threads.ts";
import { links } from "../../links.ts";
import type { Reading } from "../reading.ts";
import { CommentArticle, MissingComment } from "./comment.tsx";
import { count } from "../../papers/words.ts";

interface ThreadsProps {
  threads: readonly Shown[];
  reading: Reading;
}

export function Threads({ threads, reading }: ThreadsProps) {
  return (
    <div class="threads">
      {threads.map((thread) => (
        <div class="thread">
          <One shown={thread} reading={reading} />
          <Answers shown={thread} reading={reading} folds />
        </div>
      ))}
    </div>
  );
}

interface OneProps {
  shown: Shown;
  reading: Reading;
}

function One({ shown: { branch }, reading }: OneProps) {
  const comment = reading.comments.get(branch.id);
  return comment ? <CommentArticle comment={comment} reading={reading} /> : <MissingComment />;
}

/** @param folds whether they can be folded away together */
function Answers({ shown, reading, folds = false }: OneProps & { folds?: boolean }) {
  const { branch, replies, more } = shown;
  if (replies.length === 0) return <More shown={shown} />;
  const answers = (
    <div class="answers">
      {replies.map((reply) => (
        <>
          <One shown={reply} reading={reading} />
          <Answers shown={reply} reading={reading} />
        </>
      ))}
      {more > 0 && <More shown={shown} />}
    </div>
  );
  if (!folds) return answers;
  const inside = branch.size - (branch.place?.isReadable ? 1 : 0);
  return (
    <details class="fold" data-fold={branch.id} open={!reading.mutedThreads.has(branch.id)}>
      <summary>{inside === 0 ? "Replies" : count(inside, "reply", "replies")}</summary>
      {answers}
    </details>
  );
}

/** The way to what is not shown here. */
function More({ shown: { branch, replies, more } }: { shown: Shown }) {
  if (more === 0) return null;
  const answers = count(more, "reply", "replies");
  return (
    <p class="more-answers">
      <a href={links.comment(branch.id)}>
        {replies.length > 0
          ? answers.replace(/(repl)/, "more $1")
          : `Continue this thread (${answers})`}
      </a>
    </p>
  );
}
