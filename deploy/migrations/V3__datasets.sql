-- Data sets: every version that was loaded, and what the job is told of it.

create table dataset (
  id     text   primary key,
  -- The last version's number; 0 while the first is being stored.
  latest bigint not null check (latest >= 0)
);

create table dataset_version (
  dataset_id      text        not null references dataset (id),
  version         bigint      not null check (version > 0),
  -- STORED: its file is in place. PUBLISHED: its manifest too, so that the job reads it.
  state           text        not null check (state in ('STORED', 'PUBLISHED')),
  mode            text        not null check (mode in ('SNAPSHOT', 'INCREMENT')),
  -- Text, not jsonb: it is written to the file as it stands.
  manifest        text        not null,
  sha256          text        not null,
  bytes           bigint      not null,
  row_count       bigint      not null,
  unreadable      bigint      not null,
  columns         text        not null,
  idempotency_key text,
  loaded_at       timestamptz not null,
  primary key (dataset_id, version),
  unique (dataset_id, idempotency_key)
);

create index dataset_version_stored on dataset_version (dataset_id, version) where state = 'STORED';
