// The letter as HTML. It holds no address but those of this site: what somebody wrote is shown without its
// links.
import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { headlineOf, sentenceOf } from "../../community/notifications/notification-words.ts";
import type { Notification } from "../../community/notifications/notification.ts";
import { links } from "../../links.ts";
import { excerpt } from "../../papers/markdown/excerpt.ts";
import { markdownToMailHtml, markdownToText } from "../../papers/markdown/markdown.ts";
import { texToMailHtml } from "../../papers/tex/tex.ts";
import {
  colour,
  Links,
  mailPage,
  Nameplate,
  Row,
  Rule,
  sans,
  serif,
} from "../letters/mail-page.tsx";
import { shortened } from "../letters/plain-text.ts";
import { styled } from "../letters/styled.ts";
import {
  byPaper,
  footerLinks,
  limitOf,
  linksOf,
  moreLine,
  urlOf,
  whyLine,
  type Contents,
} from "./contents.ts";

export function htmlOf(contents: Contents): string {
  const { letterhead, notifications, subject } = contents;
  const more = moreLine(contents);
  return mailPage({
    title: subject,
    preheader: preheaderOf(notifications),
    children: (
      <>
        <Nameplate siteName={letterhead.siteName} home={urlOf(contents, "/")} />
        <Rule kind="double" />
        {byPaper(notifications).map((group, index) => (
          <>
            {index > 0 && <Rule kind="ink" />}
            <OfPaper contents={contents} group={group} />
          </>
        ))}
        {more && (
          <>
            <Rule kind="ink" />
            <Row style="padding:14px 0">
              <p class="ink" style={`margin:0;font:17px/27px ${serif};color:${colour.ink}`}>
                {more}
              </p>
            </Row>
          </>
        )}
        <Rule kind="hair" />
        <Row style="padding:14px 0 28px">
          <p class="ink-3" style={`margin:0 0 4px;font:13px/21px ${sans};color:${colour.ink3}`}>
            {whyLine(contents)}
          </p>
          <Links links={footerLinks(contents)} />
        </Row>
      </>
    ),
  });
}

/** What a mail program shows behind the subject. */
function preheaderOf([first]: readonly Notification[]): string {
  const { about } = first!;
  return about.is === "comment"
    ? excerpt(about.comment.source!, 120)
    : shortened(sentenceOf(first!), 120);
}

function OfPaper({ contents, group }: { contents: Contents; group: readonly Notification[] }) {
  const paper = group[0]!.paper;
  return (
    <>
      {paper && (
        <Row style="padding:20px 0 0">
          <h2 style={`margin:0;font:700 20px/27px ${serif}`}>
            <a
              class="ink"
              href={urlOf(contents, links.paper(paper.identifier))}
              style={`color:${colour.ink};text-decoration:none`}
            >
              {raw(texToMailHtml(paper.title))}
            </a>
          </h2>
        </Row>
      )}
      {group.map((each, index) => (
        <>
          {index > 0 && <Rule kind="hair" />}
          <One contents={contents} notification={each} />
        </>
      ))}
    </>
  );
}

function One({ contents, notification }: { contents: Contents; notification: Notification }) {
  const links = linksOf(contents, notification);
  return (
    <Row style="padding:14px 0 12px">
      <p class="rubric" style={`margin:0;font:600 14px/22px ${sans};color:${colour.rubric}`}>
        {headlineOf(notification, contents.clock)}
      </p>
      <div class="ink said" style={`font:17px/27px ${serif};color:${colour.ink}`}>
        <Said notification={notification} limit={limitOf(contents)} />
      </div>
      {links.length > 0 && <Links links={links} />}
    </Row>
  );
}

function Said({ notification, limit }: { notification: Notification; limit: number }): Child {
  const { about } = notification;
  if (about.is !== "comment") {
    const sentence = sentenceOf(notification);
    return sentence === "" ? null : <p>{sentence}</p>;
  }
  const source = about.comment.source!;
  if (source.length <= limit) return raw(styled(markdownToMailHtml(source)));
  return shortened(markdownToText(source), limit)
    .split(/\n{2,}/)
    .map((paragraph) => <p style="white-space:pre-line">{paragraph}</p>);
}
