-- Everything that can be shared is a record: whose it is, how sensitive, and for whom.
create table records (
  id             uuid primary key default gen_random_uuid(),
  kind           text not null check (kind ~ '^[a-z]+\.[a-z_]+$'),
  owner_org      uuid not null default viewer_org() references organisations,
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
  audience_until timestamptz
);
comment on table records is 'One shareable thing of any kind: its originator, level, handling and audience. Content lies in the module''s own table under the same id.';
comment on column records.card is 'What those who may only discover the record see of it, in the originator''s words; null: its existence and kind.';
comment on column records.sources is 'Records this one was made from: who cannot read all of them cannot read this one.';
comment on column records.readers is 'Principals with a grant to read, kept from grants by trigger; likewise the other four. A right includes those below it.';
comment on column records.audience_until is 'Until then the arrays are exact; after it, and while a grant begins later or a denial is timed (-infinity), grants are asked directly.';
create index records_owner on records (owner_org, kind);
create index records_readers on records using gin (readers);

create table grants (
  id           uuid primary key default gen_random_uuid(),
  record       uuid not null references records on delete cascade,
  grantee_kind text not null check (grantee_kind in ('organisation', 'role', 'group', 'person', 'circle')),
  grantee      uuid not null,
  role         text,
  gives        text not null check (gives in ('deny', 'discover', 'read', 'comment', 'contribute')),
  starts_at    timestamptz not null default now(),
  ends_at      timestamptz check (ends_at > starts_at),
  basis        text not null default 'decision' check (basis in ('originator', 'decision', 'consent', 'terms_of_reference', 'break_glass')),
  reference    text not null default '' check (length(reference) <= 500),
  granted_by   uuid references persons default viewer_person(),
  granted_at   timestamptz not null default now(),
  revoked_at   timestamptz,
  revoked_by   uuid references persons,
  principal    uuid not null generated always as (case when grantee_kind = 'role' then role_principal(grantee, role) else grantee end) stored,
  check ((grantee_kind = 'role') = (role is not null))
);
comment on table grants is 'Audience of a record: whom it names, with which right, from when until when, on what basis, given by whom. Withdrawn grants stay as history.';
comment on column grants.basis is 'originator: the first grant, made with the record. consent and others carry a document in reference.';
create index grants_record on grants (record);

-- What the grants of a record say at this moment, as arrays of principals by right.
create function rights_of(r uuid, at timestamptz default now())
returns table (discoverers uuid[], readers uuid[], commenters uuid[], contributors uuid[], excluded uuid[])
stable security definer set search_path = public language sql
begin atomic
  select coalesce(array_agg(distinct principal) filter (where gives <> 'deny'), '{}'),
         coalesce(array_agg(distinct principal) filter (where gives in ('read', 'comment', 'contribute')), '{}'),
         coalesce(array_agg(distinct principal) filter (where gives in ('comment', 'contribute')), '{}'),
         coalesce(array_agg(distinct principal) filter (where gives = 'contribute'), '{}'),
         coalesce(array_agg(distinct principal) filter (where gives = 'deny'), '{}')
  from grants where record = r and revoked_at is null and starts_at <= at and (ends_at is null or ends_at > at);
end;

-- Exact answer for records whose arrays may be out of date.
create function covered_now(r uuid, needed text, who uuid[]) returns boolean
stable security definer set search_path = public language sql
  return (select not a.excluded && who and case needed
            when 'discover' then a.discoverers when 'read' then a.readers
            when 'comment' then a.commenters when 'contribute' then a.contributors end && who
          from rights_of(r) a);

-- Whether these principals read every one of these records: a derivative is never wider than its sources.
create function reads_all(ids uuid[], up_to integer, who uuid[]) returns boolean
stable security definer set search_path = public language plpgsql as $$
declare source uuid; r records;
begin
  foreach source in array ids loop
    select * into r from records where id = source;
    if not found or r.level > up_to then return false; end if;
    if r.audience_until is null or r.audience_until > now() then
      if r.excluded && who or not r.readers && who then return false; end if;
    elsif not covered_now(r.id, 'read', who) then return false;
    end if;
    if r.sources <> '{}' and not reads_all(r.sources, up_to, who) then return false; end if;
  end loop;
  return true;
