-- Everything that can be shared is a record: whose it is, how sensitive, and for whom.
create table records (
  id             uuid primary key default gen_random_uuid(),
  kind           text not null check (kind ~ '^[a-z]+\.[a-z_]+$'),
  owner_org      uuid not null default viewer_org() references organisations,
  controller     uuid references organisations,
  level          smallint not null default 0 check (level between 0 and 2),
  handling       text[] not null default '{}' check (handling <@ array['no_export', 'no_quote', 'meeting_only']),
  card           jsonb check (card is null or is_written(card)),
  sources        uuid[] not null default '{}',
  version        integer not null default 1,
  invented       boolean not null default false,
  created_by     uuid references persons default viewer_person(),
  created_at     timestamptz not null default now(),
  changed_at     timestamptz not null default now(),
  discoverers    uuid[] not null default '{}',
  readers        uuid[] not null default '{}',
  commenters     uuid[] not null default '{}',
  contributors   uuid[] not null default '{}',
  excluded       uuid[] not null default '{}',
  audience_until timestamptz,
  audience_due   timestamptz
);
comment on table records is 'One shareable thing of any kind: its originator, level, handling and audience. Content lies in the module''s own table under the same id.';
call retain('records', area => 'records', kept => 'until_removed', why => 'accountability',
  personal => '{"created_by": "link"}', whose => 't.created_by', on_erasure => 'keep');
comment on column records.card is 'What those who may only discover the record see of it, in the originator''s words; null: its existence and kind.';
comment on column records.sources is 'All records this one was made from, at any remove: who cannot read each of them cannot read this one.';
comment on column records.controller is 'Organisation without whose consent nobody else is let in, not even by the originator: of a recommendation the State concerned. Null: the originator decides.';
comment on column records.readers is 'Principals with a grant to read, kept from grants by trigger; likewise the other four. A right includes those below it.';
comment on column records.audience_until is 'Until then the arrays are exact; after it, and while a grant begins later or a denial is timed (-infinity), grants are asked directly.';
comment on column records.audience_due is 'When a grant begins or ends next: from then on the arrays want refreshing.';
create index records_owner on records (owner_org, kind);
create index records_discoverers on records using gin (discoverers);
create index records_sources on records using gin (sources) with (fastupdate = off);
create index records_due on records (audience_due) where audience_due is not null;

-- What a grant names: an organisation, a group, a person or a circle by its id, the holders of a role by organisation and role.
create function principal_of(kind text, id uuid, role text) returns uuid immutable parallel safe language sql
  return case when kind = 'role' then role_principal(id, role) else id end;

create table grants (
  id           uuid primary key default gen_random_uuid(),
  record       uuid not null references records on delete cascade,
  grantee_kind text not null check (grantee_kind in ('organisation', 'role', 'group', 'person', 'circle')),
  grantee      uuid not null,
  role         text,
  gives        text not null check (gives in ('deny', 'discover', 'read', 'comment', 'contribute')),
  starts_at    timestamptz not null default now(),
  ends_at      timestamptz check (ends_at > starts_at),
  basis        text not null default 'decision' check (basis in ('originator', 'concerned', 'decision', 'consent', 'terms_of_reference', 'break_glass')),
  reference    text not null default '' check (length(reference) <= 500),
  granted_by   uuid references persons default viewer_person(),
  granted_org  uuid references organisations default viewer_org(),
  granted_at   timestamptz not null default now(),
  revoked_at   timestamptz,
  revoked_by   uuid references persons,
  principal    uuid not null generated always as (principal_of(grantee_kind, grantee, role)) stored,
  check ((grantee_kind = 'role') = (role is not null))
);
comment on table grants is 'Audience of a record: whom it names, with which right, from when until when, on what basis, given by whom. Withdrawn grants stay as history.';
call retain('grants', area => 'records', kept => 'with_record', why => 'evidence',
  personal => '{"grantee": "link", "granted_by": "link", "revoked_by": "link"}', whose => 'case when t.grantee_kind = ''person'' then t.grantee end', on_erasure => 'keep');
comment on column grants.basis is 'originator: the first grant, made with the record; concerned: that of its controller, likewise. consent and others carry a document in reference, break_glass its reason.';
comment on column grants.granted_org is 'Organisation in whose name it was given: the originator, or a receiver that narrows for its own people.';
create index grants_record on grants (record);
create index grants_principal on grants (principal) where revoked_at is null;

