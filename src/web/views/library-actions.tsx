// What is done with the rows that are ticked: one form, whose boxes stand in the rows.
import { bibliographyFormats } from "../../papers/citations/bibliography.ts";
import { links } from "../../links.ts";
import { partOf, type LibraryPart } from "../library-part.ts";
import { FieldError } from "./field.tsx";
import { Form } from "./form.tsx";
import { HiddenFields } from "./hidden-fields.tsx";
import { tickForm } from "./library-row.tsx";
import { count } from "../../papers/words.ts";

interface LibraryActionsProps {
  part: LibraryPart;
  /** Of the whole list. */
  total: number;
  fault: { says: string; tags: string } | undefined;
}

export function LibraryActions({ part, total, fault }: LibraryActionsProps) {
  return (
    <Form id={tickForm} class="library-actions" action={links.libraryChange}>
      <HiddenFields of={partOf(part)} />
      <fieldset>
        <legend>With the papers that are ticked</legend>
        {total > 1 && (
          <p>
            <label class="all">
              <input type="checkbox" name="all" value="1" /> or all {count(total, "paper")} of this
              list
            </label>
          </p>
        )}
        <p class="act-tags">
          <label for="act-tags">Tags</label>
          <input
            id="act-tags"
            name="tags"
            value={fault?.tags ?? ""}
            autocomplete="off"
            placeholder="to-read"
            aria-describedby={fault ? "act-error" : undefined}
          />
          <Act what="tag">Tag</Act>
          <Act what="untag">Untag</Act>
        </p>
        {fault && <FieldError id="act" says={fault.says} />}
        <p class="acts">
          <Act what="read">Mark as read</Act>
          <Act what="unread">Mark as unread</Act>
          <Act what="remove">Remove</Act>
          {Object.entries(bibliographyFormats).map(([format, { name }]) => (
            <button class="link" type="submit" name="export" value={format}>
              Export {name}
            </button>
          ))}
        </p>
      </fieldset>
    </Form>
  );
}

function Act({ what, children }: { what: string; children: string }) {
  return (
    <button class="link" type="submit" name="act" value={what}>
      {children}
    </button>
  );
}
