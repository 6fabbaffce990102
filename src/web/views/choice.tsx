// One question of the settings: what it means now, and what may be chosen instead.
import type { Child, PropsWithChildren } from "hono/jsx";
import { links } from "../../links.ts";
import { FieldError } from "./field.tsx";
import { Form } from "./form.tsx";

/** What could not be kept, and why. */
export interface Refused {
  question: string;
  typed: string;
  fault: string;
}

interface QuestionProps {
  /** What it is called in `?saved`, and its place on the page. */
  name: string;
  label: string;
  means: Child;
  /** The question whose answer was just kept. */
  saved?: string | undefined;
}

export function Question({
  name,
  label,
  means,
  saved,
  children,
}: PropsWithChildren<QuestionProps>) {
  return (
    <div class="choice" id={name}>
      <div class="choice-words">
        <h3>
          {label} {saved === name && <Saved />}
        </h3>
        <p>{means}</p>
      </div>
      {children}
    </div>
  );
}

function Saved() {
  return (
    <span class="saved" role="status">
      Saved.
    </span>
  );
}

type Options = (readonly [value: string, label: string])[];

interface ChoiceProps extends QuestionProps {
  chosen: string;
  options: Options;
}

export const onOff = [
  ["on", "On"],
  ["off", "Off"],
] as const satisfies [string, string][];

/** A button for each answer. */
export function Choice({ chosen, options, ...question }: ChoiceProps) {
  const { name, label } = question;
  return (
    <Question {...question}>
      <Form action={links.settings}>
        <div class="segments" role="group" aria-label={label}>
          {options.map(([value, text]) => (
            <button
              type="submit"
              name={name}
              value={value}
              aria-pressed={value === chosen ? "true" : "false"}
            >
              {text}
            </button>
          ))}
        </div>
      </Form>
    </Question>
  );
}

/** A list, for many answers. */
export function Selection({ chosen, options, ...question }: ChoiceProps) {
  const { name, label } = question;
  return (
    <Question {...question}>
      <Form class="beside" action={links.settings}>
        <select name={name} aria-label={label}>
          {options.map(([value, text]) => (
            <option value={value} selected={value === chosen}>
              {text}
            </option>
          ))}
        </select>
        <button class="button" type="submit">
          Save
        </button>
      </Form>
    </Question>
  );
}

interface TypedProps extends QuestionProps {
  action: string;
  button: string;
  type?: "email" | "password" | "text";
  value?: string;
  autocomplete: string;
  maxlength: number;
  fault?: string | undefined;
}

/** One line to type, which says beside itself what was wrong. */
export function Typed({ action, button, fault, ...props }: TypedProps) {
  const { label, means, saved, name, ...input } = props;
  const field = `${name}-field`;
  return (
    <Question name={name} label={label} means={means} saved={saved}>
      <Form class="beside" action={action}>
        <input
          id={field}
          name={name}
          {...input}
          required
          aria-label={label}
          aria-invalid={fault ? "true" : undefined}
          aria-describedby={fault ? `${field}-error` : undefined}
        />
        <button class="button" type="submit">
          {button}
        </button>
        {fault && <FieldError id={field} says={fault} />}
      </Form>
    </Question>
  );
}