-- Of a record's grants one sees: all, as its originator; those in force that name oneself; those that one's organisation
-- gave. What hides the record hides them too, so that a denial does not tell what it denies.
-- Who asks is read once for a statement, not for every grant.
create policy grants_read on grants for select using (
  exists (select from records r where r.id = record and (
    (r.owner_org = (select viewer_org()) and (select preview_org() is null))
    or (principal = any (case when (select preview_org() is null) then (select viewer_principals()) else preview_eyes(r.owner_org) end) and revoked_at is null
        and starts_at <= now() and (ends_at is null or ends_at > now()))
    or (granted_org = (select viewer_org()) and (select preview_org() is null)))));
-- Only the originator widens. Who received a record may narrow it for their own people. By whom, for which organisation and
-- when is nobody's to write: the columns are not granted (after-each.sql), their defaults fill them in. Into a record that
-- another controls nobody lets anyone: its consents do (modules/recommendations).
create policy grants_add on grants for insert with check (
  viewer_may('records:share')
  and basis in ('decision', 'consent', 'terms_of_reference')
  and exists (select from records r where r.id = record and (
    (r.owner_org = viewer_org() and r.controller is null)
    or (gives = 'deny' and works_for(grantee, viewer_org())))));
-- guard_grant keeps the originator's own.
create policy grants_withdraw on grants for update
  using (viewer_may('records:share') and exists (select from records r where r.id = record and (
    (r.controller is null or gives = 'deny') and (r.owner_org = viewer_org() or granted_org = viewer_org()))));

-- The decision itself, for any principals: covered by a grant in force that gives at least the right, and by no denial.
create function covered_now(r uuid, needed text, who uuid[]) returns boolean
stable security definer set search_path = public language sql
begin atomic
  select coalesce(not bool_or(gives = 'deny') and bool_or(gives <> 'deny' and
           array_position(array['discover', 'read', 'comment', 'contribute'], gives) >= array_position(array['discover', 'read', 'comment', 'contribute'], needed)), false)
    from grants
   where record = r and principal = any (who) and revoked_at is null and starts_at <= now() and (ends_at is null or ends_at > now());
end;

-- Whether these principals read every one of these records: a derivative is never wider than its sources.
create function reads_all(ids uuid[], up_to integer, who uuid[]) returns boolean
stable security definer set search_path = public language sql
begin atomic
  select coalesce(bool_and(coalesce(s.level <= up_to and covered_now(s.id, 'read', who), false)), true)
    from unnest(ids) i left join records s on s.id = i;
end;

-- Both together, for whoever must decide about someone else: a mail before it goes out.
create function may(who uuid[], up_to integer, needed text, r uuid) returns boolean
stable security definer set search_path = public language sql
begin atomic
  select exists (select from records s where s.id = r and s.level <= up_to and covered_now(r, needed, who) and reads_all(s.sources, up_to, who));
end;

-- The same for the viewer, and for whom they view as: what the policies ask (after-each.sql).
create function viewer_covered(r uuid, needed text) returns boolean stable security definer set search_path = public language sql
  return covered_now(r, needed, viewer_principals());
create function preview_covered(r uuid, owner uuid, needed text) returns boolean stable security definer set search_path = public language sql
  return covered_now(r, needed, preview_eyes(owner));
create function viewer_reads_all(ids uuid[]) returns boolean stable security definer set search_path = public language sql
  return reads_all(ids, viewer_level(), viewer_principals());
create function preview_reads_all(ids uuid[]) returns boolean
stable security definer set search_path = public language sql
begin atomic
  select coalesce(bool_and(coalesce(covered_now(s.id, 'read', preview_eyes(s.owner_org)), false)), true)
    from unnest(ids) i left join records s on s.id = i;
end;
grant execute on function viewer_covered, preview_covered, viewer_reads_all, preview_reads_all to app;

-- Arrays of these records from their grants: never narrower than the truth where they allow, never wider where they deny;
-- audience_until says until when they are the truth itself. Locks first and looks then, so that of two who share at the
-- same time neither works from a picture in which the other's grant, or withdrawal, is missing.
-- By index even where the tables are young and statistics say they are small: a bulk load would take the square of its size.
create function refresh_audience(ids uuid[]) returns void
security definer set search_path = public set enable_seqscan = off language plpgsql as $$
begin
  perform from records where id = any (ids) order by id for no key update;
  update records r set (discoverers, readers, commenters, contributors, excluded, audience_until, audience_due)
    = (a.discoverers, a.readers, a.commenters, a.contributors, a.excluded, a.until, a.due)
    from (
      select i as record,
             coalesce(array_agg(distinct principal) filter (where gives <> 'deny'), '{}') as discoverers,
             coalesce(array_agg(distinct principal) filter (where gives in ('read', 'comment', 'contribute')), '{}') as readers,
             coalesce(array_agg(distinct principal) filter (where gives in ('comment', 'contribute')), '{}') as commenters,
             coalesce(array_agg(distinct principal) filter (where gives = 'contribute'), '{}') as contributors,
             coalesce(array_agg(distinct principal) filter (where gives = 'deny' and starts_at <= now() and ends_at is null), '{}') as excluded,
             case when bool_or(starts_at > now() or (gives = 'deny' and ends_at is not null)) then '-infinity' else min(ends_at) end as until,
             least(min(starts_at) filter (where starts_at > now()), min(ends_at)) as due
        from unnest(ids) i left join grants g on g.record = i and g.revoked_at is null and (g.ends_at is null or g.ends_at > now())
       group by i) a
   where r.id = a.record
     and (r.discoverers, r.readers, r.commenters, r.contributors, r.excluded, r.audience_until, r.audience_due)
         is distinct from (a.discoverers, a.readers, a.commenters, a.contributors, a.excluded, a.until, a.due);
