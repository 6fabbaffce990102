// One edition as a mail to one subscriber: an HTML part, and a text part that stands alone.
import { raw } from "hono/html";
import type { Part } from "../editions/edition.ts";
import { links } from "../links.ts";
import { plainDate, periodTitle, weekNumber, type Period } from "../papers/period.ts";
import { often } from "./confirmation-message.tsx";
import type { Letterhead } from "./letterhead.ts";
import type { Frequency, Signatory } from "./link-tokens.ts";
import { absolute, unsubscribeUrl } from "./mail-links.ts";
import { colour, Links, mailPage, Nameplate, Row, Rule, sans, serif } from "./mail-page.tsx";
import { buildLetter, type Letter } from "./message.ts";
import type { Card } from "./paper-card.tsx";
import { shortened, wrap } from "./plain-text.ts";

/** To whom a digest goes. */
export interface Subscriber extends Signatory {
  address: string;
  frequency: Frequency;
  confirmedAt: string | null;
}

export interface DigestContents {
  letterhead: Letterhead;
  period: Period;
  /** How many papers the edition holds, for this subscriber or not. */
  total: number;
  sample: boolean;
  /** Best first, never empty. */
  cards: readonly Card[];
  /** What each section has of the whole edition. */
  parts: readonly Part[];
  subscriber: Subscriber;
  now: Date;
}

export async function writeDigest(contents: DigestContents): Promise<Letter> {
  const { letterhead, period, subscriber, now } = contents;
  return await buildLetter({
    letterhead,
    to: subscriber.address,
    subject: digestSubject(contents),
    text: digestText(contents),
    html: digestHtml(contents),
    name: `digest.${period.key}.${subscriber.id}`,
    date: now,
    unsubscribeUrl: unsubscribeUrl(letterhead, subscriber),
  });
}

/** `SlopCodeBench: Benchmarking How Coding Agents Degrade… and 11 more · 27 March` */
function digestSubject({
  period,
  sample,
  cards,
}: Pick<DigestContents, "period" | "sample" | "cards">): string {
  const lead = shortened(cards[0]!.title, 60);
  const more = cards.length > 1 ? ` and ${cards.length - 1} more` : "";
  const when =
    period.kind === "day"
      ? plainDate(period.key).replace(/ \d+$/, "")
      : `week ${weekNumber(period)}`;
  return `${sample ? "Sample: " : ""}${lead}${more} · ${when}`;
}

const sampleNotice =
  "This is the sample that a new Broadsheet shows, not what was announced on this day.";

/** `132 papers` */
function inEdition({ total }: DigestContents): string {
  return total === 1 ? "1 paper" : `${total.toLocaleString("en-US")} papers`;
}

/** `12 for you`, unless that is all there are. */
function forYou({ total, cards }: DigestContents): string | undefined {
  return cards.length < total ? `${cards.length} for you` : undefined;
}

/** The sections that have papers of this edition, `Robot learning 12`, and where. */
function sectionsOf({ letterhead, period, parts }: DigestContents) {
  return parts
    .filter(({ papers }) => papers > 0)
    .map(({ section: { name, address }, papers }) => ({
      text: `${name} ${papers.toLocaleString("en-US")}`,
      url: absolute(letterhead, links.edition(period, { section: address })),
    }));
}

function farewell({ period }: DigestContents): string {
  return period.kind === "day" ? "That was today." : "That was the week.";
}

function whyYou({ letterhead, subscriber }: DigestContents): string {
  const { address, frequency, confirmedAt } = subscriber;
  const since = plainDate((confirmedAt ?? "").slice(0, 10));
  return `You asked for this on ${since} with ${address}: ${letterhead.siteName}, ${often(frequency)}. No opens or clicks are counted.`;
}

function digestText(contents: DigestContents): string {
  const { letterhead, period, sample, cards, subscriber } = contents;
  const receipt = [inEdition(contents), forYou(contents)].filter(Boolean).join(" · ");
  const sections = sectionsOf(contents);
  const parts = [
    [letterhead.siteName, periodTitle(period), receipt].join("\n"),
    ...(sample ? [wrap(sampleNotice)] : []),
    ...cards.map((card, index) => `${index + 1}. ${card.text}`),
    ...(sections.length > 0
      ? [["By section", ...sections.map(({ text, url }) => `${text}: ${url}`)].join("\n")]
      : []),
    farewell(contents),
    [
      "-- ",
      wrap(whyYou(contents)),
      `Read on the web: ${absolute(letterhead, links.edition(period))}`,
      `Unsubscribe: ${unsubscribeUrl(letterhead, subscriber)}`,
    ].join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

function digestHtml(contents: DigestContents): string {
  const { letterhead, period, sample, cards, subscriber } = contents;
  const [lead, ...rest] = cards;
  const sections = sectionsOf(contents);
  const small = `font:14px/22px ${sans};color:${colour.ink2}`;
  return mailPage({
    title: digestSubject(contents),
    preheader: preheader(contents),
    children: (
      <>
        <Nameplate siteName={letterhead.siteName} home={absolute(letterhead, "/")} />
        <Rule kind="double" />
        <Row style="padding-top:12px;padding-bottom:14px;text-align:center">
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
                <strong class="ink" style={`color:${colour.ink}`}>
                  {forYou(contents)}
                </strong>
              </>
            )}
          </p>
          {sample && (
            <p
              class="rubric"
              style={`margin:6px 0 0;font:14px/22px ${sans};color:${colour.rubric}`}
            >
              {sampleNotice}
            </p>
          )}
        </Row>
        <Rule kind="ink" />
        {raw(lead!.leadHtml)}
        {raw(rest.map((card) => card.html).join(""))}
        {sections.length > 0 && (
          <>
            <Rule kind="hair" />
            <Row style="padding-top:14px;padding-bottom:14px">
              <p class="ink-3" style={`margin:0;font:13px/21px ${sans};color:${colour.ink3}`}>
                By section
              </p>
              <Links links={sections} />
            </Row>
          </>
        )}
        <Rule kind="hair" />
        <Row style="padding-top:20px;padding-bottom:22px;text-align:center">
          <p class="ink" style={`margin:0;font:italic 18px/27px ${serif};color:${colour.ink}`}>
            {farewell(contents)}
          </p>
        </Row>
        <Rule kind="hair" />
        <Row style="padding-top:14px;padding-bottom:28px">
          <p
            class="ink-3"
            style={`margin:0 0 4px;font:13px/21px ${sans};color:${colour.ink3};overflow-wrap:anywhere`}
          >
            {whyYou(contents)}
          </p>
          <Links
            links={[
              { text: "Read on the web", url: absolute(letterhead, links.edition(period)) },
              { text: "Unsubscribe", url: unsubscribeUrl(letterhead, subscriber) },
            ]}
          />
        </Row>
      </>
    ),
  });
}

/** The titles after the lead, which the subject names. */
function preheader({ cards, period }: DigestContents): string {
  const titles = cards.slice(1, 4).map((card) => shortened(card.title, 60));
  return titles.length > 0 ? `${titles.join(" · ")}` : periodTitle(period);
}
