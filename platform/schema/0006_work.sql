create table requests (
  person  uuid not null default viewer_person() references persons on delete cascade,
  request uuid not null,
  digest  bytea not null,
  answer  uuid,
  at      timestamptz not null default now(),
  primary key (person, request)
);
comment on table requests is 'Acts already done, by the number the caller gave them: a request repeated on a bad line is done once.';
comment on column requests.digest is 'SHA-256 of what came with the number: the same number with other words is another act.';
call retain('requests', area => 'working', kept => 'for_period', why => 'memory', period => '7 days', since => 'at',
  personal => '{"person": "link", "at": "acts"}', whose => 't.person', on_erasure => 'delete');
create policy requests_own on requests for all using (person = viewer_person()) with check (person = viewer_person());

create table drafts (
  id           uuid primary key default gen_random_uuid(),
  person       uuid not null default viewer_person() references persons on delete cascade,
  organisation uuid not null default viewer_org() references organisations,
  level        smallint not null default viewer_level() check (level between 0 and 2),
  key          text not null check (length(key) between 1 and 200),
  value        jsonb not null check (length(value::text) <= 400000),
  saved_at     timestamptz not null default now(),
  unique (person, organisation, level, key)
);
comment on table drafts is 'Words not yet saved as a record, for their writer only.';
call retain('drafts', area => 'working', kept => 'for_period', why => 'service', period => '90 days', since => 'saved_at',
  personal => '{"person": "link", "key": "words", "value": "words"}', whose => 't.person', on_erasure => 'delete');
comment on column drafts.level is 'What the writer could see when they wrote it, and so what it may hold: not shown in a session that reaches less.';
comment on column drafts.organisation is 'For which the writer worked: words do not follow a person who moves to another.';
create policy drafts_own on drafts for all
  using (person = viewer_person() and organisation = viewer_org() and level <= viewer_level())
  with check (person = viewer_person() and organisation = viewer_org() and level = viewer_level());

create table settings (
  name  text primary key,
  value jsonb not null
);
comment on table settings is 'Facts about this installation that the program keeps: whether the demonstration is loaded, the first administrator''s link.';
call retain('settings', area => 'installation', kept => 'permanently', why => 'operation');
create policy settings_none on settings for select using (false);
