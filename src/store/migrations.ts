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
  {
    name: "2026-11-24 harvests, announcements, merges, lists",
    sql: `
      -- What only some sources know. versions is a JSON list of {version, at}, oldest first; the
      -- classes are text as the source writes it (68T07; I.2.10).
      alter table papers add column versions text check (versions is null or json_valid(versions));
      alter table papers add column msc_classes text;
      alter table papers add column acm_classes text;
      alter table papers add column withdrawn integer not null default 0;

      -- A DOI is a name of its paper from now on; those that are here get theirs.
      insert or ignore into identifiers (identifier, paper_id)
        select 'doi:' || lower(doi), id from papers
        where doi like '10.%/%' and doi not like '% %' and doi not like '10.48550/arxiv.%'
        order by id;

      -- What each source said was announced on a listing date: the measure that an edition's receipt
      -- is held against. paper_id is empty while the paper itself is not here; here_at says since
      -- when it is. hidden_by names the rule that keeps it out of the edition.
      create table announcements (
        day text not null,
        identifier text not null,
        source text not null,
        kind text not null check (kind in ('new', 'cross', 'replace', 'replace-cross')),
        paper_id integer references papers (id) on delete set null,
        hidden_by text,
        seen_at text not null,
        here_at text,
        primary key (day, identifier, source)
      ) strict, without rowid;
      create index announcements_by_paper on announcements (paper_id);
      create index announcements_by_identifier on announcements (identifier);
      create index announcements_missing on announcements (day) where paper_id is null;

      -- One row a run of one source, kept for the owner to look at.
      create table harvests (
        id integer primary key,
        source text not null,
        started_at text not null,
        ended_at text,
        outcome text check (outcome in ('success', 'stale', 'empty', 'cut', 'busy', 'refused',
          'unreachable', 'malformed', 'failed', 'interrupted')),
        -- In words, for a person; empty when all went well.
        reason text,
        -- What it is doing, while it runs.
        progress text,
        -- The newest listing date that it brought.
        day text,
        received integer not null default 0,
        new_papers integer not null default 0,
        changed_papers integer not null default 0
      ) strict;
      create index harvests_by_source on harvests (source, id);

      -- How far a list of a source has been read, so that a kill costs one page. set_spec is OAI's
      -- set; since is what the next list begins with; token continues a list that began at
      -- list_since; place_since is where it was to begin before a token of it expired.
      create table checkpoints (
        source text not null,
        set_spec text not null,
        since text,
        list_since text,
        place_since text,
        list_response_date text,
        token text,
        newest_datestamp text,
        records integer not null default 0,
        updated_at text not null,
        primary key (source, set_spec)
      ) strict, without rowid;

      -- Manners towards one host: who is asking now, when the next may ask, whether it wants us at
      -- all. One row for all processes of this instance.
      create table turns (
        host text primary key,
        holder text,
        held_until text,
        free_at text not null,
        -- The host asked to be left alone until then.
        wait_until text,
        -- The host refused us (403); nothing is asked until the owner says so.
        refused_at text,
        refused_reason text
      ) strict, without rowid;

      -- The requests of late, for the owner to see.
      create table requests (
        id integer primary key,
        host text not null,
        source text not null,
        at text not null,
        took_ms integer,
        status integer,
        error text
      ) strict;
      create index requests_by_time on requests (at);

      -- Two rows that turned out to be one work. The row that went is kept whole, with all that hung
      -- on it, so that the merge can be undone.
      create table merges (
        id integer primary key,
        kept_id integer not null,
        gone_id integer not null,
        gone text not null check (json_valid(gone)),
        reason text not null,
        at text not null,
        undone_at text
      ) strict;
      create index merges_by_kept on merges (kept_id);

      -- Pairs of names that somebody said are not one work.
      create table kept_apart (
        one text not null,
        other text not null,
        at text not null,
        primary key (one, other)
      ) strict, without rowid;

      -- Lists that were taken in by title, and what was found for each line of them.
      create table lists (
        id integer primary key,
        name text not null,
        created_at text not null
      ) strict;
      create table matches (
        id integer primary key,
        list_id integer not null references lists (id) on delete cascade,
        line integer not null,
        -- What the list says, and what was found, as JSON records of a paper.
        given text not null check (json_valid(given)),
        found text check (found is null or json_valid(found)),
        -- Where it was found: here, or the source that was asked.
        found_at text,
        state text not null check (state in ('matched', 'unmatched', 'taken', 'declined')),
        similarity real,
        -- When arXiv was last asked for it; it is asked for the same once a day at most.
        asked_at text,
        unique (list_id, line)
      ) strict;
    `,
  },
  {
    name: "2026-11-24 search index of our own",
    sql: `
      -- What the search index does not hold yet, or holds differently: by triggers, so that no
      -- transaction can forget it. A change puts a fresh token; whoever has indexed a paper takes the
      -- row out only when the token is still the one that was there when the paper was read.
      create table unindexed (
        paper_id integer primary key,
        token integer not null
      ) strict;
      create trigger paper_added after insert on papers begin
        insert into unindexed values (new.id, random() & 0xffffffffffff)
          on conflict do update set token = excluded.token;
      end;
      create trigger paper_changed after update on papers begin
        insert into unindexed values (new.id, random() & 0xffffffffffff)
          on conflict do update set token = excluded.token;
      end;
      create trigger paper_removed after delete on papers begin
        insert into unindexed values (old.id, random() & 0xffffffffffff)
          on conflict do update set token = excluded.token;
      end;
      create trigger paper_named after insert on identifiers begin
        insert into unindexed values (new.paper_id, random() & 0xffffffffffff)
          on conflict do update set token = excluded.token;
      end;
      create trigger paper_renamed after update on identifiers begin
        insert into unindexed values (new.paper_id, random() & 0xffffffffffff), (old.paper_id, random() & 0xffffffffffff)
          on conflict do update set token = excluded.token;
      end;
      create trigger paper_unnamed after delete on identifiers begin
        insert into unindexed values (old.paper_id, random() & 0xffffffffffff)
          on conflict do update set token = excluded.token;
      end;
      create trigger paper_appeared after insert on appearances begin
        insert into unindexed values (new.paper_id, random() & 0xffffffffffff)
          on conflict do update set token = excluded.token;
      end;
      create trigger paper_moved after update on appearances begin
        insert into unindexed values (new.paper_id, random() & 0xffffffffffff), (old.paper_id, random() & 0xffffffffffff)
          on conflict do update set token = excluded.token;
      end;
      create trigger paper_disappeared after delete on appearances begin
        insert into unindexed values (old.paper_id, random() & 0xffffffffffff)
          on conflict do update set token = excluded.token;
      end;
      insert into unindexed select id, random() & 0xffffffffffff from papers;

      -- Of SQLite's full text there remain the titles: lists are matched by them while they are
      -- being taken in, in the transaction of the paper.
      drop table full_text;
      create virtual table title_words using fts5 (
        title, content = '', contentless_delete = 1,
        tokenize = 'porter unicode61 remove_diacritics 2'
      );
      insert into title_words (rowid, title) select id, title from papers;
    `,
  },
  {
    name: "2026-11-27 signals, ranking weights",
    sql: `
      -- A count as a source showed it: the newest of each day in UTC, so that growth can be told.
      create table signals (
        paper_id integer not null references papers (id) on delete cascade,
        source text not null,
        kind text not null check (kind in ('upvotes', 'comments', 'stars')),
        day text not null,
        value integer not null,
        at text not null,
        primary key (paper_id, source, kind, day)
      ) strict, without rowid;

      -- Who featured it (hugging-face); empty where a file or this instance says so.
      alter table appearances add column source text;

      -- The weights of ranking, whole, as a JSON object: the newest row holds. undoes names the row
      -- that this one takes back.
      create table ranking_changes (
        id integer primary key,
        at text not null,
        weights text not null check (json_valid(weights)),
        undoes integer references ranking_changes (id)
      ) strict;
    `,
  },
  {
    name: "2026-11-27 mail: wishes, frozen digests, bounces, suppression",
    sql: `
      alter table subscriptions rename to old_subscriptions;
      alter table digests rename to old_digests;
      alter table digest_papers rename to old_digest_papers;
      alter table outbox rename to old_outbox;

      -- Who gets the papers, and what of them. frequency alert is daily, but only where something
      -- that is followed was found. follows is a JSON list of {section} and {query}. papers or
      -- minutes say how long a digest is; hour is in minutes after midnight in time_zone; where they
      -- are empty the instance's own settings hold. rhythm_since is when another frequency was
      -- chosen. paused_until is the first day with mail again.
      -- consent says where the yes came from.
      create table subscriptions (
        id integer primary key,
        channel text not null default 'mail' check (channel in ('mail', 'webhook')),
        address text not null,
        address_key text not null unique,
        status text not null check (status in ('pending', 'confirmed', 'unsubscribed')),
        frequency text not null check (frequency in ('daily', 'weekly', 'alert')),
        follows text not null default '[]' check (json_valid(follows)),
        papers integer,
        minutes integer,
        hour integer,
        time_zone text,
        rhythm_since text,
        paused_until text,
        consent text,
        created_at text not null,
        confirmed_at text,
        unsubscribed_at text
      ) strict;
      insert into subscriptions (id, address, address_key, status, frequency, created_at,
          confirmed_at, unsubscribed_at)
        select id, address, address_key, status, frequency, created_at, confirmed_at,
          unsubscribed_at
        from old_subscriptions;

      -- What was asked for at an address, until its owner says yes. wish is JSON.
      create table wishes (
        id integer primary key,
        subscription_id integer not null references subscriptions (id) on delete cascade,
        wish text not null check (json_valid(wish)),
        asked_at text not null
      ) strict;

      -- Papers like these stand lower for this subscription.
      create table less_like (
        subscription_id integer not null references subscriptions (id) on delete cascade,
        paper_id integer not null,
        at text not null,
        primary key (subscription_id, paper_id)
      ) strict, without rowid;

      -- What a digest says, as it was when it was composed; many subscriptions share one. hash tells
      -- two apart.
      create table digest_contents (
        id integer primary key,
        edition text not null,
        hash text not null,
        contents text not null check (json_valid(contents)),
        unique (edition, hash)
      ) strict;

      -- A paper as the digests of an edition show it. paper_id stays when a paper goes.
      create table cards (
        edition text not null,
        paper_id integer not null,
        card text not null check (json_valid(card)),
        primary key (edition, paper_id)
      ) strict, without rowid;

      -- One edition composed for one subscription, once. Without contents where nothing was new,
      -- and where they were tidied away.
      create table digests (
        id integer primary key,
        subscription_id integer not null references subscriptions (id) on delete cascade,
        edition text not null,
        contents_id integer references digest_contents (id) on delete set null,
        papers integer not null,
        created_at text not null,
        unique (edition, subscription_id)
      ) strict;
      insert into digests (id, subscription_id, edition, papers, created_at)
        select id, subscription_id, edition, papers, created_at from old_digests;

      create table digest_papers (
        subscription_id integer not null references subscriptions (id) on delete cascade,
        paper_id integer not null,
        digest_id integer not null references digests (id) on delete cascade,
        primary key (subscription_id, paper_id)
      ) strict, without rowid;
      insert into digest_papers select * from old_digest_papers;

      -- Mail that waits, and what became of it. message is a whole message (RFC 5322); empty where
      -- it is made of the digest whenever it leaves, or needed no more. domain is the recipient's.
      -- sender is the process that is sending it. is_answered: the last time, the mail server itself
      -- put this very recipient off. refusals: how often it refused this recipient by policy.
      -- carried_by: how it left.
      create table outbox (
        id integer primary key,
        kind text not null check (kind in ('confirmation', 'digest', 'test')),
        channel text not null default 'mail' check (channel in ('mail', 'webhook')),
        subscription_id integer references subscriptions (id) on delete cascade,
        digest_id integer references digests (id) on delete cascade,
        message_id text not null unique,
        recipient text not null,
        domain text not null,
        subject text not null,
        message blob not null default x'',
        state text not null default 'queued' check
          (state in ('queued', 'sending', 'sent', 'failed', 'uncertain', 'suppressed')),
        sender text,
        attempts integer not null default 0,
        due_at text not null,
        last_error text,
        is_answered integer not null default 0,
        refusals integer not null default 0,
        created_at text not null,
        sent_at text,
        carried_by text check (carried_by in ('smtp', 'folder', 'webhook'))
      ) strict;
      insert into outbox (id, kind, subscription_id, digest_id, message_id, recipient, domain,
          subject, message, state, attempts, due_at, last_error, created_at, sent_at)
        select id, kind, subscription_id, digest_id, message_id, recipient,
          lower(substr(recipient, instr(recipient, '@') + 1)), subject, message,
          case state when 'pending' then 'queued' when 'cancelled' then 'suppressed' else state end,
          attempts, due_at, last_error, created_at, sent_at
        from old_outbox;

      drop table old_outbox;
      drop table old_digest_papers;
      drop table old_digests;
      drop table old_subscriptions;
      create index subscriptions_by_rhythm on subscriptions (frequency, id)
        where status = 'confirmed';
      create index wishes_by_subscription on wishes (subscription_id);
      create index digests_by_subscription on digests (subscription_id);
      create index digests_by_contents on digests (contents_id);
      create index digests_kept on digests (created_at) where contents_id is not null;
      create index digest_papers_by_digest on digest_papers (digest_id);
      create index outbox_queued on outbox (channel, kind, due_at) where state = 'queued';
      create index outbox_uncertain on outbox (channel, due_at) where state = 'uncertain';
      create index outbox_sending on outbox (sender) where state = 'sending';
      create index outbox_by_subscription on outbox (subscription_id);
      create index outbox_by_digest on outbox (digest_id);
      create index outbox_by_time on outbox (created_at);
      create index outbox_failed on outbox (created_at) where state = 'failed';
      create index outbox_by_sent on outbox (sent_at) where sent_at is not null;

      -- What came back. source: the mail server's answer while we spoke to it, or a report that was
      -- mailed to us. status is RFC 3463's (5.1.1).
      create table bounces (
        id integer primary key,
        kind text not null check (kind in ('hard', 'soft', 'complaint', 'policy')),
        source text not null check (source in ('smtp', 'report')),
        subscription_id integer references subscriptions (id) on delete set null,
        outbox_id integer references outbox (id) on delete set null,
        status text,
        says text,
        at text not null
      ) strict;
      create index bounces_by_subscription on bounces (subscription_id, at);
      create index bounces_by_outbox on bounces (outbox_id);
      create index bounces_by_time on bounces (at);

      -- To whom nothing is sent, as a keyed hash of the address: it stays when the subscription is
      -- deleted, and holds when the address is imported again.
      create table suppressions (
        address_hash text primary key,
        reason text not null check (reason in ('hard', 'soft', 'complaint', 'unsubscribed', 'owner')),
        at text not null
      ) strict, without rowid;

      -- While one of these has not ended, nothing is sent: the owner said so, or a mail server that
      -- refuses us for what we are.
      create table mail_pauses (
        id integer primary key,
        by text not null check (by in ('owner', 'policy')),
        reason text not null,
        at text not null,
        ended_at text
      ) strict;
    `,
  },
  {
    name: "2026-11-27 readers, picks, submissions, libraries",
    sql: `
      -- A person with an account; better-auth's table of users. Numbers are never given twice, so
      -- nobody inherits what a deleted reader left. settings is a JSON object.
      create table readers (
        id integer primary key autoincrement,
        name text not null,
        email text not null unique,
        email_verified integer not null,
        image text,
        role text not null default 'reader'
          check (role in ('reader', 'editor', 'moderator', 'owner')),
        invitation_id integer references invitations (id) on delete set null,
        settings text not null default '{}' check (json_valid(settings)),
        created_at text not null,
        updated_at text not null
      ) strict;
      create index readers_by_invitation on readers (invitation_id);
      create index readers_by_role on readers (role) where role <> 'reader';

      -- The next four are better-auth's: who is signed in where, how one may sign in, tokens that
      -- wait to be used (hashed), and public keys of devices.
      create table sessions (
        id integer primary key autoincrement,
        reader_id integer not null references readers (id) on delete cascade,
        token text not null unique,
        expires_at text not null,
        ip_address text,
        user_agent text,
        created_at text not null,
        updated_at text not null
      ) strict;
      create index sessions_by_reader on sessions (reader_id);
      create table credentials (
        id integer primary key autoincrement,
        reader_id integer not null references readers (id) on delete cascade,
        provider_id text not null,
        account_id text not null,
        access_token text,
        refresh_token text,
        id_token text,
        access_token_expires_at text,
        refresh_token_expires_at text,
        scope text,
        password text,
        created_at text not null,
        updated_at text not null
      ) strict;
      create index credentials_by_reader on credentials (reader_id);
      create index credentials_by_account on credentials (provider_id, account_id);
      create table verifications (
        id integer primary key autoincrement,
        identifier text not null,
        value text not null,
        expires_at text not null,
        created_at text not null,
        updated_at text not null
      ) strict;
      create index verifications_by_identifier on verifications (identifier);
      create table passkeys (
        id integer primary key autoincrement,
        reader_id integer not null references readers (id) on delete cascade,
        name text,
        public_key text not null,
        credential_id text not null unique,
        counter integer not null,
        device_type text not null,
        backed_up integer not null,
        transports text,
        aaguid text,
        created_at text
      ) strict;
      create index passkeys_by_reader on passkeys (reader_id);

      -- A link that lets somebody in, so many times. reader_id is who made it; empty where the
      -- command line did, or where that reader is gone. token_hash is all that is known of the link.
      create table invitations (
        id integer primary key autoincrement,
        token_hash text not null unique,
        reader_id integer references readers (id) on delete set null,
        former_id integer references former_readers (id) on delete set null,
        note text not null default '',
        uses integer not null default 0,
        most_uses integer not null,
        created_at text not null,
        expires_at text not null
      ) strict;
      create index invitations_by_reader on invitations (reader_id);

      -- Where somebody who is gone stood in the tree of invitations, without a name: the number that
      -- they had, and by which invitation they came.
      create table former_readers (
        id integer primary key,
        invitation_id integer references invitations (id) on delete set null
      ) strict;
      create index invitations_by_former on invitations (former_id) where former_id is not null;

      -- One vote a reader or visitor (a browser without an account) and paper. network is a keyed
      -- hash of the network that it came from, forgotten after a month; votes for the paper that
      -- were many from one network on one day share a crowd from then on, a random name.
      alter table votes rename to old_votes;
      create table votes (
        id integer primary key,
        paper_id integer not null references papers (id) on delete cascade,
        reader_id integer references readers (id) on delete cascade,
        visitor text,
        network text,
        crowd text,
        at text not null,
        check ((reader_id is null) <> (visitor is null))
      ) strict;
      insert into votes (paper_id, visitor, at) select paper_id, visitor, at from old_votes;
      drop table old_votes;
      -- Of all votes, since those of a paper are counted by it; what is empty is never twice the same.
      create unique index votes_of_reader on votes (paper_id, reader_id);
      create unique index votes_of_visitor on votes (paper_id, visitor) where visitor is not null;
      create index votes_by_reader on votes (reader_id, at) where reader_id is not null;
      create index votes_by_visitor on votes (visitor) where visitor is not null;
      create index votes_by_time on votes (at);
      create index votes_with_network on votes (at) where network is not null;

      -- A reader brought the paper here; sentence says why. day is the edition that it stands in.
      create table submissions (
        paper_id integer primary key references papers (id) on delete cascade,
        reader_id integer references readers (id) on delete set null,
        day text not null,
        sentence text not null default '',
        at text not null
      ) strict;
      create index submissions_by_reader on submissions (reader_id, at);
      create index submissions_by_day on submissions (day, at);

      -- An editor put the paper on top of the edition of that day, which may be to come; place orders
      -- the picks of a day. appearance is empty until that edition is here: then it says whether the
      -- paper stands in it by the pick alone.
      create table picks (
        paper_id integer not null references papers (id) on delete cascade,
        day text not null,
        place integer not null,
        reader_id integer references readers (id) on delete set null,
        sentence text not null default '',
        appearance text check (appearance in ('made', 'found')),
        at text not null,
        primary key (paper_id, day)
      ) strict, without rowid;
      create index picks_by_day on picks (day);
      create index picks_by_reader on picks (reader_id);

      -- Editions that change no more. standings is what stood there, as JSON.
      create table closed_editions (
        day text primary key,
        standings text not null check (json_valid(standings)),
        reader_id integer references readers (id) on delete set null,
        at text not null
      ) strict;

      -- A reader's own papers: kept while saved_at is set, read once read_at is.
      create table library (
        reader_id integer not null references readers (id) on delete cascade,
        paper_id integer not null references papers (id) on delete cascade,
        saved_at text,
        read_at text,
        note text not null default '',
        primary key (reader_id, paper_id)
      ) strict, without rowid;
      create index library_by_paper on library (paper_id);
      create index library_by_saving on library (reader_id, saved_at) where saved_at is not null;
      create table tags (
        reader_id integer not null references readers (id) on delete cascade,
        tag text not null,
        paper_id integer not null references papers (id) on delete cascade,
        primary key (reader_id, tag, paper_id)
      ) strict, without rowid;
      create index tags_by_paper on tags (paper_id, reader_id);

      -- What a reader never wants to see on a list.
      create table mutes (
        reader_id integer not null references readers (id) on delete cascade,
        kind text not null check (kind in ('word', 'author', 'category')),
        value text not null,
        at text not null,
        primary key (reader_id, kind, value)
      ) strict, without rowid;

      -- What a reader follows. query is in the query language; value is what was typed.
      create table follows (
        id integer primary key autoincrement,
        reader_id integer not null references readers (id) on delete cascade,
        kind text not null check (kind in ('author', 'word', 'category', 'query')),
        value text not null,
        query text not null,
        at text not null,
        unique (reader_id, query)
      ) strict;

      -- New kinds of letters: sign-in, invitation, notice. SQLite cannot widen a check, so the table
      -- is made anew, and with it bounces, which refers to it.
      alter table bounces rename to old_bounces;
      alter table outbox rename to old_outbox;
      create table outbox (
        id integer primary key,
        kind text not null check
          (kind in ('confirmation', 'digest', 'test', 'sign-in', 'invitation', 'notice')),
        channel text not null default 'mail' check (channel in ('mail', 'webhook')),
        subscription_id integer references subscriptions (id) on delete cascade,
        digest_id integer references digests (id) on delete cascade,
        reader_id integer references readers (id) on delete cascade,
        message_id text not null unique,
        recipient text not null,
        domain text not null,
        subject text not null,
        message blob not null default x'',
        state text not null default 'queued' check
          (state in ('queued', 'sending', 'sent', 'failed', 'uncertain', 'suppressed')),
        sender text,
        attempts integer not null default 0,
        due_at text not null,
        last_error text,
        is_answered integer not null default 0,
        refusals integer not null default 0,
        created_at text not null,
        sent_at text,
        carried_by text check (carried_by in ('smtp', 'folder', 'webhook'))
      ) strict;
      insert into outbox (id, kind, channel, subscription_id, digest_id, message_id, recipient,
          domain, subject, message, state, sender, attempts, due_at, last_error, is_answered,
          refusals, created_at, sent_at, carried_by)
        select id, kind, channel, subscription_id, digest_id, message_id, recipient,
          domain, subject, message, state, sender, attempts, due_at, last_error, is_answered,
          refusals, created_at, sent_at, carried_by
        from old_outbox;
      create table bounces (
        id integer primary key,
        kind text not null check (kind in ('hard', 'soft', 'complaint', 'policy')),
        source text not null check (source in ('smtp', 'report')),
        subscription_id integer references subscriptions (id) on delete set null,
        outbox_id integer references outbox (id) on delete set null,
        status text,
        says text,
        at text not null
      ) strict;
      insert into bounces select * from old_bounces;
      drop table old_bounces;
      drop table old_outbox;
      create index outbox_queued on outbox (channel, kind, due_at) where state = 'queued';
      create index outbox_uncertain on outbox (channel, due_at) where state = 'uncertain';
      create index outbox_sending on outbox (sender) where state = 'sending';
      create index outbox_by_subscription on outbox (subscription_id);
      create index outbox_by_digest on outbox (digest_id);
      create index outbox_by_reader on outbox (reader_id) where reader_id is not null;
      create index outbox_by_time on outbox (created_at);
      create index outbox_failed on outbox (created_at) where state = 'failed';
      create index outbox_by_sent on outbox (sent_at) where sent_at is not null;
      create index bounces_by_subscription on bounces (subscription_id, at);
      create index bounces_by_outbox on bounces (outbox_id);
      create index bounces_by_time on bounces (at);
    `,
  },
  {
    name: "2026-11-27 discussion, moderation, authors, notifications",
    sql: `
      -- By which others mention a reader (@ada-l) and find their page; unlike names, nobody else's.
      alter table readers add column handle text;
      update readers set handle = 'reader-' || id;
      -- Names that make a handle as they are, where they are one reader's alone.
      update readers set handle = replace(lower(name), ' ', '-')
      where length(name) between 2 and 30
        and lower(name) not glob '*[^a-z0-9 ]*' and name glob '[a-zA-Z]*' and name not glob '*  *'
        and lower(name) not glob 'reader [0-9]*'
        and name = trim(name)
        and replace(lower(name), ' ', '-') not in (
          'about', 'abuse', 'account', 'accounts', 'admin', 'administrator', 'administrators',
          'all', 'anonymous', 'api', 'author', 'authors', 'broadsheet', 'comment', 'comments',
          'contact', 'discussion', 'discussions', 'editor', 'editors', 'everybody', 'everyone',
          'feed', 'following', 'goodbye', 'guest', 'help', 'here', 'hidden', 'invitations',
          'legal', 'library', 'mail', 'me', 'mod', 'moderation', 'moderator', 'moderators',
          'mods', 'news', 'noreply', 'notifications', 'null', 'official', 'owner', 'owners',
          'paper', 'papers', 'people', 'picks', 'postmaster', 'privacy', 'ranking', 'reader',
          'readers', 'root', 'search', 'sections', 'security', 'settings', 'sign-in', 'sign-out',
          'staff', 'status', 'submit', 'subscribe', 'support', 'system', 'team',
          'trending', 'undefined', 'webmaster')
        and lower(name) in
          (select lower(name) from readers group by lower(name) having count(*) = 1);
      create unique index readers_by_handle on readers (handle);
      -- Whoever is added without one gets a plain one.
      create trigger readers_without_handle after insert on readers when new.handle is null begin
        update readers set handle = 'reader-' || new.id where id = new.id;
      end;
      -- Earlier handles: they lead to their reader, and nobody else may have them.
      create table former_handles (
        handle text primary key,
        reader_id integer not null references readers (id) on delete cascade,
        -- When it was given up.
        at text not null
      ) strict, without rowid;
      create index former_handles_by_reader on former_handles (reader_id, at);
      -- Keyed hashes of the handles of readers who deleted their account: what others wrote to them
      -- must not come to mean somebody else.
      create table gone_handles (
        handle_hash text primary key,
        at text not null
      ) strict, without rowid;
      -- What a reader tells of themselves on their page, as Markdown; and their ORCID iD, once proved.
      alter table readers add column about text not null default '';
      alter table readers add column orcid text;
      create unique index readers_by_orcid on readers (orcid) where orcid is not null;

      -- What was said of a paper. A comment answers its parent, or begins a thread; root is the first
      -- of its thread, itself there. source is Markdown, and empty once its author deleted it. Nothing
      -- but its standing says who may read it: held waits for a moderator, hidden was hidden by one.
      create table comments (
        id integer primary key autoincrement,
        paper_id integer not null references papers (id) on delete cascade,
        reader_id integer references readers (id) on delete set null,
        parent_id integer references comments (id) on delete cascade,
        root_id integer not null references comments (id) on delete cascade
          deferrable initially deferred,
        source text not null,
        standing text not null default 'shown'
          check (standing in ('shown', 'held', 'hidden', 'deleted')),
        -- Why it is held, in words for its author and for moderators.
        held_because text,
        -- By which a moderator gave it the standing that it has; empty where it came by itself.
        act_id integer references moderation_acts (id) on delete set null,
        -- The same for the same words, however they are written; empty for a few words, and for none.
        words_hash text,
        -- How many people it has mentioned, all its versions together; nothing takes one back.
        people_mentioned integer not null default 0,
        at text not null,
        edited_at text
      ) strict;
      create index comments_by_act on comments (act_id) where act_id is not null;
      create index comments_by_paper on comments (paper_id, at);
      create index comments_by_reader on comments (reader_id, at);
      create index comments_by_parent on comments (parent_id);
      create index comments_by_root on comments (root_id);
      create index comments_by_time on comments (at);
      create index comments_by_words on comments (words_hash) where words_hash is not null;
      -- All that the tree of a discussion is made of; and all that lists of papers tell of theirs.
      create index comments_in_order on comments
        (paper_id, id, parent_id, root_id, reader_id, standing, octet_length(source));
      create index comments_shown_by_paper on comments (paper_id, reader_id, at)
        where standing = 'shown';
      create index comments_shown_by_time on comments (at, paper_id, reader_id, root_id)
        where standing = 'shown';
      create index comments_held on comments (at, reader_id) where standing = 'held';

      -- What a comment said before it was edited, the first version 1.
      create table comment_versions (
        comment_id integer not null references comments (id) on delete cascade,
        version integer not null,
        source text not null,
        -- Whether others than its author and moderators could read it; the rest stays with them.
        was_shown integer not null default 1 check (was_shown in (0, 1)),
        at text not null,
        primary key (comment_id, version)
      ) strict, without rowid;

      create table comment_votes (
        comment_id integer not null references comments (id) on delete cascade,
        reader_id integer not null references readers (id) on delete cascade,
        at text not null,
        primary key (comment_id, reader_id)
      ) strict, without rowid;
      create index comment_votes_by_reader on comment_votes (reader_id);

      -- Whom a comment mentions, and as what: a handle that somebody else takes later leads nowhere.
      create table mentions (
        comment_id integer not null references comments (id) on delete cascade,
        handle text not null,
        reader_id integer not null references readers (id) on delete cascade,
        primary key (comment_id, handle)
      ) strict, without rowid;
      create index mentions_by_reader on mentions (reader_id);

      -- Papers whose discussion a reader follows, and what they want to hear nothing of: a thread by
      -- its first comment, a person.
      create table followed_papers (
        reader_id integer not null references readers (id) on delete cascade,
        paper_id integer not null references papers (id) on delete cascade,
        at text not null,
        primary key (reader_id, paper_id)
      ) strict, without rowid;
      create index followed_papers_by_paper on followed_papers (paper_id);
      create table muted_threads (
        reader_id integer not null references readers (id) on delete cascade,
        root_id integer not null references comments (id) on delete cascade,
        at text not null,
        primary key (reader_id, root_id)
      ) strict, without rowid;
      create index muted_threads_by_root on muted_threads (root_id);
      create table muted_people (
        reader_id integer not null references readers (id) on delete cascade,
        person_id integer not null references readers (id) on delete cascade,
        at text not null,
        primary key (reader_id, person_id)
      ) strict, without rowid;
      create index muted_people_by_person on muted_people (person_id);

      -- A reader says that they are an author of the paper. Proved by an address that the paper or its page
      -- names, by the ORCID record, or by an editor's word; what was looked at is evidence.
      create table claims (
        id integer primary key autoincrement,
        paper_id integer not null references papers (id) on delete cascade,
        reader_id integer not null references readers (id) on delete cascade,
        author text not null,
        state text not null check (state in ('asked', 'proved', 'declined')),
        proof text check (proof in ('address', 'orcid', 'editor')),
        evidence text not null default '',
        -- To the editors, by whoever claims; and by whoever decided.
        sentence text not null default '',
        answer text not null default '',
        decided_by integer references readers (id) on delete set null,
        at text not null,
        decided_at text,
        unique (paper_id, reader_id)
      ) strict;
      create index claims_by_reader on claims (reader_id);
      create index claims_asked on claims (at) where state = 'asked';

      -- What moderators did, in order. sentence is public, note is theirs. A former reader's name is
      -- gone from it. detail is JSON: what an undo needs.
      create table moderation_acts (
        id integer primary key autoincrement,
        kind text not null check (kind in ('hide', 'show', 'approve', 'dismiss', 'warn', 'suspend',
          'ban', 'lift', 'hold-word', 'free-word')),
        moderator_id integer references readers (id) on delete set null,
        reader_id integer references readers (id) on delete set null,
        comment_id integer references comments (id) on delete set null,
        reason text,
        sentence text not null default '',
        note text not null default '',
        until text,
        undoes integer references moderation_acts (id),
        -- The first of those that were done at once; empty for that one.
        press_id integer references moderation_acts (id),
        detail text not null default '{}' check (json_valid(detail)),
        at text not null
      ) strict;
      create index moderation_acts_by_reader on moderation_acts (reader_id);
      create index moderation_acts_by_moderator on moderation_acts (moderator_id);
      create index moderation_acts_by_comment on moderation_acts (comment_id);
      create index moderation_acts_by_press on moderation_acts (press_id) where press_id is not null;
      create unique index moderation_acts_undone on moderation_acts (undoes) where undoes is not null;

      create table reports (
        id integer primary key autoincrement,
        comment_id integer not null references comments (id) on delete cascade,
        reader_id integer references readers (id) on delete set null,
        reason text not null,
        sentence text not null default '',
        -- What a moderator did about it; empty while nobody has.
        act_id integer references moderation_acts (id) on delete set null,
        at text not null,
        unique (comment_id, reader_id)
      ) strict;
      create index reports_by_reader on reports (reader_id);
      create index reports_by_act on reports (act_id);

      -- Who may not write for now: until a moment, or for good where until is empty.
      create table restrictions (
        reader_id integer primary key references readers (id) on delete cascade,
        kind text not null check (kind in ('suspended', 'banned')),
        until text,
        act_id integer not null references moderation_acts (id),
        at text not null
      ) strict;
      create index restrictions_by_act on restrictions (act_id);
      -- Keyed hashes of addresses whose readers may not write for now, so that deleting the account is
      -- no way around it.
      create table banned_addresses (
        address_hash text primary key,
        until text,
        at text not null
      ) strict, without rowid;

      -- A comment with such a word, or with a link to such a domain, waits for a moderator.
      create table held_words (
        kind text not null check (kind in ('word', 'domain')),
        value text not null,
        reader_id integer references readers (id) on delete set null,
        at text not null,
        primary key (kind, value)
      ) strict, without rowid;
      create index held_words_by_reader on held_words (reader_id);

      -- A kind of letters of its own for what readers are told of discussions; letters about accounts
      -- are notices. No check can be widened, so a wider column takes the place of the old one.
      drop index outbox_queued;
      alter table outbox add column wider_kind text not null default 'notice' check (wider_kind in
        ('confirmation', 'digest', 'test', 'sign-in', 'invitation', 'notice', 'notification'));
      update outbox set wider_kind = kind;
      alter table outbox drop column kind;
      alter table outbox rename column wider_kind to kind;
      create index outbox_queued on outbox (channel, kind, due_at) where state = 'queued';

      -- What a reader is told of. A comment is told once, by the strongest of its kinds. mail_due is
      -- when a letter is to tell it, empty where none is to; outbox_id the letter that does.
      create table notifications (
        id integer primary key autoincrement,
        reader_id integer not null references readers (id) on delete cascade,
        kind text not null check (kind in ('reply', 'mention', 'own', 'followed', 'moderation',
          'claim')),
        comment_id integer references comments (id) on delete cascade,
        act_id integer references moderation_acts (id) on delete cascade,
        claim_id integer references claims (id) on delete cascade,
        at text not null,
        read_at text,
        mail_due text,
        outbox_id integer references outbox (id) on delete set null
      ) strict;
      create unique index notifications_of_comment on notifications (reader_id, comment_id)
        where comment_id is not null and act_id is null;
      create index notifications_by_reader on notifications (reader_id, at);
      create index notifications_unread on notifications (reader_id) where read_at is null;
      create index notifications_due on notifications (mail_due)
        where mail_due is not null and outbox_id is null;
      create index notifications_by_comment on notifications (comment_id);
      create index notifications_by_act on notifications (act_id) where act_id is not null;
      create index notifications_by_claim on notifications (claim_id) where claim_id is not null;
      create index notifications_by_outbox on notifications (outbox_id) where outbox_id is not null;
    `,
  },
  {
    name: "2026-11-28 access tokens",
    sql: `
      -- What a reader gave to a program, so that it may ask, or act, as they do. Of the token its hash
      -- alone is kept. scopes are words with a space between; used_day is the last day of use in UTC;
      -- until is when it ends by itself; form_key is what its form was known by, so that a form that is
      -- sent twice makes one.
      create table access_tokens (
        id integer primary key autoincrement,
        reader_id integer not null references readers (id) on delete cascade,
        name text not null,
        token_hash text not null unique,
        scopes text not null,
        at text not null,
        used_day text,
        until text,
        form_key text
      ) strict;
      create index access_tokens_by_reader on access_tokens (reader_id);
    `,
  },
  {
    name: "2026-11-28 vectors of other models",
    sql: `
      -- A model of the owner's choice, by its name and how papers are put to it; what it made of papers,
      -- in bytes, as it took time or money. Ids grow, so that whoever reads along asks for what is
      -- beyond the last. A vector without bytes is of a paper of which the model could make none.
      -- stale: the paper's title or abstract has changed since, so that text_hash is to be looked at.
      create table embedding_models (
        id integer primary key autoincrement,
        name text not null unique,
        dimensions integer not null
      ) strict;
      create table embeddings (
        id integer primary key autoincrement,
        paper_id integer not null references papers (id) on delete cascade,
        model_id integer not null references embedding_models (id) on delete cascade,
        text_hash text not null,
        vector blob not null,
        stale integer not null default 0,
        unique (paper_id, model_id)
      ) strict;
      create index embeddings_by_model on embeddings (model_id);
      create index embeddings_empty on embeddings (model_id) where length(vector) = 0;
      create index embeddings_stale on embeddings (model_id, paper_id) where stale = 1;
      create trigger paper_reworded after update of title, abstract on papers
        when old.title is not new.title or old.abstract is not new.abstract begin
        update embeddings set stale = 1 where paper_id = new.id;
      end;
    `,
  },
];
