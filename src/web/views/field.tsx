// A labelled field that says beside itself what was wrong, and keeps what was typed.
import type { Child } from "hono/jsx";

interface FieldProps {
  name: string;
  id?: string;
  label: string;
  type?: "email" | "password" | "text" | "url";
  value?: string | undefined;
  required?: boolean;
  maxlength?: number;
  autocomplete?: string;
  inputmode?: "numeric";
  placeholder?: string;
  /** It is there to be copied. */
  readonly?: boolean;
  /** What may stand in it. */
  hint?: Child;
  error?: string | undefined;
}

export function Field({ name, id = name, label, hint, error, ...attributes }: FieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        {...attributes}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={described || undefined}
      />
      {hint && (
        <span class="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && <FieldError id={id} says={error} />}
    </p>
  );
}

export function FieldError({ id, says }: { id: string; says: Child }) {
  return (
    <span class="error" id={`${id}-error`} role="alert">
      <strong aria-hidden="true">!</strong> {says}
    </span>
  );
}
