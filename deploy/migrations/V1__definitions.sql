-- Rules, mappings and devices: the present state, every version there was, and what waits to be published.

create table definition (
  kind       text        not null,
  id         text        not null,
  version    bigint      not null check (version > 0),
  state      text        not null check (state in ('ACTIVE', 'PAUSED', 'REMOVED')),
  -- Text, not jsonb: jsonb rewrites numbers, reorders members and cannot hold \u0000.
  document   text        not null,
  updated_at timestamptz not null,
  primary key (kind, id)
);

create table definition_version (
  kind       text        not null,
  id         text        not null,
  version    bigint      not null,
  state      text        not null,
  document   text        not null,
  updated_at timestamptz not null,
  primary key (kind, id, version),
  foreign key (kind, id) references definition (kind, id)
);

-- Rows are written with the definition in one transaction and deleted once Kafka has acknowledged
-- them. The row lock on the definition makes seq rise with version within a definition.
create table definition_outbox (
  seq        bigserial   primary key,
  topic      text        not null,
  key        text        not null,
  kind       text        not null,
  version    bigint      not null,
  state      text        not null,
  document   text        not null,
  updated_at timestamptz not null
);
