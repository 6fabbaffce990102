// The letter that tells a reader what others said, and what was decided about them. It holds no address
// but those of this site: what somebody wrote is shown without its links.
import { randomBytes } from "node:crypto";
import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { headlineOf, sentenceOf } from "../../community/notifications/notice-words.ts";
import {
  kindNames,
  namesOfKinds,
  noticeKinds,
} from "../../community/notifications/notice-kinds.ts";
import type { Told } from "../../community/notifications/told.ts";
import { links } from "../../links.ts";
import { markdownToMailHtml, markdownToText } from "../../papers/markdown/markdown.ts";
import { texToMailHtml, texToText } from "../../papers/tex/tex.ts";
import { signOff } from "../notices/off-link.ts";
import { noticeSubject } from "../notices/subject.ts";
import type { Letterhead } from "./letterhead.ts";
import { domainOf } from "./mail-domain.ts";
import { absolute } from "./mail-links.ts";
import { colour, Links, mailPage, Nameplate, Row, Rule, sans, serif } from "./mail-page.tsx";
import { buildLetter, type Letter } from "./message.ts";
import { shortened, wrap } from "./plain-text.ts";

export interface NoticeLetter {
  letterhead: Letterhead;
  /** Whose letter it is, and where it goes. */
  reader: { id: number; address: string };
  /** At least one. */
  told: readonly Told[];
  now: Date;
}

/** The rest of a long letter is told in a line: Gmail cuts letters off at 102 KB. */
const mostTold = 20;
/** In characters; of a longer comment the beginning. */
const longestText = 1500;
/** The same in a letter of more than five. */
const longestOfMany = 500;

export function writeNotices(letter: NoticeLetter): Letter {
  const { letterhead, reader, told, now } = letter;
  const kinds = noticeKinds.filter((kind) => told.some((each) => each.kind === kind));
  const contents = { ...letter, kinds, subject: noticeSubject(told) };
  return buildLetter({
    letterhead,
    to: reader.address,
    subject: contents.subject,
    kind: "notice",
    name: `notice.${randomBytes(12).toString("hex")}`,
    date: now,
    text: textOf(contents),
    html: htmlOf(contents),
    notices: { off: offUrl(contents, kinds), follows: threadOf(letter), kinds },
  });
}

type Contents = NoticeLetter & { kinds: readonly Told["kind"][]; subject: string };

/**
 * Names of messages that never were: the discussion of the paper, and the thread. Mail programs put under
 * one roof what follows the same.
 */
function threadOf({ letterhead, told }: NoticeLetter): string[] {
  const one = (names: string[]) => (new Set(names).size === 1 ? [names[0]!] : []);
  const papers = one(told.map(({ paper }) => `discussion.${paper?.id ?? 0}`));
  if (told[0]?.paper === undefined || papers.length === 0) return [];
  const threads = one(
    told.map(({ about }) => (about.is === "comment" ? `thread.${about.comment.root}` : "")),
  ).filter(Boolean);
  return [...papers, ...threads].map((name) => `<${name}@${domainOf(letterhead.from)}>`);
}

function offUrl({ letterhead, reader }: NoticeLetter, kinds: readonly Told["kind"][]): string {
  const token = signOff(letterhead.secret, { reader: reader.id, kinds });
  return absolute(letterhead, links.notificationsOff(token));
}

/** By papers, in the order in which they come. */
function byPaper(told: readonly Told[]): Told[][] {
  const groups = new Map<number, Told[]>();
  for (const each of told.slice(0, mostTold)) {
    const paper = each.paper?.id ?? 0;
    groups.set(paper, [...(groups.get(paper) ?? []), each]);
  }
  return [...groups.values()];
}

function textOf(contents: Contents): string {
  const { letterhead, told } = contents;
  const parts = byPaper(told).flatMap((group) => {
    const paper = group[0]!.paper;
    return [
      ...(paper
        ? [`${wrap(texToText(paper.title))}\n${urlOf(contents, links.paper(paper.identifier))}`]
        : []),
      ...group.map((each) => toldText(contents, each)),
    ];
  });
  const more = moreLine(contents);
  const footer = [
    "-- ",
    ...wrap(whyLine(contents)).split("\n"),
    ...footerLinks(contents).map(({ text, url }) => `${text}: ${url}`),
  ];
  return `${[letterhead.siteName, ...parts, ...(more ? [wrap(more)] : []), footer.join("\n")].join("\n\n")}\n`;
}

