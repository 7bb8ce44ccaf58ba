-- What changed in the content of a record, from what to what. Words that were removed before a record was shared with
-- someone must not reach them through its history, so each difference keeps which grants stood when it was made.
create table record_history (
  id           uuid primary key default gen_random_uuid(),
  record       uuid not null references records on delete cascade,
  table_name   text not null,
  row_id       uuid,
  at           timestamptz not null default now(),
  person       uuid default viewer_person(),
  organisation uuid default viewer_org(),
  version      integer not null,
  level        smallint not null,
  standing     uuid[] not null,
  changed      jsonb not null
);
comment on table record_history is 'Differences: old and new values of the columns of a record that an edit changed.';
call retain('record_history', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"person": "link", "changed": "words"}', whose => 't.person', on_erasure => 'keep');
comment on column record_history.row_id is 'Of a table with several rows to a record: which.';
comment on column record_history.version is 'Of the record, once it was made.';
comment on column record_history.level is 'Of the record when it was made: who reaches less does not see it, also when the record has come down since.';
comment on column record_history.standing is 'Grants on the record and on all its sources that were in force when it was made, denials among them.';
comment on column record_history.changed is 'json: Record<string, [unknown, unknown]>; by column, before and after; what belongs to a changed column (its precision, its comparator) is with it.';
create index record_history_record on record_history (record, at desc, id);

-- Grants on these records that were in force at a moment. One given in the same transaction let nobody see what was before.
create function grants_standing(ids uuid[], moment timestamptz) returns uuid[] stable language sql
begin atomic
  select coalesce(array_agg(g.id order by g.id), '{}') from grants g
   where g.record = any (ids) and g.granted_at < moment and g.starts_at <= moment
     and (g.ends_at is null or g.ends_at > moment) and (g.revoked_at is null or g.revoked_at >= moment);
end;

-- start_on and start_precision, participants and participants_is say one thing together.
create function column_stem(name text) returns text immutable strict parallel safe language sql
  return regexp_replace(name, '_(on|precision|is)$', '');

create function keep_history() returns trigger security definer set search_path = public language plpgsql as $$
declare
  before constant jsonb := to_jsonb(old);
  after  constant jsonb := to_jsonb(new);
  of     constant uuid := (after ->> tg_argv[0])::uuid;
  stems  text[];
begin
  select array_agg(column_stem(c)) into stems from unnest(tg_argv[1:]) c where before -> c is distinct from after -> c;
  if stems is null then return null; end if;
  insert into record_history (record, table_name, row_id, version, level, standing, changed)
    select r.id, tg_table_name, case when tg_argv[0] <> 'id' then (after ->> 'id')::uuid end, r.version, r.level,
           grants_standing(r.id || r.sources, now()),
           (select jsonb_object_agg(c, jsonb_build_array(before -> c, after -> c)) from unnest(tg_argv[1:]) c where column_stem(c) = any (stems))
      from records r where r.id = of;
  return null;
end $$;

-- Since when a membership opens what the group was given: dates of membership may be entered later than they say.
alter table group_members add column opened_at timestamptz not null default now();
comment on column group_members.opened_at is 'When it was entered, confirmed or taken up again: differences made before stay out of its sight.';
create function stamp_membership() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new.group_id, new.organisation, new.person) is not distinct from (old.group_id, old.organisation, old.person)
     and new.verified <= old.verified and new.starts_on >= old.starts_on and coalesce(old.ends_on, 'infinity') >= current_date then
    new.opened_at := old.opened_at;
  elsif by_viewer() or tg_op = 'UPDATE' then
    new.opened_at := clock_timestamp();
  end if;
  return new;
end $$;
create trigger stamp before insert or update on group_members for each row execute function stamp_membership();

-- The viewer's principals, without the groups they did not belong to at that moment.
create function viewer_principals_at(moment timestamptz) returns uuid[]
stable security definer set search_path = public language sql
begin atomic
  with belonged as (
    select g.id, g.kind from group_members m join groups g on g.id = m.group_id
     where m.verified and m.opened_at < moment and m.starts_on <= moment::date and (m.organisation = viewer_org() or m.person = viewer_person()))
  select coalesce(array_agg(p), '{}') from unnest(viewer_principals()) p
   where p in (select id from belonged)
      or (p = circle_id('compact') and exists (select from belonged where kind = 'compact'))
      or (p <> circle_id('compact') and not exists (select from groups g where g.id = p));
end;

-- Whether a grant that stood at that moment, and stands now, let the viewer read this record, and none denied it to them.
create function viewer_read_then(of_record uuid, moment timestamptz, stood uuid[]) returns boolean
stable security definer set search_path = public language sql
begin atomic
  select coalesce(bool_or(g.gives in ('read', 'comment', 'contribute') and g.principal = any (viewer_principals_at(moment))
                          and g.revoked_at is null and (g.ends_at is null or g.ends_at > now()))
                  and not bool_or(g.gives = 'deny' and g.principal = any (viewer_principals())), false)
    from grants g where g.id = any (stood) and g.record = of_record;
end;

-- Whether the viewer may see a difference: as reader of the record now, within reach of its level then; and, unless it is
-- their own organisation's record, as reader of it and of all its sources when the difference was made. Not while viewing
-- as another. A source of which no grant stood, not even its originator's own, was added later: that the record is read now,
-- as the first condition asks, is then enough. `mayCompare` in compare.ts says the same.
create function viewer_compares(of_record uuid, moment timestamptz, level_then integer, stood uuid[]) returns boolean
stable security definer set search_path = public language sql
begin atomic
  select exists (select from records r where r.id = of_record
    and preview_org() is null
    and level_then <= viewer_level()
    and may(viewer_principals(), viewer_level(), 'read', r.id)
    and (r.owner_org = viewer_org()
      or (viewer_read_then(r.id, moment, stood) and not exists (select from unnest(r.sources) s
            where exists (select from grants g where g.id = any (stood) and g.record = s) and not viewer_read_then(s, moment, stood)))));
end;
grant execute on function viewer_compares to app;
create policy history_read on record_history for select using (viewer_compares(record, at, level, standing));
