// One question of the settings: what it means now, and a button for each answer.
import { links } from "../../links.ts";
import { Form } from "./form.tsx";

interface ChoiceProps {
  name: string;
  label: string;
  means: string;
  chosen: string;
  options: [value: string, label: string][];
}

export function Choice({ name, label, means, chosen, options }: ChoiceProps) {
  return (
    <Form class="choice" action={links.settings}>
      <div>
        <h2>{label}</h2>
        <p>{means}</p>
      </div>
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
  );
}
