// The sentence and the day of a pick.
import type { PickDay } from "../../editions/pick-days.ts";
import { longestSentence } from "../../community/sentence.ts";
import type { Faults } from "../faults.ts";
import { addDays, shortDate, type Day } from "../../papers/period.ts";
import { Field, FieldError } from "./field.tsx";
import { clockName } from "../../papers/moments.ts";

/** What was typed, and what was wrong with it. */
export interface PickWords {
  sentence: string;
  day: Day;
  errors?: Faults<"sentence" | "day">;
}

interface PickFieldsProps {
  words: PickWords;
  days: readonly PickDay[];
  today: Day;
  timeZone: string;
}

export function PickFields({ words, days, today, timeZone }: PickFieldsProps) {
  const { sentence, day, errors = {} } = words;
  return (
    <>
      <Field
        name="sentence"
        label="Why, in a sentence"
        value={sentence}
        maxlength={longestSentence}
        autocomplete="off"
        hint="It stands beside your name, above the title. You may leave it empty."
        error={errors.sentence}
      />
      <p class="field">
        <label for="day">On top of the edition of</label>
        <select
          id="day"
          name="day"
          aria-describedby={`day-hint${errors.day ? " day-error" : ""}`}
          aria-invalid={errors.day ? "true" : undefined}
        >
          {days.map((each) => (
            <option value={each.day} selected={each.day === day}>
              {dayName(each, today)}
            </option>
          ))}
        </select>
        <span class="field-hint" id="day-hint">
          Days begin at midnight, {clockName(timeZone)}.
        </span>
        {errors.day && <FieldError id="day" says={errors.day} />}
      </p>
    </>
  );
}

/** `today, Friday 27 March`, `Saturday 28 March, a weekend` */
function dayName({ day, isNewest, quiet }: PickDay, today: Day): string {
  const date = shortDate(day);
  if (isNewest) return `${date}, the newest edition`;
  if (day === today) return `today, ${date}`;
  if (day === addDays(today, 1)) return `tomorrow, ${date}`;
  return quiet ? `${date}, a ${quiet}` : date;
}
