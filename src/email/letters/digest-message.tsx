// One edition as a mail: an HTML part, and a text part that stands alone. What is in it and whatever
// belongs to one reader is left open, so that this is rendered once for all readers.
import { raw } from "hono/html";
import { links } from "../../links.ts";
import { longDate, parsePeriod, periodTitle, type Period } from "../../papers/period.ts";
import { inSentence } from "../../ranking/reason.ts";
import type { DigestContents } from "../digests/contents.ts";
import type { Letterhead } from "./letterhead.ts";
import { absolute } from "./mail-links.ts";
import { colour, Links, mailPage, Nameplate, Row, Rule, sans, serif } from "./mail-page.tsx";
import { wrap } from "../../papers/documents/wrap.ts";
import { gap } from "./template.ts";

/** The gaps of a digest. */
export const digestGaps = {
  subject: "subject",
  preheader: "preheader",
  /** `7 for you`, after what precedes it; may be empty. */
  forYou: "forYou",
  cards: "cards",
  /** The titles of what stands next; may be empty. */
  more: "more",
  whyYou: "whyYou",
  read: "read",
  manage: "manage",
  pause: "pause",
  unsubscribe: "unsubscribe",
};

/** What a digest says whoever gets it. */
export type FrameContents = Omit<DigestContents, "rhythm" | "entries" | "more" | "minutes">;

export interface DigestFrame {
  letterhead: Letterhead;
  contents: FrameContents;
  /** Whether whoever reads it may change the subscription. */
  controls: boolean;
}

const sampleNotice =
  "This is the sample that a new Broadsheet shows, not what was announced on this day.";

/** `announced 132 · here 132 · hidden 9`, or `132 papers` where no source said. */
function inEdition({ receipt, total }: FrameContents): string {
  if (!receipt) return total === 1 ? "1 paper" : `${inSentence(total)} papers`;
  const { announced, here, hidden } = receipt;
  const counts = [`announced ${inSentence(announced)}`, `here ${inSentence(here)}`];
  return [...counts, ...(hidden > 0 ? [`hidden ${inSentence(hidden)}`] : [])].join(" · ");
}

/** The sections that have papers of this edition, `Robot learning 12`, and where. */
function sectionsOf(letterhead: Letterhead, { parts }: FrameContents, period: Period) {
  return parts.map(({ name, address, papers }) => ({
    text: `${name} ${inSentence(papers)}`,
    url: absolute(letterhead, links.edition(period, { section: address })),
  }));
}

function farewell({ frequency, next }: FrameContents, period: Period): string {
  const until = next === undefined ? "" : ` Nothing else needs you until ${weekdayOf(next)}.`;
  if (frequency === "alert") return "That was what you follow.";
  return period.kind === "day" ? `That was today.${until}` : `That was the week.${until}`;
}

function weekdayOf(day: string): string {
  return longDate(day).split(" ")[0]!.replace(",", "");
}

export function digestText(frame: DigestFrame): string {
  const { letterhead, contents } = frame;
  const period = parsePeriod(contents.edition)!;
  const sections = sectionsOf(letterhead, contents, period);
  const parts = [
    [
      letterhead.siteName,
      periodTitle(period),
      `${inEdition(contents)}${gap(digestGaps.forYou)}`,
    ].join("\n"),
    ...(contents.sample ? [wrap(sampleNotice)] : []),
    `${gap(digestGaps.cards)}${gap(digestGaps.more)}`,
    ...(sections.length > 0
      ? [["By section", ...sections.map(({ text, url }) => `${text}: ${url}`)].join("\n")]
      : []),
    farewell(contents, period),
    [
      "-- ",
      gap(digestGaps.whyYou),
      ...footerLinks(frame).map(({ text, url }) => `${text}: ${url}`),
    ].join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

function footerLinks({ controls }: DigestFrame) {
  const reading = { text: "Read on the web", url: gap(digestGaps.read) };
  if (!controls) return [reading];
  return [
    reading,
    { text: "Change what you get", url: gap(digestGaps.manage) },
    { text: "Pause", url: gap(digestGaps.pause) },
    { text: "Unsubscribe", url: gap(digestGaps.unsubscribe) },
  ];
}

export function digestHtml(frame: DigestFrame): string {
  const { letterhead, contents } = frame;
  const period = parsePeriod(contents.edition)!;
  const sections = sectionsOf(letterhead, contents, period);
  const small = `font:14px/22px ${sans};color:${colour.ink2}`;
  return mailPage({
    title: gap(digestGaps.subject),
    preheader: gap(digestGaps.preheader),
    children: (
      <>
        <Nameplate siteName={letterhead.siteName} home={absolute(letterhead, "/")} />
        <Rule kind="double" />
        <Row style="padding:12px 0 14px;text-align:center">
          <h1
            class="ink date"
            style={`margin:0 0 2px;font:400 25px/34px ${serif};font-variant-numeric:oldstyle-nums;color:${colour.ink}`}
          >
            {periodTitle(period)}
          </h1>
          <p class="ink-2" style={`margin:0;${small}`}>
            {inEdition(contents)}
            {raw(gap(digestGaps.forYou))}
          </p>
          {contents.sample && (
            <p
              class="rubric"
              style={`margin:6px 0 0;font:14px/22px ${sans};color:${colour.rubric}`}
            >
              {sampleNotice}
            </p>
          )}
        </Row>
        <Rule kind="ink" />
        {raw(gap(digestGaps.cards))}
        {raw(gap(digestGaps.more))}
        {sections.length > 0 && (
          <>
            <Rule kind="hair" />
            <Row style="padding:14px 0">
              <p class="ink-3" style={`margin:0;font:13px/21px ${sans};color:${colour.ink3}`}>
                By section
              </p>
              <Links links={sections} />
            </Row>
          </>
        )}
        <Rule kind="hair" />
        <Row style="padding:20px 0 22px;text-align:center">
          <p class="ink" style={`margin:0;font:italic 18px/27px ${serif};color:${colour.ink}`}>
            {/* The last word never stands alone. */}
            {farewell(contents, period).replace(/ (\S+)$/, "\u00a0$1")}
          </p>
        </Row>
        <Rule kind="hair" />
        <Row style="padding:14px 0 28px">
          <p class="ink-3" style={`margin:0 0 4px;font:13px/21px ${sans};color:${colour.ink3}`}>
            {raw(gap(digestGaps.whyYou))}
          </p>
          <Links links={footerLinks(frame)} />
        </Row>
      </>
    ),
  });
}
