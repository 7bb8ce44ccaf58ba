-- Search over records of all kinds, and over the names of what they are about.

create table searchable_tables (
  name      text primary key,
  kind      text not null,
  title     text not null,
  texts     text[] not null,
  codes     text[] not null,
  subjects  jsonb not null,
  first_day text,
  last_day  text
);
comment on table searchable_tables is 'Filled by make_searchable in the modules'' migrations: which columns of a table are searched. Holds nothing personal.';
comment on column searchable_tables.subjects is 'json: Record<string, string>; kind of subject by column: { "themes": "theme" }.';
create policy searchable_tables_read on searchable_tables for select using (true);

create table search_entries (
  record      uuid primary key references records on delete cascade,
  kind        text not null,
  title_words tsvector not null,
  words       tsvector not null,
  subjects    text[] not null,
  years       integer[] not null
);
comment on table search_entries is 'A record as it is searched: stems of its title and texts in all languages, derived by trigger in the transaction that changes it. Kept with its record.';
comment on column search_entries.words is 'Title and texts; symbols (#s/res/2396), what it is about (=theme:cft), words of the title as they stand and from behind.';
comment on column search_entries.subjects is 'What results are narrowed down by: theme:cft, state:<id>.';
call make_shareable('search_entries', 'record', true);
-- Words and readers in one index: what others may read is passed over before a row is looked at.
create index search_entries_words on search_entries using gin (words, readers);
alter table search_entries alter column words set storage external;

create function note_search() returns trigger language plpgsql as $$
declare
  d searchable_tables;
  r constant jsonb := to_jsonb(new);
  titled text[]; found text[]; about text[]; counted text[]; symbols text[]; over integer[];
begin
  select * into d from searchable_tables where name = tg_table_name;
  symbols := array(select distinct c from unnest(d.codes) column_name,
    jsonb_array_elements_text(case when jsonb_typeof(r -> column_name) = 'array' then r -> column_name else jsonb_build_array(r -> column_name) end) said,
    unnest(search_symbols(said) || search_split(search_fold(said))) c);
  titled := array(select distinct l from unnest(search_written(r -> d.title) || symbols) l);
  about := array(select distinct s.value || ':' || id from jsonb_each_text(d.subjects) s, jsonb_array_elements_text(nullif(r -> s.key, 'null')) id order by 1);
  counted := array(select a from unnest(about) a where a like 'state:%' or a like 'theme:%');
  found := array(select distinct l from unnest(titled || search_typed(r -> d.title) || array(select '=' || a from unnest(about) a)) l
    union select l from unnest(d.texts) column_name, unnest(search_written(nullif(r -> column_name, 'null')) || search_symbols((r -> column_name) ->> 'texts')) l);
  over := array(select generate_series(extract(year from (r ->> d.first_day)::date)::integer,
    least(extract(year from (r ->> d.first_day)::date)::integer + 30, extract(year from coalesce((r ->> d.last_day)::date, (r ->> d.first_day)::date))::integer)));
  if tg_op = 'INSERT' then
    insert into search_entries (record, kind, title_words, words, subjects, years)
    values (new.id, d.kind, array_to_tsvector(titled), array_to_tsvector(found), counted, over);
  else
    update search_entries set (title_words, words, subjects, years) = (array_to_tsvector(titled), array_to_tsvector(found), counted, over)
     where record = new.id;
  end if;
  return null;
end $$;

-- Records of a table become searchable: the table is shareable by `id`, `title` and `texts` are Written, `codes` hold
-- symbols, `subjects` says of which kind of subject the ids or codes in a column are.
create procedure make_searchable(name text, kind text, title text default 'title', texts text[] default '{}', codes text[] default '{}',
  subjects jsonb default '{}', first_day text default null, last_day text default null) language plpgsql as $$
begin
  insert into searchable_tables values (name, kind, title, texts, codes, subjects, first_day, last_day);
  execute format('create trigger searched after insert or update on %I for each row execute function note_search()', name);
end $$;

create table search_names (
  source   text not null,
  row_key  text not null,
  kind     text not null,
  subject  text not null,
  language text not null,
  said     text not null,
  folded   text not null,
  stems    text[] not null,
  raw      text[] not null,
  primary key (source, row_key, language)
);
comment on table search_names is 'Names of what records are about, and of what has a page but is no record, in all languages: derived by trigger from the tables that make_findable names, and kept with their rows.';
comment on column search_names.subject is 'Id or code by which records name it.';
comment on column search_names.language is 'Language of the name, or `code`.';
create index search_names_subject on search_names (kind, subject);

-- Runs with the rights of the caller: a name is seen where its row is.
create function search_source_seen(source text, kind text, subject text) returns boolean stable language plpgsql as $$
declare seen boolean;
begin
  execute format('select exists (select from %I where %s)', source,
    case when kind in ('group', 'organisation') then 'id = $1::uuid' else 'code = $1' end) into seen using subject;
  return seen;
end $$;
create policy search_names_read on search_names for select using (source <> 'groups' or search_source_seen(source, kind, subject));

create function note_names() returns trigger security definer set search_path = public language plpgsql as $$
declare r constant jsonb := to_jsonb(coalesce(new, old)); key constant text := r ->> tg_argv[1]; place constant text := coalesce(r ->> 'id', r ->> 'code');
begin
  -- As text: compared as a name, it finds no index.
  delete from search_names where source = tg_table_name::text and row_key = place;
  if tg_op <> 'DELETE' then
    insert into search_names
      select tg_table_name, place, tg_argv[0], key, n.language, n.said, search_fold(n.said), search_stems(n.language, n.said), search_split(search_fold(n.said))
        from (select t.* from jsonb_each_text(r -> 'names' -> 'texts') t
              union all select 'code', r ->> 'code' where r ->> 'code' is not null) n(language, said)
       where n.said <> '';
  end if;
  return null;
end $$;

-- Names of a table's rows become findable, all of them public but those of groups: the table has `names` (Written).
create procedure make_findable(name text, kind text, key text) language plpgsql as $$
begin
  if name <> 'groups' and not exists (select from pg_policy where polrelid = name::regclass and polcmd = 'r' and pg_get_expr(polqual, polrelid) = 'true') then
    raise exception 'names of % are not open to everyone', name;
  end if;
  execute format('create trigger found after insert or update or delete on %I for each row execute function note_names(%L, %L)', name, kind, key);
end $$;
call make_findable('organisations', 'organisation', 'id');
call make_findable('groups', 'group', 'id');
