// The weights, each with what it means, in a form in which whoever reads it can try others.
import { links } from "../../links.ts";
import { subjects, weightOf, type WeightName } from "../../ranking/weights.ts";

interface WeightsFormProps {
  /** What stands in each field, as it was typed. */
  typed: Readonly<Record<WeightName, string>>;
  faults: ReadonlyMap<WeightName, string>;
  /** Others than those that hold are asked for. */
  isTrial: boolean;
}

export function WeightsForm({ typed, faults, isTrial }: WeightsFormProps) {
  return (
    <form class="weights" method="get" action={`${links.ranking}#preview`}>
      {subjects.map(({ label, means, weights }) => (
        <fieldset class="subject">
          <legend>{label}</legend>
          <p>{means}</p>
          <div class="subject-weights">
            {weights.map((name) => (
              <Field of={label} name={name} typed={typed[name]} isFault={faults.has(name)} />
            ))}
          </div>
          {weights
            .filter((name) => faults.has(name))
            .map((name) => (
              <p class="error" id={faultId(name)}>
                <strong aria-hidden="true">!</strong> {faults.get(name)}
              </p>
            ))}
        </fieldset>
      ))}
      <p class="weights-buttons">
        <button class="button button-main" type="submit">
          Preview
        </button>
        {isTrial && <a href={`${links.ranking}#weights`}>Back to those that hold</a>}
      </p>
    </form>
  );
}

interface FieldProps {
  of: string;
  name: WeightName;
  typed: string;
  isFault: boolean;
}

function Field({ of, name, typed, isFault }: FieldProps) {
  const { field, unit, otherwise } = weightOf(name);
  return (
    <label class="weight">
      <span>
        <span class="hidden">{of}, </span>
        {field}
      </span>
      <input
        name={name}
        type="text"
        inputmode="decimal"
        autocomplete="off"
        maxlength={20}
        value={typed}
        aria-invalid={isFault ? "true" : undefined}
        aria-describedby={isFault ? faultId(name) : undefined}
      />
      <small>
        {[unit, Number(typed) !== otherwise && `default ${otherwise}`].filter(Boolean).join(", ")}
      </small>
    </label>
  );
}

function faultId(name: WeightName): string {
  return `fault-${name}`;
}
