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
comment on table searchable_tables is 'Filled by make_searchable in the modules'' migrations: which columns of a table are searched.';
call retain('searchable_tables', area => 'installation', kept => 'permanently', why => 'operation');
comment on column searchable_tables.subjects is 'json: Record<string, string>; kind of subject by column: { "themes": "theme" }.';
create policy searchable_tables_read on searchable_tables for select using (true);

-- Numbers of what results are narrowed down by: States and themes, whose names are open to everyone.
create table search_subjects (
  n       integer primary key,
  kind    text not null,
  subject text not null,
  unique (kind, subject)
);
comment on table search_subjects is 'A number for each organisation and theme that has a name, so that entries stay narrow.';
call retain('search_subjects', area => 'directory', kept => 'permanently', why => 'operation');
create policy search_subjects_read on search_subjects for select using (true);

create table search_entries (
  record   uuid primary key references records on delete cascade,
  kind     text not null,
  subjects integer[] not null,
  years    integer[] not null,
  words    tsvector not null
);
comment on table search_entries is 'A record as it is searched: stems of its title and texts in all languages, derived by trigger in the transaction that changes it. Narrow, since a common word finds thousands.';
call retain('search_entries', area => 'records', kept => 'with_record', why => 'operation');
comment on column search_entries.subjects is 'Numbers of the States and themes that results are narrowed down by.';
comment on column search_entries.words is 'Title and texts; what the title holds once more, marked (^train); symbols (#s/res/2396), what it is about (=theme:cft), words of the title as they stand and from behind.';
call make_shareable('search_entries', 'record', true);
-- Words and readers in one index: what others may read is passed over before a row is looked at.
create index search_entries_words on search_entries using gin (words, readers);
alter table search_entries alter column words set storage external;

create function note_search() returns trigger language plpgsql as $$
declare
  d searchable_tables;
  r constant jsonb := to_jsonb(new);
  titled text[]; found text[]; about text[]; counted integer[]; symbols text[]; over integer[];
begin
  select * into d from searchable_tables where name = tg_table_name;
  symbols := array(select distinct c from unnest(d.codes) column_name,
    jsonb_array_elements_text(case when jsonb_typeof(r -> column_name) = 'array' then r -> column_name else jsonb_build_array(r -> column_name) end) said,
    unnest(search_symbols(said) || search_split(search_fold(said))) c);
  titled := array(select distinct l from unnest(search_written(r -> d.title) || symbols) l);
  about := array(select distinct s.value || ':' || id from jsonb_each_text(d.subjects) s, jsonb_array_elements_text(nullif(r -> s.key, 'null')) id order by 1);
  -- Of organisations only the States among those named; each by index.
  counted := array(select s.n from unnest(about) a join search_subjects s
    on s.kind = case split_part(a, ':', 1) when 'state' then 'organisation' when 'organisation' then null else split_part(a, ':', 1) end
      and s.subject = substr(a, strpos(a, ':') + 1) order by 1);
  found := array(select distinct l from unnest(titled || array(select '^' || t from unnest(titled) t) || search_typed(r -> d.title) || array(select '=' || a from unnest(about) a)) l
    union select l from unnest(d.texts) column_name, unnest(search_written(nullif(r -> column_name, 'null')) || search_symbols((r -> column_name) ->> 'texts')) l);
  over := array(select generate_series(extract(year from (r ->> d.first_day)::date)::integer,
    least(extract(year from (r ->> d.first_day)::date)::integer + 30, extract(year from coalesce((r ->> d.last_day)::date, (r ->> d.first_day)::date))::integer)));
  if tg_op = 'INSERT' then
    insert into search_entries (record, kind, subjects, years, words) values (new.id, d.kind, counted, over, array_to_tsvector(found));
  else
    update search_entries set (subjects, years, words) = (counted, over, array_to_tsvector(found)) where record = new.id;
  end if;
  return null;
end $$;

-- Records of a table become searchable: the table is shareable by `id`, `title` and `texts` are Written, `codes` hold
-- symbols, `subjects` says of which kind of subject the ids or codes in a column are.
create procedure make_searchable(name text, kind text, title text default 'title', texts text[] default '{}', codes text[] default '{}',
  subjects jsonb default '{}', first_day text default null, last_day text default null) language plpgsql as $$
