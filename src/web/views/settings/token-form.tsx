// The form that makes a token for a program.
import { scopeNames, scopes } from "../../../community/tokens/scopes.ts";
import { longestTokenName } from "../../../community/tokens/tokens.ts";
import { links } from "../../../links.ts";
import type { Faults } from "../../faults.ts";
import { Field, FieldError } from "../field.tsx";
import { Form } from "../form.tsx";

/** After how many days a token ends by itself, and in words. */
export const tokenDays = [
  ["30", "in 30 days"],
  ["90", "in 90 days"],
  ["365", "in a year"],
  ["never", "never, until I end it"],
] as const;

/** What was chosen and typed. */
export interface TokenDraft {
  name: string;
  scopes: readonly string[];
  days: string;
  faults: Faults<"name" | "scopes" | "days">;
}

const empty: TokenDraft = { name: "", scopes: ["read"], days: "90", faults: {} };

interface TokenFormProps {
  draft: TokenDraft | undefined;
  /** Another each time, so that one form makes one token however often it is sent. */
  formKey: string;
  isPrivate: boolean;
}

export function TokenForm({ draft = empty, formKey, isPrivate }: TokenFormProps) {
  const { name, scopes: chosen, days, faults } = draft;
  return (
    <Form class="fields token-form" action={links.settingsTokens}>
      <input type="hidden" name="form" value={formKey} />
      <Field
        name="name"
        label="What it is for"
        hint="The program and where it runs, such as Zotero on my laptop."
        required
        maxlength={longestTokenName}
        autocomplete="off"
        value={name}
        error={faults.name}
      />
      <fieldset aria-describedby={faults.scopes && "scopes-error"}>
        <legend>What it may do</legend>
        {scopeNames.map((scope) => (
          <label>
            <input type="checkbox" name="scope" value={scope} checked={chosen.includes(scope)} />
            <span>
              {scopes[scope].name} <small>{scopes[scope].means}</small>
            </span>
          </label>
        ))}
        {isPrivate && (
          <p class="field-hint">This site is private, so that nothing else works without Read.</p>
        )}
        {faults.scopes && <FieldError id="scopes" says={faults.scopes} />}
      </fieldset>
      <fieldset aria-describedby={faults.days && "days-error"}>
        <legend>When it ends</legend>
        {tokenDays.map(([value, says]) => (
          <label>
            <input type="radio" name="days" value={value} checked={days === value} />
            <span>{says}</span>
          </label>
        ))}
        {faults.days && <FieldError id="days" says={faults.days} />}
      </fieldset>
      <button class="button button-main" type="submit">
        Make the token
      </button>
    </Form>
  );
}
