-- What the United Nations system and its partners do against terrorism: programmes, and the activities in or beside them.

-- A record as it is searched: its symbol and texts in all languages, without case and accents. Declared immutable, as it
-- is while the dictionary of the extension stays as shipped, so that columns can be generated from it.
create function search_words(code text, title jsonb, summary jsonb) returns text immutable parallel safe language sql
  return lower(unaccent('unaccent'::regdictionary, concat(code, ' ',
    jsonb_path_query_array(title, '$.texts.*')::text, ' ', jsonb_path_query_array(summary, '$.texts.*')::text)));

-- The last day that a date of this precision may mean: 2020-02 as a month ends on 2020-02-29.
create function last_day(first date, known text) returns date immutable strict parallel safe language sql
  return case known
    when 'day' then first
    when 'month' then (first + interval '1 month - 1 day')::date
    when 'year' then (first + interval '1 year - 1 day')::date
  end;
create function is_dated(first date, known text) returns boolean immutable parallel safe language sql
  return case when first is null then known is null
    else known in ('day', 'month', 'year') and date_trunc(known, first::timestamp) = first::timestamp end;

create table programmes (
  id                uuid primary key references records on delete cascade,
  code              text not null default '' check (length(code) <= 40),
  title             jsonb not null check (is_written(title)),
  unofficial        text[] not null default '{}',
  summary           jsonb check (is_written(summary)),
  type              text not null,
  status            text not null check (status in ('proposed', 'planned', 'ongoing', 'completed')),
  status_on         date not null default current_date,
  leads             uuid[] not null check (cardinality(leads) > 0),
  partners          uuid[] not null default '{}' check (not partners && leads),
  funders           uuid[] not null default '{}',
  pillars           text[] not null default '{}',
  themes            text[] not null default '{}',
  states            uuid[] not null default '{}',
  regions           text[] not null default '{}',
  places            jsonb not null default '[]',
  beneficiaries     jsonb check (is_written(beneficiaries)),
  states_reached    integer check (states_reached >= 0),
  states_reached_is text check (states_reached_is in ('eq', 'gt', 'lt')),
  start_on          date,
  start_precision   text check (is_dated(start_on, start_precision)),
  end_on            date,
  end_precision     text check (is_dated(end_on, end_precision)),
  dates_from        text not null default 'source' check (dates_from in ('source', 'elsewhere')),
  mandates          text[] not null default '{}',
  source            text not null default '',
  paragraphs        integer[] not null default '{}',
  source_also       text[] not null default '{}',
  words             text not null generated always as (search_words(code, title, summary)) stored,
  check ((states_reached is null) = (states_reached_is is null)),
  check (start_on is null or end_on is null or last_day(end_on, end_precision) >= start_on)
);
comment on table programmes is 'Programmes, projects, offices, tools and publications: what is done over time, by whom, where and on what.';
call retain('programmes', area => 'records', kept => 'with_record', why => 'accountability');
comment on column programmes.code is 'The originator''s own symbol, e.g. PRG-001. Not unique by index: that would tell of records the writer may not see.';
comment on column programmes.unofficial is 'Languages in which the title is a rendering, not the official name.';
comment on column programmes.status_on is 'Day on which the status was true.';
comment on column programmes.leads is 'Organisations, States among them; likewise partners and funders.';
comment on column programmes.states is 'States it works in or for.';
comment on column programmes.regions is 'Regions as the source names them; States it does not name are not read into them.';
comment on column programmes.places is 'json: { name: Written, state: string | null }[]; places named below a State';
comment on column programmes.beneficiaries is 'json: Written; who benefits, in words';
comment on column programmes.states_reached_is is 'eq exactly, gt more than, lt nearly (strictly fewer).';
comment on column programmes.start_on is 'First day of what is meant; the precision says whether day, month or year is known.';
comment on column programmes.dates_from is 'source: from the document named as source; elsewhere: from public pages.';
comment on column programmes.mandates is 'Symbols of the documents that ask for it.';
comment on column programmes.source is 'Document the facts are from, with its paragraphs and other places (footnotes, annexes).';
call make_shareable('programmes');

