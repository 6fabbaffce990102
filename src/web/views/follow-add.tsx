// The form that adds something to what is followed.
import { mostFollowed, type FollowKind } from "../../community/follows.ts";
import { links } from "../../links.ts";
import { longestFollowed } from "../../search/followable.ts";
import { FieldError } from "./field.tsx";
import { Form } from "./form.tsx";

/** What was typed and could not be followed, and why. */
export interface FollowTyped {
  kind: string;
  value: string;
  error: string;
}

const kinds: readonly [kind: FollowKind, name: string][] = [
  ["author", "Author"],
  ["word", "Word or phrase"],
  ["category", "Category"],
  ["query", "Search"],
];

export function FollowAdd({ typed }: { typed?: FollowTyped | undefined }) {
  return (
    <Form class="follow-add" action={links.following}>
      <input type="hidden" name="follow" value="1" />
      <p class="field">
        <label for="kind">Follow</label>
        <select id="kind" name="kind">
          {kinds.map(([kind, name]) => (
            <option value={kind} selected={kind === typed?.kind}>
              {name}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for="value">Which</label>
        <input
          id="value"
          name="value"
          type="text"
          value={typed?.value}
          required
          maxlength={longestFollowed}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={typed ? "true" : undefined}
          aria-describedby={typed ? "value-error value-hint" : "value-hint"}
        />
        <span class="field-hint" id="value-hint">
          A name, a phrase, cs.RO or math, or <a href={links.searchHelp}>a search</a>; up to{" "}
          {mostFollowed} in all.
        </span>
        {typed && <FieldError id="value" says={typed.error} />}
      </p>
      <button class="button button-main">Follow</button>
    </Form>
  );
}
