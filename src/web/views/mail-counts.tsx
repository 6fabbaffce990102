// How many there are to whom mail goes, and how many to whom none goes any more.
import { Bar } from "./bar.tsx";
import type { Mail } from "./mail-headline.tsx";
import { figure } from "../../papers/words.ts";

export function Subscriptions({ mail: { figures } }: { mail: Mail }) {
  const { daily, weekly, alert, webhooks, paused, pending, unsubscribed } = figures.subscriptions;
  const active = daily + weekly + alert + webhooks;
  const rows: [name: string, number: number][] = [
    ["Daily", daily],
    ["Weekly", weekly],
    ["Alerts", alert],
    ["Webhooks", webhooks],
    ["Paused", paused],
  ];
  return (
    <section class="figure">
      <h2>Subscriptions</h2>
      <p>
        <strong>{figure(active + paused)}</strong>{" "}
        <small>
          confirmed; {figure(pending)} not yet, {figure(unsubscribed)} ended
        </small>
      </p>
      <Bars rows={rows} />
    </section>
  );
}

export function Suppressed({ mail: { figures } }: { mail: Mail }) {
  const { hard, soft, complaint, unsubscribed, owner } = figures.suppressed;
  const all = hard + soft + complaint + unsubscribed + owner;
  return (
    <section class="figure">
      <h2>Nothing more is sent to</h2>
      <p>
        <strong>{figure(all)}</strong>{" "}
        <small>{all === 1 ? "address" : "addresses"}, kept as keyed hashes</small>
      </p>
      <Bars
        rows={[
          ["Unsubscribed", unsubscribed],
          ["No such mailbox", hard],
          ["Came back again and again", soft],
          ["Reported mail as unwanted", complaint],
          ["The owner said so", owner],
        ]}
      />
    </section>
  );
}

function Bars({ rows }: { rows: readonly [name: string, number: number][] }) {
  const most = Math.max(1, ...rows.map(([, number]) => number));
  return (
    <ul class="bars">
      {rows.map(([name, number]) => (
        <Bar name={name} figure={figure(number)} share={number / most} />
      ))}
    </ul>
  );
}
