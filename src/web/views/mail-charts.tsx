// The small charts of the owner's page of mail, each with its figure.
import type { Child } from "hono/jsx";
import type { MailDay } from "../../email/figures/days.ts";
import type { Mail } from "./mail-headline.tsx";
import { Subscriptions, Suppressed } from "./mail-counts.tsx";
import { MailDays } from "./mail-days.tsx";
import { SmallChart } from "./small-chart.tsx";
import { dayMonth, percent } from "./mail-words.ts";
import { figure } from "../../papers/words.ts";

export function MailCharts({ mail }: { mail: Mail }) {
  const { days } = mail.figures;
  return (
    <>
      <div class="figures">
        <Sent days={days} />
        <CameBack days={days} />
        <Complaints days={days} />
        <Left days={days} />
        <Subscriptions mail={mail} />
        <Suppressed mail={mail} />
      </div>
      <MailDays mail={mail} />
    </>
  );
}

interface Days {
  days: readonly MailDay[];
}

function Sent({ days }: Days) {
  const today = days.at(-1)!.sent;
  return (
    <History
      days={days}
      name="Digests sent"
      of={`in ${days.length} days; ${figure(today)} today`}
      valueOf={(day) => day.sent}
    />
  );
}

function CameBack({ days }: Days) {
  const [hard, soft] = [total(days, (day) => day.hard), total(days, (day) => day.soft)];
  const givenUp = total(days, (day) => day.givenUp);
  const share = percent(hard + soft + givenUp, total(days, sentOn));
  return (
    <History
      days={days}
      name="Failed or came back"
      of={`${share}: ${figure(hard)} hard, ${figure(soft)} soft, ${figure(givenUp)} given up`}
      valueOf={(day) => day.hard + day.soft + day.givenUp}
    />
  );
}

/** Gmail and Yahoo ask of whoever sends much to stay under this share. */
const complaintsAllowed = 0.003;

function Complaints({ days }: Days) {
  const complaints = total(days, (day) => day.complaints);
  const sent = total(days, sentOn);
  const isTooMuch = complaints >= complaintsAllowed * sent && complaints > 0;
  return (
    <History
      days={days}
      name="Reported as unwanted"
      of={
        <span class={isTooMuch ? "bad" : undefined}>
          {isTooMuch && "! "}
          {percent(complaints, sent)} of what was sent
        </span>
      }
      valueOf={(day) => day.complaints}
    >
      <p class="figure-note">Gmail and Yahoo ask for less than 0.3{"\u00a0"}%.</p>
    </History>
  );
}

function Left({ days }: Days) {
  const joined = total(days, (day) => day.confirmed);
  return (
    <History
      days={days}
      name="Left the list"
      of={`in ${days.length} days; ${figure(joined)} joined`}
      valueOf={(day) => day.unsubscribed}
    />
  );
}

interface HistoryProps extends Days {
  name: string;
  of: Child;
  valueOf: (day: MailDay) => number;
  children?: Child;
}

function History({ days, name, of, valueOf, children }: HistoryProps) {
  const most = Math.max(...days.map(valueOf));
  const peak = days.findLast((day) => valueOf(day) === most)!;
  const all = total(days, valueOf);
  const [first, last] = [days[0]!.day, days.at(-1)!.day];
  return (
    <SmallChart
      name={name}
      figure={figure(all)}
      of={of}
      says={
        `${name}, by day from ${dayMonth(first)} to ${dayMonth(last)}: ${figure(all)}` +
        (most > 0 ? `, most of them, ${figure(most)}, on ${dayMonth(peak.day)}.` : ".")
      }
      bars={days.map((day) => ({ value: valueOf(day), now: day.day === last }))}
      first={dayMonth(first)}
      last={dayMonth(last)}
      point={
        most > 0
          ? { index: days.indexOf(peak), words: `${dayMonth(peak.day)}: ${figure(most)}` }
          : undefined
      }
    >
      {children}
    </SmallChart>
  );
}

function sentOn({ sent }: MailDay): number {
  return sent;
}

function total(days: readonly MailDay[], valueOf: (day: MailDay) => number): number {
  return days.reduce((sum, day) => sum + valueOf(day), 0);
}
