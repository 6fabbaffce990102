// One edition as a mail: an HTML part, and a text part that stands alone. The cards and whatever
// belongs to one reader are left open, so that this is rendered once for all who get the same.
import { raw } from "hono/html";
import { links } from "../links.ts";
import { longDate, parsePeriod, periodTitle, type Period } from "../papers/period.ts";
import { texToMailHtml, texToText } from "../papers/tex/tex.ts";
import type { Card } from "./card.ts";
import type { DigestContents } from "./contents.ts";
import type { Letterhead } from "./letterhead.ts";
import { absolute } from "./mail-links.ts";
import { colour, Links, mailPage, Nameplate, Row, Rule, sans, serif } from "./mail-page.tsx";
import { shortened, wrap } from "./plain-text.ts";
import { subjectOf } from "./subject.ts";
import { gap } from "./template.ts";

/** The gaps of a digest. */
export const digestGaps = {
  cards: "cards",
  whyYou: "whyYou",
  read: "read",
  manage: "manage",
  pause: "pause",
  unsubscribe: "unsubscribe",
};

export interface DigestMessage {
  letterhead: Letterhead;
  contents: DigestContents;
  cards: ReadonlyMap<number, Card>;
  /** Whether whoever reads it may change the subscription. */
  controls: boolean;
}

const sampleNotice =
  "This is the sample that a new Broadsheet shows, not what was announced on this day.";

/** `announced 132 · here 132 · hidden 9`, or `132 papers` where no source said. */
function inEdition({ receipt, total }: DigestContents): string {
  if (!receipt) return total === 1 ? "1 paper" : `${grouped(total)} papers`;
  const { announced, here, hidden } = receipt;
  const counts = [`announced ${grouped(announced)}`, `here ${grouped(here)}`];
  return [...counts, ...(hidden > 0 ? [`hidden ${grouped(hidden)}`] : [])].join(" · ");
}

/** `7 for you, ten minutes`; nothing where that is all there are. */
function forYou({ total, entries, minutes }: DigestContents): string | undefined {
  if (minutes !== undefined) return `${entries.length} for you, ${minutes} minutes`;
  return entries.length < total ? `${entries.length} for you` : undefined;
}

/** The sections that have papers of this edition, `Robot learning 12`, and where. */
function sectionsOf(letterhead: Letterhead, { parts }: DigestContents, period: Period) {
  return parts.map(({ name, address, papers }) => ({
    text: `${name} ${grouped(papers)}`,
    url: absolute(letterhead, links.edition(period, { section: address })),
  }));
}

function farewell({ frequency, next }: DigestContents, period: Period): string {
  const until = next === undefined ? "" : ` Nothing else needs you until ${weekdayOf(next)}.`;
  if (frequency === "alert") return "That was what you follow.";
  return period.kind === "day" ? `That was today.${until}` : `That was the week.${until}`;
}

function weekdayOf(day: string): string {
  return longDate(day).split(" ")[0]!.replace(",", "");
}

function moreTitles({ contents, cards }: DigestMessage): Card[] {
  return contents.more.map((paper) => cards.get(paper)!);
}

const countWords = ["No", "One", "Two", "Three"];

export function digestText(message: DigestMessage): string {
  const { letterhead, contents } = message;
  const period = parsePeriod(contents.edition)!;
  const sections = sectionsOf(letterhead, contents, period);
  const more = moreTitles(message);
  const parts = [
    [
      letterhead.siteName,
      periodTitle(period),
      [inEdition(contents), forYou(contents)].filter(Boolean).join(" · "),
    ].join("\n"),
    ...(contents.sample ? [wrap(sampleNotice)] : []),
    gap(digestGaps.cards),
    ...(more.length > 0
      ? [`${countWords[more.length]} more`, ...more.map((card) => titleText(letterhead, card))]
      : []),
    ...(sections.length > 0
      ? [["By section", ...sections.map(({ text, url }) => `${text}: ${url}`)].join("\n")]
      : []),
    farewell(contents, period),
    [
      "-- ",
      gap(digestGaps.whyYou),
      ...footerLinks(message).map(({ text, url }) => `${text}: ${url}`),
    ].join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

function footerLinks({ controls }: DigestMessage) {
  const reading = { text: "Read on the web", url: gap(digestGaps.read) };
  if (!controls) return [reading];
  return [
    reading,
    { text: "Change what you get", url: gap(digestGaps.manage) },
    { text: "Pause", url: gap(digestGaps.pause) },
    { text: "Unsubscribe", url: gap(digestGaps.unsubscribe) },
  ];
}

function titleText(letterhead: Letterhead, card: Card): string {
  const indent = "   ";
  const url = absolute(letterhead, links.paper(card.identifier));
  return `${wrap(titleOf(card), { indent })}\n${indent}Read: ${url}`;
}

function titleOf({ title }: Card): string {
  return texToText(title);
}

export function digestHtml(message: DigestMessage): string {
  const { letterhead, contents, cards } = message;
  const period = parsePeriod(contents.edition)!;
  const sections = sectionsOf(letterhead, contents, period);
  const more = moreTitles(message);
  const small = `font:14px/22px ${sans};color:${colour.ink2}`;
  return mailPage({
    title: subjectOf(contents, cards),
    preheader: preheader(message, period),
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
            {forYou(contents) && (
              <>
                {" · "}
                <strong class="ink" style={`color:${colour.ink};white-space:nowrap`}>
                  {forYou(contents)}
                </strong>
              </>
            )}
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
        {more.length > 0 && (
          <>
            <Rule kind="hair" />
            <Row style="padding:16px 0">
              <p class="ink-2" style={`margin:0;font:14px/24px ${sans};color:${colour.ink2}`}>
                {countWords[more.length]} more:{" "}
                {more.map(({ title, identifier }, index) => (
                  <>
                    {index > 0 && " · "}
                    <a
                      class="ink-2"
                      href={absolute(letterhead, links.paper(identifier))}
                      style={`color:${colour.ink2}`}
                    >
                      {raw(texToMailHtml(title))}
                    </a>
                  </>
                ))}
              </p>
            </Row>
          </>
        )}
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
          <Links links={footerLinks(message)} />
        </Row>
      </>
    ),
  });
}

/** The titles after the lead, which the subject names. */
function preheader({ contents: { entries }, cards }: DigestMessage, period: Period): string {
  const titles = entries.slice(1, 4).map(({ paper }) => shortened(titleOf(cards.get(paper)!), 60));
  return titles.length > 0 ? titles.join(" · ") : periodTitle(period);
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
