// Beside the front page, what is being talked about now.
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { Tex } from "./tex.tsx";
import { count } from "../../papers/words.ts";

export interface Discussed {
  paper: Paper;
  comments: number;
}

export function DiscussedRail({ discussed }: { discussed: readonly Discussed[] }) {
  if (discussed.length === 0) return null;
  return (
    <section class="discussed-rail">
      <h2>Being discussed</h2>
      <ul>
        {discussed.map(({ paper, comments }) => (
          <li>
            <a class="title" href={links.discussion(paper.identifier)}>
              <Tex source={paper.title} />
            </a>
            <p>{count(comments, "comment")}</p>
          </li>
        ))}
      </ul>
      <p>
        <a href={links.discussions}>All discussions</a>
      </p>
    </section>
  );
}
