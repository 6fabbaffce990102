// Everything about a reader's account that their archive holds; what came by mail is in
// email/subscriptions/own-mail.ts. A test walks the tables and fails where one was forgotten.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";
import { exportPapers } from "../library/export.ts";
import { listShelfNumbers } from "../library/shelf.ts";
import { listOwnDiscussion, ownDiscussion } from "./own-discussion.ts";
import {
  ofReader,
  ownFile,
  ownFiles,
  readOwnRows,
  type OwnFile,
  type OwnTable,
} from "./own-rows.ts";

const account: OwnTable = {
  table: "readers",
  file: "account.json",
  says: "Your account: name, handle, address, role, settings, what you tell of yourself, and the number of the invitation you came by.",
  without: ["email_verified", "image"],
  json: ["settings"],
  isOwn: (reader) => sql`id = ${reader}`,
};

const library: OwnTable = {
  table: "library",
  file: "saved-papers.json",
  says: "The papers that you saved or marked as read, with your tags and notes.",
  without: ["reader_id"],
};

const tags: OwnTable = { ...library, table: "tags" };

const others: readonly OwnTable[] = [
  {
    table: "sessions",
    file: "sessions.json",
    says: "Where you are signed in. The keys of the sessions are left out.",
    without: ["reader_id", "token"],
  },
  {
    table: "credentials",
    file: "passwords-and-institutions.json",
    says: "Whether you have a password and which institution vouches for you. Passwords and keys are left out.",
    without: [
      "reader_id",
      "access_token",
      "refresh_token",
      "id_token",
      "access_token_expires_at",
      "refresh_token_expires_at",
      "password",
    ],
  },
  {
    table: "passkeys",
    file: "passkeys.json",
    says: "Your passkeys by name. Their keys are left out.",
    without: ["reader_id", "public_key", "credential_id", "counter"],
  },
  {
    table: "access_tokens",
    file: "tokens.json",
    says: "Your tokens for programs: names, what they are good for, and days. The tokens are not kept.",
    without: ["reader_id", "token_hash"],
  },
  {
    table: "invitations",
    file: "invitations.json",
    says: "The invitations that you made and how many came by them. The links themselves are not kept.",
    without: ["reader_id", "former_id", "token_hash"],
  },
  {
    table: "votes",
    file: "votes.json",
    says: "The papers that you voted for.",
    without: ["reader_id", "visitor", "network", "crowd"],
  },
  {
    table: "submissions",
    file: "submissions.json",
    says: "The papers that you brought here, and what you said of them.",
    without: ["reader_id"],
  },
  {
    table: "picks",
    file: "picks.json",
    says: "The papers that you picked, and what you said of them.",
    without: ["reader_id"],
  },
  {
    table: "closed_editions",
    file: "closed-editions.json",
    says: "The editions that you closed.",
    without: ["reader_id", "standings"],
  },
  {
    table: "follows",
    file: "follows.json",
    says: "What you follow.",
    without: ["reader_id"],
  },
  {
    table: "mutes",
    file: "mutes.json",
    says: "What you never want to see.",
    without: ["reader_id"],
  },
];

export const ownTables: readonly OwnTable[] = [account, library, tags, ...others, ...ownDiscussion];

export async function* listOwnFiles(db: Database, reader: number): AsyncGenerator<OwnFile> {
  const [row] = await readOwnRows(db, account, ofReader(account, reader));
  yield ownFile(account, row);
  yield* listSaved(db, reader);
  yield* ownFiles(db, others, (table) => ofReader(table, reader));
  yield* listOwnDiscussion(db, reader);
}

async function* listSaved(db: Database, reader: number): AsyncGenerator<OwnFile> {
  const isOwn = sql<boolean>`reader_id = ${reader}`;
  const tagsOf = new Map<string, string[]>();
  for (const { paper, tag } of await readOwnRows(db, tags, isOwn)) {
    const key = JSON.stringify(paper);
    tagsOf.set(key, [...(tagsOf.get(key) ?? []), tag as string]);
  }
  const rows = await readOwnRows(db, library, isOwn);
  yield ownFile(
    library,
    rows.map((row) => ({ ...row, tags: tagsOf.get(JSON.stringify(row["paper"])) ?? [] })),
  );
  const papers = await listShelfNumbers(db, { reader });
  yield {
    name: "saved-papers.bib",
    says: "The papers that you saved, as BibTeX.",
    contents: await exportPapers(db, { reader, papers, format: "bibtex" }),
  };
}
