// The tables, step by step. Append only: a step that has run somewhere is never edited.
// Each runs inside one transaction together with the note that it ran.

export interface Migration {
  name: string;
  sql: string;
}

export const migrations: readonly Migration[] = [
  {
    name: "2026-11-24 papers, votes, subscriptions, outbox",
    sql: `
      -- One row a work, whatever its source. authors and categories are JSON lists, the primary
      -- category first. title_hash finds the work when only its title is known.
      create table papers (
        id integer primary key,
        identifier text not null unique,
        title_hash text not null,
        title text not null,
        abstract text not null,
        authors text not null check (json_valid(authors)),
        categories text not null check (json_valid(categories)),
        comment text,
        doi text,
        journal_ref text,
        report_no text,
        license text,
        version integer,
        submitted_at text,
        updated_at text,
        code_url text,
        project_url text,
        sample integer not null default 0,
        created_at text not null,
        changed_at text not null
      ) strict;
      create index papers_by_title on papers (title_hash);
      create index papers_sample on papers (sample) where sample = 1;

      -- Every name under which a work is found, its identifier among them.
      create table identifiers (
        identifier text primary key,
        paper_id integer not null references papers (id) on delete cascade
      ) strict, without rowid;
      create index identifiers_by_paper on identifiers (paper_id);

      -- In which editions a paper stands: announced by its source, featured on a front page.
      create table appearances (
        day text not null,
        paper_id integer not null references papers (id) on delete cascade,
        kind text not null check (kind in ('announced', 'featured')),
        primary key (day, paper_id, kind)
      ) strict, without rowid;
      create index appearances_by_paper on appearances (paper_id);

      -- The sections in which a paper stands, for looking them up; the truth is papers.categories.
      create table paper_categories (
        category text not null,
        paper_id integer not null references papers (id) on delete cascade,
        primary key (category, paper_id)
      ) strict, without rowid;
      create index paper_categories_by_paper on paper_categories (paper_id);

      -- Words only; the text itself lies in papers. Written in the transaction of the paper.
      create virtual table full_text using fts5 (
        title, authors, abstract, identifier,
        content = '', contentless_delete = 1,
        tokenize = 'porter unicode61 remove_diacritics 2'
      );

      create table votes (
        paper_id integer not null references papers (id) on delete cascade,
        visitor text not null,
        at text not null,
        primary key (paper_id, visitor)
      ) strict, without rowid;

      create table subscriptions (
        id integer primary key,
        address text not null,
        address_key text not null unique,
        frequency text not null check (frequency in ('daily', 'weekly')),
        status text not null check (status in ('pending', 'confirmed', 'unsubscribed')),
        created_at text not null,
        confirmed_at text,
        unsubscribed_at text
      ) strict;

      -- One edition composed for one subscription, once.
      create table digests (
        id integer primary key,
        subscription_id integer not null references subscriptions (id) on delete cascade,
        edition text not null,
        papers integer not null,
        created_at text not null,
        unique (edition, subscription_id)
      ) strict;

      -- A paper reaches a person once. paper_id stays when a paper goes, hence no reference.
      create table digest_papers (
        subscription_id integer not null references subscriptions (id) on delete cascade,
        paper_id integer not null,
        digest_id integer not null references digests (id) on delete cascade,
        primary key (subscription_id, paper_id)
      ) strict, without rowid;
      create index digest_papers_by_digest on digest_papers (digest_id);

      -- Whole messages (RFC 5322), so that a second attempt sends the very same bytes; emptied once
      -- they are sent, failed or cancelled.
      create table outbox (
        id integer primary key,
        kind text not null check (kind in ('confirmation', 'digest')),
        subscription_id integer not null references subscriptions (id) on delete cascade,
        digest_id integer references digests (id) on delete cascade,
        message_id text not null unique,
        recipient text not null,
        subject text not null,
        message blob not null,
        state text not null default 'pending'
          check (state in ('pending', 'sending', 'sent', 'failed', 'cancelled')),
        attempts integer not null default 0,
        due_at text not null,
        last_error text,
        created_at text not null,
        sent_at text
      ) strict;
      create index outbox_pending on outbox (kind, due_at) where state = 'pending';
      create index outbox_sending on outbox (id) where state = 'sending';
      create index outbox_by_subscription on outbox (subscription_id);
      create index outbox_by_digest on outbox (digest_id);

      -- What belongs to this instance alone, such as the secret that signs its links.
      create table instance (name text primary key, value text not null) strict, without rowid;

      -- Who may do now what only one process may do at a time; held until a time, then renewed.
      create table leases (
        name text primary key,
        holder text not null,
        until text not null
      ) strict, without rowid;
    `,
  },
];
