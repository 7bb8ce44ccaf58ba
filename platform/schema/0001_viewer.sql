-- Who is asking. `enter` (0002) sets these once per transaction, before the role changes to app; nothing else may.
revoke create on schema public from public;
grant usage on schema public to app;

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
comment on column shareable_tables.writes is 'Right on the record that writing needs; where it is not contribute, the table brings policies of its own for that, and keeps its own history.';
create policy shareable_tables_read on shareable_tables for select using (true);
