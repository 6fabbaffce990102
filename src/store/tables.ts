// The columns of the database, as Kysely sees them. Times are ISO 8601 in UTC, days `YYYY-MM-DD`,
// lists JSON text. What a column is for stands in migrations.ts, where it is made.
import type { Generated, Kysely } from "kysely";

export interface Tables {
  papers: PapersTable;
  identifiers: { identifier: string; paper_id: number };
  appearances: AppearancesTable;
  paper_categories: { category: string; paper_id: number };
  title_words: { rowid: number; title: string };
  unindexed: { paper_id: number; token: number };
  embedding_models: { id: Generated<number>; name: string; dimensions: number };
  embeddings: EmbeddingsTable;
  readers: ReadersTable;
  sessions: SessionsTable;
  credentials: CredentialsTable;
  verifications: { id: Generated<number>; identifier: string; value: string; expires_at: string };
  passkeys: PasskeysTable;
  access_tokens: AccessTokensTable;
  invitations: InvitationsTable;
  former_readers: { id: number; invitation_id: number | null };
  votes: VotesTable;
  submissions: SubmissionsTable;
  picks: PicksTable;
  closed_editions: { day: string; standings: string; reader_id: number | null; at: string };
  library: LibraryTable;
  tags: { reader_id: number; tag: string; paper_id: number };
  mutes: { reader_id: number; kind: "word" | "author" | "category"; value: string; at: string };
  follows: FollowsTable;
  former_handles: { handle: string; reader_id: number; at: string };
  comments: CommentsTable;
  gone_handles: { handle_hash: string; at: string };
  comment_versions: {
    comment_id: number;
    version: number;
    source: string;
    was_shown: Generated<number>;
    at: string;
  };
  comment_votes: { comment_id: number; reader_id: number; at: string };
  mentions: { comment_id: number; handle: string; reader_id: number };
  followed_papers: { reader_id: number; paper_id: number; at: string };
  muted_threads: { reader_id: number; root_id: number; at: string };
  muted_people: { reader_id: number; person_id: number; at: string };
  claims: ClaimsTable;
  moderation_acts: ModerationActsTable;
  reports: ReportsTable;
  restrictions: RestrictionsTable;
  banned_addresses: { address_hash: string; until: string | null; at: string };
  held_words: HeldWordsTable;
  notifications: NotificationsTable;
  signals: SignalsTable;
  ranking_changes: RankingChangesTable;
  subscriptions: SubscriptionsTable;
  wishes: { id: Generated<number>; subscription_id: number; wish: string; asked_at: string };
  less_like: { subscription_id: number; paper_id: number; at: string };
  digest_contents: { id: Generated<number>; edition: string; hash: string; contents: string };
  cards: { edition: string; paper_id: number; card: string };
  digests: DigestsTable;
  digest_papers: { subscription_id: number; paper_id: number; digest_id: number };
  outbox: OutboxTable;
  bounces: BouncesTable;
  suppressions: SuppressionsTable;
  mail_pauses: MailPausesTable;
  instance: { name: string; value: string };
  leases: { name: string; holder: string; until: string };
  announcements: AnnouncementsTable;
  harvests: HarvestsTable;
  checkpoints: CheckpointsTable;
  turns: TurnsTable;
  requests: RequestsTable;
  merges: MergesTable;
  kept_apart: { one: string; other: string; at: string };
  lists: { id: Generated<number>; name: string; created_at: string };
  matches: MatchesTable;
}

export type Database = Kysely<Tables>;

interface PapersTable {
  id: Generated<number>;
  identifier: string;
  title_hash: string;
  title: string;
  abstract: string;
  authors: string;
  categories: string;
  comment: string | null;
  doi: string | null;
  journal_ref: string | null;
  report_no: string | null;
  license: string | null;
  version: number | null;
  submitted_at: string | null;
  updated_at: string | null;
  code_url: string | null;
  project_url: string | null;
  versions: string | null;
  msc_classes: string | null;
  acm_classes: string | null;
  withdrawn: Generated<number>;
  sample: number;
  created_at: string;
  changed_at: string;
}

interface EmbeddingsTable {
  id: Generated<number>;
  paper_id: number;
  model_id: number;
  text_hash: string;
  vector: Uint8Array;
  stale: Generated<number>;
}

interface AppearancesTable {
  paper_id: number;
  day: string;
  kind: "announced" | "featured";
  source: string | null;
}

