// The forms that suspend or ban a reader and give the voice back.
import type { WrittenWords } from "../../../community/moderation/act-words.ts";
import { findReason } from "../../../community/moderation/reasons.ts";
import type { ReaderRecord } from "../../../community/moderation/record.ts";
import { links } from "../../../links.ts";
import type { Day } from "../../../papers/period.ts";
import { Moment } from "../dates.tsx";
import { Form } from "../form.tsx";
import { count } from "../../../papers/words.ts";
import { ActWordsFields, ReasonField } from "./act-fields.tsx";
import { recordInWords } from "./record.tsx";

interface PersonStandingProps {
  person: ReaderRecord;
  timeZone: string;
  now: Date;
}

export function PersonStanding({ person, timeZone, now }: PersonStandingProps) {
  const { restriction, handle } = person;
  return (
    <>
      <p class="record">
        <a href={links.person(handle)}>@{handle}</a>: {recordInWords(person, now)}.
      </p>
      {restriction && (
        <p class="record">
          <strong>
            {restriction.until === null ? (
              "Banned."
            ) : (
              <>
                Suspended until <Moment timeZone={timeZone} at={restriction.until} now={now} />.
              </>
            )}
          </strong>
        </p>
      )}
    </>
  );
}

interface FormProps {
  person: ReaderRecord;
  /** The latest act about them that this page knows of. */
  seen: number;
}

export function LiftForm({ person, seen }: FormProps) {
  return (
    <Form class="verdicts moderation-part" action={links.personModerate(person.handle)}>
      <h2>Give them their voice back</h2>
      <p class="record">
        They may write and vote again. Comments that were hidden stay hidden; undo the act below to
        have them back too.
      </p>
      <input type="hidden" name="seen" value={seen} />
      <ActWordsFields id="lift" usual="it may stay empty" />
      <p class="verdict-buttons">
        <button class="button" type="submit" name="act" value="lift">
          Give the voice back
        </button>
      </p>
    </Form>
  );
}

const spans: [span: string, says: string][] = [
  ["warn", "Only warn them"],
  ["day", "Suspend for a day"],
  ["week", "Suspend for a week"],
  ["month", "Suspend for a month"],
  ["ban", "Ban for good"],
];

interface RestrictFormProps extends FormProps {
  tomorrow: Day;
  typed: (WrittenWords & { span?: string | undefined; hide: boolean }) | undefined;
}

export function RestrictForm({ person, seen, tomorrow, typed }: RestrictFormProps) {
  const comments = person.shown + person.held;
  const chosen = typed?.span ?? "warn";
  return (
    <Form class="verdicts moderation-part" action={links.personModerate(person.handle)}>
      <h2>{person.restriction ? "Restrict them otherwise" : "Warn, suspend or ban"}</h2>
      <p class="record">
        They read on, and may export what is theirs, delete the account and manage their letters.
        They may not comment, edit, vote, submit, report, claim or invite. A ban also takes the
        votes that they gave out of the ranking, and holds if the account is deleted and made anew.
      </p>
      <input type="hidden" name="seen" value={seen} />
      <fieldset class="spans">
        <legend>What</legend>
        {spans.map(([span, says]) => (
          <label>
            <input type="radio" name="span" value={span} checked={span === chosen} /> {says}
          </label>
        ))}
        <span class="until">
          <label>
            <input type="radio" name="span" value="date" checked={chosen === "date"} /> Suspend
            until
          </label>
          <input type="date" name="until" min={tomorrow} aria-label="The day on which it ends" />
        </span>
      </fieldset>
      {comments > 0 && (
        <label class="all">
          <input type="checkbox" name="hide" value="1" checked={typed?.hide ?? false} /> and hide
          all that they wrote, {count(comments, "comment")}
        </label>
      )}
      <ReasonField id="reason" chosen={findReason(typed?.reason)} />
      <ActWordsFields id="restrict" typed={typed} />
      <p class="verdict-buttons">
        <button class="button button-main" type="submit" name="act" value="restrict">
          Do it
        </button>
      </p>
    </Form>
  );
}
