// The papers whose discussion the reader follows, each with the way out.
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { Form } from "./form.tsx";
import { Tex } from "./tex.tsx";
import { figure } from "../../papers/words.ts";

interface FollowedDiscussionsProps {
  /** The latest that were followed. */
  papers: readonly Paper[];
  /** How many there are besides. */
  more: number;
}

export function FollowedDiscussions({ papers, more }: FollowedDiscussionsProps) {
  return (
    <section class="followed-discussions" id="discussions">
      <h2>Discussions</h2>
      {papers.length === 0 ? (
        <p>
          None yet. “Follow” beside the head of a paper’s discussion tells you of every comment
          there.
        </p>
      ) : (
        <ul>
          {papers.map(({ identifier, title }) => (
            <li>
              <a href={links.discussion(identifier)}>
                <Tex source={title} />
              </a>
              <Form action={links.followPaper(identifier)}>
                <input type="hidden" name="follow" value="0" />
                <input type="hidden" name="back" value={`${links.following}#discussions`} />
                <button class="link" type="submit">
                  Leave<span class="hidden"> the discussion of {texToText(title)}</span>
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p>And {figure(more)} more, followed before these.</p>}
    </section>
  );
}
