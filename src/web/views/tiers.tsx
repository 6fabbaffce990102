// Importance is size: one lead, five featured, ten in two columns, then titles. The order in the
// document is the rank.
import type { Child } from "hono/jsx";
import { featuredNote } from "../../editions/featured-note.ts";
import type { Entry } from "../../editions/standings.ts";
import { dayIn, type Period } from "../../papers/period.ts";
import { mainReasons } from "../../ranking/reason.ts";
import { Card, type CardSize } from "./card.tsx";
import type { OwnMarks } from "../own-marks.ts";
import { ShortDate } from "./dates.tsx";

interface TiersProps {
  entries: readonly Entry[];
  period: Period;
  marks: OwnMarks;
  /** The papers that came after their day, and when. */
  late?: ReadonlyMap<number, string> | undefined;
  timeZone: string;
  back: string;
  /** What stands after the third paper on phones. */
  afterThird: Child;
  /** What stands beside the tiers, or between them where the window is narrow. */
  rail: Child;
  /** What stands below the last paper. */
  foot: Child;
  /** They are few, and each is shown as a featured one. */
  few?: boolean;
}

export function Tiers(props: TiersProps) {
  const {
    entries,
    period,
    marks,
    late,
    timeZone,
    back,
    afterThird,
    rail,
    foot,
    few = false,
  } = props;
  const bothClocks = new Set(entries.map((entry) => entry.kind)).size > 1;
  const sizeOf = (entry: Entry) => sizeAt(entry.place, { first: entries[0]!.place, few });
  const card = (entry: Entry) => (
    <Card
      paper={entry.paper}
      size={sizeOf(entry)}
      reasons={mainReasons(entry.reasons)}
      note={featuredNote(entry, bothClocks)}
      scored={entry}
      marks={marks}
      back={back}
      late={lateOn(late?.get(entry.paper.id), timeZone)}
      date={period.kind === "day" ? undefined : <ShortDate day={entry.day} kept />}
    />
  );
  const tier = (size: CardSize) => entries.filter((entry) => sizeOf(entry) === size);
  const large = [...tier("lead"), ...tier("featured")];
  const also = tier("also");
  const announced = tier("announced");
  const columns = also.length > 0 && <div class="tier-also">{also.map(card)}</div>;
  // Where all are large, the end of the list is not parted from it by the rail.
  const isWhole = large.length === entries.length;
  return (
    <div class="columns">
      <div class="papers">
        {large.slice(0, 3).map(card)}
        {large.length > 0 ? afterThird : columns}
        {large.slice(3).map(card)}
        {isWhole && foot}
      </div>
      {rail}
      <div class="papers papers-further">
        {large.length > 0 && columns}
        {announced.length > 0 && <div class="tier-announced">{announced.map(card)}</div>}
        {large.length === 0 && afterThird}
        {!isWhole && foot}
      </div>
    </div>
  );
}

function lateOn(at: string | undefined, timeZone: string): Child {
  return at === undefined ? undefined : <ShortDate day={dayIn(timeZone, new Date(at))} />;
}

/** A later page has neither lead nor featured: those stand on the first. */
function sizeAt(place: number, { first, few }: { first: number; few: boolean }): CardSize {
  if (first > 1) return place < first + 10 ? "also" : "announced";
  if (place === 1) return "lead";
  if (place <= 6 || few) return "featured";
  return place <= 16 ? "also" : "announced";
}
