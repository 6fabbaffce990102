// A letter of a few sentences and at most one button: it asks somebody to confirm, lets somebody in,
// or tells something.
import type { Letterhead } from "./letterhead.ts";
import { absolute } from "./mail-links.ts";
import { colour, Links, mailPage, Nameplate, Row, Rule, sans, serif } from "./mail-page.tsx";
import { buildLetter, type Heading, type Letter } from "./message.ts";
import { wrap } from "../../papers/documents/wrap.ts";

export interface Words {
  subject: string;
  /** Paragraphs. */
  before: string[];
  button?: { text: string; url: string };
  after: string[];
}

interface Link {
  text: string;
  url: string;
}

interface PlainLetter extends Omit<Heading, "subject"> {
  words: Words;
  /** Below the rule, beside the name of the site. */
  links?: readonly Link[];
}

export function writePlainLetter({ words, links = [], ...heading }: PlainLetter): Letter {
  const { letterhead } = heading;
  return buildLetter({
    ...heading,
    subject: words.subject,
    text: textOf(letterhead, words, links),
    html: htmlOf(letterhead, words, links),
  });
}

function textOf({ siteName, siteUrl }: Letterhead, words: Words, links: readonly Link[]): string {
  const { before, button, after } = words;
  const paragraphs = [
    ...before.map((each) => wrap(each)),
    ...(button ? [button.url] : []),
    ...after.map((each) => wrap(each)),
    ["-- ", siteName, siteUrl.origin, ...links.map(({ text, url }) => `${text}: ${url}`)].join(
      "\n",
    ),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function htmlOf(letterhead: Letterhead, words: Words, links: readonly Link[]): string {
  const { subject, before, button, after } = words;
  return mailPage({
    title: subject,
    preheader: before[0] ?? "",
    children: (
      <>
        <Nameplate siteName={letterhead.siteName} home={absolute(letterhead, "/")} />
        <Rule kind="double" />
        <Row style="padding:20px 0">
          {before.map((each) => (
            <Paragraph text={each} />
          ))}
          {button && (
            // A cell, since Outlook gives links no room around their words.
            <table role="presentation" cellpadding="0" cellspacing="0" style="margin:20px 0">
              <tr>
                <td
                  class="button"
                  style={`background-color:${colour.ink};border-radius:2px;mso-padding-alt:10px 20px`}
                >
                  <a
                    href={button.url}
                    style={`display:inline-block;padding:10px 20px;font:600 15px/24px ${sans};color:${colour.paper};text-decoration:none`}
                  >
                    {button.text}
                  </a>
                </td>
              </tr>
            </table>
          )}
          {after.map((each) => (
            <Paragraph text={each} />
          ))}
        </Row>
        <Rule kind="hair" />
        <Row style="padding:12px 0 24px">
          <Links
            links={[{ text: letterhead.siteName, url: absolute(letterhead, "/") }, ...links]}
          />
        </Row>
      </>
    ),
  });
}

function Paragraph({ text }: { text: string }) {
  return (
    <p class="ink" style={`margin:0 0 12px;font:17px/27px ${serif};color:${colour.ink}`}>
      {text}
    </p>
  );
}
