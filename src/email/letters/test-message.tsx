// The letter by which the owner of an instance sees that its mail arrives, and what to look at in it.
import { randomBytes } from "node:crypto";
import { links } from "../../links.ts";
import type { Letterhead } from "./letterhead.ts";
import { absolute } from "./mail-links.ts";
import { colour, Links, mailPage, Nameplate, Row, Rule, serif } from "./mail-page.tsx";
import { domainOf } from "./mail-domain.ts";
import { buildLetter, type Letter } from "./message.ts";
import { wrap } from "../../papers/documents/wrap.ts";

export function writeTestMail(options: { letterhead: Letterhead; to: string; now: Date }): Letter {
  const { letterhead, to, now } = options;
  const subject = `A test mail from ${letterhead.siteName}`;
  const words = wordsOf(letterhead);
  return buildLetter({
    letterhead,
    to,
    subject,
    text: textOf(letterhead, words),
    html: htmlOf(letterhead, subject, words),
    kind: "test",
    name: `test.${randomBytes(9).toString("hex")}`,
    date: now,
  });
}

interface Words {
  before: string[];
  checks: string[];
  after: string;
}

function wordsOf({ siteName, siteUrl, from }: Letterhead): Words {
  const domain = domainOf(from);
  return {
    before: [
      `This mail was asked for on the owner’s page of ${siteName}. If you can read it, mail leaves and arrives. Look at how it arrived:`,
    ],
    checks: [
      "Where did it lie? If it was in the spam folder, say that it is no spam, and read on.",
      "Open its source (“Show original”, “View source”) and look for Authentication-Results. It is to say spf=pass, dkim=pass and dmarc=pass.",
      `The domain beside dkim (header.d or header.i) is to be ${domain}, or one that ends alike.`,
      `Does the link below lead to ${siteUrl.origin}, from outside your network too?`,
    ],
    after: `Where something is amiss, “broadsheet doctor mail ${domain}” says which records are missing. A digest carries a link to unsubscribe as well; this letter has none, since nobody subscribed to it.`,
  };
}

function textOf({ siteName, siteUrl }: Letterhead, { before, checks, after }: Words): string {
  const list = checks.map((each, index) => {
    const [first = "", ...rest] = wrap(each, { width: 72, indent: "   " }).split("\n");
    return [`${index + 1}. ${first.trimStart()}`, ...rest].join("\n");
  });
  const paragraphs = [
    ...before.map((each) => wrap(each)),
    list.join("\n"),
    wrap(after),
    ["-- ", siteName, siteUrl.origin].join("\n"),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function htmlOf(letterhead: Letterhead, title: string, { before, checks, after }: Words): string {
  return mailPage({
    title,
    preheader: before[0] ?? "",
    children: (
      <>
        <Nameplate siteName={letterhead.siteName} home={absolute(letterhead, links.home)} />
        <Rule kind="double" />
        <Row style="padding-top:20px;padding-bottom:20px">
          {before.map((each) => (
            <p class="ink" style={`margin:0 0 12px;${reading}`}>
              {each}
            </p>
          ))}
          <ol class="ink" style={`margin:0 0 12px;padding-left:24px;${reading}`}>
            {checks.map((each) => (
              <li style="margin:0 0 6px">{each}</li>
            ))}
          </ol>
          <p class="ink" style={`margin:0;${reading}`}>
            {after}
          </p>
        </Row>
        <Rule kind="hair" />
        <Row style="padding-top:12px;padding-bottom:24px">
          <Links
            links={[
              { text: letterhead.siteName, url: absolute(letterhead, links.home) },
              { text: "How mail fares", url: absolute(letterhead, links.ownerMail) },
            ]}
          />
        </Row>
      </>
    ),
  });
}

const reading = `font:17px/27px ${serif};color:${colour.ink}`;
