-- Edits of objects: what was accepted, what waits to be published, and what became of it.

create table object_edit (
  id           text        primary key,
  -- Order of acceptance: edits of one object are published in it.
  number       bigserial   not null unique,
  batch_id     text,
  object_type  text        not null,
  object_id    text        not null,
  -- Null for edits that others wrote to the topic.
  content_hash text,
  issued_at    timestamptz,
  -- The Kafka record, until Kafka has it.
  record       bytea,
  status       text        not null check (status in ('ACCEPTED', 'APPLIED', 'REFUSED')),
  seq          bigint,
  code         text,
  reason       text,
  decided_at   timestamptz
);

create index object_edit_waiting on object_edit (number) where record is not null;
create index object_edit_decided on object_edit (decided_at) where decided_at is not null;
