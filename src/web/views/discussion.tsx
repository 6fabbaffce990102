// What is said of a paper, on its page.
import type { Comment } from "../../community/discussion/comments.ts";
import type { Order, Page } from "../../community/discussion/threads.ts";
import { formerReader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Reading } from "../reading.ts";
import { Ago } from "./ago.tsx";
import { CommentForm } from "./comment-form.tsx";
import { Threads } from "./discussion-threads.tsx";
import { Form } from "./form.tsx";
import { count, figure } from "./words.ts";

export interface DiscussionProps {
  paper: Paper;
  /** How many comments anybody may read. */
  comments: number;
  order: Order;
  page: Page;
  reading: Reading;
  /** Whether the reader is told of new comments. */
  follows: boolean;
  /** Why the reader may not write; `undefined` where they may. */
  silence: string | undefined;
  /** What a moderator told the reader lately. */
  warning: { at: string; sentence: string } | undefined;
}

export function Discussion(props: DiscussionProps) {
  const { paper, comments, order, page, reading, silence, warning } = props;
  return (
    <section class="discussion" id="discussion" aria-labelledby="discussion-head">
      <div class="discussion-head">
        <h2 id="discussion-head">Discussion</h2>
        {comments > 0 && <span class="discussion-count">{count(comments, "comment")}</span>}
        <Follow {...props} />
      </div>
      {comments > 1 && <Orders paper={paper} order={order} />}
      {page.threads.length === 0 ? (
        <p class="discussion-empty">Nobody has said anything yet.</p>
      ) : (
        <Threads threads={page.threads} reading={reading} />
      )}
      <Pages
        page={page.page}
        pages={page.pages}
        address={(each) => links.discussionPage(paper.identifier, { order, page: each })}
      />
      <Writing paper={paper} reading={reading} silence={silence} warning={warning} />
    </section>
  );
}

function Follow({ paper, reading, follows }: DiscussionProps) {
  const place = links.discussion(paper.identifier);
  if (!reading.reader) {
    return (
      <a class="discussion-follow" href={links.signIn(place)}>
        Follow
      </a>
    );
  }
  return (
    <Form class="discussion-follow" action={links.followPaper(paper.identifier)}>
      <input type="hidden" name="follow" value={follows ? "0" : "1"} />
      <input type="hidden" name="back" value={place} />
      <button type="submit" class="link" aria-pressed={follows ? "true" : "false"}>
        {follows ? "Following" : "Follow"}
        <span class="hidden"> this discussion</span>
      </button>
    </Form>
  );
}

const orders: [order: Order, name: string][] = [
  ["time", "By time"],
  ["votes", "By votes"],
];

function Orders({ paper, order }: Pick<DiscussionProps, "paper" | "order">) {
  return (
    <nav class="discussion-orders" aria-label="Order of the comments">
      {orders.map(([each, name]) => (
        <a
          href={links.discussionPage(paper.identifier, { order: each })}
          aria-current={each === order ? "true" : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

interface PagesProps extends Pick<Page, "page" | "pages"> {
  address: (page: number) => string;
}

/** The way to the other pages of a long discussion. */
export function Pages({ page, pages, address }: PagesProps) {
  if (pages === 1) return null;
  return (
    <nav class="discussion-pages" aria-label="Pages of the discussion">
      {page > 1 && (
        <a href={address(page - 1)} rel="prev">
          ← Previous
        </a>
      )}
      <span>
        page {figure(page)} of {figure(pages)}
      </span>
      {page < pages && (
        <a href={address(page + 1)} rel="next">
          Next →
        </a>
      )}
    </nav>
  );
}

interface WritingProps extends Pick<DiscussionProps, "paper" | "reading" | "silence" | "warning"> {
  /** The comment that is answered, on its own page. */
  parent?: Comment;
}

/** The form for whoever may write, the way in for strangers, and for others why not. */
export function Writing({ paper, parent, reading, silence, warning }: WritingProps) {
  const { reader } = reading;
  if (!reader) {
    const place = parent ? links.comment(parent.id) : links.discussion(paper.identifier);
    return (
      <p class="discussion-way-in">
        <a href={links.signIn(place)}>Sign in</a> to write a {parent ? "reply" : "comment"}, and
        come back here.
      </p>
    );
  }
  if (silence !== undefined) return <p class="discussion-way-in">{silence}</p>;
  return (
    <>
      {warning && (
        <p class="discussion-warned">
          A moderator warned you <Ago {...warning} now={reading.now} timeZone={reading.timeZone} />
          {warning.sentence ? `: “${warning.sentence}”` : "."}
        </p>
      )}
      <CommentForm
        action={links.discussionForm(paper.identifier)}
        parent={parent?.id}
        label={parent ? `Your reply to ${parent.by?.name ?? formerReader}` : "Your comment"}
        send="Send"
        reader={reader.id}
      />
    </>
  );
}
