// The completeness receipt, spelt out in the rail.
import type { Child } from "hono/jsx";
import type { Receipt } from "../../editions/receipt.ts";
import { links } from "../../links.ts";
import { announcementMomentOf } from "../../papers/announcement-calendar.ts";
import { dayIn, type Day, type Period } from "../../papers/period.ts";
import { sourceName } from "../../papers/source-name.ts";
import { Moment, ShortDate } from "./dates.tsx";
import { eastern, timeIn } from "../../papers/moments.ts";
import { figure } from "../../papers/words.ts";

interface ReceiptProps {
  receipt: Receipt;
  period: Period;
}

interface ReceiptRailProps extends ReceiptProps {
  timeZone: string;
  now: Date;
}

export function ReceiptRail({ receipt, period, timeZone, now }: ReceiptRailProps) {
  if (!receipt.known) return null;
  return (
    <section class="receipt-rail">
      <h2>{completeness(receipt)}</h2>
      <Tally receipt={receipt} period={period} timeZone={timeZone} now={now} />
      <p>
        <a href={links.receipt(period)}>The whole receipt</a>
      </p>
    </section>
  );
}

function completeness({ missing }: Receipt): string {
  if (missing === 0) return "Nothing is missing";
  return missing === 1 ? "One paper is missing" : `${figure(missing)} papers are missing`;
}

/** Every count with what it is of; what is nought is left out. */
export function Tally({ receipt, period, timeZone, now }: ReceiptRailProps) {
  const { hereSince, here, late } = receipt;
  const afterwards = late === here && here > 0;
  const since = afterwards ? "gathered afterwards" : hereSince && sinceOf(timeZone, hereSince, now);
  const hidden = <a href={`${links.receipt(period)}#hidden`}>Hidden by a rule</a>;
  const missing = <a href={`${links.receipt(period)}#missing`}>Missing</a>;
  return (
    <dl class="tally">
      <Line of="Announced by arXiv" papers={receipt.announced}>
        {period.kind === "day" && <BothClocks day={period.key} timeZone={timeZone} />}
      </Line>
      <Line of="Here" papers={here}>
        {since}
      </Line>
      {late > 0 && !afterwards && <Line of="Of these late" papers={late} />}
      {receipt.missing > 0 && <Line of={missing} papers={receipt.missing} short />}
      {receipt.hidden > 0 && <Line of={hidden} papers={receipt.hidden} />}
      {receipt.merged > 0 && <Line of="Merged with another one" papers={receipt.merged} />}
      {receipt.featured > 0 && <Line of="Featured, beside them" papers={receipt.featured} />}
      {receipt.imported > 0 && <Line of="Imported, beside them" papers={receipt.imported} />}
      {receipt.replacements > 0 && (
        <Line of="Replacements, not shown as new" papers={receipt.replacements} />
      )}
      {receipt.sources.map(({ source, announced, lastSuccess }) => (
        <Line of={`${sourceName(source)} announced`} papers={announced}>
          {lastSuccess === undefined ? (
            "never asked with success"
          ) : (
            <>
              last success <Moment timeZone={timeZone} at={lastSuccess} now={now} />
            </>
          )}
        </Line>
      ))}
    </dl>
  );
}

interface LineProps {
  of: Child;
  papers: number;
  /** Fewer than there should be. */
  short?: boolean;
  children?: Child;
}

function Line({ of, papers, short = false, children }: LineProps) {
  return (
    <div class={short ? "short" : undefined}>
      <dt>
        {of}
        {children && <small>{children}</small>}
      </dt>
      <dd>{figure(papers)}</dd>
    </div>
  );
}

/** `Thursday 26 March at 20:00 Eastern time, 00:00 UTC` */
function BothClocks({ day, timeZone }: { day: Day; timeZone: string }) {
  const at = announcementMomentOf(day);
  return (
    <>
      <ShortDate day={dayIn(eastern, at)} /> at {timeIn(eastern, at)}
      {timeZone !== eastern && `, ${timeIn(timeZone, at)}`}
    </>
  );
}

function sinceOf(timeZone: string, at: string, now: Date): Child {
  return (
    <>
      since <Moment timeZone={timeZone} at={at} now={now} />
    </>
  );
}
