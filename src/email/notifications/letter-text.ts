// The letter as plain text.
import { headlineOf, sentenceOf } from "../../community/notifications/notification-words.ts";
import type { Notification } from "../../community/notifications/notification.ts";
import { links } from "../../links.ts";
import { markdownToText } from "../../papers/markdown/markdown.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { wrap } from "../../papers/documents/wrap.ts";
import { shortened } from "../letters/plain-text.ts";
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

export function textOf(contents: Contents): string {
  const { letterhead, notifications } = contents;
  const parts = byPaper(notifications).flatMap((group) => {
    const paper = group[0]!.paper;
    return [
      ...(paper
        ? [`${wrap(texToText(paper.title))}\n${urlOf(contents, links.paper(paper.identifier))}`]
        : []),
      ...group.map((each) => one(contents, each)),
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

function one(contents: Contents, notification: Notification): string {
  const { about } = notification;
  const said =
    about.is === "comment" ? markdownToText(about.comment.source!) : sentenceOf(notification);
  const text = shortened(said, limitOf(contents));
  const links = linksOf(contents, notification).map(({ text, url }) => `${indent}${text}: ${url}`);
  return [
    `${headlineOf(notification, contents.clock)}${text === "" ? "." : ":"}`,
    text.split("\n").map(indented).join("\n"),
    links.join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const indent = "   ";

/** Code keeps its own indentation, and the spaces within it. */
function indented(line: string): string {
  if (/\S {2,}/.test(line)) return indent + line;
  const own = /^ */.exec(line)![0];
  return wrap(line, { indent: indent + own });
}