interface ReadersTable {
  id: Generated<number>;
  name: string;
  email: string;
  email_verified: number;
  image: string | null;
  role: Generated<"reader" | "editor" | "moderator" | "owner">;
  invitation_id: number | null;
  settings: Generated<string>;
  handle: Generated<string>;
  about: Generated<string>;
  orcid: Generated<string | null>;
  created_at: string;
  updated_at: string;
}

interface SessionsTable {
  id: Generated<number>;
  reader_id: number;
  token: string;
  expires_at: string;
  ip_address: string | null;
  user_agent: string | null;
  created_at: string;
  updated_at: string;
}

interface CredentialsTable {
  id: Generated<number>;
  reader_id: number;
  provider_id: string;
  account_id: string;
  password: string | null;
  created_at: string;
  updated_at: string;
}

interface PasskeysTable {
  id: Generated<number>;
  reader_id: number;
  name: string | null;
  public_key: string;
  credential_id: string;
  counter: number;
  device_type: string;
  backed_up: number;
  transports: string | null;
  created_at: string | null;
}

interface InvitationsTable {
  id: Generated<number>;
  token_hash: string;
  reader_id: number | null;
  former_id: Generated<number | null>;
  note: Generated<string>;
  uses: Generated<number>;
  most_uses: number;
  created_at: string;
  expires_at: string;
}

interface VotesTable {
  id: Generated<number>;
  paper_id: number;
  reader_id: number | null;
  visitor: string | null;
  network: string | null;
  crowd: Generated<string | null>;
  at: string;
}

interface SubmissionsTable {
  paper_id: number;
  reader_id: number | null;
  day: string;
  sentence: Generated<string>;
  at: string;
}

interface PicksTable {
  paper_id: number;
  day: string;
  place: number;
  reader_id: number | null;
  sentence: Generated<string>;
  appearance: Generated<"made" | "found" | null>;
  at: string;
}

interface LibraryTable {
  reader_id: number;
  paper_id: number;
  saved_at: string | null;
  read_at: string | null;
  note: Generated<string>;
}

interface FollowsTable {
  id: Generated<number>;
  reader_id: number;
  kind: "author" | "word" | "category" | "query";
  value: string;
  query: string;
  at: string;
}

interface CommentsTable {
  id: Generated<number>;
  paper_id: number;
  reader_id: number | null;
  parent_id: number | null;
  root_id: number;
  source: string;
  standing: Generated<"shown" | "held" | "hidden" | "deleted">;
  held_because: Generated<string | null>;
  act_id: Generated<number | null>;
  words_hash: Generated<string | null>;
  people_mentioned: Generated<number>;
  at: string;
  edited_at: Generated<string | null>;
}

interface ClaimsTable {
  id: Generated<number>;
  paper_id: number;
  reader_id: number;
  author: string;
  state: "asked" | "proved" | "declined";
  proof: "address" | "orcid" | "editor" | null;
  evidence: Generated<string>;
  sentence: Generated<string>;
  answer: Generated<string>;
  decided_by: Generated<number | null>;
  at: string;
  decided_at: Generated<string | null>;
}

interface ModerationActsTable {
  id: Generated<number>;
  kind:
    | "hide"
    | "show"
    | "approve"
    | "dismiss"
    | "warn"
    | "suspend"
    | "ban"
    | "lift"
    | "hold-word"
    | "free-word";
  moderator_id: number | null;
  reader_id: Generated<number | null>;
  comment_id: Generated<number | null>;
  reason: Generated<string | null>;
  sentence: Generated<string>;
  note: Generated<string>;
  until: Generated<string | null>;
  undoes: Generated<number | null>;
  press_id: Generated<number | null>;
  detail: Generated<string>;
  at: string;
}

interface ReportsTable {
  id: Generated<number>;
  comment_id: number;
  reader_id: number | null;
  reason: string;
  sentence: Generated<string>;
  act_id: Generated<number | null>;
  at: string;
}

interface RestrictionsTable {
  reader_id: number;
  kind: "suspended" | "banned";
  until: string | null;
  act_id: number;
  at: string;
}

interface HeldWordsTable {
  kind: "word" | "domain";
  value: string;
  reader_id: number | null;
  at: string;
}

interface NotificationsTable {
  id: Generated<number>;
  reader_id: number;
  kind: "reply" | "mention" | "own" | "followed" | "moderation" | "claim";
  comment_id: Generated<number | null>;
  act_id: Generated<number | null>;
  claim_id: Generated<number | null>;
  at: string;
  read_at: Generated<string | null>;
  mail_due: Generated<string | null>;
  outbox_id: Generated<number | null>;
}