end $$;

-- Arrays of a record from its grants: never narrower than the truth where they allow, never wider where they deny;
-- audience_until says until when they are the truth itself.
create function refresh_audience(r uuid) returns void security definer set search_path = public language sql
begin atomic
  update records set (discoverers, readers, commenters, contributors, excluded, audience_until) = (
    select coalesce(array_agg(distinct principal) filter (where gives <> 'deny'), '{}'),
           coalesce(array_agg(distinct principal) filter (where gives in ('read', 'comment', 'contribute')), '{}'),
           coalesce(array_agg(distinct principal) filter (where gives in ('comment', 'contribute')), '{}'),
           coalesce(array_agg(distinct principal) filter (where gives = 'contribute'), '{}'),
           coalesce(array_agg(distinct principal) filter (where gives = 'deny' and starts_at <= now() and ends_at is null), '{}'),
           case when bool_or(starts_at > now() or (gives = 'deny' and ends_at is not null)) then '-infinity' else min(ends_at) end
    from grants where record = r and revoked_at is null and (ends_at is null or ends_at > now()))
  where id = r;
end;

create function grants_changed() returns trigger security definer set search_path = public language plpgsql as $$
begin
  perform refresh_audience(coalesce(new.record, old.record));
  return null;
end $$;
create trigger audience after insert or update or delete on grants for each row execute function grants_changed();

-- The originator's own grant is made with the record; until others are added, nobody else sees it.
create function record_made() returns trigger security definer set search_path = public language plpgsql as $$
begin
  insert into grants (record, grantee_kind, grantee, gives, basis) values (new.id, 'organisation', new.owner_org, 'contribute', 'originator');
  return null;
end $$;
create trigger made after insert on records for each row execute function record_made();

create function guard_record() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    -- As the originator's grant, which follows in the same statement, will say.
    new.readers := array[new.owner_org]; new.discoverers := new.readers; new.commenters := new.readers;
    new.contributors := new.readers; new.excluded := '{}'; new.audience_until := null;
  end if;
  if tg_op = 'UPDATE' then
    if (new.id, new.kind, new.owner_org, new.sources) is distinct from (old.id, old.kind, old.owner_org, old.sources) then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
    -- Only the originator lowers the level or lifts a handling caveat; whoever contributes may raise and add.
    if viewer_person() is not null and old.owner_org is distinct from viewer_org()
       and (new.level < old.level or not old.handling <@ new.handling or new.card is distinct from old.card) then
      raise exception 'access.originator_only' using errcode = 'CC403';
    end if;
  end if;
  if exists (select from records_as_sources(new.sources) s where s.level > new.level or not s.handling <@ new.handling) then
    raise exception 'access.below_source' using errcode = 'CC409';
  end if;
  if tg_op = 'INSERT' and viewer_person() is not null and not reads_all(new.sources, viewer_level(), viewer_principals()) then
    raise exception 'not_found' using errcode = 'CC404';
  end if;
  if new.level > 0 and exists (select from open_circles(new.id) c where new.level = 2 or c = circle_id('everyone')) then
    raise exception 'access.too_wide_for_level' using errcode = 'CC409';
  end if;
  return new;
end $$;
create function records_as_sources(ids uuid[]) returns table (level smallint, handling text[])
stable security definer set search_path = public language sql
begin atomic select r.level, r.handling from records r where r.id = any (ids); end;
create function open_circles(r uuid) returns setof uuid
stable security definer set search_path = public language sql
begin atomic
  select grantee from grants where record = r and grantee_kind = 'circle' and gives <> 'deny' and revoked_at is null and (ends_at is null or ends_at > now());
