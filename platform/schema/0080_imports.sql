-- Tables that people bring in from their own files. The file itself is not kept: only what its cells say, for whoever
-- brought it, as asked work is (0052_asked_jobs.sql).
create table imports (
  id           uuid primary key default gen_random_uuid(),
  person       uuid not null default viewer_person() references persons on delete cascade,
  organisation uuid not null default viewer_org() references organisations,
  level        smallint not null default viewer_level() check (level between 0 and 2),
  kind         text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  file_name    text not null check (length(file_name) between 1 and 200),
  language     text not null check (language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  sheets       jsonb not null,
  encoding     text,
  delimiter    text,
  sheet        smallint not null default 0,
  head         integer not null default 1,
  columns      text[] not null default '{}',
  month_first  text[] not null default '{}',
  seen         jsonb,
  state        text not null default 'open' check (state in ('open', 'mapped', 'checked', 'running', 'done', 'undoing', 'undone')),
  reached      integer not null default 0,
  tally        jsonb not null default '{}',
  job          uuid,
  made_at      timestamptz not null default now(),
  changed_at   timestamptz not null default now()
);
comment on table imports is 'What somebody brings in from a table of their own: how it is read, who will see it, how far it is. For that person only.';
call retain('imports', area => 'working', kept => 'for_period', why => 'service', period => '180 days', since => 'changed_at',
  personal => '{"person": "link", "file_name": "words", "columns": "choices"}', whose => 't.person', on_erasure => 'delete');
comment on column imports.level is 'What the session reached that brought it: not shown in one that reaches less.';
comment on column imports.language is 'Of the texts in the table.';
comment on column imports.sheets is 'json: { name: string, rows: number, columns: number }[]';
comment on column imports.head is 'Number of the row with the headings, in the file; 0: there is none before the first row.';
comment on column imports.columns is 'What each column of the table is, by the key of the kind''s column; empty: left out.';
comment on column imports.month_first is 'Keys of columns whose dates name the month before the day.';
comment on column imports.seen is 'json: { level: number, handling: string[], audience: unknown[] }; of what it makes.';
comment on column imports.reached is 'Number of the last row that the work under way came to.';
comment on column imports.tally is 'json: Record<string, number>; rows by outcome, and by what undoing did with them: kept beside the rows, which are many.';
comment on column imports.job is 'The work that was asked of it last (asked_jobs), while that is kept.';
create index imports_person on imports (person, made_at desc);
create policy imports_own on imports for all
  using (person = viewer_person() and organisation = viewer_org() and level <= viewer_level() and preview_org() is null)
  with check (person = viewer_person() and organisation = viewer_org() and level <= viewer_level());

create function guard_import() returns trigger language plpgsql as $$
begin
  if by_viewer() and (new.id, new.person, new.organisation, new.level, new.kind, new.made_at)
       is distinct from (old.id, old.person, old.organisation, old.level, old.kind, old.made_at) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  return new;
end $$;
create trigger guard before update on imports for each row execute function guard_import();

create table import_rows (
  import    uuid not null references imports on delete cascade,
  sheet     smallint not null,
  n         integer not null,
  cells     text[] not null,
  reference text,
  outcome   text check (outcome in ('new', 'changed', 'unchanged', 'bad')),
  faults    jsonb not null default '[]',
  notes     jsonb not null default '[]',
  record    uuid,
  version   integer,
  before    jsonb,
  undone    text check (undone in ('removed', 'restored', 'kept')),
  primary key (import, sheet, n)
);
comment on table import_rows is 'Rows of such a table, and what became of each.';
call retain('import_rows', area => 'working', kept => 'with_parent', why => 'service',
  personal => '{"import": "link", "cells": "words", "before": "words"}', whose => '(select i.person from imports i where i.id = t.import)', on_erasure => 'delete');
comment on column import_rows.n is 'Number of the row in the file.';
comment on column import_rows.reference is 'The sender''s own, by which a row is known again.';
comment on column import_rows.outcome is 'What the check says will, or the import did, become of it.';
comment on column import_rows.faults is 'json: { column: number | null, code: string, params: Record<string, string | number> }[]';
comment on column import_rows.notes is 'json: { code: ''alike'' | ''merged'' | ''closed'', record: string }[]; what is to be known of a row: that a record looks like it, or that its own was merged into one. Whoever is told reads that one.';
comment on column import_rows.record is 'What it made or changed; not a reference: the record may be removed since.';
comment on column import_rows.version is 'Of the record as the row left it: with another one, somebody changed it since.';
comment on column import_rows.before is 'json: Record<string, unknown>; what the record said before the row changed it.';
create index import_rows_reference on import_rows (import, sheet, reference);
create index import_rows_outcome on import_rows (import, sheet, outcome, n);
create index import_rows_noted on import_rows (import, sheet, n) where notes <> '[]';
create policy import_rows_own on import_rows for all
  using (exists (select from imports i where i.id = import)) with check (exists (select from imports i where i.id = import));

create table import_mappings (
  id           uuid primary key default gen_random_uuid(),
  organisation uuid not null default viewer_org() references organisations,
  kind         text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  name         text not null check (length(name) between 1 and 100 and name !~ '[[:cntrl:]]'),
  headings     text[] not null check (cardinality(headings) <= 200),
  columns      text[] not null,
  saved_at     timestamptz not null default now(),
  unique (organisation, kind, headings)
);
comment on table import_mappings is 'How an organisation''s tables are read, by their headings: for whoever brings in tables there.';
call retain('import_mappings', area => 'working', kept => 'until_removed', why => 'service');
comment on column import_mappings.headings is 'Folded, in order.';
comment on column import_mappings.columns is 'Key of the kind''s column for each; empty: left out.';
create policy import_mappings_own on import_mappings for all
  using (organisation = viewer_org() and viewer_may('imports:write') and preview_org() is null)
  with check (organisation = viewer_org() and viewer_may('imports:write'));

create table import_choices (
  organisation uuid not null default viewer_org() references organisations,
  lookup       text not null check (lookup ~ '^[a-zA-Z]{1,40}$'),
  said         text not null check (length(said) between 1 and 500),
  code         text check (length(code) <= 40),
  saved_at     timestamptz not null default now(),
  primary key (organisation, lookup, said)
);
comment on table import_choices is 'What words in an organisation''s tables mean, as somebody there confirmed: “Ivory Coast” is CIV.';
call retain('import_choices', area => 'working', kept => 'until_removed', why => 'service');
comment on column import_choices.said is 'Folded.';
comment on column import_choices.code is 'Null: it names nothing that is kept here, and is left out.';
create policy import_choices_own on import_choices for all
  using (organisation = viewer_org() and viewer_may('imports:write') and preview_org() is null)
  with check (organisation = viewer_org() and viewer_may('imports:write'));
