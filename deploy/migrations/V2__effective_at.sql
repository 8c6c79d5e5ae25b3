-- Of rules: from which time of reception on a version judges. Null for other kinds, and for rules
-- that were saved before: they judge all.

alter table definition add column effective_at timestamptz;
alter table definition_version add column effective_at timestamptz;
alter table definition_outbox add column effective_at timestamptz;
