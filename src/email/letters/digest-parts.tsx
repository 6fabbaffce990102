// What stands in the gaps of a digest because of the papers that are in it.
import { raw } from "hono/html";
import { links } from "../../links.ts";
import { texToMailHtml, texToText } from "../../papers/tex/tex.ts";
import type { Card } from "../digests/card.ts";
import type { DigestContents } from "../digests/contents.ts";
import type { Letterhead } from "./letterhead.ts";
import { absolute } from "./mail-links.ts";
import { asHtml, colour, Row, Rule, sans } from "./mail-page.tsx";
import { wrap } from "../../papers/documents/wrap.ts";
import { shortened } from "./plain-text.ts";
import { gap } from "./template.ts";

/** `7 for you, 10 minutes`; nothing where that is all there are. */
export function forYou({ total, entries, minutes }: DigestContents): string | undefined {
  if (minutes !== undefined) return `${entries.length} for you, ${minutes} minutes`;
  return entries.length < total ? `${entries.length} for you` : undefined;
}

export function forYouHtml(contents: DigestContents): string {
  const words = forYou(contents);
  if (words === undefined) return "";
  const style = `color:${colour.ink};white-space:nowrap`;
  return asHtml(
    <>
      {" · "}
      <strong class="ink" style={style}>
        {words}
      </strong>
    </>,
  );
}

export function shortTitle({ title }: Card): string {
  return shortened(texToText(title), 60);
}

/** The gap of what stands next. */
export const titlesGap = "titles";

const countWords = ["No", "One", "Two", "Three"];

export function moreHtml(count: number): string {
  return asHtml(
    <>
      <Rule kind="hair" />
      <Row style="padding:16px 0">
        <p class="ink-2" style={`margin:0;font:14px/24px ${sans};color:${colour.ink2}`}>
          {countWords[count]} more: {raw(gap(titlesGap))}
        </p>
      </Row>
    </>,
  );
}

export function titleHtml(letterhead: Letterhead, { title, identifier }: Card): string {
  const url = absolute(letterhead, links.paper(identifier));
  return asHtml(
    <a class="ink-2" href={url} style={`color:${colour.ink2}`}>
      {raw(texToMailHtml(title))}
    </a>,
  );
}

export function moreText(count: number): string {
  return `\n\n${countWords[count]} more\n\n${gap(titlesGap)}`;
}

export function titleText(letterhead: Letterhead, { title, identifier }: Card): string {
  const indent = "   ";
  const url = absolute(letterhead, links.paper(identifier));
  return `${wrap(texToText(title), { indent })}\n${indent}Read: ${url}`;
}
