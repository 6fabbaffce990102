// How long ago something was said; the moment itself lies behind it.
import { dayIn } from "../../papers/period.ts";
import { PlainDate, When } from "./dates.tsx";
import { momentIn } from "../../papers/moments.ts";
import { count } from "../../papers/words.ts";

interface AgoProps {
  /** ISO 8601. */
  at: string;
  now: Date;
  timeZone: string;
}

/** `just now`, `20 minutes ago`, `3 days ago`; after a month the date. */
export function Ago({ at, now, timeZone }: AgoProps) {
  return (
    <time datetime={at} title={momentIn(timeZone, at, now)}>
      {ago(at, now) ?? <PlainDate day={dayIn(timeZone, new Date(at))} kept />}
    </time>
  );
}

/** `3 days ago, on 24 March at 07:12 UTC`: for the one thing that a page is about. */
export function AgoInFull({ at, now, timeZone }: AgoProps) {
  const before = ago(at, now);
  return (
    <time datetime={at}>
      {before !== undefined && `${before}, `}
      <When at={at} now={now} timeZone={timeZone} />
    </time>
  );
}

function ago(at: string, now: Date): string | undefined {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000);
  if (minutes < 1) return "just\u00a0now";
  if (minutes < 60) return before(minutes, "minute");
  if (minutes < 24 * 60) return before(Math.floor(minutes / 60), "hour");
  const days = Math.floor(minutes / (24 * 60));
  return days <= 30 ? before(days, "day") : undefined;
}

function before(number: number, unit: string): string {
  return `${count(number, unit)}\u00a0ago`;
}