begin
  insert into searchable_tables values (name, kind, title, texts, codes, subjects, first_day, last_day);
  -- Only what is searched: whoever is let in or shut out changes no words, and stems of long texts take their time.
  execute format('create trigger searched after insert or update of %s on %I for each row execute function note_search()',
    (select string_agg(distinct quote_ident(c), ', ') from unnest(array[title, first_day, last_day] || texts || codes || array(select jsonb_object_keys(subjects))) c where c is not null), name);
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
comment on table search_names is 'Names of what records are about, and of what has a page but is no record, in all languages: derived by trigger from the tables that make_findable names.';
call retain('search_names', area => 'directory', kept => 'with_parent', why => 'operation');
comment on column search_names.subject is 'Id or code by which records name it.';
comment on column search_names.language is 'Language of the name, or `code`.';
create index search_names_subject on search_names (kind, subject);
create index search_names_stems on search_names using gin (stems);
create policy search_names_read on search_names for select using (true);

-- Apart, because a policy that hides some rows keeps the index of stems from being used for the others.
create table search_group_names (like search_names including all);
comment on table search_group_names is 'Names of groups, as search_names: seen by who sees the group.';
call retain('search_group_names', area => 'directory', kept => 'with_parent', why => 'operation');
create policy search_group_names_read on search_group_names for select using (exists (select from groups where id = subject::uuid));

-- How many public names hold a stem says how much it says.
create table search_stems (
  source  text not null,
  row_key text not null,
  stem    text not null,
  subject text not null,
  primary key (source, row_key, stem)
);
comment on table search_stems is 'Stems of the names in search_names, one a row: derived with them.';
call retain('search_stems', area => 'directory', kept => 'with_parent', why => 'operation');
create index search_stems_stem on search_stems (stem, subject);
create policy search_stems_read on search_stems for select using (true);

create view searched_names with (security_invoker) as
  select * from search_names union all select * from search_group_names;
grant select on searched_names to app;

create function note_names() returns trigger security definer set search_path = public language plpgsql as $$
declare r constant jsonb := to_jsonb(coalesce(new, old)); key text := r ->> tg_argv[1]; place constant text := coalesce(r ->> 'id', r ->> 'code');
begin
  -- As text: compared as a name, it finds no index.
  execute format('delete from %I where source = $1 and row_key = $2', tg_argv[2]) using tg_table_name::text, place;
  if tg_op <> 'DELETE' then
    if tg_argv[0] in ('organisation', 'theme') and not exists (select from search_subjects s where s.kind = tg_argv[0] and s.subject = key) then
      lock table search_subjects in share row exclusive mode;
      insert into search_subjects select coalesce(max(n), 0) + 1, tg_argv[0], key from search_subjects on conflict do nothing;
    end if;
    -- Names of an entry that was merged into another lead to that one.
    if tg_argv[0] = 'organisation' then key := (select coalesce(merged_into, id) from organisations where id = key::uuid); end if;
    execute format('insert into %I
      select $1, $2, $3, $4, n.language, n.said, search_fold(n.said), search_stems(n.language, n.said), search_split(search_fold(n.said))
        from (select t.* from jsonb_each_text($5 -> ''names'' -> ''texts'') t
              union all select ''code'', $5 ->> ''code'' where $5 ->> ''code'' is not null) n(language, said)
       where n.said <> ''''', tg_argv[2]) using tg_table_name::text, place, tg_argv[0], key, r;
  end if;
  delete from search_stems s where s.source = tg_table_name::text and s.row_key = place;
  insert into search_stems select distinct n.source, n.row_key, l, n.subject from search_names n, unnest(n.stems) l
   where n.source = tg_table_name::text and n.row_key = place;
  return null;
end $$;

-- Names of a table's rows become findable, all of them public but those of groups: the table has `names` (Written).
create procedure make_findable(name text, kind text, key text) language plpgsql as $$
begin
  if name <> 'groups' and not exists (select from pg_policy where polrelid = name::regclass and polcmd = 'r' and pg_get_expr(polqual, polrelid) = 'true') then
    raise exception 'names of % are not open to everyone', name;
  end if;
  execute format('create trigger found after insert or update or delete on %I for each row execute function note_names(%L, %L, %L)', name, kind, key,
    case name when 'groups' then 'search_group_names' else 'search_names' end);
end $$;
call make_findable('organisations', 'organisation', 'id');
call make_findable('groups', 'group', 'id');

-- Records that are one with another, as far as the viewer reads both: search finds the one that stays, by the words of either.
-- None here: the module that knows of such puts its own in place of this.
create view search_leads with (security_invoker) as
  select null::uuid as other, null::uuid as kept where false;
grant select on search_leads to app;
