// One entry of arXiv's daily feed. Atom and RSS say the same under different names.
import { easternDay } from "../../papers/announcement-calendar.ts";
import { parseArxiv, type Identifier, type VersionedIdentifier } from "../../papers/identifier.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import type { Day } from "../../papers/period.ts";
import { recordOf } from "./records.ts";
import { splitAuthors } from "./author-names.ts";
import { parseMoment } from "../moments.ts";
import { childrenOf, textOf, type Element } from "../http/xml.ts";
import { oneLine } from "../../papers/one-line.ts";

export interface Announcement {
  kind: AnnouncementKind;
  day: Day;
  identifier: Identifier;
  version?: number;
  /** Absent when the entry could not be read. */
  record?: PaperRecord;
  /** Why not; a sentence. */
  fault?: string;
}

/** Strongest first: a paper that is new in one category is new. */
export const announcementKinds = ["new", "cross", "replace", "replace-cross"] as const;
export type AnnouncementKind = (typeof announcementKinds)[number];

// "arXiv:2508.13426v1 Announce Type: cross Abstract: As large …"
const head = /^arXiv:\S{1,40} Announce Type: ?([\w-]{1,40})(?: |$)/;

/** The announcement, or in words why it is none: it does not say of which paper, or of which day. */
export function parseEntry(element: Element): Announcement | string {
  const id = textOf(element, "id") ?? textOf(element, "guid") ?? "";
  const named = parseArxiv(id.replace(/^oai:arXiv\.org:/i, ""));
  if (!named) return `An entry of the feed has no arXiv identifier (“${id.slice(0, 60)}”).`;
  const published = textOf(element, "published") ?? textOf(element, "pubDate") ?? "";
  const moment = parseMoment(published);
  if (!moment) {
    return `The entry of ${id.slice(0, 60)} has no listing date (“${published.slice(0, 60)}”).`;
  }
  return { ...named, day: easternDay(moment), ...contentOf(element, named) };
}

function contentOf(
  element: Element,
  named: VersionedIdentifier,
): Pick<Announcement, "kind" | "record" | "fault"> {
  const summary = textOf(element, "summary") ?? textOf(element, "description") ?? "";
  const type = (textOf(element, "announce_type") ?? head.exec(summary)?.[1] ?? "").toLowerCase();
  const kind = announcementKinds.find((each) => each === type);
  if (!kind) {
    // It was announced, and must not pass for new.
    const weakest: AnnouncementKind = "replace-cross";
    return { kind: weakest, fault: `It is announced as “${type.slice(0, 40)}”, which is unknown.` };
  }
  const made = recordOf({
    ...named,
    title: textOf(element, "title"),
    abstract: summary.replace(head, "").replace(/^Abstract: ?/, ""),
    authors: childrenOf(element, "creator").flatMap(({ text }) => splitAuthors(text)),
    categories: childrenOf(element, "category").map(
      ({ attributes, text }) => attributes["term"] ?? oneLine(text),
    ),
    doi: textOf(element, "DOI"),
    journalRef: textOf(element, "journal_reference"),
    license: textOf(element, "rights"),
  });
  return { kind, ...made };
}
