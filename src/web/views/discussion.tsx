// What is said of a paper, on its page.
import type { Comment } from "../../community/discussion/comments.ts";
import type { Order, Page } from "../../community/discussion/threads.ts";
import type { Unread } from "../../community/notifications/inbox.ts";
import { formerReader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Reading } from "../reading.ts";
import { FeedLinks } from "./feed-links.tsx";
import { Ago } from "./ago.tsx";
import { CommentForm, commentFieldId } from "./comment-form.tsx";
import { Threads } from "./discussion-threads.tsx";
import { Form } from "./form.tsx";
import { ReadHere } from "./notifications.tsx";
import { Paging } from "./paging.tsx";
import { count } from "../../papers/words.ts";

export interface DiscussionProps {
  paper: Paper;
  /** How many comments anybody may read. */
  comments: number;
  order: Order;
  page: Page;
  reading: Reading;
  /** What of it the reader was told of and has not read yet. */
  unread: readonly Unread[];
  /** Whether the reader is told of new comments. */
  follows: boolean;
  /** What a moderator told the reader lately. */
  warning: { at: string; sentence: string } | undefined;
}

export function Discussion(props: DiscussionProps) {
  const { paper, comments, order, page, reading, unread, warning } = props;
  const pages = {
    page: page.page,
    pages: page.pages,
    address: (each: number) => links.discussionPage(paper.identifier, { order, page: each }),
  };
  return (
    <section class="discussion" id="discussion" aria-labelledby="discussion-head">
      <div class="discussion-head">
        <h2 id="discussion-head">Discussion</h2>
        {comments > 0 && <span class="discussion-count">{count(comments, "comment")}</span>}
        <div class="discussion-ways">
          {page.threads.length > 0 && reading.silence === undefined && (
            <a href={`#${reading.reader ? commentFieldId : writingId}`}>Write a comment</a>
          )}
          <Follow {...props} />
        </div>
      </div>
      <ReadHere unread={unread} back={`${reading.page}#discussion`} />
      {comments > 1 && <Orders paper={paper} order={order} />}
      <Paging {...pages} name="Pages of the discussion" />
      {page.threads.length === 0 ? (
        <p class="discussion-empty">Nobody has said anything yet.</p>
      ) : (
        <Threads threads={page.threads} reading={reading} />
      )}
      <Paging {...pages} name="More pages of the discussion" />
      <Writing paper={paper} reading={reading} warning={warning} />
      {page.threads.length > 0 && (
        <p class="discussion-feed">
          This discussion as <FeedLinks of={links.discussionForm(paper.identifier)} />
        </p>
      )}
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

interface WritingProps extends Pick<DiscussionProps, "paper" | "reading" | "warning"> {
  /** The comment that is answered, on its own page. */
  parent?: Comment;
}

/** Where `Writing` stands, for whoever finds no form there. */
const writingId = "write";

/** The form for whoever may write, the way in for strangers, and for others why not. */
export function Writing({ paper, parent, reading, warning }: WritingProps) {
  const { reader, silence } = reading;
  if (!reader) {
    const place = parent ? links.comment(parent.id) : links.discussion(paper.identifier);
    return (
      <p class="discussion-way-in" id={writingId}>
        <a href={links.signIn(place)}>Sign in</a> to write a {parent ? "reply" : "comment"}, and
        come back here.
      </p>
    );
  }
  if (silence !== undefined) {
    return (
      <p class="discussion-way-in" id={writingId}>
        {silence}
      </p>
    );
  }
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
        order={reading.order}
        label={parent ? `Your reply to ${parent.by?.name ?? formerReader}` : "Your comment"}
        send="Send"
        reader={reader.id}
      />
    </>
  );
}
