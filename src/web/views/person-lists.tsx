// What somebody signed: their comments, each with its paper; and papers, each with why it stands here.
import type { Child } from "hono/jsx";
import type { SignedPaper } from "../../community/people/contributions.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { dayPeriod } from "../../papers/period.ts";
import type { Said } from "../said.ts";
import { Ago } from "./ago.tsx";
import { ShortDate } from "./dates.tsx";
import { Markdown } from "./markdown.tsx";
import { Tex } from "./tex.tsx";
import { authorsInShort, count } from "../../papers/words.ts";

interface CommentListProps {
  said: readonly Said[];
  timeZone: string;
  now: Date;
}

export function CommentList({ said, timeZone, now }: CommentListProps) {
  return (
    <ol class="person-comments">
      {said.map(({ comment, paper, people }) => (
        <li>
          <h2>
            <a class="title" href={links.paper(paper.identifier)}>
              <Tex source={paper.title} />
            </a>
          </h2>
          <p class="by">
            <a href={links.comment(comment.id)}>
              <Ago at={comment.at} now={now} timeZone={timeZone} />
            </a>
            {comment.parent !== null && " · a reply"}
            {comment.isAuthors && " · as an author"}
            {comment.votes > 0 && ` · ${count(comment.votes, "vote")}`}
          </p>
          <Markdown source={comment.source ?? ""} people={people} />
        </li>
      ))}
    </ol>
  );
}

/** A paper that stands in a list without being a card. */
function PaperRow({ paper, children }: { paper: Paper; children?: Child }) {
  return (
    <li>
      <h2>
        <a class="title" href={links.paper(paper.identifier)}>
          <Tex source={paper.title} />
        </a>
      </h2>
      <p class="by">{authorsInShort(paper.authors)}</p>
      {children}
    </li>
  );
}

export interface PaperOfTheirs {
  paper: Paper;
  /** In which edition it stands by that, and what they said of it. */
  signed?: SignedPaper | undefined;
}

export function PaperList({ papers }: { papers: readonly PaperOfTheirs[] }) {
  return (
    <ol class="person-papers">
      {papers.map(({ paper, signed }) => (
        <PaperRow paper={paper}>
          {signed && (
            <p class="said">
              <a href={links.edition(dayPeriod(signed.day))}>
                <ShortDate day={signed.day} />
              </a>
              {signed.sentence && ` “${signed.sentence}”`}
            </p>
          )}
        </PaperRow>
      ))}
    </ol>
  );
}