interface SignalsTable {
  paper_id: number;
  source: string;
  kind: "upvotes" | "comments" | "stars";
  day: string;
  value: number;
  at: string;
}

interface RankingChangesTable {
  id: Generated<number>;
  at: string;
  weights: string;
  undoes: number | null;
}

interface SubscriptionsTable {
  id: Generated<number>;
  channel: Generated<"mail" | "webhook">;
  address: string;
  address_key: string;
  status: "pending" | "confirmed" | "unsubscribed";
  frequency: "daily" | "weekly" | "alert";
  follows: Generated<string>;
  papers: number | null;
  minutes: number | null;
  hour: number | null;
  time_zone: string | null;
  rhythm_since: Generated<string | null>;
  paused_until: string | null;
  consent: string | null;
  created_at: string;
  confirmed_at: string | null;
  unsubscribed_at: string | null;
}

interface DigestsTable {
  id: Generated<number>;
  subscription_id: number;
  edition: string;
  contents_id: number | null;
  papers: number;
  created_at: string;
}

interface OutboxTable {
  id: Generated<number>;
  kind: "confirmation" | "digest" | "test" | "sign-in" | "invitation" | "notice" | "notification";
  channel: Generated<"mail" | "webhook">;
  subscription_id: number | null;
  digest_id: number | null;
  reader_id: Generated<number | null>;
  message_id: string;
  recipient: string;
  domain: string;
  subject: string;
  message: Generated<Uint8Array>;
  state: Generated<"queued" | "sending" | "sent" | "failed" | "uncertain" | "suppressed">;
  sender: string | null;
  attempts: Generated<number>;
  due_at: string;
  last_error: string | null;
  is_answered: Generated<0 | 1>;
  refusals: Generated<number>;
  created_at: string;
  sent_at: string | null;
  carried_by: "smtp" | "folder" | "webhook" | null;
}

interface BouncesTable {
  id: Generated<number>;
  kind: "hard" | "soft" | "complaint" | "policy";
  source: "smtp" | "report";
  subscription_id: number | null;
  outbox_id: number | null;
  status: string | null;
  says: string | null;
  at: string;
}

interface SuppressionsTable {
  address_hash: string;
  reason: "hard" | "soft" | "complaint" | "unsubscribed" | "owner";
  at: string;
}

interface MailPausesTable {
  id: Generated<number>;
  by: "owner" | "policy";
  reason: string;
  at: string;
  ended_at: string | null;
}

interface AnnouncementsTable {
  day: string;
  identifier: string;
  source: string;
  kind: "new" | "cross" | "replace" | "replace-cross";
  paper_id: number | null;
  hidden_by: string | null;
  seen_at: string;
  here_at: string | null;
}

interface HarvestsTable {
  id: Generated<number>;
  source: string;
  started_at: string;
  ended_at: string | null;
  outcome:
    | "success"
    | "stale"
    | "empty"
    | "cut"
    | "busy"
    | "refused"
    | "unreachable"
    | "malformed"
    | "failed"
    | "interrupted"
    | null;
  reason: string | null;
  progress: string | null;
  day: string | null;
  received: Generated<number>;
  new_papers: Generated<number>;
  changed_papers: Generated<number>;
}

interface AccessTokensTable {
  id: Generated<number>;
  reader_id: number;
  name: string;
  token_hash: string;
  scopes: string;
  at: string;
  used_day: string | null;
  until: string | null;
  form_key: string | null;
}

interface CheckpointsTable {
  source: string;
  set_spec: string;
  since: string | null;
  list_since: string | null;
  place_since: string | null;
  list_response_date: string | null;
  token: string | null;
  newest_datestamp: string | null;
  records: Generated<number>;
  updated_at: string;
}

interface TurnsTable {
  host: string;
  holder: string | null;
  held_until: string | null;
  free_at: string;
  wait_until: string | null;
  refused_at: string | null;
  refused_reason: string | null;
}

interface RequestsTable {
  id: Generated<number>;
  host: string;
  source: string;
  at: string;
  took_ms: number | null;
  status: number | null;
  error: string | null;
}

interface MergesTable {
  id: Generated<number>;
  kept_id: number;
  gone_id: number;
  gone: string;
  reason: string;
  at: string;
  undone_at: string | null;
}

interface MatchesTable {
  id: Generated<number>;
  list_id: number;
  line: number;
  given: string;
  found: string | null;
  found_at: string | null;
  state: "matched" | "unmatched" | "taken" | "declined";
  similarity: number | null;
  asked_at: string | null;
}
