-- What the United Nations publishes of itself and its Members: reference data that everyone may read. The organisations,
-- persons and groups themselves are the platform's, because access stands on them.

create table regions (
  code   text primary key check (code ~ '^\d{3}$'),
  level  text not null check (level in ('region', 'subregion', 'intermediate')),
  parent text references regions,
  names  jsonb not null check (is_written(names))
);
comment on table regions is 'Geographic regions of the standard M49 of the Statistics Division, as a tree.';
call retain('regions', area => 'directory', kept => 'permanently', why => 'reference');

create table named_regions (
  code    text primary key check (code ~ '^[a-z_]{2,40}$'),
  names   jsonb not null check (is_written(names)),
  basis   text not null check (basis in ('m49', 'indicative', 'none')),
  members text[] not null default '{}',
  sort    integer not null
);
comment on table named_regions is 'Regions as reports name them: the Sahel, Western Indian Ocean …';
call retain('named_regions', area => 'directory', kept => 'permanently', why => 'reference');
comment on column named_regions.basis is 'm49: as in the standard; indicative: our reading, no official list; none: no list of States is meant.';
comment on column named_regions.members is 'Alpha-3 codes of the States meant.';

create table states (
  organisation uuid primary key references organisations on delete cascade,
  alpha2       text not null unique check (alpha2 ~ '^[A-Z]{2}$'),
  m49          text not null unique check (m49 ~ '^\d{3}$'),
  region       text not null references regions,
  subregion    text not null references regions,
  intermediate text references regions,
  ldc          boolean not null,
  lldc         boolean not null,
  sids         boolean not null,
  articles     jsonb not null default '{}'
);
comment on table states is 'Member States and observer States. The alpha-3 code is the organisation''s code.';
call retain('states', area => 'directory', kept => 'permanently', why => 'reference');
comment on column states.articles is 'json: Record<string, string>; definite article by language, where the United Nations list gives one.';
comment on column states.ldc is 'Least developed country, as listed in 2026; likewise landlocked developing country and small island developing State.';

create table organisation_names (
  id           uuid primary key default gen_random_uuid(),
  organisation uuid not null references organisations on delete cascade,
  form         text not null check (form in ('short', 'formal', 'acronym')),
  names        jsonb not null check (is_written(names)),
  unofficial   text[] not null default '{}',
  starts_on    date,
  ends_on      date check (ends_on >= starts_on),
  ends_known   boolean not null default true,
  folded       text not null,
  entered_by   uuid references persons default viewer_person()
);
comment on table organisation_names is 'Names over time: what an organisation was called on a day, in each language. The short name of today also stands in organisations.';
call retain('organisation_names', area => 'directory', kept => 'permanently', why => 'reference',
  personal => '{"entered_by": "link"}', whose => 't.entered_by', on_erasure => 'keep');
comment on column organisation_names.unofficial is 'Languages whose text is a translation of ours, not an official name.';
comment on column organisation_names.starts_on is 'First day in use; null: as far back as this directory goes.';
comment on column organisation_names.ends_known is 'False: ends_on is the last day on which a source shows the name; when it ended is not established.';
comment on column organisation_names.folded is 'All texts without case and marks, for search.';
comment on column organisation_names.entered_by is 'Null: reference data. Once a person enters a name, reference data no longer changes the names of that organisation.';
create index organisation_names_organisation on organisation_names (organisation, form);

create table organisation_details (
  organisation uuid primary key references organisations on delete cascade,
  part_of      uuid references organisations,
  annex        text check (annex in ('entity', 'organisation')),
  paragraphs   integer[] not null default '{}',
  note         jsonb check (note is null or is_written(note)),
  confidence   text not null default 'high' check (confidence in ('high', 'medium', 'low')),
  version      integer not null default 1
);
comment on table organisation_details is 'What the directory knows of an organisation beyond its name; version counts every edit of the organisation.';
call retain('organisation_details', area => 'directory', kept => 'with_parent', why => 'reference');
comment on column organisation_details.annex is 'How annex I to A/75/729 lists it, if it does.';
comment on column organisation_details.paragraphs is 'Paragraphs of A/75/729 that name it.';
comment on column organisation_details.note is 'json: Written; one or two sentences.';
comment on column organisation_details.confidence is 'How well the names in languages other than English are established.';

