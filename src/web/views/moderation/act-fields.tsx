// What a moderator says about an act: the reason, a sentence that everybody reads, a note that
// moderators read.
import { longestNote } from "../../../community/moderation/act-words.ts";
import {
  reasonNames,
  reasons,
  usualSentences,
  type Reason,
} from "../../../community/moderation/reasons.ts";
import { longestSentence } from "../../../community/sentence.ts";

interface ReasonFieldProps {
  /** Of its own on the page. */
  id: string;
  chosen: Reason | undefined;
  label?: string;
}

export function ReasonField({ id, chosen = "spam", label = "Reason" }: ReasonFieldProps) {
  return (
    <p class="act-reason">
      <label for={id}>{label}</label>
      <select id={id} name="reason">
        {reasons.map((reason) => (
          <option value={reason} selected={reason === chosen}>
            {reasonNames[reason]}
          </option>
        ))}
      </select>
    </p>
  );
}

interface ActWordsFieldsProps {
  id: string;
  typed?: { sentence?: string | undefined; note?: string | undefined } | undefined;
  /** What stands in place of a sentence of one's own. */
  usual?: string | undefined;
}

/** Folded, since few acts need them. */
export function ActWordsFields({
  id,
  typed = {},
  usual = `else “${usualSentences.spam}” or what else fits the reason`,
}: ActWordsFieldsProps) {
  const isOpen = Boolean(typed.sentence || typed.note);
  return (
    <details class="act-words" open={isOpen}>
      <summary>Say something to it</summary>
      <p class="field">
        <label for={`${id}-sentence`}>Sentence</label>
        <input
          id={`${id}-sentence`}
          name="sentence"
          value={typed.sentence ?? ""}
          maxlength={longestSentence}
          autocomplete="off"
          aria-describedby={`${id}-sentence-hint`}
        />
        <span class="field-hint" id={`${id}-sentence-hint`}>
          Whom it is about and everybody else read it, so name nobody; {usual}.
        </span>
      </p>
      <p class="field">
        <label for={`${id}-note`}>Note</label>
        <textarea
          id={`${id}-note`}
          name="note"
          rows={2}
          maxlength={longestNote}
          aria-describedby={`${id}-note-hint`}
        >
          {typed.note ?? ""}
        </textarea>
        <span class="field-hint" id={`${id}-note-hint`}>
          Moderators alone read it.
        </span>
      </p>
    </details>
  );
}
