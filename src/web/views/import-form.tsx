import { mostEntries } from "../../community/library/import.ts";
import { links } from "../../links.ts";
import { FieldError } from "./field.tsx";
import { Form } from "./form.tsx";
import { figure } from "../../papers/words.ts";

/** A file, or the text of one. */
export function ImportForm({ fault }: { fault: { says: string; pasted: string } | undefined }) {
  return (
    <Form class="fields import-form" action={links.libraryImport} enctype="multipart/form-data">
      <p class="field">
        <label for="file">File</label>
        <input
          id="file"
          type="file"
          name="file"
          accept=".bib,.bibtex,.ris,.json,.txt,application/x-bibtex,application/x-research-info-systems,application/json,text/plain"
          aria-invalid={fault ? "true" : undefined}
          aria-describedby={fault ? "file-hint file-error" : "file-hint"}
        />
        <span class="field-hint" id="file-hint">
          Up to 4 MB and {figure(mostEntries)} entries.
        </span>
        {fault && <FieldError id="file" says={fault.says} />}
      </p>
      <p class="field">
        <label for="text">Or its entries, pasted</label>
        <textarea id="text" name="text" rows={8} spellcheck={false}>
          {fault?.pasted ?? ""}
        </textarea>
      </p>
      <button class="button button-main" type="submit">
        Import
      </button>
    </Form>
  );
}
