// What the archive of a reader holds of discussions: what they said there, did there and were told, and
// what moderators did about it as far as it is public. What these noted among themselves, and who
// reported what, is not theirs.
import { sql } from "kysely";
import { links } from "../../links.ts";
import type { Database } from "../../store/tables.ts";
import {
  ofReader,
  ownFile,
  ownFiles,
  readOwnRows,
  type OwnFile,
  type OwnTable,
} from "./own-rows.ts";

const comments: OwnTable = {
  table: "comments",
  file: "comments.json",
  says: "What you said in discussions, with the paper and the number of the comment that it replies to.",
  without: ["reader_id", "act_id", "people_mentioned"],
};

const others: readonly OwnTable[] = [
  {
    table: "comment_versions",
    file: "comment-versions.json",
    says: "What your comments said before you edited them.",
    isOwn: (reader) => sql`comment_id in (select id from comments where reader_id = ${reader})`,
  },
  {
    table: "comment_votes",
    file: "comment-votes.json",
    says: "The comments that you voted for, by number.",
    without: ["reader_id"],
  },
  {
    table: "mentions",
    file: "mentions.json",
    says: "The comments that mention you, by number, and as what.",
    without: ["reader_id"],
    isOwn: (reader) => sql`reader_id = ${reader} and exists (select 1 from comments
      where comments.id = comment_id
        and (standing = 'shown' or comments.reader_id = ${reader}))`,
  },
  {
    table: "former_handles",
    file: "former-handles.json",
    says: "The handles that you had before.",
    without: ["reader_id"],
  },
  {
    table: "followed_papers",
    file: "followed-discussions.json",
    says: "The papers whose discussion you follow.",
    without: ["reader_id"],
  },
  {
    table: "muted_threads",
    file: "muted-threads.json",
    says: "The threads of which you want to hear nothing, by the number of their first comment.",
    without: ["reader_id"],
  },
  {
    table: "muted_people",
    file: "muted-people.json",
    says: "The people of whom you want to hear nothing.",
    without: ["reader_id"],
  },
  {
    table: "claims",
    file: "claims.json",
    says: "The papers that you say you wrote, and what became of it.",
    without: ["reader_id", "decided_by"],
  },
  {
    table: "reports",
    file: "reports.json",
    says: "The comments that you reported, by number, and why.",
    without: ["reader_id", "act_id", "people_mentioned"],
  },
  {
    table: "notifications",
    file: "notifications.json",
    says: "What you were told here.",
    without: ["reader_id", "outbox_id"],
  },
  {
    table: "restrictions",
    file: "restrictions.json",
    says: "Whether you may not write for now.",
    without: ["reader_id", "act_id", "people_mentioned"],
  },
  {
    table: "moderation_acts",
    file: "moderation-about-you.json",
    says: "What moderators did about you and your comments.",
    without: ["reader_id", "moderator_id", "note", "detail"],
    // That somebody found nothing wrong would tell that somebody else had reported it.
    isOwn: (reader) => sql`reader_id = ${reader} and kind <> 'dismiss'`,
  },
  {
    table: "moderation_acts",
    file: "moderation-by-you.json",
    says: "What you did as a moderator.",
    without: ["reader_id", "moderator_id", "note", "detail"],
    isOwn: (reader) => sql`moderator_id = ${reader}`,
  },
  {
    table: "held_words",
    file: "held-words.json",
    says: "The words and domains that you had looked at first, as a moderator.",
    without: ["reader_id"],
  },
];

export const ownDiscussion: readonly OwnTable[] = [comments, ...others];

export async function* listOwnDiscussion(db: Database, reader: number): AsyncGenerator<OwnFile> {
  const said = await readOwnRows(db, comments, ofReader(comments, reader));
  yield ownFile(comments, said);
  yield {
    name: "comments.md",
    says: "The same to be read: each with its paper.",
    contents: said.map(toMarkdown).join("\n---\n\n"),
  };
  yield* ownFiles(db, others, (table) => ofReader(table, reader));
}

function toMarkdown(comment: Record<string, unknown>): string {
  const { id, paper, parent_id, source, standing, at } = comment as unknown as Said;
  const facts = [
    links.comment(id),
    at,
    ...(parent_id === null ? [] : [`in reply to ${links.comment(parent_id)}`]),
    ...(standing === "shown" ? [] : [standing]),
  ];
  const of = paper === null ? "" : `# ${paper.title} (${paper.identifier})\n\n`;
  return `${of}${facts.join(", ")}\n\n${source}\n`;
}

interface Said {
  id: number;
  paper: { identifier: string; title: string } | null;
  parent_id: number | null;
  source: string;
  standing: string;
  at: string;
}
