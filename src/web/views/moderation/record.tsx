// What is known of a reader, in a sentence to judge by.
import type { ReaderRecord } from "../../../community/moderation/record.ts";
import { links } from "../../../links.ts";
import { count } from "../../../papers/words.ts";

export function AuthorRecord({ record, now }: { record: ReaderRecord | undefined; now: Date }) {
  if (!record) return <p class="record">Its author has no account any more.</p>;
  return (
    <p class="record">
      <a href={links.personModerate(record.handle)}>{record.name}</a>: {recordInWords(record, now)}.
    </p>
  );
}

export function recordInWords(record: ReaderRecord, now: Date): string {
  const { shown, held, hidden, hides, warnings, suspensions, bans, restriction, role } = record;
  const acts = [
    hides > 0 && count(hides, "hidden comment"),
    warnings > 0 && count(warnings, "warning"),
    suspensions > 0 && count(suspensions, "suspension"),
    bans > 0 && count(bans, "ban"),
  ].filter(Boolean);
  return [
    ...(role === "reader" ? [] : [role]),
    `${ageInWords(record.since, now)} here`,
    `${count(shown, "comment")} shown${held > 0 ? `, ${held} waiting` : ""}${hidden > 0 ? `, ${hidden} hidden` : ""}`,
    acts.length > 0 ? `so far ${acts.join(", ")}` : "nothing against them so far",
    ...(restriction ? [restriction.kind === "banned" ? "banned now" : "suspended now"] : []),
  ].join("; ");
}

/** What their reports were worth so far. */
export function reporterInWords(record: ReaderRecord | undefined, now: Date): string {
  if (!record) return "a former reader";
  const { name, upheld, dismissed } = record;
  const earlier = upheld + dismissed;
  const worth =
    earlier === 0 ? "a first report" : `${upheld} of ${count(earlier, "earlier report")} upheld`;
  return `${name}, ${ageInWords(record.since, now)} here, ${worth}`;
}

/** `3 hours`, `2 days`, `5 months`, `2 years` */
function ageInWords(since: string, now: Date): string {
  const hours = Math.max(0, (now.getTime() - Date.parse(since)) / 3_600_000);
  const days = Math.floor(hours / 24);
  if (hours < 1) return "less than an hour";
  if (days < 1) return count(Math.floor(hours), "hour");
  if (days < 60) return count(days, "day");
  if (days < 730) return count(Math.floor(days / 30.44), "month");
  return count(Math.floor(days / 365.25), "year");
}
