// What a reader keeps of a paper, on its page: whether it is read, the note, the tags.
import type { Kept } from "../../community/library/shelf.ts";
import { longestNote } from "../../community/library/note.ts";
import { links } from "../../links.ts";
import type { Identifier } from "../../papers/identifier.ts";
import { dayIn } from "../../papers/period.ts";
import type { Faults } from "../faults.ts";
import { PlainDate } from "./dates.tsx";
import { Field, FieldError } from "./field.tsx";
import { Form } from "./form.tsx";
import { TagList } from "./tag-list.tsx";

/** What was typed and could not be taken, with what is wrong with it. */
export interface KeepingDraft {
  note: string;
  tags: string;
  faults: Faults<"note" | "tags">;
}

interface KeepingProps {
  identifier: Identifier;
  kept: Kept;
  draft?: KeepingDraft | undefined;
  timeZone: string;
}

export function Keeping({ identifier, kept, draft, timeZone }: KeepingProps) {
  const { readAt, note, tags } = kept;
  const isBare = note === "" && tags.length === 0;
  return (
    <section class="keeping" aria-label="Your own">
      {note !== "" && <p class="own-note">{note}</p>}
      <div class="keeping-row">
        <Form action={links.read(identifier)}>
          <input type="hidden" name="read" value={readAt === null ? "1" : "0"} />
          <button class="link" type="submit">
            {readAt === null ? "Mark as read" : "Mark as unread"}
          </button>
          {readAt !== null && (
            <span class="small">
              {" "}
              read on <PlainDate day={dayIn(timeZone, new Date(readAt))} />
            </span>
          )}
        </Form>
        <TagList tags={tags} />
        <a class="link" href={links.hidden(identifier)}>
          Hide papers like this
        </a>
      </div>
      <details open={draft !== undefined}>
        <summary>{isBare ? "Add a note or tags" : "Change note and tags"}</summary>
        <KeepingForm identifier={identifier} kept={kept} draft={draft} />
      </details>
    </section>
  );
}

interface KeepingFormProps extends Pick<KeepingProps, "identifier" | "draft"> {
  kept: Pick<Kept, "note" | "tags">;
  /** Tells apart the fields of several on one page. */
  id?: string;
  /** Where to come back to, unless to the paper. */
  back?: string;
}

export function KeepingForm({ identifier, kept, draft, id = "", back }: KeepingFormProps) {
  const fault = draft?.faults.note;
  const noteId = `note${id}`;
  return (
    <Form class="keeping-form" action={links.annotate(identifier)}>
      {back !== undefined && <input type="hidden" name="back" value={back} />}
      <p class="field">
        <label for={noteId}>Note</label>
        <textarea
          id={noteId}
          name="note"
          rows={4}
          maxlength={longestNote}
          aria-invalid={fault ? "true" : undefined}
          aria-describedby={fault ? `${noteId}-error` : undefined}
        >
          {draft?.note ?? kept.note}
        </textarea>
        {fault && <FieldError id={noteId} says={fault} />}
      </p>
      <Field
        name="tags"
        id={`tags${id}`}
        label="Tags"
        value={draft?.tags ?? kept.tags.join(", ")}
        hint="With commas between, as in to-read, robotics. Nobody else sees them, nor the note."
        error={draft?.faults.tags}
        autocomplete="off"
      />
      <button class="button" type="submit">
        Keep
      </button>
    </Form>
  );
}
