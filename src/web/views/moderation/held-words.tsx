// The list of what holds a comment back, the form for another entry, and what that would have held.
import {
  isTooWide,
  type HeldWord,
  type ListedWord,
  type Preview,
} from "../../../community/moderation/held-words.ts";
import { formerModerator } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import { dayIn } from "../../../papers/period.ts";
import { PlainDate } from "../dates.tsx";
import { Field } from "../field.tsx";
import { Form } from "../form.tsx";
import { count, figure } from "../../../papers/words.ts";

interface HeldWordFormProps {
  kind: string | undefined;
  typed: string | undefined;
  fault: string | undefined;
}

/** It asks for the preview; that has the button that adds. */
export function HeldWordForm({ kind, typed, fault }: HeldWordFormProps) {
  return (
    <form class="fields held-word-form" action={links.moderationWords}>
      <fieldset>
        <legend>Another one</legend>
        {(["word", "domain"] as const).map((each) => (
          <label>
            <input
              type="radio"
              name="kind"
              value={each}
              checked={each === (kind === "domain" ? kind : "word")}
            />{" "}
            {each === "word" ? "Word" : "Domain"}
          </label>
        ))}
      </fieldset>
      <Field
        name="value"
        label="Which"
        value={typed ?? ""}
        autocomplete="off"
        required
        hint="A word or some words side by side; casino* stands for all that begin so. A domain such as shop.example, with all that is below it."
        error={fault}
      />
      <button class="button" type="submit">
        See what it would hold
      </button>
    </form>
  );
}

export function HeldWordPreview({ word, preview }: { word: HeldWord; preview: Preview }) {
  const { held, of } = preview;
  return (
    <section class="held-word-preview" aria-label="What it would hold">
      <p>
        {of === 0 ? (
          "Nobody has written anything within the last month to try it on."
        ) : (
          <>
            Within the last month <strong>“{word.value}”</strong> would have held{" "}
            <strong>{held === 0 ? "none" : figure(held)}</strong> of {count(of, "comment")} that
            {of === 1 ? " is" : " are"} shown.
          </>
        )}
        {isTooWide(word, preview) &&
          " That is much of what is written here, or cited here all day: take a narrower one, if you can."}
      </p>
      <Form action={links.moderationWords}>
        <input type="hidden" name="do" value="add" />
        <input type="hidden" name="kind" value={word.kind} />
        <input type="hidden" name="value" value={word.value} />
        <button class="button button-main" type="submit">
          Put “{word.value}” on the list
        </button>
      </Form>
    </section>
  );
}

export function HeldWordList({
  words,
  timeZone,
}: {
  words: readonly ListedWord[];
  timeZone: string;
}) {
  if (words.length === 0) {
    return (
      <p class="note">
        The list is empty. Links by newcomers and the same text under several papers are held back
        without it.
      </p>
    );
  }
  return (
    <ul class="held-words">
      {words.map(({ kind, value, at, by }) => (
        <li>
          <strong>{value}</strong>
          <span class="held-word-facts">
            {kind}, by {by ?? formerModerator},{" "}
            <PlainDate day={dayIn(timeZone, new Date(at))} kept />
          </span>
          <Form action={links.moderationWords}>
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="value" value={value} />
            <button class="link" type="submit" name="do" value="remove">
              Take off<span class="hidden"> {value}</span>
            </button>
          </Form>
        </li>
      ))}
    </ul>
  );
}