end $$;

create function grants_changed() returns trigger security definer set search_path = public language plpgsql as $$
begin
  perform refresh_audience(array(select distinct record from changed));
  return null;
end $$;
create trigger audience_added after insert on grants referencing new table as changed for each statement execute function grants_changed();
create trigger audience_changed after update on grants referencing new table as changed for each statement execute function grants_changed();
create trigger audience_removed after delete on grants referencing old table as changed for each statement execute function grants_changed();

-- The originator's own grant is made with the record, and that of its controller; until others are added, nobody else sees it.
create function records_made() returns trigger security definer set search_path = public language plpgsql as $$
begin
  insert into grants (record, grantee_kind, grantee, gives, basis)
    select id, 'organisation', owner_org, 'contribute', 'originator' from made
    union all select id, 'organisation', controller, 'comment', 'concerned' from made where controller <> owner_org;
  return null;
end $$;
create trigger made after insert on records referencing new table as made for each statement execute function records_made();

-- Gives a table the audience columns of its record, kept by trigger; after-each.sql gives it the policies.
create procedure make_shareable(name text, key text default 'id', derived boolean default false, writes text default 'contribute') language plpgsql as $$
begin
  execute format('alter table %I
    add column owner_org uuid not null, add column level smallint not null, add column sources uuid[] not null,
    add column readers uuid[] not null, add column contributors uuid[] not null, add column excluded uuid[] not null,
    add column audience_until timestamptz', name);
  execute format('create trigger audience before insert on %I for each row execute function copy_audience(%L)', name, key);
  execute format('create index on %I using gin (readers)', name);
  if key <> 'id' then execute format('create index on %I (%I)', name, key); end if;
  insert into shareable_tables values (name, key, derived, writes);
end $$;

-- Holds the record until the transaction ends: a change of audience meanwhile waits, and then reaches the new row too.
create function copy_audience() returns trigger security definer set search_path = public language plpgsql as $$
begin
  select owner_org, level, sources, readers, contributors, excluded, audience_until
    into new.owner_org, new.level, new.sources, new.readers, new.contributors, new.excluded, new.audience_until
    from records where id = (to_jsonb(new) ->> tg_argv[0])::uuid for no key update;
  if not found then raise exception 'not_found' using errcode = 'CC404'; end if;
  return new;
end $$;

create function spread_audience() returns trigger
security definer set search_path = public set enable_seqscan = off language plpgsql as $$
declare t shareable_tables; ids uuid[];
begin
  -- By difference of sets: a join may be kept as it was planned for one row, and takes the square of many.
  ids := array(select c.id from (select id, level, sources, readers, contributors, excluded, audience_until from new_rows
                          except select id, level, sources, readers, contributors, excluded, audience_until from old_rows) c);
  if ids = '{}' then return null; end if;
  for t in select * from shareable_tables loop
    execute format('update %I t set level = r.level, sources = r.sources, readers = r.readers, contributors = r.contributors, excluded = r.excluded,
      audience_until = r.audience_until from records r where r.id = any ($1) and t.%I = r.id', t.name, t.key) using ids;
  end loop;
  return null;
end $$;
create trigger spread after update on records referencing old table as old_rows new table as new_rows
  for each statement execute function spread_audience();

-- Beside the auditor: those of the originator see what was done with the records of it that they may know of themselves,
-- and everyone their own acts, but not what followed from these: that would tell of rows out of their sight.
create policy audit_own on audit_events for select using (
  (select preview_org()) is null and (
    ((select viewer_may('audit:own')) and originator = (select viewer_org()) and exists (select from records r where r.id = any (audit_events.records)))
    or (not wake and person = (select viewer_person()) and (
      originator is null or originator = (select viewer_org())
      or (records <> '{}' and not exists (select from unnest(audit_events.records) named where not exists (select from records r where r.id = named)))))));
