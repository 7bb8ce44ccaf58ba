-- Break-glass: the emergency way to a record that one was not meant to read. A person of the secretariat asks, another
-- approves, for hours; the originators are told, and see it in the record's audience for ever. Clearance, level and
-- denials hold as always. What needs a State's consent it does not open.
create table emergencies (
  id           uuid primary key default gen_random_uuid(),
  about        uuid not null,
  reason       text not null check (length(reason) <= 500 and length(trim(reason)) >= 20),
  hours        smallint not null check (hours between 1 and 24),
  asked_by     uuid not null references persons default viewer_person(),
  asked_at     timestamptz not null default now(),
  approved_by  uuid references persons,
  approved_at  timestamptz,
  ends_at      timestamptz check (ends_at <= approved_at + interval '24 hours'),
  withdrawn_by uuid references persons,
  withdrawn_at timestamptz,
  check (approved_by <> asked_by),
  check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (ends_at is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
comment on table emergencies is 'Requests to read a record in an emergency, and what a second person said to them.';
call retain('emergencies', area => 'proof', kept => 'permanently', why => 'accountability',
  personal => '{"asked_by": "link", "approved_by": "link", "withdrawn_by": "link", "reason": "words"}', whose => 't.asked_by', on_erasure => 'keep');
comment on column emergencies.about is 'The record, if there is one. Without a foreign key, and not named so in the audit trail: nothing here may tell whether it exists.';
comment on column emergencies.hours is 'How long it may be read, from the approval on.';
create index emergencies_asked on emergencies (asked_at desc);

create policy emergencies_read on emergencies for select using ((select viewer_may('emergency:read')) and (select preview_org()) is null);
create policy emergencies_ask on emergencies for insert with check (
  viewer_may('emergency:ask') and asked_by = viewer_person() and asked_at = now() and approved_by is null and withdrawn_by is null);

create function emergency_state(e emergencies) returns text stable language sql
  return case when e.withdrawn_at is not null then 'withdrawn'
              when e.approved_at is not null then case when e.ends_at > now() then 'approved' else 'ended' end
              when e.asked_at > now() - interval '2 hours' then 'waiting' else 'lapsed' end;

-- The word of the second person. Does the same whether there is such a record or not: the grant follows in a job.
create function approve_emergency(request uuid) returns void security definer set search_path = public language plpgsql as $$
declare asked emergencies;
begin
  if not viewer_may('emergency:approve') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  select * into asked from emergencies where id = request for update;
  if not found then raise exception 'not_found' using errcode = 'CC404'; end if;
  if asked.asked_by = viewer_person() then raise exception 'emergency.second_person' using errcode = 'CC403'; end if;
  -- Who asked must still be someone who may.
  if emergency_state(asked) <> 'waiting' or not exists (select from persons p where p.id = asked.asked_by and p.status = 'active'
       and 'emergency:ask' = any (permissions_of(roles_of(p.id)))) then
    raise exception 'emergency.over' using errcode = 'CC409';
  end if;
  update emergencies set approved_by = viewer_person(), approved_at = now(), ends_at = now() + make_interval(hours => hours) where id = request;
end $$;

-- Who asked takes it back, and who approved; while it waits, anyone else who could approve declines it.
create function withdraw_emergency(request uuid) returns void security definer set search_path = public language plpgsql as $$
declare asked emergencies;
begin
  if not (viewer_may('emergency:ask') or viewer_may('emergency:approve')) then raise exception 'access.denied' using errcode = 'CC403'; end if;
  select * into asked from emergencies where id = request for update;
  if not found then raise exception 'not_found' using errcode = 'CC404'; end if;
  if emergency_state(asked) not in ('waiting', 'approved') then raise exception 'emergency.over' using errcode = 'CC409'; end if;
  if viewer_person() <> asked.asked_by and viewer_person() is distinct from asked.approved_by
     and not (asked.approved_by is null and viewer_may('emergency:approve')) then
    raise exception 'emergency.not_yours' using errcode = 'CC403';
  end if;
  update emergencies set withdrawn_by = viewer_person(), withdrawn_at = now() where id = request;
end $$;

-- Who could approve a request of the viewer's.
create function emergency_approvers(request uuid) returns table (person uuid, language text)
stable security definer set search_path = public language sql
begin atomic
  select distinct p.id, p.language from emergencies e, persons p join memberships m on m.person = p.id
   where e.id = request and e.asked_by = viewer_person() and p.id <> e.asked_by and p.status = 'active'
     and current_date between m.starts_on and coalesce(m.ends_on, 'infinity') and 'emergency:approve' = any (permissions_of(m.roles));
end;
-- Who asked, approved and withdrew, for those who see the requests: an auditor would not know the names otherwise.
create function emergency_people(requests uuid[]) returns table (id uuid, name text)
stable security definer set search_path = public language sql
begin atomic
  select distinct p.id, p.name from emergencies e join persons p on p.id in (e.asked_by, e.approved_by, e.withdrawn_by)
   where e.id = any (requests) and viewer_may('emergency:read') and preview_org() is null;
end;
grant execute on function approve_emergency, withdraw_emergency, emergency_approvers, emergency_people to app;

create table emergency_grants (
  request uuid not null references emergencies,
  granted uuid not null references grants on delete cascade,
  primary key (request, granted)
);
comment on table emergency_grants is 'What a request opened. Seen by nobody: that there is nothing would tell that there is no such record.';
call retain('emergency_grants', area => 'proof', kept => 'with_parent', why => 'accountability');
create policy emergency_grants_none on emergency_grants for select using (false);

-- Brings the grants in line with the request, as an actor of its own: in the trail of the two persons there would else be a
-- line more where the record exists. Opens the record and what it was made from; answers whom to tell.
call make_service_actor('emergency.settle', 'Concord: emergency reading');
create function settle_emergency(request uuid) returns table (person uuid, language text, asker text, approver text, ends timestamptz)
security definer set search_path = public language plpgsql as $$
declare asked emergencies;
begin
  if viewer_person() is distinct from service_actor('emergency.settle') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  select * into asked from emergencies where id = request for update;
  if asked.withdrawn_at is not null then
    update grants set revoked_at = now(), revoked_by = asked.withdrawn_by
     where id in (select g.granted from emergency_grants g where g.request = asked.id) and revoked_at is null and ends_at > now();
    return;
  end if;
  if asked.ends_at is null or asked.ends_at <= now() or exists (select from emergency_grants g where g.request = asked.id) then return; end if;
  return query
  with opened as (
    insert into grants (record, grantee_kind, grantee, gives, ends_at, basis, reference, granted_by, granted_org)
    select r.id, 'person', asked.asked_by, 'read', asked.ends_at, 'break_glass', asked.reason, asked.approved_by, null from records r
     where r.controller is null and r.id in (select asked.about union select unnest(s.sources) from records s where s.id = asked.about)
    returning grants.id, grants.record
  ), kept as (
    insert into emergency_grants select asked.id, o.id from opened o
  ), staff as (
    -- At each originator those who decide who sees what, and who keep its accounts; where there are none, everyone.
    select p.id, p.language, m.organisation, permissions_of(m.roles) && array['records:share', 'access:organisation'] as decides
      from persons p join memberships m on m.person = p.id
     where p.status = 'active' and not p.service and p.id not in (asked.asked_by, asked.approved_by)
       and m.organisation in (select r.owner_org from records r join opened o on o.record = r.id)
       and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')
  )
  select distinct s.id, s.language, a.name, b.name, asked.ends_at from staff s, persons a, persons b
   where a.id = asked.asked_by and b.id = asked.approved_by
     and (s.decides or not exists (select from staff other where other.organisation = s.organisation and other.decides));
end $$;
grant execute on function settle_emergency to app;
