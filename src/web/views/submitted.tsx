// Who submitted a paper here, and why, in the reader's words.
import { may } from "../../community/readers.ts";
import type { Submission } from "../../community/submissions/submissions.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import type { OwnMarks } from "../own-marks.ts";
import { Form } from "./form.tsx";
import { Tex } from "./tex.tsx";
import { ordinal } from "../../papers/words.ts";

/** With a handle the name leads to their page. */
type Said = Pick<Submission, "name" | "sentence"> & Partial<Pick<Submission, "handle">>;

export function SubmittedBy({ submission }: { submission: Said | undefined }) {
  if (!submission) return null;
  const { name, handle, sentence } = submission;
  return (
    <p class="said">
      <strong>Submitted by {handle ? <a href={links.person(handle)}>{name}</a> : name}</strong>
      {sentence && <span> “{sentence}”</span>}
    </p>
  );
}

/** The button with which it is taken away again, for whoever may. */
export function TakeBack({ paper, marks }: { paper: Paper; marks: OwnMarks }) {
  const submission = marks.submitted.get(paper.id);
  if (!submission) return null;
  const { reader } = marks;
  const isOwn = reader !== undefined && submission.reader === reader.id;
  const othersVotes = paper.upvotes - (marks.voted.has(paper.id) ? 1 : 0);
  const mayRemove = may(reader, "moderate");
  if (!mayRemove && !(isOwn && othersVotes === 0)) return null;
  return (
    <Form class="take-back" action={links.takeBack(paper.identifier)}>
      <button type="submit" class="link">
        {isOwn ? "Take it back" : "Remove this submission"}
      </button>{" "}
      {!mayRemove && <span>You can, while nobody else has voted for it.</span>}
    </Form>
  );
}

/** A paper that somebody submitted to an edition, and where it stands there. */
export interface Submitted extends Submission {
  of: Paper;
  place: number;
  /** The page of the edition on which its card is, with the card. */
  card: string;
}

const shown = 12;

/** On the front page from its first minute: with one vote a card may stand on the fourth page. */
export function SubmittedRail({ submitted }: { submitted: readonly Submitted[] }) {
  if (submitted.length === 0) return null;
  const newest = submitted.toReversed();
  return (
    <section class="submitted-rail">
      <h2>From readers</h2>
      <ul>
        {newest.slice(0, shown).map(({ of, name, sentence, place, card }) => (
          <li>
            <a href={links.paper(of.identifier)}>
              <Tex source={of.title} />
            </a>
            <SubmittedBy submission={{ name, sentence }} />
            <a class="submitted-place" href={card}>
              {ordinal(place)} of this edition
            </a>
          </li>
        ))}
      </ul>
      {newest.length > shown && <p>and {newest.length - shown} more</p>}
      <p>
        <a href={links.submit()}>Submit a paper</a>
      </p>
    </section>
  );
}
