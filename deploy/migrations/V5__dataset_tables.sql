-- Data sets that are tables of other databases: where from, and how far they are read.

create table dataset_table (
  dataset_id   text        primary key,
  -- As it was put; text, not jsonb, as it is shown as it stands.
  definition   text        not null,
  -- Grows with each extraction and each change: one that began before stores nothing any more.
  run          bigint      not null default 0,
  -- How far increments are, with the version that came so far; written together with it.
  mark_kind    text        check (mark_kind in ('NUMBER', 'TIME', 'TIME_WITH_ZONE', 'DATE')),
  mark         text,
  mark_version bigint,
  started_at   timestamptz,
  ended_at     timestamptz,
  -- Why the last extraction failed.
  problem      text,
  check ((mark is null) = (mark_kind is null)),
  check ((mark is null) = (mark_version is null))
);
