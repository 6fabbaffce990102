// Asks before a whole list leaves the library, of which the page shows a part.
import { links } from "../../links.ts";
import { partOf, type LibraryPart } from "../library-part.ts";
import { Form } from "./form.tsx";
import { HiddenFields } from "./hidden-fields.tsx";
import { Sentence } from "./sentence.tsx";
import { count } from "../../papers/words.ts";

export function LibraryRemoval({ part, papers }: { part: LibraryPart; papers: number }) {
  const { q, tag, unread } = part;
  const isAll = q === "" && tag === undefined && !unread;
  return (
    <Sentence says={`Remove ${count(papers, "paper")}?`}>
      <p>
        {isAll ? "That is your whole library." : "That is the whole list, on all its pages."} What
        is saved again has its note and tags again.
      </p>
      <Form class="fields" action={links.libraryChange}>
        <HiddenFields of={partOf(part)} />
        <input type="hidden" name="all" value="1" />
        <input type="hidden" name="sure" value="1" />
        <p class="submit-buttons">
          <button class="button button-main" type="submit" name="act" value="remove">
            Remove them
          </button>
          <a class="button" href={links.libraryPart(partOf(part))}>
            Keep them
          </a>
        </p>
      </Form>
    </Sentence>
  );
}