function toldText(contents: Contents, each: Told): string {
  const said =
    each.about.is === "comment" ? markdownToText(each.about.comment.source!) : sentenceOf(each);
  const text = shortened(said, limitOf(contents));
  const links = toldLinks(contents, each).map(({ text, url }) => `${indent}${text}: ${url}`);
  return [
    `${headlineOf(each)}${text === "" ? "." : ":"}`,
    text.split("\n").map(indented).join("\n"),
    links.join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const indent = "   ";

/** Code keeps its own indentation. */
function indented(line: string): string {
  const own = /^ */.exec(line)![0];
  return wrap(line, { indent: indent + own });
}

function limitOf({ told }: Contents): number {
  return told.length > 5 ? longestOfMany : longestText;
}

function toldLinks(contents: Contents, { about }: Told) {
  const comment =
    about.is === "comment" ? about.comment.id : about.is === "act" ? about.comment : null;
  if (comment === null) return [];
  const read = urlOf(contents, links.comment(comment));
  if (about.is !== "comment") return [{ text: "Your comment", url: read }];
  return [
    { text: "Read and answer", url: read },
    { text: "Mute this thread", url: urlOf(contents, links.commentMute(comment)) },
  ];
}

function urlOf({ letterhead }: Contents, path: string): string {
  return absolute(letterhead, path);
}

function moreLine({ told }: Contents): string | undefined {
  const more = told.length - mostTold;
  return more > 0 ? `And ${more} more, which stand among your notifications.` : undefined;
}

function whyLine({ letterhead, kinds }: Contents): string {
  const names = namesOfKinds(kinds);
  return `You have an account at ${letterhead.siteName}, and are told of ${names} by mail.`;
}

function footerLinks(contents: Contents) {
  const { kinds } = contents;
  return [
    ...kinds.map((kind) => ({
      text: `No letters about ${kindNames[kind]}`,
      url: offUrl(contents, [kind]),
    })),
    { text: "All notifications", url: urlOf(contents, links.notifications) },
    { text: "Settings", url: urlOf(contents, `${links.settings}#notifications`) },
  ];
}

function htmlOf(contents: Contents): string {
  const { letterhead, told, subject } = contents;
  const more = moreLine(contents);
  return mailPage({
    title: subject,
    preheader: preheaderOf(told),
    children: (
      <>
        <Nameplate siteName={letterhead.siteName} home={urlOf(contents, "/")} />
        <Rule kind="double" />
        {byPaper(told).map((group, index) => (
          <>
            {index > 0 && <Rule kind="ink" />}
            <PaperTold contents={contents} group={group} />
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
function preheaderOf([first]: readonly Told[]): string {
  const { about } = first!;
  return shortened(
    about.is === "comment" ? markdownToText(about.comment.source!) : sentenceOf(first!),
    120,
  );
}

function PaperTold({ contents, group }: { contents: Contents; group: readonly Told[] }) {
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
          <OneTold contents={contents} told={each} />
        </>
      ))}
    </>
  );
}

function OneTold({ contents, told }: { contents: Contents; told: Told }) {
  const links = toldLinks(contents, told);
  return (
    <Row style="padding:14px 0 12px">
      <p class="rubric" style={`margin:0;font:600 14px/22px ${sans};color:${colour.rubric}`}>
        {headlineOf(told)}
      </p>
      <div class="ink said" style={`font:17px/27px ${serif};color:${colour.ink}`}>
        <Said told={told} limit={limitOf(contents)} />
      </div>
      {links.length > 0 && <Links links={links} />}
    </Row>
  );
}

function Said({ told, limit }: { told: Told; limit: number }): Child {
  const { about } = told;
  if (about.is !== "comment") {
    const sentence = sentenceOf(told);
    return sentence === "" ? null : <p>{sentence}</p>;
  }
  const source = about.comment.source!;
  if (source.length <= limit) return raw(markdownToMailHtml(source));
  return shortened(markdownToText(source), limit)
    .split(/\n{2,}/)
    .map((paragraph) => <p style="white-space:pre-line">{paragraph}</p>);
}