create table group_details (
  group_id   uuid primary key references groups on delete cascade,
  since_on   date,
  pillars    text[] not null default '{}',
  unofficial text[] not null default '{}',
  source     text not null default ''
);
comment on table group_details is 'What the directory knows of the Compact and its working groups.';
call retain('group_details', area => 'directory', kept => 'with_parent', why => 'reference');
comment on column group_details.since_on is 'Day of signature, or of approval of the terms of reference.';
comment on column group_details.unofficial is 'Languages in which the name is a translation of ours.';

create table pillars (
  code       text primary key,
  number     smallint not null unique,
  names      jsonb not null check (is_written(names)),
  short      jsonb not null check (is_written(short)),
  unofficial text[] not null default '{}',
  paragraphs integer[] not null default '{}'
);
comment on table pillars is 'The four pillars of the United Nations Global Counter-Terrorism Strategy.';
call retain('pillars', area => 'directory', kept => 'permanently', why => 'reference');
comment on column pillars.short is 'json: Written; for narrow places.';
comment on column pillars.unofficial is 'Languages in which the wording is not yet checked against the resolution.';

create table themes (
  code    text primary key,
  names   jsonb not null check (is_written(names)),
  pillars text[] not null,
  sort    integer not null
);
comment on table themes is 'What work is about. Pillars: those under which it is mostly done, first first.';
call retain('themes', area => 'directory', kept => 'permanently', why => 'reference');

create table vocabulary_terms (
  vocabulary text not null,
  code       text not null,
  names      jsonb not null check (is_written(names)),
  sort       integer not null,
  primary key (vocabulary, code)
);
comment on table vocabulary_terms is 'Short closed lists: types of activity and programme, modalities, audiences, statuses …';
call retain('vocabulary_terms', area => 'directory', kept => 'permanently', why => 'reference');

create table reference_rows (
  name   text primary key,
  loaded jsonb not null
);
comment on table reference_rows is 'Each row that the reference data of this program wrote, as it wrote it: what differs now was changed by people, and stays.';
call retain('reference_rows', area => 'installation', kept => 'permanently', why => 'operation');
create policy reference_rows_none on reference_rows for select using (false);

create policy regions_read on regions for select using (true);
create policy named_regions_read on named_regions for select using (true);
create policy states_read on states for select using (true);
create policy pillars_read on pillars for select using (true);
create policy themes_read on themes for select using (true);
create policy vocabulary_terms_read on vocabulary_terms for select using (true);
create policy group_details_read on group_details for select using (exists (select from groups g where g.id = group_id));
create policy organisation_names_read on organisation_names for select using (true);
create policy organisation_names_write on organisation_names for all
  using (viewer_may('directory:administer')) with check (viewer_may('directory:administer'));
create policy organisation_details_read on organisation_details for select using (true);
create policy organisation_details_write on organisation_details for all
  using (viewer_may('directory:administer')) with check (viewer_may('directory:administer'));

-- The name of an organisation in use on a day.
create function name_on(org uuid, which text, day date) returns jsonb stable parallel safe language sql
begin atomic
  select names from organisation_names
   where organisation = org and form = which and coalesce(starts_on, '-infinity') <= day and coalesce(ends_on, 'infinity') >= day
   order by starts_on desc nulls last limit 1;
end;

-- The order of the United Nations: English names, accents ignored, whatever the reader's language.
create function un_order(names jsonb) returns text stable parallel safe language sql
  return lower(unaccent(coalesce(names -> 'texts' ->> 'en', names -> 'texts' ->> (names ->> 'original'))));
