// Saves a paper, or lets go of it: a form with one button of a width that both words have.
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { Form } from "./form.tsx";

interface SaveProps {
  paper: Paper;
  saved: boolean;
  /** Where to come back to. */
  back: string;
  /** On the paper's own page it looks like the buttons beside it. */
  asButton?: boolean;
}

export function Save({ paper, saved, back, asButton = false }: SaveProps) {
  return (
    <Form class="save" action={links.save(paper.identifier)} data-save>
      <input type="hidden" name="save" value={saved ? "0" : "1"} />
      <input type="hidden" name="back" value={back} />
      <button
        type="submit"
        class={asButton ? "button" : undefined}
        aria-pressed={saved ? "true" : "false"}
      >
        <span class="save-words">
          <span class="when-out">Save</span>
          <span class="when-in">Saved</span>
        </span>
        {!asButton && <span class="hidden"> {texToText(paper.title)}</span>}
      </button>
    </Form>
  );
}