end;
create trigger guard before insert or update on records for each row execute function guard_record();

create function guard_grant() returns trigger security definer set search_path = public language plpgsql as $$
declare of_record records;
begin
  select * into of_record from records where id = new.record;
  if tg_op = 'UPDATE' and old.basis = 'originator' then raise exception 'access.fixed' using errcode = 'CC403'; end if;
  if new.revoked_at is null and new.gives <> 'deny' and new.grantee_kind = 'circle'
     and (of_record.level = 2 or (of_record.level > 0 and new.grantee = circle_id('everyone'))) then
    raise exception 'access.too_wide_for_level' using errcode = 'CC409';
  end if;
  if not (case new.grantee_kind
       when 'person' then exists (select from persons where id = new.grantee)
       when 'group' then exists (select from groups where id = new.grantee)
       when 'circle' then new.grantee in (circle_id('everyone'), circle_id('members'), circle_id('compact'), circle_id('focal_points'), circle_id('donors'))
       else exists (select from organisations where id = new.grantee) end) then
    raise exception 'access.no_such_grantee' using errcode = 'CC409';
  end if;
  return new;
end $$;
create trigger guard before insert or update on grants for each row execute function guard_grant();

create function originates(r uuid) returns boolean stable security definer set search_path = public language sql
  return exists (select from records where id = r and owner_org = viewer_org());

-- Only the originator widens. Who received a record may narrow it for their own people.
create policy grants_read on grants for select using (originates(record) or principal = any (viewer_principals()));
create policy grants_add on grants for insert with check (
  granted_by = viewer_person() and revoked_at is null and viewer_may('records:share')
  and ((basis in ('decision', 'consent', 'terms_of_reference') and originates(record))
    or (gives = 'deny' and basis = 'decision' and grantee_kind = 'person' and works_for(grantee, viewer_org())
        and exists (select from records r where r.id = record))));
create policy grants_withdraw on grants for update
  using (basis <> 'originator' and viewer_may('records:share') and (originates(record) or (gives = 'deny' and granted_by = viewer_person())))
  with check (revoked_by = viewer_person());

-- Gives a table the audience columns of its record, kept by trigger; after-each.sql gives it the policies.
create procedure make_shareable(name text, key text default 'id', derived boolean default false) language plpgsql as $$
begin
  execute format('alter table %I
    add column owner_org uuid not null, add column level smallint not null, add column sources uuid[] not null,
    add column readers uuid[] not null, add column contributors uuid[] not null, add column excluded uuid[] not null,
    add column audience_until timestamptz', name);
  execute format('create trigger audience before insert on %I for each row execute function copy_audience(%L)', name, key);
  execute format('create index on %I using gin (readers)', name);
  if key <> 'id' then execute format('create index on %I (%I)', name, key); end if;
  insert into shareable_tables values (name, key, derived);
end $$;

create function copy_audience() returns trigger security definer set search_path = public language plpgsql as $$
declare r records;
begin
  select * into r from records where id = (to_jsonb(new) ->> tg_argv[0])::uuid;
  new.owner_org := r.owner_org; new.level := r.level; new.sources := r.sources; new.readers := r.readers;
  new.contributors := r.contributors; new.excluded := r.excluded; new.audience_until := r.audience_until;
  return new;
end $$;

create function spread_audience() returns trigger security definer set search_path = public language plpgsql as $$
declare t shareable_tables;
begin
  if (new.level, new.readers, new.contributors, new.excluded, new.audience_until)
     is distinct from (old.level, old.readers, old.contributors, old.excluded, old.audience_until) then
    for t in select * from shareable_tables loop
      execute format('update %I set level = $1, readers = $2, contributors = $3, excluded = $4, audience_until = $5 where %I = $6', t.name, t.key)
        using new.level, new.readers, new.contributors, new.excluded, new.audience_until, new.id;
    end loop;
  end if;
  return null;
end $$;
create trigger spread after update on records for each row execute function spread_audience();