create table activities (
  id                uuid primary key references records on delete cascade,
  code              text not null default '' check (length(code) <= 40),
  programme         uuid references programmes on delete set null,
  title             jsonb not null check (is_written(title)),
  unofficial        text[] not null default '{}',
  summary           jsonb check (is_written(summary)),
  type              text not null,
  status            text not null check (status in ('planned', 'ongoing', 'completed')),
  status_on         date not null default current_date,
  leads             uuid[] not null check (cardinality(leads) > 0),
  partners          uuid[] not null default '{}' check (not partners && leads),
  pillars           text[] not null default '{}',
  themes            text[] not null default '{}',
  states            uuid[] not null default '{}',
  regions           text[] not null default '{}',
  places            jsonb not null default '[]',
  modality          text check (modality in ('onsite', 'virtual', 'hybrid')),
  attendees         text,
  participants      integer check (participants >= 0),
  participants_is   text check (participants_is in ('eq', 'gt', 'lt')),
  states_reached    integer check (states_reached >= 0),
  states_reached_is text check (states_reached_is in ('eq', 'gt', 'lt')),
  events            integer check (events >= 0),
  events_is         text check (events_is in ('eq', 'gt', 'lt')),
  aggregate         boolean not null default false,
  start_on          date not null,
  start_precision   text not null check (is_dated(start_on, start_precision)),
  end_on            date,
  end_precision     text check (is_dated(end_on, end_precision)),
  dates_from        text not null default 'source' check (dates_from in ('source', 'elsewhere')),
  source            text not null default '',
  paragraphs        integer[] not null default '{}',
  source_also       text[] not null default '{}',
  words             text not null generated always as (search_words(code, title, summary)) stored,
  check ((participants is null) = (participants_is is null)),
  check ((states_reached is null) = (states_reached_is is null)),
  check ((events is null) = (events_is is null)),
  check (end_on is null or last_day(end_on, end_precision) >= start_on)
);
comment on table activities is 'Dated events and outputs: trainings, workshops, missions, publications.';
call retain('activities', area => 'records', kept => 'with_record', why => 'accountability');
comment on column activities.code is 'The originator''s own symbol, e.g. ACT-001. Not unique by index: that would tell of records the writer may not see.';
comment on column activities.programme is 'Shown only to those who may read that programme too.';
comment on column activities.places is 'json: { name: Written, state: string | null }[]; places named below a State';
comment on column activities.attendees is 'Whom it was for: a term of the vocabulary audiences.';
comment on column activities.events is 'How many such events this row stands for; null: several, the source does not say how many.';
comment on column activities.aggregate is 'A total that overlaps single activities: never added to them, and left out of the presence matrix.';
call make_shareable('activities');
create index activities_programme on activities (programme);

-- What the arrays name must exist: organisations, States among them, and terms of the directory's lists.
create function check_terms() returns trigger language plpgsql as $$
declare
  row constant jsonb := to_jsonb(new);
  organisations uuid[] := new.leads || new.partners;
begin
  if tg_table_name = 'programmes' then organisations := organisations || new.funders; end if;
  if exists (select from unnest(organisations) x where not exists (select from organisations o where o.id = x))
     or exists (select from unnest(new.states) x where not exists (select from states s where s.organisation = x))
     or exists (select from unnest(new.themes) x where not exists (select from themes t where t.code = x))
     or exists (select from unnest(new.pillars) x where not exists (select from pillars p where p.code = x))
     or exists (select from unnest(new.regions) x where not exists (select from named_regions r where r.code = x))
     or not exists (select from vocabulary_terms where vocabulary = tg_argv[0] and code = new.type)
     or (row ->> 'attendees' is not null
         and not exists (select from vocabulary_terms where vocabulary = 'audiences' and code = row ->> 'attendees')) then
    raise exception 'programmes.no_such_term' using errcode = 'CC409';
  end if;
  return new;
end $$;
create trigger terms before insert or update of leads, partners, funders, states, themes, pillars, regions, type on programmes
  for each row execute function check_terms('programmeTypes');
create trigger terms before insert or update of leads, partners, states, themes, pillars, regions, type, attendees on activities
  for each row execute function check_terms('activityTypes');
