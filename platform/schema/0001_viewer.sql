-- Who is asking. `enter` (0002) sets these once per transaction, before the role changes to app; nothing else may.
revoke create on schema public from public;
grant usage on schema public to app;

-- What is kept, for how long and why, what in it is personal, and what becomes of it when a person is erased: said by
-- `retain` where a table is made, and obeyed by 0070_retention.sql. after-each.sql refuses a table of which it is not said.
create table retention_rules (
  table_name text primary key,
  area       text not null check (area in ('accounts', 'directory', 'records', 'together', 'telling', 'working', 'proof', 'reference', 'installation')),
  kept       text not null check (kept in ('with_record', 'with_person', 'with_parent', 'for_period', 'until_removed', 'permanently')),
  period     interval,
  since      text,
  only_if    text,
  why        text not null check (why in ('accountability', 'evidence', 'service', 'security', 'memory', 'reference', 'operation')),
  personal   jsonb not null,
  whose      text,
  on_erasure text check (on_erasure in ('delete', 'empty', 'keep')),
  emptied    jsonb,
  own        boolean not null,
  check ((kept = 'for_period') = (period is not null) and (period is null) = (since is null) and (only_if is null or period is not null)),
  check ((personal = '{}') = (whose is null) and (whose is null) = (on_erasure is null)),
  check ((on_erasure = 'empty') is not distinct from (emptied is not null) or on_erasure is null)
);
comment on table retention_rules is 'For each table how long what it holds is kept and why, what of it is personal, and what becomes of that when its person is erased.';
comment on column retention_rules.table_name is 'Outside of schema public with its schema. jobs.*: the queue, whose program makes the tables.';
comment on column retention_rules.kept is 'with_parent: with the row it is a part of.';
comment on column retention_rules.since is 'Column from which the period runs; null in a row: not yet.';
comment on column retention_rules.only_if is 'SQL on the row t: the period is that of these rows, the others are kept with their record.';
comment on column retention_rules.personal is 'json: Record<string, string>; kind of personal data by column. link: says which person; secret: never handed out.';
comment on column retention_rules.whose is 'SQL on the row t: the person whose data it is.';
comment on column retention_rules.emptied is 'json: Record<string, string>; SQL that takes the place of a column, where erasure empties it.';
comment on column retention_rules.own is 'No policy lets a person see these rows of theirs: what is told to them comes by way of own_rows.';
create policy retention_rules_read on retention_rules for select using (true);

create procedure retain(table_name text, area text, kept text, why text, period interval default null, since text default null, only_if text default null,
  personal jsonb default '{}', whose text default null, on_erasure text default null, emptied jsonb default null, own boolean default false) language sql
begin atomic
  insert into retention_rules (table_name, area, kept, period, since, only_if, why, personal, whose, on_erasure, emptied, own)
  values (table_name, area, kept, period, since, only_if, why, personal, whose, on_erasure, emptied, own);
end;
call retain('retention_rules', area => 'installation', kept => 'permanently', why => 'operation');
call retain('migrations', area => 'installation', kept => 'permanently', why => 'operation');

create function viewer_person() returns uuid stable parallel safe language sql
  return nullif(current_setting('concord.person', true), '')::uuid;
create function viewer_org() returns uuid stable parallel safe language sql
  return nullif(current_setting('concord.org', true), '')::uuid;
create function viewer_level() returns integer stable parallel safe language sql
  return coalesce(nullif(current_setting('concord.level', true), '')::integer, -1);
create function viewer_principals() returns uuid[] stable parallel safe language sql
  return coalesce(nullif(current_setting('concord.principals', true), '')::uuid[], '{}');
create function viewer_permissions() returns text[] stable parallel safe language sql
  return coalesce(nullif(current_setting('concord.permissions', true), '')::text[], '{}');
create function viewer_roles() returns text[] stable parallel safe language sql
  return coalesce(nullif(current_setting('concord.roles', true), '')::text[], '{}');
create function viewer_token() returns uuid stable parallel safe language sql
  return nullif(current_setting('concord.token', true), '')::uuid;
create function viewer_may(permission text) returns boolean stable parallel safe language sql
  return permission = any (viewer_permissions());
create function preview_org() returns uuid stable parallel safe language sql
  return nullif(current_setting('concord.preview_org', true), '')::uuid;
create function preview_principals() returns uuid[] stable parallel safe language sql
  return nullif(current_setting('concord.preview_principals', true), '')::uuid[];

comment on function viewer_level() is 'Highest level the viewer may see now: clearance, lowered to 0 without a second factor; -1 when nobody is set.';
comment on function viewer_principals() is 'All that a grant may name and that covers the viewer: person, organisation, its roles, groups and broad circles.';
comment on function preview_principals() is 'While an originator views as another organisation: the principals of that organisation, else null.';

-- Broad circles are principals with fixed ids.
create function circle_id(name text) returns uuid immutable strict parallel safe language sql
  return case name
    when 'everyone'     then '00000000-0000-4000-8000-000000000001'::uuid
    when 'members'      then '00000000-0000-4000-8000-000000000002'::uuid
    when 'compact'      then '00000000-0000-4000-8000-000000000003'::uuid
    when 'focal_points' then '00000000-0000-4000-8000-000000000004'::uuid
    when 'donors'       then '00000000-0000-4000-8000-000000000005'::uuid
  end;

-- Through whose eyes an originator views a record of this owner: the other's where it is their own, everyone's where it is
-- not. So who views as another learns nothing of what third parties share with them, or keep from them.
create function preview_eyes(owner uuid) returns uuid[] stable parallel safe language sql
  return case when owner = viewer_org() then preview_principals() else array[circle_id('everyone')] end;

-- The holders of one role in one organisation, as a principal.
create function role_principal(org uuid, role text) returns uuid immutable strict parallel safe language sql
  return substr(encode(sha256((org::text || ':' || role)::bytea), 'hex'), 1, 32)::uuid;

-- Text that people write: { original, texts: { en: … }, outdated: [] }.
create function is_written(value jsonb) returns boolean immutable parallel safe language sql
  return value ? 'original' and jsonb_typeof(value -> 'texts') = 'object' and (value -> 'texts') ? (value ->> 'original');

-- Trigger for references to records: hidden and absent fail alike.
create function reference_visible() returns trigger language plpgsql as $$
declare found_one boolean; named uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if named is null then return new; end if;
  execute format('select exists (select from %I where id = $1)', tg_argv[1]) into found_one using named;
  if not found_one then raise exception 'not_found' using errcode = 'CC404', column = tg_argv[0]; end if;
  return new;
end $$;

-- Tables of modules that carry a record's content or facts of it, with the column that names the record.
create table shareable_tables (name text primary key, key text not null, derived boolean not null, writes text not null default 'contribute');
comment on table shareable_tables is 'Filled by make_shareable in the modules'' migrations. Derived tables are rebuilt from others and leave no audit rows.';
call retain('shareable_tables', area => 'installation', kept => 'permanently', why => 'operation');
comment on column shareable_tables.writes is 'Right on the record that writing needs; where it is not contribute, the table brings policies of its own for that, and keeps its own history.';
create policy shareable_tables_read on shareable_tables for select using (true);
