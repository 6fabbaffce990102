// The numbers behind the charts of mail, day by day.
import type { MailDay } from "../../email/figures/days.ts";
import type { Mail } from "./mail-headline.tsx";
import { clockName } from "../../papers/moments.ts";
import { dayMonth } from "./mail-words.ts";
import { count, figure } from "../../papers/words.ts";

const columns: [name: string, valueOf: (day: MailDay) => number][] = [
  ["Sent", (day) => day.sent],
  ["Hard", (day) => day.hard],
  ["Soft", (day) => day.soft],
  ["Given up", (day) => day.givenUp],
  ["Unwanted", (day) => day.complaints],
  ["Left", (day) => day.unsubscribed],
  ["Joined", (day) => day.confirmed],
];

export function MailDays({ mail: { figures, timeZone } }: { mail: Mail }) {
  return (
    <details class="figure-table mail-days">
      <summary>
        As a table, {count(figures.days.length, "day")} by {clockName(timeZone)}
      </summary>
      <div class="scroll" tabindex={0} role="region" aria-label="Mail by day">
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              {columns.map(([name]) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.days.toReversed().map((day) => (
              <tr>
                <th scope="row">{dayMonth(day.day)}</th>
                {columns.map(([, valueOf]) => (
                  <td>{figure(valueOf(day))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
